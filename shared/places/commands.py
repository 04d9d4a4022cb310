"""flask places: maps, streets, named places, and addresses to points."""

import csv
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shared.concerns.remapping import Moved, moved_by
from shared.database import Database
from shared.places import boundaries, fetching, geojson, loading, releases, sample, tables
from shared.places.atlas import current_or_own
from shared.places.geocoder import Behind, GeocoderError, configured
from shared.places.models import Area, Release

places = AppGroup("places", help="Beats, districts, streets and named places.")

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
TARGET = click.Path(dir_okay=False, writable=True, path_type=Path)
SHOWN = 20  # concerns named on the screen; a report file has all

dry_run = click.option("--dry-run", is_flag=True, help="Check and report; change nothing.")
report_file = click.option("--report", type=TARGET, help="Write the concerns that would move here.")
gap_option = click.option(
    "--gap",
    type=click.FloatRange(min=0),
    default=boundaries.GAP,
    show_default=True,
    help="Square metres of hole or overlap that pass as a drawing error.",
)

fewer_option = click.option(
    "--fewer", is_flag=True, help="Also where numbers of the map before are missing."
)


@places.command("load")
@click.argument("file", type=FILE)
@dry_run
@report_file
@gap_option
@fewer_option
def load(file: Path, dry_run: bool, report: Path | None, gap: float, fewer: bool) -> None:
    """Load beats or districts from GeoJSON, as the City's portal publishes them."""
    with file.open("rb") as opened:
        body = opened.read(geojson.LARGEST + 1)  # one more: a larger file is refused, never held
    _load(body, file.name, dry_run, report, gap, fewer)


@places.command("fetch")
@click.option("--url", help="Instead of BEATS_URL.")
@dry_run
@report_file
@gap_option
@fewer_option
def fetch(url: str | None, dry_run: bool, report: Path | None, gap: float, fewer: bool) -> None:
    """Load beats or districts from the City's portal."""
    address = url or current_app.extensions["settings"].beats_url
    try:
        body = fetching.fetch(address, Progress())
    except fetching.FetchError as error:
        raise click.ClickException(f"{error} Nothing was changed.") from error
    _load(body, address, dry_run, report, gap, fewer)


@places.command("sample")
@click.option("--replace", is_flag=True, help="Also where a map is loaded already.")
def sample_command(replace: bool) -> None:
    """Load the project's own approximate beats, for a machine without the City's file."""
    read = boundaries.read(json.dumps(sample.sample_beats()))
    with _database().open() as session:
        held = _held(session).get(releases.BEATS)
        if held and not held.is_approximate and not replace:
            raise click.ClickException("A map of beats is loaded. Give --replace to put it aside.")
        loading.store_boundaries(session, read, sample.LABEL, _now(), approximate=True)
        session.commit()
    click.echo(f"Loaded {len(read.areas)} beats. {sample.LABEL}")


@places.command("load-streets")
@click.argument("files", type=FILE, nargs=-1, required=True)
@dry_run
def load_streets(files: tuple[Path, ...], dry_run: bool) -> None:
    """Load street names, intersections or address points from CSV files (also .csv.gz).

    Each list replaces the one of its kind that was loaded before.
    """
    try:
        read = loading.read_streets(files)
    except loading.LoadError as error:
        raise click.ClickException(f"{error} Nothing was changed.") from error
    with _database().open() as session:
        _held(session)
        for one in read:
            releases.replace(session, one.kind, one.rows, one.path.name, _now())
        if not dry_run:
            session.commit()
    for one in read:
        left = f", {one.left_out} left out" if one.left_out else ""
        click.echo(f"{_done(dry_run)} {len(one.rows):,} {one.kind} from {one.path.name}{left}.")


@places.command("load-places")
@click.argument("file", type=FILE)
@dry_run
def load_places(file: Path, dry_run: bool) -> None:
    """Load the places that people name, and the Department's facilities, from a CSV file.

    Columns: name, kind ("facility" for the Department's), address or latitude and longitude,
    valid_from, valid_until.
    """
    with _database().open() as session:
        _held(session)
        try:
            rows = loading.read_places(file, current_or_own(session).finder)
        except loading.LoadError as error:
            raise click.ClickException(f"{error}\nNothing was changed.") from error
        releases.replace(session, releases.LANDMARKS, rows, file.name, _now())
        if not dry_run:
            session.commit()
    click.echo(f"{_done(dry_run)} {len(rows):,} places from {file.name}.")


@places.command("geocode")
@click.argument("file", type=FILE)
@click.option("--output", type=TARGET, required=True, help="The CSV file to write.")
@click.option("--online", is_flag=True, help="Also ask the configured geocoder.")
def geocode(file: Path, output: Path, online: bool) -> None:
    """Find every address of a CSV file (column: address)."""
    with _database().open(reading=True) as session:
        atlas = current_or_own(session)
    try:
        count = tables.geocode(file, output, atlas, _behind() if online else ())
    except tables.TableError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Found {count.found:,} of {count.rows:,} addresses.")
    if not atlas.has_streets:
        click.echo("No streets are loaded: placed by the grid and the project's own list.")
    if atlas.is_approximate:
        click.echo("The beats are the project's own approximate ones: see `flask places load`.")


@places.command("status")
def status() -> None:
    """Say what is loaded."""
    with _database().open(reading=True) as session:
        held = _held(session)
    for kind, release in sorted(held.items()):
        since = f"{release.valid_from:%Y-%m-%d}"
        note = " (approximate)" if release.is_approximate else ""
        click.echo(f"{kind}: {release.row_count:,} from {release.source}, since {since}{note}")
    if not held:
        click.echo("Nothing is loaded.")


def _load(
    body: bytes, source: str, dry_run: bool, report: Path | None, gap: float, fewer: bool
) -> None:
    try:
        read = boundaries.read(body, gap)
    except boundaries.BoundaryError as error:
        raise click.ClickException(f"{error}\nNothing was changed.") from error
    with _database().open() as session:
        missing = boundaries.missing(read, _numbers(session, _held(session).get(read.kind)))
        if missing and not fewer:
            raise click.ClickException(f"{_lacking(missing, read.kind)} Nothing was changed.")
        moved = [] if read.kind == releases.DISTRICTS else _moved(session, read)
        loading.store_boundaries(session, read, source, _now())
        if not dry_run:
            session.commit()
    left = f", {read.left_out} outside the Department left out" if read.left_out else ""
    click.echo(f"{_done(dry_run)} {len(read.areas)} {read.kind}{left}.")
    _tell(moved, report)


def _numbers(session: Session, before: Release | None) -> list[str]:
    """Of the map before; the sample's are our own, and no real map has to have them."""
    if before is None or before.is_approximate:
        return []
    return list(session.scalars(select(Area.number).where(Area.release_id == before.id)))


def _lacking(missing: list[str], kind: str) -> str:
    shown = ", ".join(missing[:SHOWN]) + (" …" if len(missing) > SHOWN else "")
    return (
        f"The map before has {len(missing):,} {kind} that this file lacks: {shown}."
        " If they are no more, give --fewer."
    )


def _moved(session: Session, read: boundaries.Boundaries) -> list[Moved]:
    return list(moved_by(session, loading.index_of(read)))


def _tell(moved: list[Moved], report: Path | None) -> None:
    count, still_open = len(moved), sum(one.is_open for one in moved)
    click.echo(f"{count:,} concerns lie in another beat on this map, {still_open:,} of them open.")
    for one in moved[:SHOWN]:
        near = ", near a boundary" if one.is_near_boundary else ""
        click.echo(f"  {one.control_number}: {one.was or 'none'} → {one.beat or 'none'}{near}")
    if len(moved) > SHOWN:
        click.echo(f"  … and {len(moved) - SHOWN:,} more.")
    if report:
        _write(moved, report)


def _write(moved: Iterable[Moved], report: Path) -> None:
    with report.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("control_number", "was", "beat", "open", "near_boundary"))
        for one in moved:
            row = (one.control_number, one.was, one.beat, one.is_open, one.is_near_boundary)
            writer.writerow(row)


class Progress:
    """Says how much has come, a line for each half megabyte."""

    STEP = 512 * 1024

    def __init__(self) -> None:
        self._told = 0

    def __call__(self, size: int, whole: int | None) -> None:
        if size - self._told >= self.STEP or size == whole:
            self._told = size
            of = f" of {whole:,}" if whole else ""
            click.echo(f"Fetched {size:,}{of} bytes")


def _held(session: Session) -> dict[str, Release]:
    try:
        return dict(releases.holding(session))
    except DBAPIError as error:
        raise click.ClickException(
            "The database has no tables for places. Run `flask database upgrade` first."
        ) from error


def _behind() -> tuple[Behind, ...]:
    settings = current_app.extensions["settings"]
    try:
        return configured(settings.geocoder, settings.geocoder_options, settings.geocoder_seconds)
    except GeocoderError as error:
        raise click.ClickException(str(error)) from error


def _done(dry_run: bool) -> str:
    return "Would load" if dry_run else "Loaded"


def _database() -> Database:
    found: Database = current_app.extensions["database"]
    return found


def _now() -> datetime:
    return datetime.now(UTC)
