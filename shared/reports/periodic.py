"""The job that issues what is due: each in its own transaction, so that a crash loses nothing."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.concerns.models import Concern
from shared.jobs.job import Surroundings
from shared.people.actors import SYSTEM
from shared.places.models import District
from shared.reports.issuing import asked_of, issue
from shared.reports.kinds import KINDS, Kind
from shared.reports.periods import Length, Period, last_ended
from shared.reports.rules import newest
from shared.reports.scopes import CITY, Level, Scope, district
from shared.service_requests.models import ServiceRequest
from shared.work_orders.models import WorkOrder
from shared.workflow.refusals import RefusedError

# How many ended periods are made up when the job did not run. Forms are purged after 180 days, so
# that an older quarter could not be told truly (IV.C.3).
MADE_UP = {Length.MONTH: 12, Length.QUARTER: 2}
BEGINS = {
    "csr_status": ServiceRequest.filed_at,
    "monthly_concerns": Concern.submitted_at,
    "monthly_requests": WorkOrder.received_at,
}


def issue_due(given: Surroundings) -> int:
    """Issue every report whose period has ended and that is not there; how many were issued."""
    with given.database.open(reading=True) as session:
        due = [
            (kind, scope, period)
            for kind in KINDS
            if kind.every
            for scope in _scopes(session, kind)
            for period in _ended(session, kind, scope, given.now)
            if newest(session, kind.name, scope.key, period.key) is None
        ]
    return sum(_issue(given, kind, scope, period) for kind, scope, period in due)


def _issue(given: Surroundings, kind: Kind, scope: Scope, period: Period) -> bool:
    with given.database.open(reading=True) as session:
        report = kind.report(asked_of(session, kind, scope, period, given.now))
    with given.database.open() as session:
        try:
            issue(session, report, SYSTEM, given.now)
            session.commit()
        except (IntegrityError, RefusedError):  # another worker was faster
            return False
    return True


def _scopes(session: Session, kind: Kind) -> list[Scope]:
    if Level.CITY in kind.levels:
        return [CITY]
    return [
        district(code) for code in session.scalars(select(District.code).order_by(District.code))
    ]


def _ended(session: Session, kind: Kind, scope: Scope, now: datetime) -> Iterator[Period]:
    """The last ended periods, oldest first, from the one in which the first case came."""
    assert kind.every is not None
    first = _first(session, BEGINS[kind.name], scope)
    period = last_ended(kind.every, now)
    missed = [period]
    for _ in range(MADE_UP[kind.every] - 1):
        missed.append(missed[-1].before())
    for each in reversed(missed):
        if first is not None and first < each.ends_at:
            yield each


def _first(session: Session, at: Any, scope: Scope) -> datetime | None:
    earliest: datetime | None = session.scalar(select(func.min(at)).where(scope.where(at.class_)))
    return earliest
