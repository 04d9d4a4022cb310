"""What 311 tells, brought to the work order it is about, in the transaction that received it."""

import re
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.city311.models import CityRequest
from shared.city311.sending import Refused, on_refused, on_status, on_update
from shared.city311.syncing import on_police_request
from shared.directive.clauses import Clause
from shared.directive.roles import Role
from shared.notices.telling import tell
from shared.people.actors import SYSTEM
from shared.places.cells import cell_of
from shared.places.locate import locate_point
from shared.places.models import District
from shared.work_orders.effects import KIND
from shared.work_orders.lifecycle import LIFECYCLE
from shared.work_orders.models import WorkOrder
from shared.work_orders.states import State
from shared.workflow import engine
from shared.workflow.record import GENESIS
from shared.workflow.table import Attempt


def received(session: Session, told: CityRequest, now: datetime) -> tuple[str, int]:
    """V.D.1: a Police Miscellaneous request becomes a case, not yet opened."""
    order = WorkOrder(
        reference=re.sub(r"[^A-Za-z0-9.-]+", "-", told.service_request_id)[:60],
        city_number=told.service_request_id,
        state=None,
        attention_at=told.requested_at,
        urgency=1,
        text=told.description or "311 gives no description.",
        address=told.address or "311 gives no address.",
        latitude=told.lat,
        longitude=told.long,
        requested_at=told.requested_at,
        received_at=now,
        city_status=told.status,
        city_notes=told.status_notes,
        city_as_of=told.as_of,
        is_duplicate=bool(told.extended.duplicate),
        parent_number=told.extended.parent_service_request_id,
        extensions=0,
        entries=0,
        history_length=0,
        history_seal=GENESIS,
    )
    _place(session, order, told)
    engine.perform(LIFECYCLE, "receive", Attempt(order, SYSTEM, now, session))
    session.flush()
    return KIND, order.id


def _place(session: Session, order: WorkOrder, told: CityRequest) -> None:
    """311's word on the district counts; the beat is the point's where it lies in that district."""
    known = session.get(District, (told.extended.police_district or "").zfill(3))
    order.district = known.code if known else None
    order.is_near_boundary = False
    if told.lat is None or told.long is None:
        return
    order.cell = cell_of(told.lat, told.long)
    best = locate_point(session, told.lat, told.long).best
    if best is None or order.district not in (None, best.district):
        return
    order.district, order.sector, order.beat = best.district, best.sector, best.beat
    order.is_near_boundary = best.is_near_boundary


def status_changed(session: Session, case_id: int, told: CityRequest, now: datetime) -> None:
    """III.C.5: what 311 says, unless it says nothing new."""
    order = session.get(WorkOrder, case_id)
    if order is None or _says_nothing_new(order, told):
        return
    came_apart = told.status != order.city_status
    _perform(
        session,
        order,
        "status_changed",
        now,
        status=told.status,
        says=told.status_notes,
        as_of=told.as_of.isoformat(),
        duplicate=bool(told.extended.duplicate) or None,
        parent=told.extended.parent_service_request_id,
    )
    if came_apart and (told.status == "closed") == (order.state not in AT_ITS_END):
        _tell_office(session, order, f"311 says that it is {told.status}.", now)


AT_ITS_END = (State.SENDING, State.CLOSED)


def _says_nothing_new(order: WorkOrder, told: CityRequest) -> bool:
    if order.city_as_of is not None and told.as_of < order.city_as_of:
        return True
    return (order.city_status, order.city_notes, order.is_duplicate, order.parent_number) == (
        told.status,
        told.status_notes,
        bool(told.extended.duplicate),
        told.extended.parent_service_request_id,
    )


def update_arrived(session: Session, case_id: int, reference: str, now: datetime) -> None:
    order = session.get_one(WorkOrder, case_id)
    if reference == order.sent_as and order.state is State.SENDING:
        _perform(session, order, "entered", now, reference=reference)
    elif any(each.sent_as == reference for each in order.asked):
        _perform(session, order, "reason_entered", now, reference=reference)


def update_refused(session: Session, case_id: int, told: Refused, now: datetime) -> None:
    order = session.get_one(WorkOrder, case_id)
    if told.reference == order.sent_as and order.state is State.SENDING:
        _perform(session, order, "refused_by_311", now, why=told.words)
    elif any(each.sent_as == told.reference for each in order.asked):
        _perform(session, order, "reason_refused", now, reference=told.reference, why=told.words)
    _tell_office(session, order, told.words, now)


def _tell_office(session: Session, order: WorkOrder, text: str, now: datetime) -> None:
    tell(
        session,
        "city311",
        Clause.III_C_5,
        text,
        now,
        case=(KIND, order.id, order.reference),
        role=Role.SERGEANT,
        district=order.district,
    )


def _perform(session: Session, order: WorkOrder, action: str, now: datetime, **told: Any) -> None:
    known = {key: value for key, value in told.items() if value is not None}
    engine.perform(LIFECYCLE, action, Attempt(order, SYSTEM, now, session, None, known))


def connect() -> None:
    """Hear what 311 tells of police-related requests."""
    on_police_request(received)
    on_status(KIND, status_changed)
    on_update(KIND, update_arrived)
    on_refused(KIND, update_refused)
