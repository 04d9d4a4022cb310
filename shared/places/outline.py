"""The city's limits, roughly: approximate, our own, on the lines of the grid."""

from functools import cache

from shapely.geometry import Point as Shape
from shapely.geometry import Polygon
from shapely.prepared import PreparedGeometry, prep

from shared.places.grid import Grid, Point

# Grid numbers, x east and y north, from the lake at Howard Street round by the west.
LIMITS = (
    (-1300, 7650), (-2400, 7650), (-3200, 7600), (-3200, 6400), (-4400, 6400), (-5000, 7000),
    (-5600, 7200), (-7200, 7200), (-7200, 7600), (-7800, 7600), (-7800, 6000), (-8600, 6000),
    (-9400, 6400), (-9400, 7400), (-12300, 7400), (-12300, 4600), (-10000, 4200), (-9800, 5000),
    (-8500, 5200), (-8500, 3800), (-7800, 3800), (-7800, 3200), (-7200, 3000), (-7200, 1600),
    (-6000, 1600), (-6000, -1200), (-4600, -1200), (-4600, -3900), (-4900, -4000), (-4900, -4800),
    (-7200, -5100), (-7200, -6500), (-4800, -6500), (-4800, -8700), (-2400, -8700), (-2400, -9900),
    (-4200, -10300), (-4200, -11500), (-2400, -11500), (-2400, -11900), (-1600, -11900),
    (-1600, -12300), (-900, -12700), (-100, -12700), (-100, -13800), (4050, -13800),
    (4050, -10600), (3700, -9500), (3300, -8700), (3150, -7900), (2700, -7100), (2050, -6700),
    (1950, -5900), (1750, -5100), (1250, -4300), (950, -3600), (650, -2600), (550, -1800),
    (720, -1300), (560, -600), (600, 0), (760, 350), (560, 900), (350, 1150), (160, 1500),
    (0, 2000), (-130, 2600), (-280, 3200), (-420, 3900), (-580, 4600), (-720, 5200), (-880, 5700),
    (-930, 6300), (-1050, 6800), (-1230, 7600),
)  # fmt: skip

# Norridge and Harwood Heights: villages inside the city.
ENCLAVE = ((-7200, 4000), (-8300, 4000), (-8300, 5100), (-7600, 5100), (-7200, 4800))

NEAR_CITY = 0.012  # degrees, some 1.2 km: how wrong the rough outline may be


@cache
def on_grid() -> Polygon:
    """The city in grid numbers."""
    return Polygon(LIMITS, [ENCLAVE])


@cache
def _generous() -> "PreparedGeometry[Polygon]":
    grid = Grid.surveyed()
    ring = [grid.point(x, y)[::-1] for x, y in LIMITS]
    return prep(Polygon(ring).buffer(NEAR_CITY))


def near_city(point: Point) -> bool:
    """Whether a point is in the city or so near that the rough outline cannot tell."""
    return bool(_generous().contains(Shape(point.lon, point.lat)))
