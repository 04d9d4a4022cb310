"""Point to beat: the index agrees with geometry done the slow way, everywhere."""

import math
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point as Shape
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from shared.places.atlas import own_atlas, rings
from shared.places.beats import NEAR_METRES, Beat, BeatIndex
from shared.places.sample import sample_beats, stations
from tests.places.conftest import square

LATITUDES = st.floats(41.60, 42.06)
LONGITUDES = st.floats(-87.98, -87.48)


@cache
def sample() -> tuple[BeatIndex, dict[str, BaseGeometry]]:
    features = sample_beats()["features"]
    shapes = {one["properties"]["BEAT_NUM"]: shape(one["geometry"]) for one in features}
    index = BeatIndex(
        (Beat(one["properties"]["BEAT_NUM"], "", ""), rings(one["geometry"])) for one in features
    )
    return index, shapes


@given(LATITUDES, LONGITUDES)
@settings(max_examples=400, deadline=None)
def test_the_index_agrees_with_slow_geometry(lat: float, lon: float) -> None:
    index, shapes = sample()
    point = Shape(lon, lat)
    holders = {number for number, area in shapes.items() if area.intersects(point)}

    fix = index.at(lat, lon)

    if fix is not None and fix.inside:
        assert fix.beat.number in holders
    else:
        assert not holders


@given(LATITUDES, LONGITUDES)
@settings(max_examples=300, deadline=None)
def test_a_boundary_within_forty_metres_is_named(lat: float, lon: float) -> None:
    index, shapes = sample()
    fix = index.at(lat, lon)
    if fix is None or not fix.inside:
        return
    squeeze = math.cos(math.radians(41.8345))
    nearest = min(_metres(area, lat, lon, squeeze) for area in shapes.values())
    if abs(nearest - NEAR_METRES) < 1:
        return
    assert fix.near_boundary == (nearest < NEAR_METRES)
    if fix.boundary_m is not None:
        assert fix.boundary_m == pytest.approx(nearest, abs=0.7)


def _metres(area: Any, lat: float, lon: float, squeeze: float) -> float:
    parts = getattr(area, "geoms", (area,))
    lines = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return min(_to_line(list(line.coords), lat, lon, squeeze) for line in lines)


def _to_line(ring: list[tuple[float, float]], lat: float, lon: float, squeeze: float) -> float:
    scaled = shape(
        {
            "type": "LineString",
            "coordinates": [((x - lon) * squeeze * 111_195, (y - lat) * 111_195) for x, y in ring],
        }
    )
    return scaled.distance(Shape(0, 0))


def test_a_point_on_a_shared_boundary_is_in_one_beat_and_names_the_other() -> None:
    one, other = Beat("1131", "011", "113"), Beat("1132", "011", "113")
    index = BeatIndex([(one, rings(square(-87.71, 41.87))), (other, rings(square(-87.70, 41.87)))])

    fix = index.at(41.875, -87.70)

    assert fix is not None
    assert {fix.beat, fix.neighbour} == {one, other}
    assert fix.boundary_m == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(0, 0), (90, 180), (-91, 500), (float("nan"), -87.7), (41.8, float("inf")), (1e300, -1e300)],
)
def test_nonsense_is_nowhere(lat: float, lon: float) -> None:
    assert sample()[0].at(lat, lon) is None


def test_the_sample_covers_without_hole_or_overlap() -> None:
    shapes = sample()[1].values()
    whole: Any = unary_union(list(shapes))

    assert all(area.is_valid for area in shapes)
    assert whole.geom_type == "Polygon"
    assert not list(whole.interiors)
    assert sum(area.area for area in shapes) == pytest.approx(whole.area, rel=1e-9)


def test_the_sample_has_the_22_districts_each_with_three_sectors() -> None:
    numbers = sample()[1]
    districts = {number[:2] for number in numbers}

    assert districts == {f"{n:02}" for n in (*range(1, 13), *range(14, 21), 22, 24, 25)}
    for district in districts:
        sectors = {number[2] for number in numbers if number.startswith(district)}
        assert sectors == {"1", "2", "3"}


def test_each_station_stands_in_its_own_district() -> None:
    atlas = own_atlas()
    for number, _, _, (x, y) in stations():
        fix = atlas.index.at(*atlas.finder.book.grid.point(x, y))
        assert fix is not None
        assert fix.beat.district == "0" + number
