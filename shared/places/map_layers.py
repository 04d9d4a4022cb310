"""GeoJSON for a map that draws itself: beats, main streets and their labels, no tiles needed."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from shapely import coverage_simplify
from shapely.geometry import LineString, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from sqlalchemy.orm import Session

from shared.places.atlas import Atlas, current_or_own
from shared.places.grid import Point
from shared.places.names import shown
from shared.places.outline import near_city
from shared.places.own import diagonals, straights
from shared.places.sample import LABEL
from shared.places.streets import Street

TOLERANCE = 0.0001  # degrees, about 10 m: fine enough to see, a tenth of the points
DIGITS = 5  # of a degree: about a metre
GAP = 900  # numbers between known places of a street beyond which it is drawn as two

Collection = dict[str, Any]


def beats_layer(session: Session) -> Collection:
    """The beats, simplified together so that no two part: number, district, sector."""
    return _beats(current_or_own(session))


def districts_layer(session: Session) -> Collection:
    """The districts, as the union of their beats."""
    return _districts(current_or_own(session))


def streets_layer(session: Session) -> Collection:
    """The main streets as lines: name, and rank 1 (mile streets) or 2."""
    return _streets(current_or_own(session))


def layers_version(session: Session) -> str:
    """Changes when what is drawn changes; for caching."""
    return ".".join(f"{id_}-{since}" for _, id_, since in current_or_own(session).key) or "own"


@lru_cache(maxsize=2)
def _beats(atlas: Atlas) -> Collection:
    simple = coverage_simplify([shape(area) for _, area in atlas.areas], TOLERANCE)
    features = [
        _feature(
            area,
            {
                "beat": beat.number,
                "district": beat.district,
                "sector": beat.sector,
                "label": _label(area),
            },
        )
        for (beat, _), area in zip(atlas.areas, simple, strict=True)
    ]
    return _collection(atlas, features)


@lru_cache(maxsize=2)
def _districts(atlas: Atlas) -> Collection:
    held: dict[str, list[Any]] = {}
    for feature in _beats(atlas)["features"]:
        held.setdefault(feature["properties"]["district"], []).append(shape(feature["geometry"]))
    features = []
    for district, areas in sorted(held.items()):
        whole = unary_union(areas)
        features.append(_feature(whole, {"district": district, "label": _label(whole)}))
    return _collection(atlas, features)


@lru_cache(maxsize=2)
def _streets(atlas: Atlas) -> Collection:
    ranks = _ranks()
    features = []
    for street in atlas.finder.book.streets:
        rank = ranks.get((street.name, street.northerly))
        if rank is None:
            continue
        properties = {"name": _name(street), "rank": rank}
        features += [_feature(line, properties) for line in _lines(street)]
    return _collection(atlas, features)


def _ranks() -> dict[tuple[str, bool], int]:
    ranks: dict[tuple[str, bool], int] = {}
    for straight in straights():
        place = straight.position, straight.northerly
        if straight.main and _is_drawn(*place):
            ranks[straight.name, straight.northerly] = 1 if _is_mile(*place) else 2
    for name, _, direction, _ in diagonals():
        ranks.setdefault((name, direction in "NS"), 2)
    return ranks


def _is_mile(position: int, northerly: bool) -> bool:
    if northerly or position >= 0:
        return position % 800 == 0
    return position in (-1200, -2200, -3100) or (position + 3100) % 800 == 0


def _is_drawn(position: int, northerly: bool) -> bool:
    """Of the numbered streets only those each half mile."""
    return northerly or position >= -1200 or position == -2200 or (position + 3100) % 400 == 0


def _lines(street: Street) -> Iterator[BaseGeometry]:
    line: list[Point] = []
    last = 0.0
    for anchor in street.anchors:
        if not near_city(anchor.point):
            continue
        if line and anchor.number - last > GAP:
            yield from _drawn(line)
            line = []
        line.append(anchor.point)
        last = anchor.number
    yield from _drawn(line)


def _drawn(points: list[Point]) -> Iterator[BaseGeometry]:
    if len(points) > 1:
        yield LineString([(point.lon, point.lat) for point in points]).simplify(TOLERANCE)


def _name(street: Street) -> str:
    return shown(" ".join(part for part in (street.name, street.suffix) if part))


def _label(area: Any) -> list[float]:
    """Where to write the name: a point inside."""
    point = area.representative_point()
    return [round(point.x, DIGITS), round(point.y, DIGITS)]


def _feature(area: Any, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": _rounded(mapping(area))}


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": geometry["type"], "coordinates": _short(geometry["coordinates"])}


def _short(part: Any) -> Any:
    if isinstance(part, float | int):
        return round(part, DIGITS)
    return [_short(one) for one in part]


def _collection(atlas: Atlas, features: list[dict[str, Any]]) -> Collection:
    note = LABEL if atlas.is_approximate else None
    return {"type": "FeatureCollection", "features": features, "approximate": note}
