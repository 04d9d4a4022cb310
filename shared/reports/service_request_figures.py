"""What is counted of City Service Request forms (III.C.4, IV.C.4)."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from shared.reports.counting import Dimension, Measure, Subject
from shared.reports.periods import Period
from shared.reports.places import area_of, district_labels
from shared.reports.scopes import Scope
from shared.service_requests.models import Purged, ServiceRequest
from shared.service_requests.queries import is_late
from shared.service_requests.states import NOT_SENT, OPEN, WITH_THE_CITY, State
from shared.service_requests.types import ServiceType


def _open(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return ServiceRequest.state.in_(OPEN)


def _with_the_city(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return ServiceRequest.state.in_(WITH_THE_CITY)


def _not_sent(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return ServiceRequest.state.in_(NOT_SENT)


def _late_now(_period: Period, now: datetime) -> ColumnElement[bool]:
    return is_late(now)


def _withdrawn(_period: Period, _now: datetime) -> ColumnElement[bool]:
    return ServiceRequest.state == State.WITHDRAWN


MEASURES = (
    Measure("received", "Filed", ServiceRequest.filed_at),
    Measure("entered", "Entered in 311", ServiceRequest.entered_at),
    Measure("completed", "Service completed", ServiceRequest.completed_at),
    Measure("withdrawn", "Withdrawn", ServiceRequest.ended_at, _withdrawn),
    Measure("open", "Open", None, _open),
    Measure("not_sent", "Not yet in 311", None, _not_sent),
    Measure("with_the_city", "With the City", None, _with_the_city),
    Measure("late_now", "Late", None, _late_now),
)


def service_labels(session: Session) -> dict[str, str]:
    rows = session.execute(select(ServiceType.code, ServiceType.name))
    return {row.code: row.name for row in rows}


_AGENCY = (
    select(ServiceType.agency)
    .where(ServiceType.code == ServiceRequest.service)
    .correlate(ServiceRequest)
    .scalar_subquery()
)
PLACE = func.coalesce(ServiceRequest.address, ServiceRequest.place)

DIMENSIONS = (
    Dimension("area", "Area", area_of(ServiceRequest.district)),
    Dimension("district", "District", ServiceRequest.district, district_labels),
    Dimension("sector", "Sector", ServiceRequest.sector),
    Dimension("beat", "Beat", ServiceRequest.beat),
    Dimension("service", "Service", ServiceRequest.service, service_labels),
    Dimension("agency", "City agency", _AGENCY),
    Dimension("place", "Place", PLACE),
)


def some_were_purged(session: Session, scope: Scope, period: Period) -> bool:
    """Whether a form that may have been filed in the period is gone (IV.C.3)."""
    ended = Purged.ended_at >= period.begins_at
    here = Purged.district == scope.district if scope.district else true()
    return session.scalar(select(Purged.id).where(ended, here).limit(1)) is not None


SERVICE_REQUESTS = Subject(
    "service_request",
    "City Service Requests",
    ServiceRequest,
    {measure.name: measure for measure in MEASURES},
    {dimension.name: dimension for dimension in DIMENSIONS},
    some_were_purged,
)
