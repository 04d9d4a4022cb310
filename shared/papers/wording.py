"""Days and times as members read them on paper, in Chicago."""

from datetime import UTC, date, datetime

from shared.directive.clocks import CHICAGO


def day(on: date) -> str:
    return f"{on:%b %-d, %Y}"


def moment(at: datetime | str | None) -> str:
    if at is None:
        return ""
    known = datetime.fromisoformat(at) if isinstance(at, str) else at
    return f"{known.astimezone(CHICAGO):%b %-d, %Y, %-I:%M %p}"


def clock_parts(at: datetime) -> dict[str, int]:
    """For a PDF's own date, which makes the same data the same file."""
    utc = at.astimezone(UTC)
    return {
        name: getattr(utc, name) for name in ("year", "month", "day", "hour", "minute", "second")
    }
