"""`flask grouping suggest`: what would be shown and decided for concerns in a file (VI.B.1)."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click
from flask.cli import AppGroup

from shared.concerns.grouping.lines import line_of, reports_of
from shared.concerns.grouping.stream import decisions

MOST_FAULTS = 20

grouping = AppGroup("grouping", help="Find concerns that speak of one problem (VI.B.1).")


@grouping.command("suggest")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--skip-bad", is_flag=True, help="Leave lines out that cannot be read.")
def suggest_file(source: Path, output: Path, skip_bad: bool) -> None:
    """Read concerns from SOURCE, a line of JSON each, and write a decision for each to OUTPUT.

    The decisions are in order of time, and each is made on earlier concerns alone. A candidate, the
    preselected and the primary are each named by the first concern of their group as formed here.
    """
    try:
        lines = source.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise click.ClickException(f"{source} is not UTF-8 text. Save it as UTF-8.") from None
    reports, faults = reports_of(lines)
    for fault in faults[:MOST_FAULTS]:
        click.echo(fault, err=True)
    if len(faults) > MOST_FAULTS:
        click.echo(f"... and {len(faults) - MOST_FAULTS} more.", err=True)
    if faults and not skip_bad:
        raise click.ClickException(
            "Nothing was written. Mend these lines, or leave them out with --skip-bad."
        )
    _write(output, (line_of(decision) for decision in decisions(reports)))
    click.echo(f"{len(reports)} concerns read, {len(faults)} lines left out.", err=True)


def _write(output: Path, lines: Iterable[str]) -> None:
    """All of it or nothing: an earlier file stays until the new one is whole."""
    try:
        handle, name = tempfile.mkstemp(dir=output.absolute().parent, prefix=f".{output.name}.")
    except OSError as fault:
        raise click.ClickException(f"Cannot write {output}: {fault.strerror}.") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
        Path(name).chmod(0o644)
        Path(name).replace(output)
    except OSError as fault:
        raise click.ClickException(f"Cannot write {output}: {fault.strerror}.") from None
    finally:
        Path(name).unlink(missing_ok=True)
