"""Beats and districts as the City's data portal publishes them, checked before use."""

import json
import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely import STRtree
from shapely.errors import GEOSException
from shapely.geometry import MultiPolygon, Polygon, mapping
from shapely.ops import unary_union
from shapely.validation import explain_validity

from shared.places import geojson
from shared.places.grid import METRES_PER_DEGREE

# The portal has renamed these over the years. Its column BEAT once repeated the sector, so that
# BEAT_NUM comes first.
BEAT_NAMES = ("BEAT_NUM", "BEATNUM", "BEAT_NUMBE", "BEAT_NUMBER", "BEAT")
DISTRICT_NAMES = ("DISTRICT", "DIST_NUM", "DISTNUM", "DIST", "DISTRICT_NUM", "DISTRICT_N")
SECTOR_NAMES = ("SECTOR", "SECTOR_NUM")

OTHER_TOWNS = "031"  # the portal's number for enclaves that are not the Department's
SQUARE_METRES = METRES_PER_DEGREE**2 * math.cos(math.radians(41.84))  # in a square degree
GAP = 500.0  # square metres of hole or overlap that are taken for a drawing error
SHOWN = 10  # faults listed before the rest are only counted
TOLD = 20  # characters of a wrong number that are repeated


class BoundaryError(Exception):
    """What is wrong with a boundary file, a line each."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """`kind` is "beats" or "districts"; areas are (number, district, sector or None, shape)."""

    kind: str
    areas: tuple[tuple[str, str, str | None, Polygon | MultiPolygon], ...]
    left_out: int

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"number": number, "district": district, "sector": sector, "geometry": _geojson(area)}
            for number, district, sector, area in self.areas
        ]


def read(text: str | bytes, gap: float = GAP) -> Boundaries:
    """Raises BoundaryError with everything that is wrong; nothing is repaired in silence."""
    features = _features(text)
    kind = "beats" if _field(features[0], BEAT_NAMES) else "districts"
    grouped = _grouped(features, kind)
    if faults := _invalid(grouped):
        raise BoundaryError(_listed(faults))
    merged = {number: _merged(shapes) for number, shapes in grouped.items()}
    if faults := [*_overlaps(merged, gap), *_holes(merged, gap)]:
        raise BoundaryError(_listed(faults))
    kept = {n: area for n, area in merged.items() if _district(n, kind) != OTHER_TOWNS}
    areas = tuple(
        (number, _district(number, kind), number[:3] if kind == "beats" else None, area)
        for number, area in sorted(kept.items())
    )
    return Boundaries(kind, areas, len(merged) - len(kept))


def missing(read: Boundaries, before: Collection[str]) -> list[str]:
    """The numbers of the map before that this one leaves out."""
    return sorted(set(before) - {number for number, *_ in read.areas})


def _features(text: str | bytes) -> list[Mapping[str, Any]]:
    try:
        return geojson.features_of(text)
    except geojson.GeoJsonError as error:
        raise BoundaryError(str(error)) from error


def _field(feature: Mapping[str, Any], names: Sequence[str]) -> str:
    found = feature.get("properties")
    properties = {str(k).upper(): v for k, v in found.items()} if isinstance(found, dict) else {}
    for name in names:
        if (value := properties.get(name)) not in (None, ""):
            return str(value).removesuffix(".0").strip()
    return ""


def _grouped(
    features: Iterable[Mapping[str, Any]], kind: str
) -> dict[str, list[Polygon | MultiPolygon]]:
    names, digits = (BEAT_NAMES, 4) if kind == "beats" else (DISTRICT_NAMES, 3)
    grouped: dict[str, list[Polygon | MultiPolygon]] = defaultdict(list)
    first: dict[str, int] = {}
    faults: list[str] = []
    for position, feature in enumerate(features, 1):
        given = _field(feature, names)
        if not re.fullmatch(rf"0*[1-9][0-9]{{0,{digits - 1}}}", given):
            faults.append(
                f"Feature {position}: {names[0]} is {_told(given)}, not a {kind[:-1]} number."
            )
            continue
        number = given.lstrip("0").zfill(digits)
        said = f"Feature {position} ({kind[:-1]} {number}): "
        faults += [said + fault for fault in _contradictions(feature, number, kind)]
        if number in first and _district(number, kind) != OTHER_TOWNS:
            faults.append(f"{said}the same {kind[:-1]} is in feature {first[number]} already.")
        first.setdefault(number, position)
        try:
            grouped[number].append(geojson.polygon_of(feature))
        except geojson.GeoJsonError as error:
            faults.append(f"{said}{error}")
    if faults:
        raise BoundaryError(_listed(faults))
    return grouped


def _contradictions(feature: Mapping[str, Any], number: str, kind: str) -> Iterator[str]:
    """A beat's number begins with its district, then its sector; the file must say the same."""
    if kind != "beats":
        return
    district, sector = _field(feature, DISTRICT_NAMES), _field(feature, SECTOR_NAMES)
    if district and _plain(district) != _plain(number[:2]):
        yield f"its DISTRICT is {_told(district)}, but the number says district {number[:2]}."
    if sector and _plain(sector) not in (number[2], _plain(number[:3])):
        yield f"its SECTOR is {_told(sector)}, but the number says sector {number[2]}."


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"


def _told(number: str) -> str:
    return f"{number[:TOLD]!r}{'…' if len(number) > TOLD else ''}"


def _invalid(grouped: Mapping[str, list[Polygon | MultiPolygon]]) -> list[str]:
    return [
        f"{number} is not a valid polygon: {explain_validity(area)}."
        for number, shapes in grouped.items()
        for area in shapes
        if not area.is_valid
    ]


def _merged(shapes: list[Polygon | MultiPolygon]) -> Polygon | MultiPolygon:
    if len(shapes) == 1:
        return shapes[0]
    merged = unary_union(shapes)
    assert isinstance(merged, Polygon | MultiPolygon)
    return merged


def _overlaps(merged: Mapping[str, Polygon | MultiPolygon], gap: float) -> list[str]:
    numbers, areas = list(merged), list(merged.values())
    pairs = STRtree(areas).query(areas, predicate="intersects").T.tolist()
    faults = []
    for a, b in sorted(pairs):
        if a < b and (metres := _square_metres(areas[a].intersection(areas[b]).area)) > gap:
            faults.append(f"{numbers[a]} and {numbers[b]} overlap by {metres:,.0f} square metres.")
    return faults


def _holes(merged: Mapping[str, Polygon | MultiPolygon], gap: float) -> list[str]:
    try:
        whole = unary_union(list(merged.values()))
    except GEOSException as error:
        raise BoundaryError(f"The areas cannot be laid together: {error}.") from error
    parts = [part for part in getattr(whole, "geoms", (whole,)) if isinstance(part, Polygon)]
    holes = (Polygon(ring) for part in parts for ring in part.interiors)
    return [
        f"There is a hole of {_square_metres(hole.area):,.0f} square metres"
        f" at {hole.representative_point().y:.5f}, {hole.representative_point().x:.5f}."
        for hole in holes
        if _square_metres(hole.area) > gap
    ]


def _square_metres(area: float) -> float:
    return area * SQUARE_METRES


def _district(number: str, kind: str) -> str:
    return "0" + number[:2] if kind == "beats" else number


def _geojson(area: Polygon | MultiPolygon) -> dict[str, Any]:
    # Through JSON, so that what is stored is lists, as it will be read again.
    plain: dict[str, Any] = json.loads(json.dumps(mapping(area)))
    return plain


def _listed(faults: Sequence[str]) -> str:
    more = [f"and {len(faults) - SHOWN} more."] if len(faults) > SHOWN else []
    return "\n".join([*faults[:SHOWN], *more])
