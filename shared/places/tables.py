"""Geocodes a table: a CSV file in, a CSV file out."""

import csv
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.places.atlas import Atlas
from shared.places.finder import Precision
from shared.places.geocoder import Behind
from shared.places.locate import locate_in

COLUMNS = ("address", "lat", "lon", "precision", "normalised", "district", "beat")


class TableError(Exception):
    """Why a table was not geocoded."""


@dataclass(slots=True)
class Count:
    rows: int = 0
    found: int = 0


def geocode(source: Path, target: Path, atlas: Atlas, behind: Sequence[Behind] = ()) -> Count:
    """Write a row for each row of the source; the target appears only when it is whole."""
    count = Count()
    half = target.with_name(target.name + ".part")
    try:
        with half.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for address in _addresses(source):
                writer.writerow(_row(address, atlas, behind, count))
        os.replace(half, target)  # noqa: PTH105  # the same file system, in one step
    except OSError as error:
        raise TableError(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        half.unlink(missing_ok=True)
    return count


def _row(address: str, atlas: Atlas, behind: Sequence[Behind], count: Count) -> tuple[object, ...]:
    located = locate_in(atlas, address, behind)
    count.rows += 1
    best = located.best or located.elsewhere
    if best is None:
        return (address, "", "", Precision.NONE.value, "", "", "")
    count.found += 1
    place = (best.latitude, best.longitude, best.precision, best.address)
    return (address, *place, best.district or "", best.beat or "")


def _addresses(source: Path) -> Iterator[str]:
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            column = next(
                (n for n in reader.fieldnames or () if n.strip().lower() == "address"), None
            )
            if column is None:
                raise TableError(f"{source.name} has no column named address.")
            for row in reader:
                yield row[column] or ""
    except (csv.Error, UnicodeDecodeError) as error:
        raise TableError(f"{source.name} is not a CSV file in UTF-8: {error}.") from error
