"""The project's own list of main streets, written from plain facts: what places an address when
nothing is loaded, and what the loaded corners are counted from."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shared.places.grid import EAST_END, NORTH_END, SOUTH_END, WEST_END, Grid
from shared.places.numerals import ordinal
from shared.places.streets import Anchor, Street, StreetBook

DATA = Path(__file__).parent / "data"
STEP = 200  # numbers between the points of a straight street


@dataclass(frozen=True, slots=True)
class Straight:
    """A street that keeps to one grid line. `position` and the ends are signed grid numbers."""

    name: str
    suffix: str
    northerly: bool
    position: int
    start: int
    end: int
    main: bool


def rows(name: str) -> Iterator[dict[str, str]]:
    """A data file's rows; lines that start with # are remarks."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


@cache
def straights() -> tuple[Straight, ...]:
    return tuple(_straight(row) for row in rows("main_streets.csv"))


@cache
def diagonals() -> tuple[tuple[str, str, str, tuple[tuple[float, float], ...]], ...]:
    """(name, suffix, direction, path in grid numbers)."""
    return tuple(
        (row["name"].upper(), row["suffix"].upper(), row["direction"], _path(row["path"]))
        for row in rows("diagonals.csv")
    )


def positions() -> dict[tuple[str, str, bool], int]:
    """(name, suffix, northerly) → the signed number it lies at."""
    known = {(s.name, s.suffix, s.northerly): s.position for s in straights()}
    known |= {(ordinal(n), "ST", False): -100 * n for n in range(8, 139)}
    return known


@cache
def own_book() -> StreetBook:
    """The streets of our own list on the grid of the rule."""
    grid = Grid.surveyed()
    streets = [street for straight in straights() for street in _directed(straight, grid)]
    for name, suffix, direction, path in diagonals():
        street = Street(direction, name, suffix, approximate=True)
        along = 1 if street.northerly else 0
        street.anchors = [Anchor(abs(xy[along]), grid.point(*xy)) for xy in path]
        _set_range(street)
        streets.append(street)
    return StreetBook(grid, streets)


def _straight(row: dict[str, str]) -> Straight:
    northerly = row["runs"] == "NS"
    sign = 1 if row["side"] in "NE" else -1
    ends = (SOUTH_END, NORTH_END) if northerly else (WEST_END, EAST_END)
    return Straight(
        row["name"].upper(),
        row["suffix"].upper(),
        northerly,
        sign * int(row["position"]),
        int(row["from"] or ends[0]),
        int(row["to"] or ends[1]),
        bool(row["from"]),
    )


def _path(text: str) -> tuple[tuple[float, float], ...]:
    pairs = (point.split() for point in text.split(";"))
    return tuple((float(x), float(y)) for x, y in pairs)


def _directed(straight: Straight, grid: Grid) -> Iterator[Street]:
    for direction, sign in (("N", 1), ("S", -1)) if straight.northerly else (("E", 1), ("W", -1)):
        near, far = sorted((sign * straight.start, sign * straight.end))
        near = max(near, 0)
        if far <= near:
            continue
        street = Street(direction, straight.name, straight.suffix, approximate=True)
        for number in (*range(near, far, STEP), far):
            xy = (straight.position, sign * number)
            street.anchors.append(
                Anchor(number, grid.point(*xy if straight.northerly else xy[::-1]))
            )
        _set_range(street)
        yield street


def _set_range(street: Street) -> None:
    numbers = [round(anchor.number) for anchor in street.anchors]
    street.low, street.high = min(numbers), max(numbers)
