"""A square of the map as one integer: a spatial index any database can keep."""

from math import cos, floor, radians

CELL_METRES = 250.0
_METRES_PER_DEGREE = 111_195.0
_MIDDLE = cos(radians(41.84))  # Chicago's middle latitude; one scale keeps the squares in step
_WIDE = 1 << 20
_ROOM = 1.01  # a degree is shorter in the north of the city than in its middle, and here than there


def cell_of(latitude: float, longitude: float) -> int:
    row, column = _row_and_column(latitude, longitude)
    return row * _WIDE + column


def cells_within(latitude: float, longitude: float, metres: float) -> list[int]:
    """Every square that a circle of so many metres can touch."""
    up = metres / _METRES_PER_DEGREE * _ROOM
    across = up / _MIDDLE
    south, west = _row_and_column(latitude - up, longitude - across)
    north, east = _row_and_column(latitude + up, longitude + across)
    return [
        row * _WIDE + column for row in range(south, north + 1) for column in range(west, east + 1)
    ]


def _row_and_column(latitude: float, longitude: float) -> tuple[int, int]:
    return (
        floor((latitude + 90) * _METRES_PER_DEGREE / CELL_METRES),
        floor((longitude + 180) * _METRES_PER_DEGREE * _MIDDLE / CELL_METRES),
    )
