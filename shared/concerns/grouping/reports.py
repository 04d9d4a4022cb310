"""What the grouping needs to know of a concern, and what it answers."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Report:
    """A concern as its resident told it; `group` is the id of its primary concern, if any."""

    id: str
    submitted_at: datetime
    category: str
    address: str
    latitude: float | None
    longitude: float | None
    text: str
    language: str = "en"
    group: str | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A group that a report may belong to: its primary concern, 0 to 1, and why in plain words."""

    id: str
    score: float
    reasons: tuple[str, ...]
    preselected: bool = False
