"""Sends what is queued for 311, so that each request is there once however often this is cut off.

A row is claimed for a while and marked as sending before a byte leaves; both are committed. Whoever
finds a row so marked knows that it may be in 311 and looks for it there; it is posted again only
when 311, after the time it may need to list it, does not have it (ADR 10).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import structlog
from sqlalchemy import exists, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, aliased

from shared.city311.asking import Found, InProcess, TooSoon, Whereabouts
from shared.city311.client import SETTLING, City311
from shared.city311.errors import (
    CityError,
    CityRefusedError,
    CityUnavailableError,
    LostAnswerError,
)
from shared.city311.records import Sending, Stage
from shared.city311.sending import CHANNEL, HANDLERS, hold_up, new_request, new_update, refuse
from shared.city311.syncing import linked
from shared.database import Database
from shared.jobs.job import Clock, going_on
from shared.notices.models import Outgoing
from shared.workflow.refusals import OutOfReachError, RefusedError

LEASE = timedelta(minutes=10)  # longer than the client ever takes over one row
SOON = timedelta(seconds=20)
LATER = timedelta(minutes=5)
LATEST = timedelta(hours=1)
# What is wrong then is the key or the address, not what was sent.
OUR_SETTINGS = {300, 301, 302, 303, 307, 308, 401, 403, 404, 405}

log = structlog.get_logger("city311")


@dataclass(slots=True)
class Drained:
    """What one draining did, row by row."""

    sent: int = 0
    numbered: int = 0
    refused: int = 0
    waiting: int = 0
    held_up: int = 0
    failed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Claimed:
    """One row in hand: all that is needed to speak to 311 about it, without a transaction."""

    outgoing_id: int
    claim: str
    what: str
    reference: str
    payload: dict[str, Any]
    found_sending: bool  # somebody else began to send it, or we did and were cut off
    sent_at: datetime
    token: str | None
    attempts: int


Settle = Callable[[Session, Sending, datetime], str]


def drain(database: Database, city: City311, now: datetime, most: int = 500) -> Drained:
    """Send what is due, one row after the other; several may do so at once. Commits row by row.

    `now` is when it begins; time goes on from there while rows are sent.
    """
    moment, done = going_on(now), Drained()
    for outgoing_id in _due(database, moment(), most):
        claimed = _claim(database, outgoing_id, moment())
        if claimed is None:
            continue
        try:
            outcome = _settle(database, claimed, _ask(city, claimed, moment), moment())
        except (RefusedError, OutOfReachError, SQLAlchemyError, CityError) as failure:
            log.exception("311 could not be told back to its case", outgoing=outgoing_id)
            done.failed.append(f"{claimed.reference}: {_words(failure)}")
            _note(database, claimed, f"Kept for another try: {_words(failure)}", moment())
            continue
        setattr(done, outcome, getattr(done, outcome) + 1)
    return done


def _words(failure: Exception) -> str:
    """For the desk; what the database said stands in the log alone."""
    if isinstance(failure, SQLAlchemyError):
        return f"it could not be written down here ({type(failure).__name__})."
    return str(failure)


def _due(database: Database, now: datetime, most: int) -> Iterator[int]:
    """What may be sent now; updates of one case leave in the order in which they were made."""
    earlier, before = aliased(Sending), aliased(Outgoing)
    waits_for_another = exists(
        select(earlier.outgoing_id)
        .join(before, before.id == earlier.outgoing_id)
        .where(
            earlier.case_kind == Sending.case_kind,
            earlier.case_id == Sending.case_id,
            earlier.outgoing_id < Sending.outgoing_id,
            before.done_at.is_(None),
            before.stopped_at.is_(None),
        )
    )
    with database.open(reading=True) as session:
        ids = session.scalars(
            select(Sending.outgoing_id)
            .join(Outgoing)
            .where(_is_open(), Outgoing.next_at <= now, ~waits_for_another)
            .order_by(Outgoing.next_at, Outgoing.id)
            .limit(most)
        ).all()
    return iter(ids)


def _is_open() -> Any:
    return (
        (Outgoing.channel == CHANNEL) & Outgoing.done_at.is_(None) & Outgoing.stopped_at.is_(None)
    )


def _claim(database: Database, outgoing_id: int, now: datetime) -> Claimed | None:
    """Take the row for as long as the lease; of two workers one gets it."""
    with database.open() as session:
        taken = session.connection().execute(
            update(Outgoing)
            .where(Outgoing.id == outgoing_id, _is_open(), Outgoing.next_at <= now)
            .values(next_at=now + LEASE, attempts=Outgoing.attempts + 1)
        )
        if taken.rowcount != 1:
            return None
        sending = session.get_one(Sending, outgoing_id)
        claimed = _mark(sending, now)
        session.commit()
    return claimed


def _mark(sending: Sending, now: datetime) -> Claimed:
    found_sending = sending.stage is Stage.SENDING
    if sending.stage is Stage.WAITING:
        sending.stage, sending.sent_at = Stage.SENDING, now
    sending.claim = uuid4().hex
    assert sending.sent_at is not None
    return Claimed(
        sending.outgoing_id,
        sending.claim,
        sending.what,
        sending.reference,
        dict(sending.outgoing.payload),
        found_sending,
        sending.sent_at,
        sending.token if sending.stage is Stage.NUMBERING else None,
        sending.outgoing.attempts,
    )


# -- Asking 311, outside of every transaction


def _ask(city: City311, claimed: Claimed, moment: Clock) -> Settle:
    """Speak to 311 about one row; the answer is how to keep what it said."""
    try:
        if claimed.token:
            return _number_of(city, claimed, moment)
        if claimed.found_sending:
            return _look_for(city, claimed, moment)
        return _post(city, claimed)
    except CityError as trouble:
        return _later(str(trouble), _back_off(claimed.attempts))


def _post(city: City311, claimed: Claimed) -> Settle:
    try:
        return _post_once(city, claimed)
    except LostAnswerError as lost:
        return _later(str(lost), SOON)
    except CityUnavailableError as unavailable:
        wait = timedelta(seconds=unavailable.retry_after or 0)
        return _not_taken(claimed, str(unavailable), max(wait, _back_off(claimed.attempts)))
    except CityRefusedError as refused:
        if refused.status in OUR_SETTINGS:
            return _not_taken(claimed, str(refused), _back_off(claimed.attempts))
        return _refused(claimed, refused.words)


def _post_once(city: City311, claimed: Claimed) -> Settle:
    if claimed.what == "update":
        city.post_update(new_update(claimed.payload))
        return _has_update
    posted = city.post_request(new_request(claimed.payload))
    if posted.service_request_id:
        return _has_number(posted.service_request_id)
    assert posted.token is not None
    return _has_token(posted.token)


def _number_of(city: City311, claimed: Claimed, moment: Clock) -> Settle:
    assert claimed.token is not None
    try:
        number = city.token(claimed.token)
    except CityRefusedError as unknown:
        # A fresh token may be unknown for a while; our reference finds the request as well.
        found = _whereabouts(city, claimed, moment)
        if isinstance(found, Found):
            return _found(found)
        return _later(str(unknown), _back_off(claimed.attempts))
    return _has_number(number) if number else _later("", _back_off(claimed.attempts))


def _look_for(city: City311, claimed: Claimed, moment: Clock) -> Settle:
    """It may be in 311: ask, and post again only when it had time to appear and did not."""
    if claimed.what == "update":
        return _look_for_update(city, claimed, moment)
    where = _whereabouts(city, claimed, moment)
    if isinstance(where, Found):
        return _found(where)
    if isinstance(where, InProcess):
        return _later("311 has it, without a number yet.", SOON)
    if isinstance(where, TooSoon):
        wait = min(where.ask_again_at - moment(), LATER)
        return _later("The answer was lost; 311 is asked again.", max(wait, SOON))
    return _post_again(claimed)


def _whereabouts(city: City311, claimed: Claimed, moment: Clock) -> Whereabouts:
    code = str(claimed.payload["service_code"])
    return city.find_own(claimed.reference, code, claimed.sent_at, moment())


def _look_for_update(city: City311, claimed: Claimed, moment: Clock) -> Settle:
    if city.find_update(new_update(claimed.payload), claimed.sent_at, moment()):
        return _has_update
    if moment() < claimed.sent_at + SETTLING:
        return _later("The answer was lost; 311 is asked again.", LATER)
    return _post_again(claimed)


def _back_off(attempts: int) -> timedelta:
    doubled: timedelta = SOON * 2 ** min(max(attempts - 1, 0), 10)
    return min(LATEST, doubled)


# -- Keeping what 311 said, in one transaction with what follows


def _settle(database: Database, claimed: Claimed, settle: Settle, now: datetime) -> str:
    with database.open() as session:
        sending = _locked(session, claimed.outgoing_id)
        outcome = "waiting" if sending.outgoing.done_at else settle(session, sending, now)
        session.commit()
    return outcome


def _locked(session: Session, outgoing_id: int) -> Sending:
    """Only one keeps an answer to it at a time; a lease that ran out leaves two who have one."""
    session.execute(select(Outgoing.id).where(Outgoing.id == outgoing_id).with_for_update())
    return session.get_one(Sending, outgoing_id)


def _note(database: Database, claimed: Claimed, words: str, now: datetime) -> None:
    _settle(database, claimed, _later(words, _back_off(claimed.attempts)), now)


def _later(words: str, wait: timedelta) -> Settle:
    def settle(_session: Session, sending: Sending, now: datetime) -> str:
        if sending.outgoing.stopped_at is None:
            sending.outgoing.error = words[:300] or None
            sending.outgoing.next_at = now + wait
        return "waiting"

    return settle


def _not_taken(claimed: Claimed, words: str, wait: timedelta) -> Settle:
    """Nothing reached 311, so it may be posted anew; unless somebody else took over meanwhile."""

    def settle(session: Session, sending: Sending, now: datetime) -> str:
        if sending.claim == claimed.claim:
            sending.stage = Stage.WAITING
            _later(words, wait)(session, sending, now)
        return "waiting"

    return settle


def _post_again(claimed: Claimed) -> Settle:
    return _not_taken(claimed, "311 does not have it: it is sent again.", timedelta())


def _refused(claimed: Claimed, words: str) -> Settle:
    def settle(session: Session, sending: Sending, now: datetime) -> str:
        if sending.claim != claimed.claim:
            return "waiting"
        refuse(session, sending, f"311 refused it: {words}", now)
        return "refused"

    return settle


def _has_token(token: str) -> Settle:
    def settle(_session: Session, sending: Sending, now: datetime) -> str:
        sending.stage, sending.token = Stage.NUMBERING, token
        outgoing = sending.outgoing
        outgoing.attempts, outgoing.error, outgoing.next_at = 0, None, now + SOON
        return "sent"

    return settle


def _found(found: Found) -> Settle:
    doubles = [other.service_request_id for other in found.others]
    return _has_number(found.request.service_request_id, doubles)


def _has_number(number: str, doubles: list[str] | None = None) -> Settle:
    def settle(session: Session, sending: Sending, now: datetime) -> str:
        code = str(sending.outgoing.payload["service_code"])
        case = sending.case_kind, sending.case_id
        record = linked(session, number, code, case)
        if (record.case_kind, record.case_id) != case:
            hold_up(session, sending, number, now)
            return "held_up"
        sending.number = number
        sending.doubles, sending.is_doubled = doubles or [], bool(doubles)
        _done(sending, now)
        if handler := HANDLERS.number.get(sending.case_kind):
            handler(session, sending.case_id, number, now)
        return "numbered"

    return settle


def _has_update(session: Session, sending: Sending, now: datetime) -> str:
    _done(sending, now)
    if handler := HANDLERS.update.get(sending.case_kind):
        handler(session, sending.case_id, sending.reference, now)
    return "sent"


def _done(sending: Sending, now: datetime) -> None:
    sending.stage = Stage.DONE
    sending.outgoing.done_at, sending.outgoing.error = now, None
