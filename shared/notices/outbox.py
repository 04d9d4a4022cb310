"""How the outbox is drained: a row is claimed for a while, tried, and marked done or put off."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update

from shared.database import Database
from shared.notices.models import Outgoing

LEASE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
AT_ONCE = 50


def claim(database: Database, channel: str, now: datetime) -> Sequence[Outgoing]:
    """Rows that are due, oldest first; nobody else gets them until the lease ends."""
    with database.open() as session:
        rows = session.scalars(
            select(Outgoing)
            .where(
                Outgoing.channel == channel,
                Outgoing.done_at.is_(None),
                Outgoing.stopped_at.is_(None),
                Outgoing.next_at <= now,
            )
            .order_by(Outgoing.next_at, Outgoing.id)
            .limit(AT_ONCE)
            .with_for_update(skip_locked=True)
        ).all()
        for row in rows:
            row.next_at, row.attempts = now + LEASE, row.attempts + 1
        session.commit()
        return rows


def done(database: Database, row: Outgoing, now: datetime) -> None:
    with database.open() as session:
        session.execute(
            update(Outgoing).where(Outgoing.id == row.id).values(done_at=now, error=None)
        )
        session.commit()


def put_off(database: Database, row: Outgoing, error: str, now: datetime) -> None:
    """Try again later, each time after a longer while; `error` names a kind, never a person."""
    with database.open() as session:
        session.execute(
            update(Outgoing)
            .where(Outgoing.id == row.id)
            .values(next_at=now + _wait(row.attempts), error=error[:300])
        )
        session.commit()


def _wait(attempts: int) -> timedelta:
    doubled: timedelta = timedelta(minutes=1) * 2 ** min(attempts, 12)
    return min(doubled, LONGEST_WAIT)
