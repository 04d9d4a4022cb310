"""The spatial index: no neighbour may be missed, few strangers may be met."""

import math

from hypothesis import given
from hypothesis import strategies as st

from shared.places.cells import cell_of, cells_within

LATITUDES = st.floats(41.6, 42.1)
LONGITUDES = st.floats(-87.95, -87.5)


@given(LATITUDES, LONGITUDES, st.floats(0, 1000), st.floats(0, 2 * math.pi))
def test_no_point_within_reach_is_missed(
    latitude: float, longitude: float, metres: float, bearing: float
) -> None:
    north = metres * math.cos(bearing) / 111_195
    east = metres * math.sin(bearing) / (111_195 * math.cos(math.radians(latitude)))
    cells = cells_within(latitude, longitude, metres)
    assert cell_of(latitude + north, longitude + east) in cells


@given(LATITUDES, LONGITUDES)
def test_200_metres_meet_nine_cells_at_most(latitude: float, longitude: float) -> None:
    cells = cells_within(latitude, longitude, 200)
    assert len(cells) <= 9
    assert cells == sorted(set(cells))


def test_a_cell_is_about_250_metres() -> None:
    north = cell_of(41.85 + 260 / 111_195, -87.65)
    assert north != cell_of(41.85, -87.65)
    steps = {cell_of(41.85 + n / 111_195, -87.65) for n in range(1000)}
    assert len(steps) in (4, 5)
