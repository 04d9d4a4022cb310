"""What is asked of 311's list of requests, and how far the asking has come."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Self

from shared.city311.models import CityRequest, Unnumbered
from shared.city311.outgoing import w3c

LARGEST_PAGE = 500  # Chicago's limit
# Read again with each sweep: records may become visible after the time they carry.
OVERLAP = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Query:
    """Without times, 311 answers with its last 90 days."""

    service_codes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    status: Literal["open", "closed"] | None = None
    requested_from: datetime | None = None
    requested_until: datetime | None = None
    updated_after: datetime | None = None

    def params(self) -> dict[str, str]:
        asked = {
            "service_code": ",".join(self.service_codes),
            "service_request_id": ",".join(self.numbers),
            "status": self.status or "",
            "start_date": w3c(self.requested_from) if self.requested_from else "",
            "end_date": w3c(self.requested_until) if self.requested_until else "",
            "updated_after": w3c(self.updated_after) if self.updated_after else "",
        }
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a sweep has come: store `text()` with the page's work, in one transaction.

    While `began_at` is set, a sweep is under way and `page` is the next to read.
    """

    since: datetime
    page: int = 1
    began_at: datetime | None = None

    def text(self) -> str:
        began = w3c(self.began_at) if self.began_at else None
        return json.dumps({"since": w3c(self.since), "page": self.page, "began_at": began})

    @classmethod
    def of(cls, text: str) -> Self:
        kept = json.loads(text)
        began = kept["began_at"]
        return cls(
            datetime.fromisoformat(kept["since"]),
            kept["page"],
            datetime.fromisoformat(began) if began else None,
        )

    @property
    def at_rest(self) -> bool:
        return self.began_at is None

    def started(self, now: datetime) -> "Cursor":
        """A sweep that was broken off goes on as it began, one page back lest rows moved up."""
        if self.began_at is None:
            return Cursor(self.since, 1, now)
        return Cursor(self.since, max(1, self.page - 1), self.began_at)

    def after_page(self) -> "Cursor":
        return Cursor(self.since, self.page + 1, self.began_at)

    def finished(self) -> "Cursor":
        return Cursor(max(self.since, (self.began_at or self.since) - OVERLAP))


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read. `unreadable` says what was wrong with records that could not be."""

    requests: tuple[CityRequest, ...]
    unnumbered: tuple[Unnumbered, ...]
    unreadable: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.requests or self.unnumbered or self.unreadable)


@dataclass(frozen=True, slots=True)
class Swept:
    page: Page
    cursor: Cursor


@dataclass(frozen=True, slots=True)
class Found:
    """Ours is there. `others` carry the same reference: it was posted more than once."""

    request: CityRequest
    others: tuple[CityRequest, ...] = ()


@dataclass(frozen=True, slots=True)
class InProcess:
    """Ours is there and has no number yet: wait, do not post."""


@dataclass(frozen=True, slots=True)
class TooSoon:
    """Ours is not listed, but 311 may need until `ask_again_at` to list it: do not post."""

    ask_again_at: datetime


@dataclass(frozen=True, slots=True)
class Absent:
    """Ours is not there though it had time to appear: it may be posted again."""


Whereabouts = Found | InProcess | TooSoon | Absent
