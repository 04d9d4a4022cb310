"""The 311 desk: what is on its way, where 311 and the beat disagree, and what is done then."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from flask import Response, abort
from pydantic import Field
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from shared.city311 import desk, reconciling
from shared.city311.desk import (
    GIVE_BACK,
    OFFICE,
    ON_SENDING,
    SETTLE,
    SETTLE_DOUBLE,
    SETTLERS,
    STOP,
    TRY_AGAIN,
    Deed,
)
from shared.city311.records import CityRecord, Sending, Stage, Unreadable
from shared.city311.sending import give_back, resume, stop
from shared.concerns.inputs import Line
from shared.directive.roles import Role
from shared.notices.models import Outgoing
from shared.people.actors import MemberActor
from shared.people.reach import Reach, visible_to
from shared.service_requests import lifecycle as form_lifecycle
from shared.service_requests import queries as form_queries
from shared.service_requests.effects import KIND as SERVICE_REQUEST
from shared.service_requests.inputs import Reasoned
from shared.service_requests.models import ServiceRequest
from shared.service_requests.types import ServiceType
from shared.web.access import open_to
from shared.web.requests import now, reading, settings, writing
from shared.work_orders import lifecycle as work_order_lifecycle
from shared.work_orders import queries as work_order_queries
from shared.work_orders.effects import KIND as WORK_ORDER
from shared.work_orders.models import WorkOrder
from shared.workflow import engine
from shared.workflow.refusals import Refusal
from shared.workflow.table import Attempt
from staff.blueprint import In, Out, answer, staff
from staff.cases import RefusalOut
from staff.sign_in import actor

READERS = (
    *OFFICE,
    Role.EXECUTIVE_OFFICER,
    Role.COMMANDER,
    Role.DEPUTY_CHIEF,
    Role.AUDITOR,
    Role.CHIEF,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case that has to do with 311.

    `disagrees`: 311 says one thing, the beat another; `enters`: something is still to be entered.
    """

    name: str
    model: Any
    reach: Reach
    district: Any  # the scope of an office
    disagrees: Callable[[datetime], ColumnElement[bool]]
    enters: ColumnElement[bool]


KINDS = (
    Kind(
        SERVICE_REQUEST,
        ServiceRequest,
        form_lifecycle.REACH,
        form_lifecycle.IN_DISTRICT,
        form_queries.disagrees,
        form_queries.ENTERS,
    ),
    Kind(
        WORK_ORDER,
        WorkOrder,
        work_order_lifecycle.REACH,
        work_order_lifecycle.IN_DISTRICT,
        work_order_queries.disagrees,
        work_order_queries.ENTERS,
    ),
)
KIND_OF = {kind.name: kind for kind in KINDS}

WHAT = {"request": "New request", "update": "Update"}
STAGES = {
    Stage.WAITING: "Not sent yet",
    Stage.SENDING: "It may be in 311",
    Stage.NUMBERING: "In 311, without a number yet",
    Stage.DONE: "In 311",
    Stage.REFUSED: "Not taken",
}


class DeedOut(Out):
    """Something that this member may do to this row now. `asks`: what must be said with it."""

    action: str
    label: str
    asks: str | None


class SendingOut(Out):
    """`next_at`: when it is tried by itself; `instead`: what to do where nothing is done here."""

    id: int
    kind: str
    reference: str  # of the case
    number: str
    what: str
    sent_as: str
    stage: str
    queued_at: datetime
    sent_at: datetime | None
    next_at: datetime | None
    attempts: int
    says: str | None
    doubles: list[str]
    instead: str | None
    offers: list[DeedOut]


class RecordOut(Out):
    kind: str
    reference: str
    city_number: str
    status: str | None
    parent_number: str | None
    follow_ons: list[str]


class MismatchOut(Out):
    kind: str
    reference: str
    number: str
    state: str
    says_311: str
    notes: str | None
    since: datetime | None


class UnreadableOut(Out):
    id: int
    service_code: str
    what: str
    first_seen_at: datetime
    last_seen_at: datetime
    offers: list[DeedOut]


class SweepOut(Out):
    service_code: str
    service: str
    read_at: datetime | None
    finished_at: datetime | None


class DeskOut(Out):
    """`refusal`: why nothing is offered to a member whose post would act here (III.D)."""

    connected_to: str | None
    refusal: RefusalOut | None
    without_number: list[SendingOut]
    unsure: list[SendingOut]
    to_send: list[SendingOut]
    refused: list[SendingOut]
    stopped: list[SendingOut]
    doubled: list[SendingOut]
    mismatches: list[MismatchOut]
    duplicates: list[RecordOut]
    follow_ons: list[RecordOut]
    unreadable: list[UnreadableOut]
    sweeps: list[SweepOut]


class SendingPath(In):
    sending_id: int


class UnreadablePath(In):
    unreadable_id: int


class StopIn(In):
    reason: Annotated[Line, Field(description="Why it must not go on by itself.")]


class SettleDoubleIn(In):
    reason: Annotated[Line, Field(description="What became of the second one.")]


Cases = dict[tuple[str, int], Any]


@staff.get("/api/desk311", responses={200: DeskOut})
@open_to(*READERS)
def desk311() -> Response:
    """Tokens without numbers, lost answers, refusals, mismatches, duplicates, the unreadable."""
    session, at = reading(), now()
    mine = _visible(actor(), Sending)
    records = _visible(actor(), CityRecord)
    lists = {
        "without_number": reconciling.without_number(session, mine, at),
        "unsure": reconciling.unsure(session, mine, at),
        "to_send": reconciling.to_send(session, mine),
        "refused": reconciling.refused(session, and_(mine, _to_enter())),
        "stopped": reconciling.stopped(session, mine),
        "doubled": reconciling.doubled(session, mine),
    }
    told = {
        "duplicates": reconciling.duplicates(session, records),
        "follow_ons": reconciling.with_follow_ons(session, records),
    }
    cases = _cases(session, [row for rows in lists.values() for row in rows])
    cases |= _cases(session, [row for rows in told.values() for row in rows])
    shown: dict[str, Any] = {
        **{name: [_sending(row, _of(row, cases)) for row in rows] for name, rows in lists.items()},
        **{name: [_record(row, cases) for row in rows] for name, rows in told.items()},
    }
    endpoint = settings().city311_endpoint()
    unreadable = reconciling.unreadables(session)
    return answer(
        DeskOut(
            connected_to=endpoint.which if endpoint else None,
            refusal=_refusal(desk.why_not_here(actor(), bool(unreadable))),
            mismatches=_mismatches(session, actor(), at),
            unreadable=[_unreadable(each) for each in unreadable],
            sweeps=_sweeps(session),
            **shown,
        )
    )


@staff.post("/api/desk311/sendings/<int:sending_id>/try-again", responses={200: SendingOut})
@open_to(*OFFICE)
def try_again(path: SendingPath) -> Response:
    """Go on at once with one that waits or was stopped; what may be in 311 is looked for first."""
    session = writing()
    found, case = _find(session, path.sending_id, TRY_AGAIN)
    resume(found, now())
    session.commit()
    return answer(_sending(found, case))


@staff.post("/api/desk311/sendings/<int:sending_id>/stop", responses={200: SendingOut})
@open_to(*OFFICE)
def stop_sending(path: SendingPath, body: StopIn) -> Response:
    """Stop trying. What never left goes back to its case; the rest waits for "try again"."""
    session = writing()
    found, case = _find(session, path.sending_id, STOP)
    stop(session, found, actor().id, body.reason, now())
    _commit(session)
    return answer(_sending(found, case))


@staff.post("/api/desk311/sendings/<int:sending_id>/give-back", responses={200: SendingOut})
@open_to(*OFFICE)
def give_sending_back(path: SendingPath) -> Response:
    """What 311 has under a number that another case has goes back to its own (IV.C.2)."""
    session = writing()
    found, case = _find(session, path.sending_id, GIVE_BACK)
    give_back(session, found, now())
    _commit(session)
    return answer(_sending(found, case))


@staff.post("/api/desk311/sendings/<int:sending_id>/settle-double", responses={200: SendingOut})
@open_to(*OFFICE)
def settle_double(path: SendingPath, body: SettleDoubleIn) -> Response:
    """Somebody dealt with the second one in 311; the reason stays in the form's history."""
    session = writing()
    found, case = _find(session, path.sending_id, SETTLE_DOUBLE)
    attempt = Attempt(case, actor(), now(), session, Reasoned(reason=body.reason))
    engine.perform(form_lifecycle.LIFECYCLE, "settle_double", attempt)
    _commit(session)
    return answer(_sending(found, case))


@staff.post("/api/desk311/unreadable/<int:unreadable_id>/settle", responses={200: UnreadableOut})
@open_to(*SETTLERS)
def settle_unreadable(path: UnreadablePath) -> Response:
    """Somebody has looked at the record in 311 itself; it is no longer shown."""
    session = writing()
    found = session.get(Unreadable, path.unreadable_id) or abort(404)
    desk.allow(actor(), desk.settles(actor()), SETTLE, found)
    found.settled_at, found.settled_by_id = now(), actor().id
    session.commit()
    return answer(_unreadable(found))


def _commit(session: Session) -> None:
    """Of two who move one case at once the second is told so."""
    try:
        session.commit()
    except StaleDataError:
        session.rollback()
        abort(409)


def _find(session: Session, sending_id: int, deed: Deed) -> tuple[Sending, Any]:
    """One within reach with its case, once the deed may be done to it; of two the second waits."""
    session.execute(select(Outgoing.id).where(Outgoing.id == sending_id).with_for_update())
    found = session.scalar(
        select(Sending).where(Sending.outgoing_id == sending_id, _visible(actor(), Sending))
    )
    if found is None:
        abort(404)
    case = _cases(session, [found])[found.case_kind, found.case_id]
    desk.allow(actor(), _is_ours(found, case), deed, found)
    return found, case


def _is_ours(row: Sending, case: Any) -> bool:
    return desk.in_office(actor(), KIND_OF[row.case_kind].district, case)


def _refusal(refusal: Refusal | None) -> RefusalOut | None:
    if refusal is None:
        return None
    return RefusalOut(why=refusal.why, clause=refusal.clause.number if refusal.clause else None)


def _visible(member: MemberActor, table: type[Sending] | type[CityRecord]) -> ColumnElement[bool]:
    """What belongs to a case within reach."""
    return or_(
        *(
            and_(
                table.case_kind == kind.name,
                table.case_id.in_(select(kind.model.id).where(visible_to(kind.reach, member))),
            )
            for kind in KINDS
        )
    )


def _to_enter() -> ColumnElement[bool]:
    """What belongs to a case that still waits to be entered."""
    return or_(
        *(
            and_(
                Sending.case_kind == kind.name,
                Sending.case_id.in_(select(kind.model.id).where(kind.enters)),
            )
            for kind in KINDS
        )
    )


def _cases(session: Session, rows: Sequence[Sending] | Sequence[CityRecord]) -> Cases:
    wanted: dict[str, set[int]] = {}
    for row in rows:
        if row.case_kind is not None and row.case_id is not None:
            wanted.setdefault(row.case_kind, set()).add(row.case_id)
    return {
        (kind.name, case.id): case
        for kind in KINDS
        for case in _of_kind(session, kind, wanted.get(kind.name, set()))
    }


def _of_kind(session: Session, kind: Kind, ids: set[int]) -> Iterable[Any]:
    return session.scalars(select(kind.model).where(kind.model.id.in_(ids))) if ids else ()


def _mismatches(session: Session, member: MemberActor, at: datetime) -> list[MismatchOut]:
    return [
        MismatchOut(
            kind=kind.name,
            reference=case.reference,
            number=case.number,
            state=case.state.label,
            says_311=case.city_status,
            notes=case.city_notes,
            since=case.city_as_of,
        )
        for kind in KINDS
        for case in session.scalars(
            select(kind.model)
            .where(visible_to(kind.reach, member), kind.disagrees(at))
            .order_by(kind.model.city_as_of)
            .limit(reconciling.MOST)
        )
    ]


def _of(row: Sending, cases: Cases) -> Any:
    return cases[row.case_kind, row.case_id]


def _sending(row: Sending, case: Any) -> SendingOut:
    outgoing = row.outgoing
    is_going = outgoing.done_at is None and outgoing.stopped_at is None
    is_ours = _is_ours(row, case)
    refusal = TRY_AGAIN.why_not(row) if row.stage is Stage.REFUSED else None
    return SendingOut(
        id=row.outgoing_id,
        kind=row.case_kind,
        reference=case.reference,
        number=case.number,
        what=WHAT[row.what],
        sent_as=row.reference,
        stage=STAGES[row.stage],
        queued_at=outgoing.created_at,
        sent_at=row.sent_at,
        next_at=outgoing.next_at if is_going else None,
        attempts=outgoing.attempts,
        says=outgoing.error,
        doubles=row.doubles,
        instead=refusal.why if refusal else None,
        offers=_deeds(desk.offers(actor(), is_ours, ON_SENDING, row)),
    )


def _deeds(deeds: Iterable[Deed]) -> list[DeedOut]:
    return [DeedOut(action=deed.name, label=deed.label, asks=deed.asks) for deed in deeds]


def _record(row: CityRecord, cases: Cases) -> RecordOut:
    case = cases[row.case_kind or "", row.case_id or 0]
    return RecordOut(
        kind=row.case_kind or "",
        reference=case.reference,
        city_number=row.number,
        status=row.status,
        parent_number=row.parent_number,
        follow_ons=[_child(each) for each in row.follow_ons],
    )


def _child(told: dict[str, Any]) -> str:
    said = (
        told.get("service_request_id"),
        told.get("service_name"),
        told.get("agency_responsible"),
    )
    return ", ".join(part for part in said if part)


def _unreadable(row: Unreadable) -> UnreadableOut:
    return UnreadableOut(
        id=row.id,
        service_code=row.service_code,
        what=row.what,
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
        offers=_deeds(desk.offers(actor(), desk.settles(actor()), (SETTLE,), row)),
    )


def _sweeps(session: Session) -> list[SweepOut]:
    """When each service was last read, by the name under which it is filed."""
    types = session.execute(select(ServiceType.code, ServiceType.name))
    names = {each.code: each.name for each in types}
    return [
        SweepOut(
            service_code=each.service_code,
            service=names.get(each.service_code, each.service_code),
            read_at=each.read_at,
            finished_at=each.finished_at,
        )
        for each in reconciling.sweeps(session)
    ]
