"""The metres between two reports: quickly for many, exactly for the one that is shown."""

import math

from geopy.distance import geodesic

from shared.concerns.grouping.reading import Reading
from shared.concerns.grouping.reports import Report

METRES_PER_DEGREE = 111_195.0
DOUBT = 0.01
"""How far, in parts of the whole, the quick distance may be from the exact one."""


def quick_metres(one: Report, two: Report) -> float | None:
    """On a flat map; None where either has no point."""
    a, b, c, d = one.latitude, one.longitude, two.latitude, two.longitude
    if a is None or b is None or c is None or d is None:
        return None
    shrink = math.cos(math.radians((a + c) / 2))
    return METRES_PER_DEGREE * math.hypot(a - c, (b - d) * shrink)


def is_surely_out(one: Report, two: Report, reach: float) -> bool:
    """Whether no closer look can bring the two within reach."""
    quick = quick_metres(one, two)
    return quick is not None and quick > reach * (1 + DOUBT)


def exact_metres(one: Report, two: Report) -> float:
    """On the ellipsoid, by geopy; ValueError where either has no point."""
    if quick_metres(one, two) is None:
        raise ValueError("A report without a point has no distance.")
    metres: float = geodesic((one.latitude, one.longitude), (two.latitude, two.longitude)).meters
    return metres


def metres_within(one: Reading, two: Reading, reach: float) -> float | None:
    """The distance if it is within reach, else None; without points only one address will do."""
    quick = quick_metres(one.report, two.report)
    if quick is None:
        return 0.0 if one.address.is_same_place(two.address) else None
    if is_surely_out(one.report, two.report, reach):
        return None
    if quick > reach * (1 - DOUBT) and exact_metres(one.report, two.report) > reach:
        return None
    return quick
