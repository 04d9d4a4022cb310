"""What is counted of police-related requests and their work orders (III.A.2, V.F)."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_
from sqlalchemy.orm import Session

from shared.reports.counting import Dimension, Measure, Subject
from shared.reports.periods import Period
from shared.reports.places import area_of, district_labels
from shared.work_orders.models import WorkOrder
from shared.work_orders.states import INVESTIGATED, OPEN, State

_UNDER_INVESTIGATION = WorkOrder.state.in_(INVESTIGATED)
_ANSWERED = func.coalesce(WorkOrder.explained_at, WorkOrder.closed_at)


def _missed(now: datetime) -> ColumnElement[bool]:
    """V.C.3.a: a due date passed without an explanation, though it was extended afterwards."""
    passed = or_(
        and_(_UNDER_INVESTIGATION, WorkOrder.due_at < now),
        and_(~_UNDER_INVESTIGATION, WorkOrder.due_at < _ANSWERED),
    )
    return and_(WorkOrder.due_at.is_not(None), or_(WorkOrder.missed_due_at.is_not(None), passed))


def _answered_in_time(now: datetime) -> ColumnElement[bool]:
    return and_(~_UNDER_INVESTIGATION, _ANSWERED.is_not(None), ~_missed(now))


def _kept(_period: Period, now: datetime) -> ColumnElement[bool]:
    return and_(_answered_in_time(now), WorkOrder.extensions == 0)


def _extended(_period: Period, now: datetime) -> ColumnElement[bool]:
    return and_(_answered_in_time(now), WorkOrder.extensions > 0)


def _late(_period: Period, now: datetime) -> ColumnElement[bool]:
    return _missed(now)


def _running(_period: Period, now: datetime) -> ColumnElement[bool]:
    return and_(_UNDER_INVESTIGATION, ~_missed(now))


def _open(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return WorkOrder.state.in_(OPEN)


def _unopened(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return WorkOrder.state == State.NEW


def _late_now(_period: Period, now: datetime) -> ColumnElement[bool]:
    return and_(_UNDER_INVESTIGATION, WorkOrder.due_at < now)


MEASURES = (
    Measure("received", "Received from 311", WorkOrder.received_at),
    Measure("closed", "Closed", WorkOrder.closed_at),
    Measure("open", "Open", None, _open),
    Measure("unopened", "Not yet opened", None, _unopened),
    Measure("late_now", "Late", None, _late_now),
    Measure("unfinished", "Open", None, _open),
    Measure("unfinished_late", "of these late", None, _late_now),
    Measure("assigned", "Assigned", WorkOrder.assigned_at),
    Measure("kept", "Within 7 days", WorkOrder.assigned_at, _kept),
    Measure("extended", "Within an extension", WorkOrder.assigned_at, _extended),
    Measure("late", "Late", WorkOrder.assigned_at, _late),
    Measure("running", "Time still runs", WorkOrder.assigned_at, _running),
    Measure("returned", "Returned to reinvestigate", WorkOrder.returned_at),
)


def state_labels(_session: Session) -> dict[str, str]:
    return {state.value: state.label for state in State}


DIMENSIONS = (
    Dimension("area", "Area", area_of(WorkOrder.district)),
    Dimension("district", "District", WorkOrder.district, district_labels),
    Dimension("sector", "Sector", WorkOrder.sector),
    Dimension("beat", "Beat", WorkOrder.beat),
    Dimension("state", "How it stands", WorkOrder.state, state_labels),
)

WORK_ORDERS = Subject(
    "work_order",
    "Police-related requests from 311",
    WorkOrder,
    {measure.name: measure for measure in MEASURES},
    {dimension.name: dimension for dimension in DIMENSIONS},
)
