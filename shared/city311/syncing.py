"""Keeps our copy of 311's requests in step with 311: ours, and the police-related ones.

Each service is swept on its own, page by page; the cursor is stored in the transaction of its page,
so a sweep that was cut off goes on where it was.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from shared.city311.asking import LARGEST_PAGE, Cursor, Query, Swept
from shared.city311.client import City311
from shared.city311.errors import CityError
from shared.city311.models import CityRequest
from shared.city311.records import CityRecord, Sending, Sweep, Unreadable
from shared.city311.sending import HANDLERS
from shared.database import Database
from shared.notices.models import Outgoing
from shared.workflow.refusals import OutOfReachError, RefusedError

LOOKS_BACK = timedelta(days=90)  # Chicago's own, where no time is asked for
AT_A_TIME = 50  # numbers in one question: an address has room for no more
STALE = timedelta(days=1)

log = structlog.get_logger("city311")

OnPolice = Callable[[Session, CityRequest, datetime], tuple[str, int]]
Case = tuple[str, int]


@dataclass(slots=True)
class Synced:
    """What one sync read: how many records, how many of them new cases, and what went wrong."""

    read: int = 0
    new: int = 0
    troubles: list[str] = field(default_factory=list)


_POLICE: list[OnPolice] = []


def on_police_request(handler: OnPolice) -> None:
    """handler(session, told, now) -> (kind, id): a police-related request makes its case."""
    _POLICE[:] = [handler]


def sync(
    database: Database,
    city: City311,
    now: datetime,
    only: Iterable[str] | None = None,
    size: int = LARGEST_PAGE,
) -> Synced:
    """Read what changed in 311 since last time; commits page by page.

    `only` names service codes; without it the police-related service and every service of ours.
    """
    synced = Synced()
    for code in only or _codes(database, city):
        try:
            _sweep(database, city, code, now, synced, size)
        except CityError as trouble:
            log.warning("311 was not read to the end", service=code, kind=type(trouble).__name__)
            synced.troubles.append(f"{code}: {trouble}")
    try:
        _ask_by_number(database, city, now, synced)
    except CityError as trouble:
        synced.troubles.append(f"by number: {trouble}")
    return synced


def _codes(database: Database, city: City311) -> list[str]:
    with database.open(reading=True) as session:
        ours = session.scalars(select(CityRecord.service_code).distinct()).all()
    police = city.endpoint.police_code
    return [police, *sorted(set(ours) - {police})]


def _sweep(
    database: Database, city: City311, code: str, now: datetime, synced: Synced, size: int
) -> None:
    with database.open(reading=True) as session:
        kept = session.get(Sweep, code)
    cursor = Cursor.of(kept.cursor) if kept else Cursor(now - LOOKS_BACK)
    for swept in city.sweep(cursor, Query(service_codes=(code,)), now, size):
        with database.open() as session:
            _keep_cursor(session, code, swept, now)
            police = city.endpoint.police_code
            synced.new += sum(_try(session, told, police, now) for told in swept.page.requests)
            for what in swept.page.unreadable:
                unreadable(session, code, what, now)
            session.commit()
        synced.read += len(swept.page.requests)


def _keep_cursor(session: Session, code: str, swept: Swept, now: datetime) -> None:
    """First in its transaction: two who sweep one service then keep their pages in turn."""
    sweep = session.get(Sweep, code, with_for_update=True)
    if sweep is None:
        sweep = _first_sweep(session, code)
    sweep.cursor, sweep.read_at = swept.cursor.text(), now
    if swept.cursor.at_rest:
        sweep.finished_at = now
    session.flush()


def _first_sweep(session: Session, code: str) -> Sweep:
    try:
        with session.begin_nested():
            session.add(Sweep(service_code=code, cursor=""))
    except IntegrityError:
        log.info("another worker began the first sweep", service=code)
    return session.get_one(Sweep, code, with_for_update=True)


def _ask_by_number(database: Database, city: City311, now: datetime, synced: Synced) -> None:
    """Ours that no sweep has told of yet, and open ones not heard of for a day."""
    with database.open(reading=True) as session:
        numbers = session.scalars(
            select(CityRecord.number)
            .where(
                CityRecord.case_id.is_not(None),
                CityRecord.status.is_(None)
                | ((CityRecord.status == "open") & (CityRecord.seen_at < now - STALE)),
            )
            .order_by(CityRecord.seen_at, CityRecord.number)
        ).all()
    for start in range(0, len(numbers), AT_A_TIME):
        asked = tuple(numbers[start : start + AT_A_TIME])
        told = list(city.requests(Query(numbers=asked)))
        with database.open() as session:
            for each in told:
                _try(session, each, city.endpoint.police_code, now)
            session.commit()
        synced.read += len(told)


def _try(session: Session, told: CityRequest, police_code: str, now: datetime) -> int:
    """One record that cannot be kept must not hold up the others; the desk is shown it."""
    try:
        with session.begin_nested():
            return learn(session, told, police_code, now)
    except (DataError, IntegrityError, RefusedError, OutOfReachError) as failure:
        what = f"{told.service_request_id}: could not be kept ({type(failure).__name__})"
        unreadable(session, told.service_code, what, now)
    return 0


def learn(session: Session, told: CityRequest, police_code: str, now: datetime) -> int:
    """Keep what 311 tells of one request; 1 when it made a new case. The caller commits."""
    record = session.get(CityRecord, told.service_request_id)
    made = 0
    if record is not None and _is_anothers(record, told, police_code):
        record.service_code, record.case_kind, record.case_id = police_code, None, None
    if record is None or record.case_id is None:
        if told.service_code != police_code or told.status != "open" or not _POLICE:
            return 0  # somebody else's, or closed before anybody here had to do with it
        case, made = _POLICE[0](session, told, now), 1
        record = linked(session, told.service_request_id, told.service_code, case)
    record.seen_at = now
    if record.as_of is not None and told.as_of < record.as_of:
        return made  # 311 answers from several machines: an older word never undoes a newer one
    before = record.told
    _write(record, told)
    if record.told != before and record.case_kind and record.case_id is not None:
        _tell_case(session, record.case_kind, record.case_id, told, now)
    return made


def _is_anothers(record: CityRecord, told: CityRequest, police_code: str) -> bool:
    """A number written down wrongly on a form must not swallow a resident's request (V.D.1)."""
    was_never_told = record.told is None and record.service_code != police_code
    return was_never_told and told.service_code == police_code


def _tell_case(session: Session, kind: str, case_id: int, told: CityRequest, now: datetime) -> None:
    if handler := HANDLERS.status.get(kind):
        handler(session, case_id, told, now)


def _write(record: CityRecord, told: CityRequest) -> None:
    record.status, record.as_of = told.status, told.as_of
    record.status_notes, record.agency = told.status_notes, told.agency_responsible
    record.is_duplicate = bool(told.extended.duplicate)
    record.parent_number = told.extended.parent_service_request_id
    record.follow_ons = [child.model_dump(mode="json") for child in told.follow_ons]
    record.has_follow_ons = bool(record.follow_ons)
    record.told = told.model_dump(mode="json")


def linked(session: Session, number: str, service_code: str, case: Case) -> CityRecord:
    """The record of a number, tied to its case; made where there is none yet."""
    record = session.get(CityRecord, number)
    if record is None:
        record = CityRecord(
            number=number,
            service_code=service_code,
            is_duplicate=False,
            follow_ons=[],
            has_follow_ons=False,
        )
        try:
            with session.begin_nested():
                session.add(record)
        except IntegrityError:  # another worker was faster
            record = session.get_one(CityRecord, number)
    if record.case_id is None:
        record.case_kind, record.case_id = case
    return record


def unreadable(session: Session, code: str, what: str, now: datetime) -> None:
    """Show a record that cannot be read; the same words again are the same trouble."""
    kept = session.scalar(
        select(Unreadable).where(Unreadable.service_code == code, Unreadable.what == what[:400])
    )
    if kept is None:
        kept = Unreadable(service_code=code, what=what[:400], first_seen_at=now)
        session.add(kept)
    kept.last_seen_at = now
    session.flush()


def spellings(number: str) -> set[str]:
    """People write down letters large and small."""
    return {number, number.upper(), number.lower()}


def kind_of(session: Session, number: str) -> str | None:
    """Of which kind the case is that has this number in 311, if one has."""
    return session.scalar(
        select(CityRecord.case_kind)
        .where(CityRecord.number.in_(spellings(number)), CityRecord.case_id.is_not(None))
        .limit(1)
    )


def forgotten(session: Session, number: str, case: Case) -> None:
    """The number was not this case's after all: 311's word on it no longer concerns the case."""
    kind, case_id = case
    session.execute(
        delete(CityRecord).where(
            CityRecord.number == number,
            CityRecord.case_kind == kind,
            CityRecord.case_id == case_id,
        )
    )


def forget_case(session: Session, kind: str, case_id: int) -> None:
    """Purge what was sent and told for a case (IV.C.3)."""
    of_case = (Sending.case_kind == kind, Sending.case_id == case_id)
    sent = session.scalars(select(Sending.outgoing_id).where(*of_case)).all()
    session.execute(delete(Sending).where(*of_case))
    session.execute(delete(Outgoing).where(Outgoing.id.in_(sent)))
    session.execute(
        delete(CityRecord).where(CityRecord.case_kind == kind, CityRecord.case_id == case_id)
    )
