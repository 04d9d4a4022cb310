"""IV.C.3: forms stay 180 days after the service is completed; their going is recorded."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.city311.syncing import forget_case
from shared.directive.clocks import RETENTION_DAYS, retained_until
from shared.history.verify import Break
from shared.notices.models import Notice
from shared.service_requests.effects import KIND
from shared.service_requests.models import Purged, ServiceRequest
from shared.service_requests.states import FINAL
from shared.workflow.record import GENESIS, Entry

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Ended:
    """A form whose time is over."""

    id: int
    reference: str
    ended_at: datetime


def over(session: Session, now: datetime, limit: int | None = None) -> list[Ended]:
    """Forms whose 180 days are over and on which there is no hold, oldest first."""
    rows = session.execute(
        select(ServiceRequest.id, ServiceRequest.reference, ServiceRequest.ended_at)
        .where(
            ServiceRequest.state.in_(FINAL),
            ServiceRequest.held_at.is_(None),
            ServiceRequest.ended_at < now - timedelta(days=RETENTION_DAYS),
        )
        .order_by(ServiceRequest.ended_at, ServiceRequest.id)
    )
    found = (Ended(row.id, row.reference, row.ended_at) for row in rows)
    ended = [each for each in found if retained_until(each.ended_at) < now]
    return ended[:limit]


def purge(session: Session, now: datetime) -> list[Ended]:
    """Take some of those out, history and notices with them; the caller commits and asks again."""
    gone = over(session, now, AT_ONCE)
    for each in gone:
        _purge_one(session, each.id, now)
    return gone


def _purge_one(session: Session, form_id: int, now: datetime) -> None:
    form = session.get_one(ServiceRequest, form_id)
    assert form.ended_at is not None
    assert form.state is not None
    left = Purged(
        case_id=form.id,
        reference=form.reference,
        district=form.district,
        service=form.service,
        ended_state=form.state.value,
        ended_at=form.ended_at,
        purged_at=now,
        history_length=form.history_length,
        history_seal=form.history_seal,
        previous=_last_seal(session),
    )
    left.seal = _seal(left)
    session.add(left)
    about = Notice.case_kind == KIND, Notice.case_id == form.id
    session.execute(delete(Notice).where(*about))
    session.execute(delete(Entry).where(Entry.case_kind == KIND, Entry.case_id == form.id))
    forget_case(session, KIND, form.id)
    session.delete(form)
    session.flush()


def _last_seal(session: Session) -> str:
    return session.scalar(select(Purged.seal).order_by(Purged.id.desc()).limit(1)) or GENESIS


def _seal(left: Purged) -> str:
    says = [
        left.previous,
        left.case_id,
        left.reference,
        left.district,
        left.service,
        left.ended_state,
        left.ended_at.astimezone(UTC).isoformat(timespec="microseconds"),
        left.purged_at.astimezone(UTC).isoformat(timespec="microseconds"),
        left.history_length,
        left.history_seal,
    ]
    return hashlib.sha256(json.dumps(says, separators=(",", ":")).encode()).hexdigest()


def is_purged(session: Session, kind: str, case_id: int) -> bool:
    """Whether a case that is no longer there went by the rule; its going has a chain of its own."""
    return (
        kind == KIND
        and session.scalar(select(Purged.id).where(Purged.case_id == case_id).limit(1)) is not None
    )


def breaks(session: Session) -> Iterator[Break]:
    """Every place where the record of what was purged was changed, or a row taken out of it."""
    previous = GENESIS
    for left in session.scalars(
        select(Purged).order_by(Purged.id).execution_options(yield_per=2_000)
    ):
        if left.previous != previous:
            yield Break("purged", left.case_id, left.id, "it does not follow the row before")
        if _seal(left) != left.seal:
            yield Break("purged", left.case_id, left.id, "its content was changed")
        previous = left.seal
