"""Makes reports for the tests: dull defaults, the test names what matters."""

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.concerns.grouping import Report

MONDAY = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOME = (41.8800, -87.6800)
METRE = 1 / 111_195
"""Of latitude, in degrees."""


def make_report(id_: str = "A", *, metres: float = 0.0, days: float = 0.0, **but: Any) -> Report:
    """So many metres north of a point on the West Side, so many days after a Monday."""
    told: dict[str, Any] = {
        "id": id_,
        "submitted_at": MONDAY + timedelta(days=days),
        "category": "NARCOTICS",
        "address": f"{2400 + round(metres / 2)} W Warren Blvd",
        "latitude": HOME[0] + metres * METRE,
        "longitude": HOME[1],
        "text": "Men sell heroin from the porch, cars stop and drive off again.",
    }
    return Report(**(told | but))
