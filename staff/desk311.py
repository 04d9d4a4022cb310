"""The 311 desk: what is on its way, where 311 and the beat disagree, and what is done then."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from flask import Response, abort
from pydantic import Field
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from shared.city311 import reconciling
from shared.city311.records import CityRecord, Sending, Unreadable
from shared.city311.sending import resume, stop
from shared.concerns.inputs import Line
from shared.directive.clauses import Clause
from shared.directive.roles import Role
from shared.people.actors import MemberActor
from shared.people.reach import Reach, visible_to
from shared.service_requests.effects import KIND as SERVICE_REQUEST
from shared.service_requests.lifecycle import REACH as SERVICE_REQUEST_REACH
from shared.service_requests.models import ServiceRequest
from shared.service_requests.queries import disagrees as service_request_disagrees
from shared.web.access import open_to
from shared.web.requests import now, reading, settings, writing
from shared.work_orders.effects import KIND as WORK_ORDER
from shared.work_orders.lifecycle import REACH as WORK_ORDER_REACH
from shared.work_orders.models import WorkOrder
from shared.work_orders.queries import disagrees as work_order_disagrees
from shared.workflow.refusals import Refusal, RefusedError
from staff.blueprint import In, Out, answer, staff
from staff.sign_in import actor

OFFICE = (Role.SERGEANT, Role.OFFICER)
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
    """A kind of case that has to do with 311. `disagrees`: 311 says one thing, the beat another."""

    name: str
    model: Any
    reach: Reach
    disagrees: Callable[[datetime], ColumnElement[bool]]


KINDS = (
    Kind(SERVICE_REQUEST, ServiceRequest, SERVICE_REQUEST_REACH, service_request_disagrees),
    Kind(WORK_ORDER, WorkOrder, WORK_ORDER_REACH, work_order_disagrees),
)


class SendingOut(Out):
    id: int
    kind: str
    reference: str  # of the case
    number: str
    what: str  # request or update
    sent_as: str
    stage: str
    queued_at: datetime
    sent_at: datetime | None
    next_at: datetime
    attempts: int
    says: str | None
    doubles: list[str]


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


class SweepOut(Out):
    service_code: str
    read_at: datetime | None
    finished_at: datetime | None


class DeskOut(Out):
    """`may_act`: trained on 311, so that "try again" and "stop" are this member's (III.D)."""

    connected_to: str | None
    may_act: bool
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
        "refused": reconciling.refused(session, mine),
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
        **{name: [_sending(row, cases) for row in rows] for name, rows in lists.items()},
        **{name: [_record(row, cases) for row in rows] for name, rows in told.items()},
    }
    endpoint = settings().city311_endpoint()
    return answer(
        DeskOut(
            connected_to=endpoint.which if endpoint else None,
            may_act=_may_act(actor()),
            mismatches=_mismatches(session, actor(), at),
            unreadable=[_unreadable(each) for each in reconciling.unreadables(session)],
            sweeps=[
                SweepOut.model_validate(each, from_attributes=True)
                for each in reconciling.sweeps(session)
            ],
            **shown,
        )
    )


@staff.post("/api/desk311/sendings/<int:sending_id>/try-again", responses={200: SendingOut})
@open_to(*OFFICE)
def try_again(path: SendingPath) -> Response:
    """Go on at once with one that waits or was stopped; what may be in 311 is looked for first."""
    session = writing()
    found = _find(session, path.sending_id)
    if found.stage.value == "refused":
        raise RefusedError(
            Refusal("311 refused it. Put the case right and enter it again there.", Clause.III_D)
        )
    resume(found, now())
    session.commit()
    return answer(_sending(found, _cases(session, [found])))


@staff.post("/api/desk311/sendings/<int:sending_id>/stop", responses={200: SendingOut})
@open_to(*OFFICE)
def stop_sending(path: SendingPath, body: StopIn) -> Response:
    """Stop trying. What never left goes back to its case; the rest waits for "try again"."""
    session = writing()
    found = _find(session, path.sending_id)
    stop(session, found, actor().id, body.reason, now())
    session.commit()
    return answer(_sending(found, _cases(session, [found])))


@staff.post("/api/desk311/unreadable/<int:unreadable_id>/settle", responses={200: UnreadableOut})
@open_to(*OFFICE, Role.DEPUTY_CHIEF, Role.AUDITOR)
def settle_unreadable(path: UnreadablePath) -> Response:
    """Somebody has looked at the record in 311 itself; it is no longer shown."""
    _trained()
    session = writing()
    found = session.get(Unreadable, path.unreadable_id) or abort(404)
    found.settled_at, found.settled_by_id = now(), actor().id
    session.commit()
    return answer(_unreadable(found))


def _find(session: Session, sending_id: int) -> Sending:
    """One within reach that is not done; only members trained on 311 touch it (III.D)."""
    found = session.scalar(
        select(Sending).where(Sending.outgoing_id == sending_id, _visible(actor(), Sending))
    )
    if found is None or found.outgoing.done_at is not None:
        abort(404)
    _trained()
    return found


def _may_act(member: MemberActor) -> bool:
    return member.is_trained_on_311 and bool(member.roles & set(OFFICE))


def _trained() -> None:
    if not actor().is_trained_on_311:
        raise RefusedError(
            Refusal("Only members recorded as trained on the 311 CSR system do this.", Clause.III_D)
        )


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


def _sending(row: Sending, cases: Cases) -> SendingOut:
    case = cases[row.case_kind, row.case_id]
    return SendingOut(
        id=row.outgoing_id,
        kind=row.case_kind,
        reference=case.reference,
        number=case.number,
        what=row.what,
        sent_as=row.reference,
        stage=row.stage.value,
        queued_at=row.outgoing.created_at,
        sent_at=row.sent_at,
        next_at=row.outgoing.next_at,
        attempts=row.outgoing.attempts,
        says=row.outgoing.error,
        doubles=row.doubles,
    )


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
    return UnreadableOut.model_validate(row, from_attributes=True)
