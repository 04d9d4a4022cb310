"""Tours of duty: which watch it is, and who opened their queue in it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.directive.clauses import Clause
from shared.directive.clocks import CHICAGO
from shared.directive.roles import HEADS, Role
from shared.people.actors import Holding, MemberActor
from shared.people.models import Member, Post, TourAccess
from shared.places.models import Unit, WatchTime

Times = dict[int, tuple[time, time]]

# Where a district has set none: first watch starts the evening before its day.
USUAL = {1: (time(22), time(6)), 2: (time(6), time(14)), 3: (time(14), time(22))}

DUTIES = {
    Role.SERGEANT: Clause.VII_B_1,
    **dict.fromkeys(sorted(HEADS), Clause.VII_C_1),
    Role.SUPERVISOR: Clause.VII_D_1,
    Role.EXECUTIVE_OFFICER: Clause.VII_E_1,
}


@dataclass(frozen=True, slots=True)
class Watch:
    """A tour of duty: its day, its number, and from when until when."""

    on: date
    number: int
    starts_at: datetime
    ends_at: datetime


def watch_at(session: Session, district: str | None, now: datetime) -> Watch:
    times = _times(session, district)
    today = now.astimezone(CHICAGO).date()
    spans = (
        span(day, number, *times[number])
        for day in (today, today + timedelta(days=1))
        for number in sorted(times)
    )
    fitting = (watch for watch in spans if watch.starts_at <= now < watch.ends_at)
    return next(fitting, None) or _gap(times, today, now)


def watches_on(session: Session, district: str | None, day: date) -> list[Watch]:
    return [
        span(day, number, *hours) for number, hours in sorted(_times(session, district).items())
    ]


def _times(session: Session, district: str | None) -> Times:
    set_here = session.scalars(select(WatchTime).where(WatchTime.district == district)).all()
    return {row.number: (row.starts, row.ends) for row in set_here} or USUAL


def times_of_districts(session: Session) -> Callable[[str | None], Times]:
    """The same for every district, read once."""
    set_at: dict[str | None, Times] = defaultdict(dict)
    for row in session.scalars(select(WatchTime)):
        set_at[row.district][row.number] = (row.starts, row.ends)
    return lambda district: set_at.get(district or None) or USUAL


def span(day: date, number: int, starts: time, ends: time) -> Watch:
    """A watch that runs past midnight belongs to the day on which it ends."""
    begins = day - timedelta(days=1) if starts >= ends else day
    return Watch(
        day,
        number,
        datetime.combine(begins, starts, CHICAGO),
        datetime.combine(day, ends, CHICAGO),
    )


def _gap(times: Times, day: date, now: datetime) -> Watch:
    """Between two watches the one that ended last still counts."""
    ended = [
        span(on, number, *times[number])
        for on in (day - timedelta(days=1), day)
        for number in times
    ]
    return max((w for w in ended if w.ends_at <= now), key=lambda w: w.ends_at, default=ended[0])


def is_opened(session: Session, actor: MemberActor, roles: Sequence[Role], now: datetime) -> bool:
    """Whether every duty of these roles was already noted in this watch."""
    return all(
        _is_noted(session, *_key(session, actor, holding, now)) for holding in _due(actor, roles)
    )


def opened(
    session: Session, actor: MemberActor, roles: Sequence[Role], queue: str, now: datetime
) -> bool:
    """Note that a queue was opened in this watch; True when it was the first time."""
    noted = False
    for holding in _due(actor, roles):
        key = _key(session, actor, holding, now)
        if not _is_noted(session, *key):
            noted = _note(session, _access(key, queue, now)) or noted
    return noted


Key = tuple[int, str, str, date, int]


def _due(actor: MemberActor, roles: Sequence[Role]) -> list[Holding]:
    return [held for held in actor.holdings if held.role in roles and held.role in DUTIES]


def _key(session: Session, actor: MemberActor, holding: Holding, now: datetime) -> Key:
    watch = watch_at(session, _district(session, holding.district, holding.unit_id), now)
    return actor.id, holding.role.value, holding.place, watch.on, watch.number


def _access(key: Key, queue: str, now: datetime) -> TourAccess:
    member_id, role, place, on, watch = key
    return TourAccess(
        member_id=member_id,
        role=role,
        place=place,
        queue=queue,
        watch_on=on,
        watch=watch,
        first_at=now,
    )


def _is_noted(
    session: Session, member_id: int, role: str, place: str, on: date, watch: int
) -> bool:
    return (
        session.scalar(
            select(TourAccess.id).where(
                TourAccess.member_id == member_id,
                TourAccess.role == role,
                TourAccess.place == place,
                TourAccess.watch_on == on,
                TourAccess.watch == watch,
            )
        )
        is not None
    )


def _note(session: Session, access: TourAccess) -> bool:
    try:
        with session.begin_nested():
            session.add(access)
    except IntegrityError:  # another tab of the same member was faster
        return False
    return True


def _district(session: Session, district: str | None, unit_id: int | None) -> str | None:
    if district is not None or unit_id is None:
        return district
    return session.scalar(select(Unit.district).where(Unit.id == unit_id))


@dataclass(frozen=True, slots=True)
class Duty:
    """One post's duty in one watch: done, missed, or still to be done."""

    member: str
    role: Role
    place: str
    watch: Watch
    clause: Clause
    first_at: datetime | None

    def standing(self, now: datetime) -> str:
        if self.first_at is not None:
            return "done"
        return "missed" if now >= self.watch.ends_at else "open"


WHO_OWES = (*DUTIES, Role.COMMANDER)


def owed(post: Post, watch: Watch, executives: Sequence[Post]) -> Role | None:
    """The role whose duty a post has in a watch, if any.

    While none of the district's executive officers is present, it is the commander's (VII.E).
    """
    if not post.holds_on(watch.on) or post.watch not in (None, watch.number):
        return None
    if post.role != Role.COMMANDER:
        return None if post.is_absent(watch.starts_at) else Role(post.role)
    present = (
        each.holds_on(watch.on) and not each.is_absent(watch.starts_at) for each in executives
    )
    return None if any(present) else Role.EXECUTIVE_OFFICER


def duties(session: Session, district: str, day: date) -> list[Duty]:
    """Every duty of the district's posts on a day, watch by watch (VII.B.1, C.1, D.1, E.1)."""
    units = {
        unit.id: unit for unit in session.scalars(select(Unit).where(Unit.district == district))
    }
    posts = session.execute(
        select(Post, Member)
        .join(Member, Member.id == Post.member_id)
        .where(
            Post.role.in_([role.value for role in WHO_OWES]),
            (Post.district == district) | Post.unit_id.in_(units),
            Post.held_on(day),
        )
        .order_by(Post.role, Member.name)
    ).all()
    executives = [post for post, _member in posts if post.role == Role.EXECUTIVE_OFFICER]
    done = _done(session, day)
    found = []
    for watch in watches_on(session, district, day):
        for post, member in posts:
            if (role := owed(post, watch, executives)) is None:
                continue
            unit = units.get(post.unit_id) if post.unit_id else None
            place = f"unit {post.unit_id}" if post.unit_id else f"district {post.district}"
            found.append(
                Duty(
                    f"{member.rank} {member.name}".strip(),
                    role,
                    unit.title if unit else f"District {district}",
                    watch,
                    DUTIES[role],
                    done.get((member.id, role.value, place, watch.number)),
                )
            )
    return found


def _done(session: Session, day: date) -> dict[tuple[int, str, str, int], datetime]:
    rows = session.scalars(select(TourAccess).where(TourAccess.watch_on == day))
    return {(row.member_id, row.role, row.place, row.watch): row.first_at for row in rows}
