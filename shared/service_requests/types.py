"""What can be asked of the City through 311, and what belongs elsewhere: data, not code."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ColumnElement, String, and_, or_
from sqlalchemy.orm import Mapped, mapped_column

from shared.database import Base
from shared.directive.clocks import CHICAGO, end_of_day

LONGEST_YEARS = 5  # a service that is never in season would be counted for ever


class ServiceType(Base):
    """A service of another City agency, as 311 knows it."""

    __tablename__ = "service_types"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)  # 311's own
    name: Mapped[str] = mapped_column(String(80))
    agency: Mapped[str] = mapped_column(String(80))
    describes: Mapped[str] = mapped_column(String(200))
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # see Question
    usual_days: Mapped[int]
    season_from: Mapped[int | None]  # the first month in which it is done; None: all year
    season_to: Mapped[int | None]  # the last month
    needs_vehicle: Mapped[bool] = mapped_column(default=False)  # IV.A.1: one form for each
    is_police: Mapped[bool] = mapped_column(default=False)  # V.A
    is_immediate: Mapped[bool] = mapped_column(default=False)  # II.B
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)

    @property
    def is_seasonal(self) -> bool:
        return self.season_from is not None

    def in_season(self, day: date) -> bool:
        first, last = self.season_from, self.season_to
        if first is None or last is None:
            return True
        if first <= last:
            return first <= day.month <= last
        return day.month >= first or day.month <= last

    def due(self, entered_at: datetime) -> datetime:
        """The end of the last usual day; days out of season do not count (IV.A.3, note)."""
        if not self.is_seasonal:
            return end_of_day(entered_at, self.usual_days)
        begun = entered_at.astimezone(CHICAGO).date()
        left = self.usual_days
        for days in range(1, 366 * LONGEST_YEARS):
            left -= self.in_season(begun + timedelta(days=days))
            if left <= 0:
                return end_of_day(entered_at, days)
        return end_of_day(entered_at, 366 * LONGEST_YEARS)

    @classmethod
    def in_season_now(cls, now: datetime) -> ColumnElement[bool]:
        """What in_season says of a row, over the table."""
        month = now.astimezone(CHICAGO).month
        return or_(
            cls.season_from.is_(None),
            and_(
                cls.season_from <= cls.season_to, cls.season_from <= month, month <= cls.season_to
            ),
            and_(
                cls.season_from > cls.season_to,
                or_(cls.season_from <= month, month <= cls.season_to),
            ),
        )


class Elsewhere(Base):
    """Help that no other City agency gives: another CPD unit's (III.B.3), or the police's (V.A)."""

    __tablename__ = "services_elsewhere"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    unit: Mapped[str | None] = mapped_column(String(80))  # None: any district's police
    words: Mapped[list[str]]  # phrases that ask for it
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)

    @property
    def is_police(self) -> bool:
        return self.unit is None
