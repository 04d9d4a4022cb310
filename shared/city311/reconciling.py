"""What a person must look at between 311 and us: on its way, refused, doubled, unreadable."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session, aliased

from shared.city311.records import CityRecord, Sending, Stage, Sweep, Unreadable
from shared.notices.models import Outgoing

MOST = 200
# Shown to people only then: everything passes through these for some seconds.
SOON = timedelta(minutes=2)

_UNDONE = Outgoing.done_at.is_(None)
_GOING = and_(_UNDONE, Outgoing.stopped_at.is_(None))


def without_number(session: Session, seen: ColumnElement[bool], now: datetime) -> list[Sending]:
    """311 has them and gave a token; the number has not come."""
    return _sendings(session, seen, _GOING, Sending.stage == Stage.NUMBERING, _old(now))


def unsure(session: Session, seen: ColumnElement[bool], now: datetime) -> list[Sending]:
    """Being sent, or the answer was lost: 311 is asked before anything is posted again."""
    return _sendings(session, seen, _GOING, Sending.stage == Stage.SENDING, _old(now))


def to_send(session: Session, seen: ColumnElement[bool]) -> list[Sending]:
    return _sendings(session, seen, _GOING, Sending.stage == Stage.WAITING)


def stopped(session: Session, seen: ColumnElement[bool]) -> list[Sending]:
    """It may be in 311, and a person said stop or another case has its number."""
    return _sendings(
        session, seen, _UNDONE, Outgoing.stopped_at.is_not(None), Sending.stage != Stage.REFUSED
    )


def refused(session: Session, seen: ColumnElement[bool]) -> list[Sending]:
    """311 said no, in its own words, and nothing was queued for the case since."""
    return _sendings(session, seen, _UNDONE, Sending.stage == Stage.REFUSED, ~_followed())


def _followed() -> ColumnElement[bool]:
    later = aliased(Sending)
    return exists(
        select(later.outgoing_id).where(
            later.case_kind == Sending.case_kind,
            later.case_id == Sending.case_id,
            later.outgoing_id > Sending.outgoing_id,
        )
    )


def doubled(session: Session, seen: ColumnElement[bool]) -> list[Sending]:
    """Found more than once in 311 with our reference."""
    return _sendings(session, seen, Sending.is_doubled.is_(True))


def doubled_of(session: Session, case_kind: str, case_id: int) -> Sequence[Sending]:
    """Those of one case."""
    return session.scalars(
        select(Sending).where(
            Sending.case_kind == case_kind,
            Sending.case_id == case_id,
            Sending.is_doubled.is_(True),
        )
    ).all()


def _old(now: datetime) -> ColumnElement[bool]:
    return Sending.sent_at < now - SOON


def _sendings(
    session: Session, seen: ColumnElement[bool], *which: ColumnElement[bool]
) -> list[Sending]:
    return list(
        session.scalars(
            select(Sending)
            .join(Outgoing)
            .where(seen, *which)
            .order_by(Sending.outgoing_id.desc())
            .limit(MOST)
        )
    )


def duplicates(session: Session, seen: ColumnElement[bool]) -> Sequence[CityRecord]:
    """311 says that one of ours is another's duplicate."""
    return _records(session, seen, CityRecord.is_duplicate.is_(True))


def with_follow_ons(session: Session, seen: ColumnElement[bool]) -> Sequence[CityRecord]:
    """Another agency takes part under a number of its own."""
    return _records(session, seen, CityRecord.has_follow_ons.is_(True), CityRecord.status == "open")


def _records(
    session: Session, seen: ColumnElement[bool], *which: ColumnElement[bool]
) -> Sequence[CityRecord]:
    return session.scalars(
        select(CityRecord)
        .where(seen, *which)
        .order_by(CityRecord.as_of.desc(), CityRecord.number)
        .limit(MOST)
    ).all()


def unreadables(session: Session) -> Sequence[Unreadable]:
    return session.scalars(
        select(Unreadable)
        .where(Unreadable.settled_at.is_(None))
        .order_by(Unreadable.last_seen_at.desc())
        .limit(MOST)
    ).all()


def sweeps(session: Session) -> Sequence[Sweep]:
    return session.scalars(select(Sweep).order_by(Sweep.service_code)).all()
