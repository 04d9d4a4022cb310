"""The police district of a point, roughly: the one whose station is nearest.

Station positions are read off the street grid to about a block. The real 311 knows boundaries.
"""

from math import cos, hypot, radians

STATIONS = {
    "1": (41.858, -87.627),
    "2": (41.802, -87.631),
    "3": (41.766, -87.606),
    "4": (41.708, -87.568),
    "5": (41.693, -87.605),
    "6": (41.752, -87.644),
    "7": (41.780, -87.661),
    "8": (41.778, -87.709),
    "9": (41.837, -87.646),
    "10": (41.857, -87.708),
    "11": (41.874, -87.705),
    "12": (41.863, -87.657),
    "14": (41.921, -87.697),
    "15": (41.880, -87.768),
    "16": (41.974, -87.766),
    "17": (41.966, -87.728),
    "18": (41.903, -87.643),
    "19": (41.947, -87.652),
    "20": (41.980, -87.693),
    "22": (41.691, -87.669),
    "24": (42.000, -87.671),
    "25": (41.919, -87.766),
}
EAST_WEST = cos(radians(41.85))


def district_of(lat: float, long: float) -> str:
    return min(
        STATIONS,
        key=lambda name: hypot(lat - STATIONS[name][0], (long - STATIONS[name][1]) * EAST_WEST),
    )
