"""From lists of street names, corners and address points to a book of streets.

The corners carry no numbers. A street that keeps to a grid line gives every corner on it its number
(Addison is 3600 north); the rest are read off a grid that is refined by those same lines.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median
from typing import NamedTuple

from shared.places.grid import Grid, Line, Point
from shared.places.own import own_book, positions
from shared.places.streets import Anchor, Street, StreetBook

SAME_LINE = 70  # numbers: a corner further than this from its street's line is off that line
LINE_NEEDS = 8  # corners before a street's line is trusted over the rule's


class NameRow(NamedTuple):
    direction: str
    name: str
    suffix: str
    low: int | None
    high: int | None


class CornerRow(NamedTuple):
    one: str
    other: str
    lat: float
    lon: float


class PointRow(NamedTuple):
    direction: str
    name: str
    suffix: str
    number: int
    lat: float
    lon: float


@dataclass(slots=True)
class StreetData:
    """One version of loaded street data."""

    names: list[NameRow] = field(default_factory=list)
    corners: list[CornerRow] = field(default_factory=list)
    points: list[PointRow] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.names or self.corners or self.points)


SOUTHERN_SECTIONS = (0, -600, -1200, -1600, -2200, -2600, -3100)

Kind = tuple[str, str, bool]  # name, suffix, northerly: both directed halves of a street


def build(data: StreetData) -> StreetBook:
    """The book of loaded streets, filled up with our own list's where it lacks them."""
    streets = _streets(data)
    corners = [
        (streets[row.one], streets[row.other], Point(row.lat, row.lon)) for row in data.corners
    ]
    by_kind: dict[Kind, list[Point]] = defaultdict(list)
    for one, other, point in corners:
        by_kind[_kind(one)].append(point)
        by_kind[_kind(other)].append(point)
    known = positions()
    grid = _refined(by_kind, known)
    lines = {kind: _position(kind, points, grid, known) for kind, points in by_kind.items()}
    for one, other, point in corners:
        _anchor(one, other, point, grid, lines)
        _anchor(other, one, point, grid, lines)
    for row in data.points:
        street = streets[" ".join(part for part in row[:3] if part)]
        street.anchors.append(Anchor(row.number, Point(row.lat, row.lon)))
    for street in streets.values():
        street.anchors = _settled(street.anchors)
    book = StreetBook(grid, [*streets.values(), *_missing(streets)])
    for one, other, point in corners:
        book.corners[frozenset((one.full, other.full))].append(point)
    return book


def split_full(full: str) -> tuple[str, str, str]:
    """ "N LAKE SHORE DR" → ("N", "LAKE SHORE", "DR")."""
    return _split(full, _COMMON)


def _split(full: str, suffixes: frozenset[str]) -> tuple[str, str, str]:
    direction, _, rest = full.partition(" ")
    name, _, suffix = rest.rpartition(" ")
    return (direction, name, suffix) if name and suffix in suffixes else (direction, rest, "")


def _streets(data: StreetData) -> dict[str, Street]:
    streets: dict[str, Street] = {}
    for name in data.names:
        street = Street(*name)
        same = streets.setdefault(street.full, street)
        same.low = min((n for n in (same.low, name.low) if n is not None), default=None)
        same.high = max((n for n in (same.high, name.high) if n is not None), default=None)
    suffixes = frozenset(street.suffix for street in streets.values()) | _COMMON
    for row in data.corners:
        for full in (row.one, row.other):
            if full not in streets:
                streets[full] = Street(*_split(full, suffixes))
    for point in data.points:
        street = Street(*point[:3])
        streets.setdefault(street.full, street)
    return streets


_COMMON = frozenset(
    ("ST", "AVE", "BLVD", "RD", "DR", "PL", "CT", "PKWY", "TER", "LN", "HWY", "SQ", "PLZ", "EXPY")
)


def _kind(street: Street) -> Kind:
    return street.name, street.suffix, street.northerly


def _refined(by_kind: dict[Kind, list[Point]], known: dict[Kind, int]) -> Grid:
    rule = Grid.surveyed()
    lines: dict[bool, list[Line]] = {True: [], False: []}
    for kind, points in by_kind.items():
        number = known.get(kind)
        if number is None or not _is_section(number, kind[2]):
            continue
        northerly = kind[2]
        close = [p for p in points if abs(_across(rule, p, northerly) - number) < 120]
        if len(close) >= LINE_NEEDS:
            lines[northerly].append(_line(number, close, northerly))
    return rule.refined(_spaced(lines[True]), _spaced(lines[False]))


def _is_section(number: int, northerly: bool) -> bool:
    """Half-mile and quarter-mile lines: long streets, far enough apart never to be confused."""
    if northerly or number > 0:
        return number % 400 == 0
    return number in SOUTHERN_SECTIONS or (number < -3100 and (number + 3100) % 400 == 0)


def _spaced(lines: list[Line]) -> list[Line]:
    out: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.number, -len(line.along))):
        if not out or line.number - out[-1].number >= 300:
            out.append(line)
    return out


def _across(grid: Grid, point: Point, northerly: bool) -> float:
    """The number at which a street of this direction lies when it passes the point."""
    x, y = grid.numbers(*point)
    return x if northerly else y


def _line(number: int, points: Sequence[Point], northerly: bool) -> Line:
    rule = Grid.surveyed().x.lines[0] if northerly else Grid.surveyed().y.lines[0]
    places = sorted((p.lat, p.lon) if northerly else (p.lon, p.lat) for p in points)
    grouped: list[list[tuple[float, float]]] = []
    for place in places:
        # Corners closer than 50 m along the line are one: two carriageways, rounding.
        if grouped and place[0] - grouped[-1][0][0] < 0.0005:
            grouped[-1].append(place)
        else:
            grouped.append([place])
    along = tuple(fmean(p[0] for p in group) for group in grouped)
    across = tuple(median(p[1] for p in group) for group in grouped)
    return Line(number, along, across, rule.lean)


def _position(
    kind: Kind, points: Sequence[Point], grid: Grid, known: dict[Kind, int]
) -> float | None:
    """The grid number a street lies at, or nothing when it keeps to no line."""
    across = [_across(grid, point, kind[2]) for point in points]
    middle = median(across)
    close = sum(abs(number - middle) < 25 for number in across)
    if (fact := known.get(kind)) is not None and abs(middle - fact) < SAME_LINE:
        return fact
    if close < 0.6 * len(across):
        return None
    hundred = round(middle / 100) * 100
    return hundred if abs(middle - hundred) < 10 else middle


def _anchor(
    street: Street, other: Street, point: Point, grid: Grid, lines: dict[Kind, float | None]
) -> None:
    """Give the street the number at which it meets the other."""
    number = _across(grid, point, not street.northerly)
    line = lines[_kind(other)] if other.northerly != street.northerly else None
    if line is not None and abs(line - number) < SAME_LINE:
        number = line
    number *= street.sign
    if number > -60:
        street.anchors.append(Anchor(max(number, 0.0), point))


def _settled(anchors: list[Anchor]) -> list[Anchor]:
    """By number, one for each number."""
    together: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        together[round(anchor.number)].append(anchor)
    return [_average(group) for _, group in sorted(together.items())]


def _average(group: Sequence[Anchor]) -> Anchor:
    if len(group) == 1:
        return group[0]
    lat = fmean(anchor.point.lat for anchor in group)
    lon = fmean(anchor.point.lon for anchor in group)
    return Anchor(fmean(anchor.number for anchor in group), Point(lat, lon))


def _missing(streets: dict[str, Street]) -> Iterable[Street]:
    names = {street.name for street in streets.values()}
    return (street for street in own_book().streets if street.name not in names)
