"""How a figure reads: the same on screen, on paper and in the file."""

from datetime import UTC, date, datetime

from shared.directive.clocks import CHICAGO
from shared.reports.tables import Shape, Value

NOTHING = "–"


def shown(value: Value, shape: Shape) -> str:
    if value is None:
        return NOTHING
    if shape == "count":
        return f"{value:,}" if isinstance(value, int) else str(value)
    if shape == "percent":
        return f"{value}%"
    if shape == "change":
        return f"{value:+,}" if value else "0"
    if shape == "day":
        return day(date.fromisoformat(str(value)))
    return str(value)


def day(on: date) -> str:
    return f"{on:%b %-d, %Y}"


def moment(at: datetime | str | None) -> str:
    """A time in Chicago, as members read it."""
    if at is None:
        return ""
    known = datetime.fromisoformat(at) if isinstance(at, str) else at
    return f"{known.astimezone(CHICAGO):%b %-d, %Y, %-I:%M %p}"


def clock_parts(at: datetime) -> dict[str, int]:
    """For a PDF's own date, which makes the same report the same file."""
    utc = at.astimezone(UTC)
    return {
        name: getattr(utc, name) for name in ("year", "month", "day", "hour", "minute", "second")
    }
