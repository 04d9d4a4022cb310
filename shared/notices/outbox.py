"""How the outbox is drained: a row is claimed for a while, tried, and marked done or put off."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from shared.database import Database
from shared.notices.models import Outgoing

LEASE = timedelta(minutes=5)  # longer than anybody ever takes over one row
LONGEST_WAIT = timedelta(hours=6)


def claim(database: Database, channel: str, now: datetime) -> Outgoing | None:
    """The oldest row that is due; nobody else gets it until the lease ends.

    One at a time: of many in hand, those at the end would outlive their lease and leave twice.
    """
    with database.open() as session:
        row = session.scalars(
            select(Outgoing)
            .where(
                Outgoing.channel == channel,
                Outgoing.done_at.is_(None),
                Outgoing.stopped_at.is_(None),
                Outgoing.next_at <= now,
            )
            .order_by(Outgoing.next_at, Outgoing.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if row is not None:
            row.next_at, row.attempts = now + LEASE, row.attempts + 1
        session.commit()
        return row


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


def stop(database: Database, row: Outgoing, error: str, now: datetime) -> None:
    """It can never leave; it stays, with the reason."""
    with database.open() as session:
        session.execute(
            update(Outgoing).where(Outgoing.id == row.id).values(stopped_at=now, error=error[:300])
        )
        session.commit()


def _wait(attempts: int) -> timedelta:
    doubled: timedelta = timedelta(minutes=1) * 2 ** min(attempts, 12)
    return min(doubled, LONGEST_WAIT)
