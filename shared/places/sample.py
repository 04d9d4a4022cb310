"""A geography of our own for a machine without the City's file: approximate, and labelled so.

Quarter-mile squares of the address grid, each given to the station that is nearest by way of other
squares; each district cut into three sectors and these into beats.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from shapely.geometry import Point as Shape
from shapely.geometry import Polygon, mapping
from shapely.ops import unary_union

from shared.places.grid import Grid
from shared.places.outline import on_grid
from shared.places.own import rows

LABEL = "Approximate, our own; not the Department's boundaries."
SIDE = 200  # numbers: a quarter of a mile north of Madison
SECTORS = 3
LARGE = 34  # squares: a sector larger than this has five beats, not four

Square = tuple[int, int]  # its south-west corner in grid numbers


def sample_beats() -> dict[str, Any]:
    """A GeoJSON FeatureCollection with the properties of the City's own file."""
    features = [
        _feature(district, sector, beat, squares)
        for district, held in sorted(_districts().items())
        for sector, part in enumerate(_cut(held, SECTORS), 1)
        for beat, squares in enumerate(_cut(part, 5 if len(part) > LARGE else 4), 1)
    ]
    return {"type": "FeatureCollection", "name": LABEL, "features": features}


def stations() -> Iterator[tuple[str, str, str, Square]]:
    """(district, name, the station's address, its place in grid numbers)."""
    for row in rows("districts.csv"):
        yield row["number"], row["name"], row["station"], (int(row["x"]), int(row["y"]))


def _districts() -> dict[str, list[Square]]:
    squares = _city_squares()
    holder = _nearest_station(squares)
    held: dict[str, list[Square]] = defaultdict(list)
    for square in squares:
        held[holder[square]].append(square)
    return held


def _city_squares() -> set[Square]:
    city = on_grid()
    west, south, east, north = (int(bound) // SIDE * SIDE for bound in city.bounds)
    inside = {
        (x, y)
        for x in range(west, east + SIDE, SIDE)
        for y in range(south, north + SIDE, SIDE)
        if city.contains(Shape(x + SIDE / 2, y + SIDE / 2))
    }
    return _reachable(inside, (0, 0))


def _reachable(squares: set[Square], start: Square) -> set[Square]:
    seen, ahead = {start}, [start]
    while ahead:
        for other in _beside(ahead.pop()):
            if other in squares and other not in seen:
                seen.add(other)
                ahead.append(other)
    return seen


def _nearest_station(squares: set[Square]) -> dict[Square, str]:
    """Dijkstra from every station at once, so that each district is in one piece."""
    ahead = [(0, number, _square(x, y)) for number, _, _, (x, y) in stations()]
    heapq.heapify(ahead)
    holder: dict[Square, str] = {}
    while ahead:
        steps, number, square = heapq.heappop(ahead)
        if square in holder or square not in squares:
            continue
        holder[square] = number
        for other in _beside(square):
            if other not in holder:
                heapq.heappush(ahead, (steps + 1, number, other))
    return holder


def _square(x: int, y: int) -> Square:
    return x // SIDE * SIDE, y // SIDE * SIDE


def _beside(square: Square) -> tuple[Square, ...]:
    x, y = square
    return (x + SIDE, y), (x - SIDE, y), (x, y + SIDE), (x, y - SIDE)


def _cut(squares: Iterable[Square], parts: int) -> list[list[Square]]:
    """Into strips of like size across the longer side."""
    held = sorted(squares)
    width = max(x for x, _ in held) - min(x for x, _ in held)
    height = max(y for _, y in held) - min(y for _, y in held)
    if height > width:
        held.sort(key=lambda square: square[::-1])
    return [held[len(held) * i // parts : len(held) * (i + 1) // parts] for i in range(parts)]


def _feature(district: str, sector: int, beat: int, squares: list[Square]) -> dict[str, Any]:
    shape = unary_union([_polygon(square) for square in squares])
    return {
        "type": "Feature",
        "properties": {
            "BEAT_NUM": f"{district}{sector}{beat}",
            "DISTRICT": district,
            "SECTOR": str(sector),
            "approximate": True,
        },
        "geometry": mapping(shape),
    }


def _polygon(square: Square) -> Polygon:
    """Every corner of the lattice is one and the same point for all squares that share it."""
    x, y = square
    corners = ((x, y), (x + SIDE, y), (x + SIDE, y + SIDE), (x, y + SIDE))
    grid = Grid.surveyed()
    places = (grid.point(*corner) for corner in corners)
    return Polygon([(round(place.lon, 7), round(place.lat, 7)) for place in places])
