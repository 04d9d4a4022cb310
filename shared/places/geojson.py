"""What of a GeoJSON file can be believed: its text, its features and their polygons."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from shapely import force_2d
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon, shape

Feature = Mapping[str, Any]

LARGEST = 64 * 1024 * 1024  # bytes; the City's beats are two
BOUNDS = (-88.2, 41.4, -87.3, 42.3)  # west, south, east, north: nothing of Chicago lies outside
# RFC 7946 knows one system. NAD83, which the County uses, is the same within two meters.
DEGREES = re.compile(r"(CRS:?84|EPSG:.*\b(4326|4269)|^(4326|4269)$)", re.IGNORECASE)
TOLD = 60  # characters of a wrong word that are repeated


class GeoJsonError(Exception):
    """What is wrong, in words for the person who loads."""


def features_of(text: str | bytes) -> list[Feature]:
    data = _parsed(_decoded(text))
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise GeoJsonError("The file is not a GeoJSON FeatureCollection: it has no features list.")
    if not features:
        raise GeoJsonError("The file holds no area.")
    if (system := _system(data)) and not DEGREES.search(system):
        raise GeoJsonError(
            f"The file says that its coordinates are in {system[:TOLD]}."
            " Export it anew in degrees of longitude and latitude (WGS84)."
        )
    return features


def polygon_of(feature: Feature) -> Polygon | MultiPolygon:
    """Flat: heights are allowed and dropped."""
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        raise GeoJsonError("there is no geometry.")
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise GeoJsonError(f"the geometry is a {str(geometry.get('type'))[:TOLD]}, not a polygon.")
    parts = geometry.get("coordinates")
    _check(parts, 3 if geometry["type"] == "Polygon" else 4)
    try:
        area = force_2d(shape(geometry))
    except (AttributeError, TypeError, ValueError, IndexError, ShapelyError) as error:
        raise GeoJsonError("the geometry cannot be read.") from error
    if area.is_empty:
        raise GeoJsonError("the geometry is empty.")
    assert isinstance(area, Polygon | MultiPolygon)
    if fault := _elsewhere(*area.bounds):
        raise GeoJsonError(fault)
    return area


def _decoded(text: str | bytes) -> str:
    if len(text) > LARGEST:
        raise GeoJsonError(f"The file is larger than {LARGEST // 2**20} MB.")
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GeoJsonError(
            f"The file is not in UTF-8: see its byte {error.start + 1:,}."
        ) from error


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        ends = error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated")
        if text.strip() and ends:
            raise GeoJsonError("The file is not GeoJSON, or it breaks off too early.") from error
        raise GeoJsonError(f"The file is not GeoJSON: {error}.") from error
    except (ValueError, RecursionError) as error:
        raise GeoJsonError(f"The file is not GeoJSON: {error}.") from error


def _system(data: Mapping[str, Any]) -> str:
    """What an older file says of its coordinates."""
    said = data.get("crs")
    properties = said.get("properties") if isinstance(said, dict) else None
    if isinstance(properties, dict):
        said = properties.get("name") or properties.get("code") or said
    return " ".join(str(said).split()) if said else ""


def _check(found: object, depth: int) -> None:
    """Lists of lists of positions, as deep as the type says; a position is finite numbers."""
    if not isinstance(found, list):
        raise GeoJsonError("the geometry cannot be read: its coordinates are not in lists.")
    if depth > 1:
        for part in found:
            _check(part, depth - 1)
        return
    if not 2 <= len(found) <= 4:
        raise GeoJsonError(f"a point has {len(found)} coordinates, not two or three.")
    for number in found:
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise GeoJsonError(
                f"a coordinate is {str(number)[:TOLD]!r}, which is text and not a number."
                if isinstance(number, str)
                else f"a coordinate is {str(number)[:TOLD]}, not a number."
            )
        if not _is_finite(number):
            raise GeoJsonError("a coordinate is not a finite number (NaN or infinite).")


def _is_finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:
        return False


def _elsewhere(west: float, south: float, east: float, north: float) -> str | None:
    if _in_chicago(west, south, east, north):
        return None
    if _in_chicago(south, west, north, east):
        return (
            "its points are not in Chicago: latitude and longitude are swapped."
            " Longitude comes first."
        )
    if max(map(abs, (west, south, east, north))) > 180:
        return (
            "its points are not in Chicago: they are not in degrees, but in feet or meters of some"
            " projection (such as Illinois State Plane). Export the file anew in WGS84."
        )
    return (
        "its points are not in Chicago. Longitude comes first, in degrees (WGS84);"
        " export the file anew with those."
    )


def _in_chicago(west: float, south: float, east: float, north: float) -> bool:
    return west >= BOUNDS[0] and south >= BOUNDS[1] and east <= BOUNDS[2] and north <= BOUNDS[3]
