"""The sandbox's time, which can be moved on."""

from datetime import UTC, datetime, timedelta


class Clock:
    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)

    def reset(self) -> None:
        self._ahead = timedelta()


def w3c(moment: datetime) -> str:
    """Microseconds kept: it sorts as text because every moment is UTC with six digits."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
