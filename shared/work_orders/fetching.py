"""New requests are fetched in each tour of duty: by whom, when, how many (V.C.2, V.D.1)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from shared.people.tours import Watch, watch_at, watches_on
from shared.work_orders.models import Fetch, WorkOrder
from shared.work_orders.states import State


def fetched(
    session: Session, district: str, member_id: int, now: datetime, trouble: str | None = None
) -> Fetch:
    """Record that 311 was accessed; `new` counts what came since the time before.

    With trouble (311 could not be reached) it is recorded and the duty is still to be done. The
    caller owns the transaction.
    """
    watch = watch_at(session, district, now)
    fetch = Fetch(
        district=district,
        watch_on=watch.on,
        watch=watch.number,
        at=now,
        member_id=member_id,
        new=_new_since(session, district, last_fetch(session, district)),
        trouble=trouble,
    )
    session.add(fetch)
    session.flush()
    return fetch


def last_fetch(session: Session, district: str) -> datetime | None:
    return session.scalar(
        select(func.max(Fetch.at)).where(Fetch.district == district, Fetch.trouble.is_(None))
    )


def _new_since(session: Session, district: str, since: datetime | None) -> int:
    wanted = select(func.count()).where(WorkOrder.district == district)
    if since is not None:
        wanted = wanted.where(WorkOrder.received_at > since)
    return session.scalar(wanted) or 0


def unopened(session: Session, district: str) -> int:
    wanted = select(func.count()).where(
        WorkOrder.district == district, WorkOrder.state == State.NEW
    )
    return session.scalar(wanted) or 0


@dataclass(frozen=True, slots=True)
class TourFetches:
    """What was done in one watch, and what was left unopened in it."""

    watch: Watch
    fetches: tuple[Fetch, ...]
    new: int
    unopened: int  # came before the watch ended and was not opened in it

    def standing(self, now: datetime) -> str:
        if any(fetch.trouble is None for fetch in self.fetches):
            return "done"
        return "missed" if now >= self.watch.ends_at else "open"


def fetches_on(session: Session, district: str, day: date) -> list[TourFetches]:
    """Watch by watch, whether the duty of V.C.2 was done on a day."""
    made = session.scalars(
        select(Fetch)
        .where(Fetch.district == district, Fetch.watch_on == day)
        .options(joinedload(Fetch.member))
        .order_by(Fetch.at, Fetch.id)
    ).all()
    found = []
    for watch in watches_on(session, district, day):
        mine = tuple(fetch for fetch in made if fetch.watch == watch.number)
        left = _left_unopened(session, district, watch)
        found.append(TourFetches(watch, mine, sum(fetch.new for fetch in mine), left))
    return found


def _left_unopened(session: Session, district: str, watch: Watch) -> int:
    wanted = select(func.count()).where(
        WorkOrder.district == district,
        WorkOrder.received_at < watch.ends_at,
        WorkOrder.opened_at.is_(None) | (WorkOrder.opened_at >= watch.ends_at),
    )
    return session.scalar(wanted) or 0
