"""What every database holds; anything beyond it is refused where it comes in."""

from datetime import UTC, datetime

LARGEST = 2**31 - 1  # PostgreSQL's integer; SQLite's is wider


def storable(value: object) -> object:
    """The same value, if a column can hold it."""
    if isinstance(value, list | tuple):
        for each in value:
            storable(each)
    elif isinstance(value, datetime):
        _on_the_calendar(value)
    elif isinstance(value, str) and "\0" in value:
        raise ValueError("Take out the characters that cannot be printed.")
    elif isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError("This number is too large.")
    return value


def _on_the_calendar(moment: datetime) -> None:
    if moment.tzinfo is None:
        raise ValueError("Give the time with its zone.")
    try:
        moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("Give a day that is on the calendar.") from None
