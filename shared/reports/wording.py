"""How a figure reads: the same on screen, on paper and in the file."""

from datetime import date

from shared.papers.wording import day
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
