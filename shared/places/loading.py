"""Loads boundary, street and place files: all of a file, or nothing of it."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from shared.places import boundaries, releases, street_files
from shared.places.atlas import rings
from shared.places.beats import Beat, BeatIndex
from shared.places.boundaries import Boundaries
from shared.places.finder import SURE, Finder, Precision
from shared.places.grid import Point
from shared.places.models import District
from shared.places.outline import near_city


class LoadError(Exception):
    """Why nothing was loaded, in words for the person who loads."""


@dataclass(frozen=True, slots=True)
class StreetFile:
    path: Path
    kind: str
    rows: list[dict[str, Any]]
    left_out: int


def index_of(read: Boundaries) -> BeatIndex:
    """An index over a file that is not stored yet."""
    is_beats = read.kind == releases.BEATS
    return BeatIndex(
        (
            Beat(row["number"] if is_beats else None, row["district"], row["sector"]),
            rings(row["geometry"]),
        )
        for row in read.rows()
    )


def store_boundaries(
    session: Session, read: Boundaries, source: str, now: datetime, *, approximate: bool = False
) -> None:
    """The caller commits."""
    rows = read.rows()
    releases.replace(session, read.kind, rows, source, now, approximate=approximate)
    for code in sorted({row["district"] for row in rows}):
        if session.get(District, code) is None:
            session.add(District(code=code, name=f"District {int(code)}"))


def read_streets(paths: Iterable[Path]) -> list[StreetFile]:
    """Read every file before anything is stored; raises LoadError."""
    files: dict[str, StreetFile] = {}
    for path in paths:
        try:
            kind, rows, left_out = street_files.read(path)
        except street_files.StreetFileError as error:
            raise LoadError(str(error)) from error
        if kind in files:
            raise LoadError(f"{files[kind].path.name} and {path.name} are both {kind}; give one.")
        files[kind] = StreetFile(path, kind, rows, left_out)
    return list(files.values())


def read_places(path: Path, finder: Finder) -> list[dict[str, Any]]:
    """Rows of name, kind, address and, where they are known, latitude and longitude."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LoadError(f"{path.name} cannot be read: {error}.") from error
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(lines)
    if not {"name", "kind"} <= set(reader.fieldnames or ()):
        columns = "name, kind, address (or latitude, longitude)"
        raise LoadError(f"{path.name} needs the columns {columns}.")
    rows, faults = [], []
    for position, row in enumerate(reader, 1):
        try:
            rows.append(_landmark(row, finder))
        except (ValueError, TypeError) as error:
            faults.append(f"Row {position}: {error}.")
    if faults or not rows:
        shown = faults[: boundaries.SHOWN] or ["There is no place in the file."]
        more = [f"and {len(faults) - len(shown)} more."] if len(faults) > len(shown) else []
        raise LoadError("\n".join([*shown, *more]))
    return rows


def _landmark(row: dict[str, str], finder: Finder) -> dict[str, Any]:
    name, address = (row["name"] or "").strip(), (row.get("address") or "").strip()
    if not name:
        raise ValueError("there is no name")
    point, precision = _place(row, address, finder)
    return {
        "name": name[:120],
        "kind": (row["kind"] or "landmark").strip()[:20],
        "address": address[:200],
        "precision": precision.value,
        "latitude": point.lat,
        "longitude": point.lon,
        "valid_from": _day(row.get("valid_from")),
        "valid_until": _day(row.get("valid_until")),
    }


def _place(row: dict[str, str], address: str, finder: Finder) -> tuple[Point, Precision]:
    if row.get("latitude") and row.get("longitude"):
        point = Point(float(row["latitude"]), float(row["longitude"]))
        if not near_city(point):
            raise ValueError(f"{point.lat}, {point.lon} is not in Chicago")
        return point, Precision.ADDRESS
    answers = finder.find(address)
    if not answers or answers[0].score < SURE:
        raise ValueError(f"the address {address!r} cannot be found; give latitude and longitude")
    return answers[0].point, answers[0].precision


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text.strip()) if text and text.strip() else None
