"""Chicago's address grid: house numbers to degrees and back.

State & Madison is 0/0. A mile is 800 numbers, except the first three miles south of Madison, which
are 1200, 1000 and 900 numbers long. Here x counts numbers east of State (west is negative) and
y numbers north of Madison (south is negative).
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple, Self

# The corner, the length of a mile and how far the survey's lines lean: approximate, our own.
ORIGIN_LAT = 41.8820
ORIGIN_LON = -87.6278
MILE_LAT = 0.01452
MILE_LON = 0.01954
LEAN_LON = -0.0272  # degrees of longitude a north-south line moves for each degree of latitude
LEAN_LAT = 0.0075  # degrees of latitude an east-west line moves for each degree of longitude

METRES_PER_DEGREE = 111_195.0  # of latitude

MILE = 800
SOUTHERN_MILES = ((0, 0), (-1200, -1), (-2200, -2), (-3100, -3))
NORTH_END, SOUTH_END = 7700, -13900
WEST_END, EAST_END = -12500, 4150


class Point(NamedTuple):
    """WGS84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Line:
    """One grid line: where it runs (`across`) at each place along it, both in degrees."""

    number: float
    along: tuple[float, ...]
    across: tuple[float, ...]
    lean: float

    def at(self, along: float) -> float:
        if along <= self.along[0]:
            return self.across[0] + (along - self.along[0]) * self.lean
        if along >= self.along[-1]:
            return self.across[-1] + (along - self.along[-1]) * self.lean
        i = bisect_right(self.along, along)
        a0, a1 = self.along[i - 1], self.along[i]
        return self.across[i - 1] + (self.across[i] - self.across[i - 1]) * (along - a0) / (a1 - a0)


@dataclass(frozen=True, slots=True)
class Axis:
    """The lines of one direction, by rising number, at least two."""

    lines: tuple[Line, ...]

    def place(self, number: float, along: float) -> float:
        """Degrees across of a number, at a place along the lines."""
        low, high = self._pair(bisect_right(self.lines, number, key=lambda line: line.number))
        a, b = low.at(along), high.at(along)
        return a + (b - a) * (number - low.number) / (high.number - low.number)

    def number(self, across: float, along: float) -> float:
        """The number at a place."""
        low, high = self._pair(bisect_right(self.lines, across, key=lambda line: line.at(along)))
        a, b = low.at(along), high.at(along)
        return low.number + (high.number - low.number) * (across - a) / (b - a)

    def _pair(self, i: int) -> tuple[Line, Line]:
        i = min(max(i, 1), len(self.lines) - 1)
        return self.lines[i - 1], self.lines[i]


@dataclass(frozen=True, slots=True)
class Grid:
    x: Axis
    y: Axis

    def point(self, x: float, y: float) -> Point:
        lat, lon = ORIGIN_LAT + y / MILE * MILE_LAT, ORIGIN_LON + x / MILE * MILE_LON
        for _ in range(3):
            lat, lon = self.y.place(y, lon), self.x.place(x, lat)
        return Point(lat, lon)

    def numbers(self, lat: float, lon: float) -> tuple[float, float]:
        """(x, y) of a point."""
        return self.x.number(lon, lat), self.y.number(lat, lon)

    @classmethod
    @cache
    def surveyed(cls) -> Self:
        """The grid from its rule alone."""
        return cls(Axis(tuple(_meridians())), Axis(tuple(_parallels())))

    def refined(self, x: Iterable[Line], y: Iterable[Line]) -> "Grid":
        """This grid with measured lines in place of the rule's own near them."""
        return Grid(_merged(self.x, tuple(x)), _merged(self.y, tuple(y)))


def miles_north(y: float) -> float:
    """Miles from Madison Street, by the rule of the southern miles."""
    if y >= 0:
        return y / MILE
    for (near, mile), (far, next_mile) in pairwise(SOUTHERN_MILES):
        if y >= far:
            return mile + (next_mile - mile) * (y - near) / (far - near)
    return -3 + (y + 3100) / MILE


def _meridians() -> Iterable[Line]:
    for number in range(-12800, 4801, MILE):
        lon = ORIGIN_LON + number / MILE * MILE_LON
        yield Line(number, (ORIGIN_LAT,), (lon,), LEAN_LON)


def _parallels() -> Iterable[Line]:
    southern = (*range(-14300, -3100, MILE), -3100, -2200, -1200)
    for number in (*southern, *range(0, 8001, MILE)):
        lat = ORIGIN_LAT + miles_north(number) * MILE_LAT
        yield Line(number, (ORIGIN_LON,), (lat,), LEAN_LAT)


def _merged(axis: Axis, measured: tuple[Line, ...]) -> Axis:
    """A rule's line stays only where no measured one lies within half a mile of numbers."""
    if len(measured) < 2:
        return axis
    numbers = [line.number for line in measured]
    kept = [line for line in axis.lines if min(abs(line.number - n) for n in numbers) >= MILE / 2]
    return Axis(tuple(sorted([*kept, *measured], key=lambda line: line.number)))
