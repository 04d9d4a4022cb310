"""Street names, corners and address points from the City's files, told apart by their columns."""

import csv
import gzip
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from shared.places.gazetteer import split_full
from shared.places.grid import Point
from shared.places.outline import near_city
from shared.places.parsing import DIRECTIONS, SUFFIXES
from shared.places.releases import CORNERS, NAMES, POINTS

LARGEST = 200 * 1024 * 1024  # bytes, unpacked
TOLERATED = 0.02  # share of rows that may be unreadable, as real files have some

Row = dict[str, str]


class StreetFileError(Exception):
    """Why a file was not taken, in words for the person who loads it."""


def read(path: Path) -> tuple[str, list[dict[str, Any]], int]:
    """(kind, rows, rows left out). Reads .csv and .csv.gz."""
    reader = csv.DictReader(_lines(path))
    try:
        columns = {name.strip().lower() for name in reader.fieldnames or () if name}
        kind, convert = _kind(columns, path.name)
        rows, bad = [], 0
        for raw in reader:
            try:
                rows.append(convert({(k or "").strip().lower(): v or "" for k, v in raw.items()}))
            except (KeyError, ValueError, AttributeError):
                bad += 1
    except (csv.Error, UnicodeDecodeError) as error:
        raise StreetFileError(f"{path.name} is not a CSV file: {error}.") from error
    if not rows or bad > TOLERATED * (len(rows) + bad):
        raise StreetFileError(f"{path.name}: {bad} of {len(rows) + bad} rows cannot be read.")
    return kind, rows, bad


def _lines(path: Path) -> Iterator[str]:
    try:
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b":
            with gzip.open(io.BytesIO(data)) as packed:
                data = packed.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise StreetFileError(f"{path.name} is larger than {LARGEST // 2**20} MB.")
        return iter(io.StringIO(data.decode("utf-8-sig"), newline=""))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise StreetFileError(f"{path.name} cannot be read: {error}.") from error


def _kind(columns: set[str], name: str) -> tuple[str, Callable[[Row], dict[str, Any]]]:
    if {"street_1", "street_2"} <= columns:
        return CORNERS, _corner
    if "number" in columns and "street" in columns:
        return POINTS, _point
    if {"street", "suffix"} <= columns or {"street", "min_address"} <= columns:
        return NAMES, _name
    raise StreetFileError(
        f"{name} is no list this command knows. Street names have the columns direction, street,"
        " suffix, min_address, max_address; intersections street_1, street_2, latitude, longitude;"
        " address points number, street, latitude, longitude."
    )


def _name(row: Row) -> dict[str, Any]:
    ending = row.get("suffix_direction") or row.get("suffix_dir") or ""
    return {
        "direction": _direction(row["direction"]),
        "name": _words(f"{row['street']} {ending}"),
        "suffix": row.get("suffix", "").strip().upper(),
        "low": _whole(row.get("min_address")),
        "high": _whole(row.get("max_address")),
    }


def _corner(row: Row) -> dict[str, Any]:
    lat, lon = _place(row)
    one, other = _words(row["street_1"]), _words(row["street_2"])
    if one[1] != " " or other[1] != " ":
        raise ValueError("a street without its direction")
    return {"one": one, "other": other, "latitude": lat, "longitude": lon}


def _point(row: Row) -> dict[str, Any]:
    lat, lon = _place(row)
    if row.get("dir") or row.get("direction"):
        direction = _direction(row.get("dir") or row["direction"])
        name, suffix = _words(row["street"]), row.get("suffix", "").strip().upper()
    else:
        direction, name, suffix = _whole_street(_words(row["street"]))
    number = int(re.match(r"\d+", row["number"].strip())[0])  # type: ignore[index]  # None is a bad row
    return {
        "direction": direction,
        "name": name,
        "suffix": suffix,
        "number": number,
        "latitude": lat,
        "longitude": lon,
    }


def _whole_street(words: str) -> tuple[str, str, str]:
    """ "NORTH OZARK AVENUE" → ("N", "OZARK", "AVE")."""
    first, _, rest = words.partition(" ")
    last = rest.rpartition(" ")[2]
    if last in SUFFIXES:
        rest = f"{rest.rpartition(' ')[0]} {SUFFIXES[last]}".strip()
    return split_full(f"{_direction(first)} {rest}")


def _direction(word: str) -> str:
    return DIRECTIONS[word.strip().upper()]


def _words(text: str) -> str:
    words = " ".join(text.upper().split())
    if not words:
        raise ValueError("no name")
    return words


def _whole(text: str | None) -> int | None:
    return int(float(text)) if text and text.strip() else None


def _place(row: Row) -> Point:
    lat = float(row.get("latitude") or row.get("lat") or row["y"])
    lon = float(row.get("longitude") or row.get("lon") or row.get("lng") or row["x"])
    point = Point(lat, lon)
    if not near_city(point):
        raise ValueError("outside the city")
    return point
