"""What is counted of community concerns (VII.F)."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from shared.concerns.categories import Category
from shared.concerns.models import PORTAL_SOURCES, Concern
from shared.concerns.states import OPEN, WITH_INVESTIGATORS, State
from shared.reports.counting import Dimension, Measure, Subject
from shared.reports.periods import Period
from shared.reports.places import area_of, district_labels, unit_labels

_MET = (Concern.primary_id.is_(None), Concern.assigned_at.is_not(None))
_DONE = func.coalesce(Concern.completed_at, Concern.closed_at)
_IN_TIME = and_(*_MET, Concern.was_late.is_(False), Concern.due_at >= _DONE)


def _kept(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return and_(_IN_TIME, Concern.extensions == 0)


def _extended(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return and_(_IN_TIME, Concern.extensions > 0)


def _late(_period: Period, now: datetime) -> ColumnElement[bool]:
    passed = func.coalesce(Concern.completed_at, Concern.closed_at, now) > Concern.due_at
    return and_(*_MET, or_(Concern.was_late, passed))


def _running(_period: Period, now: datetime) -> ColumnElement[bool]:
    return and_(*_MET, Concern.was_late.is_(False), _DONE.is_(None), Concern.due_at >= now)


def _reviewed(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return and_(Concern.review_due_at.is_not(None), Concern.decided_at <= Concern.review_due_at)


def _review_missed(_period: Period, now: datetime) -> ColumnElement[bool]:
    return and_(
        Concern.primary_id.is_(None),
        func.coalesce(Concern.decided_at, now) > Concern.review_due_at,
    )


def _under_review(_period: Period, now: datetime) -> ColumnElement[bool]:
    return and_(
        Concern.primary_id.is_(None), Concern.decided_at.is_(None), Concern.review_due_at >= now
    )


def _joined_in_review(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return and_(
        Concern.primary_id.is_not(None),
        Concern.review_due_at.is_not(None),
        Concern.decided_at.is_(None),
    )


def _accepted(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return Concern.not_accepted_because.is_(None)


def _not_accepted(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return Concern.not_accepted_because.is_not(None)


def _never_opened(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return and_(
        Concern.state == State.SUBMITTED,
        Concern.opened_at.is_(None),
        Concern.source.in_(PORTAL_SOURCES),
    )


def _investigated(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return Concern.outcome.is_not(None)


def _open(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return Concern.state.in_(OPEN)


def _associated(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return Concern.state == State.ASSOCIATED


def _unfinished(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return Concern.state.in_((*OPEN, State.ASSOCIATED))


def _late_now(_period: Period, now: datetime) -> ColumnElement[bool]:
    return and_(Concern.state.in_(WITH_INVESTIGATORS), Concern.due_at < now)


def _assigned(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return Concern.primary_id.is_(None)


MEASURES = (
    Measure("received", "Received", Concern.submitted_at),
    Measure("accepted", "Accepted", Concern.decided_at, _accepted),
    Measure("not_accepted", "Not accepted", Concern.decided_at, _not_accepted),
    Measure("closed", "Investigated and closed", Concern.closed_at, _investigated),
    Measure("open", "Open", None, _open),
    Measure("associated", "With a primary concern", None, _associated),
    Measure("unfinished", "Open", None, _unfinished),
    Measure("late_now", "Late", None, _late_now),
    Measure("unfinished_late", "of these late", None, _late_now),
    Measure("review_kept", "Within 36 hours", Concern.opened_at, _reviewed),
    Measure("review_missed", "After 36 hours, or not yet", Concern.opened_at, _review_missed),
    Measure("under_review", "Still within 36 hours", Concern.opened_at, _under_review),
    Measure("joined", "Joined to a primary", Concern.opened_at, _joined_in_review),
    Measure("never_opened", "Never opened", Concern.submitted_at, _never_opened),
    Measure("assigned", "Assigned", Concern.assigned_at, _assigned),
    Measure("kept", "Within 7 days", Concern.assigned_at, _kept),
    Measure("extended", "Within an extension", Concern.assigned_at, _extended),
    Measure("late", "Late", Concern.assigned_at, _late),
    Measure("running", "Time still runs", Concern.assigned_at, _running),
    Measure("returned", "Returned for corrective action", Concern.returned_at),
)


def category_labels(session: Session) -> dict[str, str]:
    return {row.code: row.label for row in session.execute(select(Category.code, Category.label))}


def state_labels(_session: Session) -> dict[str, str]:
    return {state.value: state.label for state in State}


DIMENSIONS = (
    Dimension("area", "Area", area_of(Concern.district)),
    Dimension("district", "District", Concern.district, district_labels),
    Dimension("sector", "Sector", Concern.sector),
    Dimension("beat", "Beat", Concern.beat),
    Dimension("category", "Category", Concern.category, category_labels),
    Dimension("unit", "Unit", Concern.unit_id, unit_labels, "No unit at present"),
    Dimension("state", "How it stands", Concern.state, state_labels),
)

CONCERNS = Subject(
    "concern",
    "Community concerns",
    Concern,
    {measure.name: measure for measure in MEASURES},
    {dimension.name: dimension for dimension in DIMENSIONS},
)
