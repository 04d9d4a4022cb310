"""Months, quarters and years of the Chicago calendar, and what each is compared with."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from shared.directive.clocks import CHICAGO

ORDINALS = ("first", "second", "third", "fourth")
_KEY = re.compile(r"(?P<year>20[0-9]{2})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


class PeriodError(ValueError):
    """What was given is no period; the message says how one is written."""


class Length(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {"month": 1, "quarter": 3, "year": 12}[self]


@dataclass(frozen=True, slots=True)
class Period:
    """`number` is the month or the quarter within the year; 1 for a whole year."""

    length: Length
    year: int
    number: int

    @property
    def key(self) -> str:
        """2026-03, 2026-Q1 or 2026."""
        number = {
            Length.MONTH: f"-{self.number:02}",
            Length.QUARTER: f"-Q{self.number}",
            Length.YEAR: "",
        }
        return f"{self.year}{number[self.length]}"

    @property
    def label(self) -> str:
        if self.length is Length.MONTH:
            return f"{self.first:%B %Y}"
        if self.length is Length.QUARTER:
            return f"{ORDINALS[self.number - 1]} quarter of {self.year}"
        return str(self.year)

    @property
    def first(self) -> date:
        return date(self.year, (self.number - 1) * self.length.months + 1, 1)

    @property
    def last(self) -> date:
        return self.after().first - timedelta(days=1)

    @property
    def begins_at(self) -> datetime:
        """Midnight in Chicago, in UTC."""
        first = self.first
        return datetime(first.year, first.month, 1, tzinfo=CHICAGO).astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        """The first moment that belongs to the next one."""
        return self.after().begins_at

    def after(self) -> "Period":
        return self._moved(1)

    def before(self) -> "Period":
        return self._moved(-1)

    def year_ago(self) -> "Period":
        return Period(self.length, self.year - 1, self.number)

    def has_ended(self, now: datetime) -> bool:
        return now >= self.ends_at

    def _moved(self, by: int) -> "Period":
        in_year = 12 // self.length.months
        year, number = divmod(self.year * in_year + self.number - 1 + by, in_year)
        return Period(self.length, year, number + 1)


def period_of(key: str) -> Period:
    found = _KEY.fullmatch(key)
    if found is None:
        raise PeriodError("Write the period as 2026-03, 2026-Q1 or 2026.")
    year = int(found["year"])
    if found["quarter"]:
        return Period(Length.QUARTER, year, int(found["quarter"]))
    if found["month"]:
        return Period(Length.MONTH, year, int(found["month"]))
    return Period(Length.YEAR, year, 1)


def period_at(length: Length, moment: datetime) -> Period:
    """The period of this length in which the moment falls, in Chicago."""
    day = moment.astimezone(CHICAGO).date()
    return Period(length, day.year, (day.month - 1) // length.months + 1)


def last_ended(length: Length, now: datetime) -> Period:
    return period_at(length, now).before()
