"""Streets that know where each house number lies, and how to find one from its misspelt name."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import copysign, cos, floor, hypot, radians

from rapidfuzz import process
from rapidfuzz.distance import OSA

from shared.places.grid import METRES_PER_DEGREE, Grid, Point
from shared.places.names import ALIASES, compact
from shared.places.parsing import Reading

OFF_CENTRE = 8.0  # metres
NEAREST = 300.0  # metres
CORNER_CELL = 0.004  # degrees: more than NEAREST in both directions
FAR = 800  # numbers past a street's last known place where it is no longer that street


@dataclass(frozen=True, slots=True)
class Anchor:
    """A house number whose point is known."""

    number: float
    point: Point


@dataclass(slots=True)
class Street:
    """One directed street: "W ADDISON ST" and the numbers that lie along it."""

    direction: str
    name: str
    suffix: str
    low: int | None = None
    high: int | None = None
    anchors: list[Anchor] = field(default_factory=list)
    approximate: bool = False  # from our own list, not from the City's

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.direction, self.name, self.suffix) if part)

    @property
    def northerly(self) -> bool:
        """Its numbers count north or south."""
        return self.direction in ("N", "S")

    @property
    def sign(self) -> int:
        return 1 if self.direction in ("N", "E") else -1

    @property
    def placed(self) -> bool:
        return bool(self.anchors)

    def beyond(self, number: int) -> float:
        """How many numbers outside the street's known range."""
        low = self.low if self.low is not None else 0
        high = self.high if self.high is not None else 14000
        return max(low - 100 - number, number - high - 100, 0)


@dataclass(frozen=True, slots=True)
class Match:
    street: Street
    score: float  # 0..100


Corner = tuple[Point, tuple[str, str]]


class StreetBook:
    """Every street of one set of data, with its corners."""

    def __init__(self, grid: Grid, streets: Iterable[Street]) -> None:
        self.grid = grid
        self.streets = list(streets)
        self._named: dict[str, list[Street]] = defaultdict(list)
        for street in self.streets:
            street.anchors.sort(key=lambda anchor: anchor.number)
            self._named[compact(street.name)].append(street)
        for alias, name in ALIASES:
            if alias not in self._named and compact(name) in self._named:
                self._named[alias] = self._named[compact(name)]
        self._names = list(self._named)
        self.corners: dict[frozenset[str], list[Point]] = defaultdict(list)
        self._corner_cells: dict[tuple[int, int], list[Corner]] | None = None
        self._similar = lru_cache(maxsize=20_000)(self._similar_names)

    def matches(
        self, readings: Sequence[Reading], number: int | None, limit: int = 6
    ) -> list[Match]:
        """The streets a typed name may mean, the best first."""
        best: dict[str, Match] = {}
        for reading in readings:
            for name, similarity in self._similar(compact(reading.name)):
                for street in self._named[name]:
                    score = similarity - reading.doubt - _penalty(street, reading, number)
                    known = best.get(street.full)
                    if street.placed and (known is None or score > known.score):
                        best[street.full] = Match(street, score)
        return sorted(best.values(), key=lambda match: -match.score)[:limit]

    def point(self, street: Street, number: int) -> tuple[Point, float] | None:
        """Where a number lies, and how far (in numbers) the nearest known place of it is."""
        anchors = street.anchors
        if not anchors:
            return None
        i = bisect_left(anchors, float(number), key=lambda anchor: anchor.number)
        if i == 0 or i == len(anchors):
            end = anchors[0] if i == 0 else anchors[-1]
            beyond = abs(number - end.number)
            return (self._extended(street, end, number), beyond) if beyond <= FAR else None
        low, high = anchors[i - 1], anchors[i]
        return _between(low, high, number), min(number - low.number, high.number - number)

    def side(self, street: Street, number: int, point: Point) -> Point:
        """The point moved off the centre line, to the side where the number stands.

        Even numbers are on the north and west sides. Centre lines of wide streets are the beats'
        boundaries, so that the side decides the beat.
        """
        before, after = self.point(street, max(number - 20, 0)), self.point(street, number + 20)
        if before is None or after is None:
            return point
        squeeze = cos(radians(point.lat))
        along = after[0].lat - before[0].lat, (after[0].lon - before[0].lon) * squeeze
        length = hypot(*along)
        if not length:
            return point
        north, east = along[1] / length, -along[0] / length
        toward = (north if not street.northerly else -east) * (1 if number % 2 == 0 else -1)
        metres = copysign(OFF_CENTRE, toward) / METRES_PER_DEGREE
        return Point(point.lat + north * metres, point.lon + east * metres / squeeze)

    def corner(self, one: Street, other: Street) -> list[Point]:
        """Where two streets meet; without data, where their lines cross on the grid."""
        if known := self.corners.get(frozenset((one.full, other.full))):
            return known
        if one.northerly == other.northerly:
            return []
        crossing = _crossing(one, other)
        return [crossing] if crossing else []

    def nearest_corner(self, point: Point) -> tuple[float, str, str] | None:
        """(metres, one street, other) of the loaded corner nearest to a point, within 300 m."""
        if self._corner_cells is None:
            self._corner_cells = _by_cell(self.corners)
        row, column = _cell(point)
        near = (
            corner
            for r in (row - 1, row, row + 1)
            for c in (column - 1, column, column + 1)
            for corner in self._corner_cells.get((r, c), ())
        )
        best = min(((_metres(point, at), *names) for at, names in near), default=None)
        return best if best and best[0] <= NEAREST else None

    def _extended(self, street: Street, end: Anchor, number: int) -> Point:
        lat, lon = end.point
        if street.northerly:
            shift = self.grid.y.place(street.sign * number, lon)
            return Point(lat + shift - self.grid.y.place(street.sign * end.number, lon), lon)
        shift = self.grid.x.place(street.sign * number, lat)
        return Point(lat, lon + shift - self.grid.x.place(street.sign * end.number, lat))

    def _similar_names(self, name: str) -> list[tuple[str, float]]:
        if not name:
            return []
        exact = [(name, 100.0)] if name in self._named else []
        if exact and (name[0].isdigit() or name[:-1] == "AVENUE"):
            # 63RD and 53RD are one letter apart, and a mile and a quarter.
            return exact
        return exact + [near for near in self._near(name, 0.6) if near[0] != name]

    def _near(self, name: str, cutoff: float) -> list[tuple[str, float]]:
        found = process.extract(
            name, self._names, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=10
        )
        near = {other: _similarity(name, other, score) for other, score, _ in found}
        if len(name) >= 4:
            for other in self._names:
                if other.startswith(name) or (len(other) >= 5 and name.startswith(other)):
                    near[other] = max(near.get(other, 0), 84 - abs(len(other) - len(name)))
        return list(near.items())


def _similarity(typed: str, name: str, score: float) -> float:
    """0..100; a first letter kept and the same sound count for something."""
    value = 100 * score
    if typed[0] != name[0]:
        value -= 4
    if _skeleton(typed) == _skeleton(name):
        value += 6
    elif sorted(typed) == sorted(name):
        value += 4
    return min(value, 98.0)


def _skeleton(name: str) -> str:
    """Consonants without repeats: what survives most typing errors."""
    kept = [letter for letter in name if letter not in "AEIOUYHW"]
    return "".join(a for i, a in enumerate(kept) if i == 0 or kept[i - 1] != a)


def _penalty(street: Street, reading: Reading, number: int | None) -> float:
    penalty = 0.0
    if reading.suffix != street.suffix:
        penalty += OTHER if reading.suffix else _SUFFIX_RANK.get(street.suffix, MINOR)
    if reading.direction != street.direction:
        if not reading.direction:
            penalty += 1.0
        else:
            penalty += 12.0 if (reading.direction in "NS") == street.northerly else 14.0
    if number is not None and (beyond := street.beyond(number)):
        penalty += min(4 + beyond / 60, 30)
    return penalty


_SUFFIX_RANK = {"ST": 0.2, "AVE": 0.2, "": 0.0, "BLVD": 0.4, "RD": 0.4, "DR": 0.4}
OTHER = 4.3  # a suffix that was typed and is another: no rival where two streets cross
MINOR = 4.6  # nobody who leaves "Pl" or "Ct" out expects to be understood


def _between(low: Anchor, high: Anchor, number: float) -> Point:
    share = (number - low.number) / ((high.number - low.number) or 1)
    return Point(
        low.point.lat + share * (high.point.lat - low.point.lat),
        low.point.lon + share * (high.point.lon - low.point.lon),
    )


def _crossing(one: Street, other: Street) -> Point | None:
    """The point where two polylines meet."""
    for a, b in zip(one.anchors, one.anchors[1:], strict=False):
        for c, d in zip(other.anchors, other.anchors[1:], strict=False):
            if point := _meet(a.point, b.point, c.point, d.point):
                return point
    return None


def _meet(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    ax, ay, cx, cy = b.lon - a.lon, b.lat - a.lat, d.lon - c.lon, d.lat - c.lat
    cross = ax * cy - ay * cx
    if abs(cross) < 1e-14:
        return None
    s = ((c.lon - a.lon) * cy - (c.lat - a.lat) * cx) / cross
    t = ((c.lon - a.lon) * ay - (c.lat - a.lat) * ax) / cross
    if not (-0.02 <= s <= 1.02 and -0.02 <= t <= 1.02):
        return None
    return Point(a.lat + s * ay, a.lon + s * ax)


def _by_cell(
    corners: Mapping[frozenset[str], Sequence[Point]],
) -> dict[tuple[int, int], list[Corner]]:
    cells: dict[tuple[int, int], list[Corner]] = defaultdict(list)
    for names, points in corners.items():
        one, *other = sorted(names)
        for point in points:
            cells[_cell(point)].append((point, (one, other[0] if other else one)))
    return cells


def _cell(point: Point) -> tuple[int, int]:
    return floor(point.lat / CORNER_CELL), floor(point.lon / CORNER_CELL)


def _metres(a: Point, b: Point) -> float:
    east = (a.lon - b.lon) * cos(radians(a.lat))
    return hypot(a.lat - b.lat, east) * METRES_PER_DEGREE
