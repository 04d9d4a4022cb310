"""What must reach 311: queued with the work that caused it, told back to its case when it is there.

A kind of case says at import what follows for it: `on_number`, `on_update`, `on_refused`,
`on_status`, `on_taken`. What follows happens in the transaction that keeps 311's answer.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.city311.models import CityRequest
from shared.city311.outgoing import NewRequest, NewUpdate
from shared.city311.records import Sending, Stage
from shared.notices.models import Outgoing
from shared.workflow.refusals import Refusal, RefusedError

CHANNEL = "311"


@dataclass(frozen=True, slots=True)
class Refused:
    """311 said no to what was sent, or a person stopped it before it was sent."""

    what: str  # request or update
    reference: str
    words: str


OnNumber = Callable[[Session, int, str, datetime], None]
OnUpdate = Callable[[Session, int, str, datetime], None]
OnRefused = Callable[[Session, int, Refused, datetime], None]
OnStatus = Callable[[Session, int, CityRequest, datetime], None]
OnTaken = Callable[[Session, int, str, datetime], str]


@dataclass(slots=True)
class Handlers:
    """What follows for each kind of case; a kind without a handler is only kept."""

    number: dict[str, OnNumber] = field(default_factory=dict)
    update: dict[str, OnUpdate] = field(default_factory=dict)
    refused: dict[str, OnRefused] = field(default_factory=dict)
    status: dict[str, OnStatus] = field(default_factory=dict)
    taken: dict[str, OnTaken] = field(default_factory=dict)


HANDLERS = Handlers()


def on_number(case_kind: str, handler: OnNumber) -> None:
    """handler(session, case_id, number, now): the request is in 311 under this number."""
    HANDLERS.number[case_kind] = handler


def on_update(case_kind: str, handler: OnUpdate) -> None:
    """handler(session, case_id, reference, now): 311 has the update with this reference."""
    HANDLERS.update[case_kind] = handler


def on_refused(case_kind: str, handler: OnRefused) -> None:
    """handler(session, case_id, refused, now): 311 will not take it as it is."""
    HANDLERS.refused[case_kind] = handler


def on_status(case_kind: str, handler: OnStatus) -> None:
    """handler(session, case_id, told, now): 311 tells something newer of the case's request."""
    HANDLERS.status[case_kind] = handler


def on_taken(case_kind: str, handler: OnTaken) -> None:
    """handler(session, case_id, number, now) -> words for the desk: another case has its number."""
    HANDLERS.taken[case_kind] = handler


def queue_post(
    session: Session, *, case_kind: str, case_id: int, request: NewRequest, now: datetime
) -> Sending:
    """A new request for 311, once for each reference; the caller owns the transaction.

    The same reference again is the same request: one that 311 refused, or a person stopped, is
    tried anew as it reads now; any other stays as it is.
    """
    payload = asdict(request) | {"attributes": dict(request.attributes)}
    return _queue(session, "request", (case_kind, case_id), request.reference, payload, now)


def queue_update(
    session: Session, *, case_kind: str, case_id: int, update: NewUpdate, now: datetime
) -> Sending:
    """A note on a request, or its resolution; each update has a reference of its own."""
    payload = asdict(update) | {"updated_at": update.updated_at.isoformat()}
    queued = _queue(session, "update", (case_kind, case_id), update.reference, payload, now)
    queued.number = update.service_request_id
    return queued


def new_request(payload: dict[str, Any]) -> NewRequest:
    return NewRequest(**payload)


def new_update(payload: dict[str, Any]) -> NewUpdate:
    return NewUpdate(**payload | {"updated_at": datetime.fromisoformat(payload["updated_at"])})


def _queue(
    session: Session,
    what: str,
    case: tuple[str, int],
    reference: str,
    payload: dict[str, Any],
    now: datetime,
) -> Sending:
    key = f"311 {what} {reference}"
    known = session.scalar(select(Sending).join(Outgoing).where(Outgoing.key == key))
    if known is not None:
        return _again(known, payload, now)
    outgoing = Outgoing(channel=CHANNEL, key=key, payload=payload, created_at=now, next_at=now)
    kind, case_id = case
    queued = Sending(
        outgoing=outgoing,
        case_kind=kind,
        case_id=case_id,
        what=what,
        reference=reference,
        stage=Stage.WAITING,
        doubles=[],
        is_doubled=False,
    )
    session.add(queued)
    session.flush()
    return queued


def _again(known: Sending, payload: dict[str, Any], now: datetime) -> Sending:
    if known.outgoing.stopped_at is None:
        return known
    known.outgoing.payload = payload
    if known.stage is Stage.REFUSED:
        # What 311 gave a number is looked for there first: posted anew it would be there twice.
        is_there = known.what == "request" and known.number is not None
        known.stage = Stage.SENDING if is_there else Stage.WAITING
    _at_once(known, now)
    return known


def why_not_resumed(sending: Sending) -> Refusal | None:
    """What 311 refused is put right at its case and queued anew there: as it is, it is refused."""
    if sending.outgoing.done_at is not None:
        return Refusal("311 has it.")
    if sending.stage is Stage.REFUSED:
        return Refusal("311 does not have it. Put the case right and enter it again there.")
    return None


def why_not_stopped(sending: Sending) -> Refusal | None:
    if refusal := why_not_resumed(sending):
        return refusal
    return Refusal("It is stopped already.") if sending.outgoing.stopped_at is not None else None


def why_not_given_back(sending: Sending) -> Refusal | None:
    if sending.is_held_up:
        return None
    return Refusal("Only what 311 has under another's number is given back.")


def resume(sending: Sending, now: datetime) -> None:
    """Go on with one that was stopped or waits; what may have left is looked for first."""
    _unless(why_not_resumed(sending))
    _at_once(sending, now)


def _at_once(sending: Sending, now: datetime) -> None:
    outgoing = sending.outgoing
    outgoing.stopped_at = outgoing.stopped_by_id = None
    outgoing.next_at, outgoing.attempts, outgoing.error = now, 0, None


def stop(session: Session, sending: Sending, member_id: int, why: str, now: datetime) -> None:
    """A person says stop. What never left goes back to its case, as if 311 had refused it."""
    _unless(why_not_stopped(sending))
    outgoing = sending.outgoing
    outgoing.stopped_at, outgoing.stopped_by_id = now, member_id
    outgoing.error = f"Stopped: {why}"[:300]
    if sending.stage is Stage.WAITING:
        refuse(session, sending, f"Stopped before it was sent: {why}", now)


def _unless(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise RefusedError(refusal)


TAKEN = "311 gave it the number {number}, which another case has here."


def hold_up(session: Session, sending: Sending, number: str, now: datetime) -> None:
    """Its number stands on another case: trying again by itself would change nothing."""
    sending.number = number
    words = TAKEN.format(number=number)
    if handler := HANDLERS.taken.get(sending.case_kind):
        words = handler(session, sending.case_id, number, now)
    sending.outgoing.stopped_at, sending.outgoing.error = now, words[:300]


def give_back(session: Session, sending: Sending, now: datetime) -> None:
    """To its case, which then is put right, ended, or entered again."""
    _unless(why_not_given_back(sending))
    refuse(session, sending, TAKEN.format(number=sending.number), now)


def refuse(session: Session, sending: Sending, words: str, now: datetime) -> None:
    sending.stage = Stage.REFUSED
    sending.outgoing.stopped_at = sending.outgoing.stopped_at or now
    sending.outgoing.error = words[:300]
    if handler := HANDLERS.refused.get(sending.case_kind):
        told = Refused(sending.what, sending.reference, words)
        handler(session, sending.case_id, told, now)
