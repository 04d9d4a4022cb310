"""flask screening: what the rules say of a file of texts."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click
from flask.cli import AppGroup

from shared.screening.judge import screen

screening = AppGroup("screening", help="Offensive words and what a text is about.")


@screening.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def check(file: Path, output: Path) -> None:
    """Screen each line's text (JSON: id, text); the output appears when all are done."""
    draft = output.with_name(output.name + ".part")
    count = 0
    try:
        with file.open(encoding="utf-8-sig") as lines, draft.open("w", encoding="utf-8") as target:
            for name, text in _texts(lines):
                target.write(json.dumps(_row(name, text), ensure_ascii=False) + "\n")
                count += 1
        draft.replace(output)
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not UTF-8 text. Nothing was written.") from error
    except OSError as error:
        raise click.ClickException(f"{error}. Nothing was written.") from error
    finally:
        draft.unlink(missing_ok=True)
    click.echo(f"{count} texts screened: {output}")


def _texts(lines: IO[str]) -> Iterator[tuple[str | int, str]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _text_of(line, number)


def _text_of(line: str, number: int) -> tuple[str | int, str]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise _bad(number, f"is not JSON ({error})") from error
    if not isinstance(row, dict):
        raise _bad(number, "is not an object with id and text")
    name, text = row.get("id"), row.get("text")
    if not isinstance(name, str | int) or isinstance(name, bool):
        raise _bad(number, "has no id (a string or a whole number)")
    if not isinstance(text, str):
        raise _bad(number, "has no text (a string)")
    return name, text


def _bad(number: int, says: str) -> click.ClickException:
    return click.ClickException(f"Line {number} {says}. Nothing was written.")


def _row(name: str | int, text: str) -> dict[str, Any]:
    begun = time.perf_counter()
    found = screen(text)
    spent = (time.perf_counter() - begun) * 1000
    return {
        "id": name,
        "outcome": found.outcome.value,
        "flags": sorted(flag.value for flag in found.flags),
        "reasons": [reason.value for reason in found.reasons],
        "rule_version": found.version,
        "milliseconds": round(spent, 3),
    }
