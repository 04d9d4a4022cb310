"""Tours of duty kept and missed, post by post (VII.B.1, C.1, D.1, E.1)."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from shared.directive.roles import Role
from shared.people.models import Post, TourAccess
from shared.people.tours import DUTIES, WHO_OWES, Watch, owed, span, times_of_districts
from shared.places.models import Unit
from shared.reports.comparing import Asked
from shared.reports.periods import Period
from shared.reports.places import district_labels
from shared.reports.scopes import Level, Scope
from shared.reports.tables import Cell, Column, Row, Table, share

Place = tuple[str, str]  # the district, or "" for a unit outside every district; and the role
Done = set[tuple[int, str, str, date, int]]


@dataclass(frozen=True, slots=True)
class Kept:
    done: int
    missed: int


def tours_table(asked: Asked) -> Table:
    kept = kept_tours(asked.session, asked.scope, asked.period, asked.now)
    labels = district_labels(asked.session)
    rows = [
        Row(
            f"{district} {role}",
            f"{labels.get(district, district) or 'Units outside the districts'}:"
            f" {Role(role).label}",
            cells(kept[district, role]),
        )
        for district, role in sorted(kept, key=lambda place: (place[0] == "", place))
    ]
    if rows:
        done, missed = (
            sum(getattr(each, name) for each in kept.values()) for name in Kept.__slots__
        )
        rows.append(Row("", "All", cells(Kept(done, missed)), True))
    return Table(
        name="tours",
        title="Tours of duty in which the application was opened",
        clauses=tuple(dict.fromkeys(clause.number for clause in DUTIES.values())),
        heads="Post",
        columns=(
            Column("done", "Opened"),
            Column("missed", "Not opened"),
            Column("share", "Opened, share", "percent"),
        ),
        rows=tuple(rows),
        notes=("Each post in each of its watches that has ended; absences are left out.",),
        bars=("share",),
        empty="No post had a tour of duty.",
    )


def cells(kept: Kept) -> tuple[Cell, ...]:
    return (
        Cell(kept.done),
        Cell(kept.missed),
        Cell(share(kept.done, kept.done + kept.missed)),
    )


def kept_tours(session: Session, scope: Scope, period: Period, now: datetime) -> dict[Place, Kept]:
    """For each district and role, the tours in which the duty was done and was missed."""
    of_unit = {row.id: row.district for row in session.execute(select(Unit.id, Unit.district))}
    posts = _posts(session, period)
    done = _done(session, period)
    watches = Watches(session, period, now)
    executives: dict[str | None, list[Post]] = defaultdict(list)
    for post in posts:
        if post.role == Role.EXECUTIVE_OFFICER:
            executives[post.district].append(post)
    counted: dict[Place, Counter[str]] = defaultdict(Counter)
    for post in posts:
        district = post.district or of_unit.get(post.unit_id or 0) or ""
        if scope.level is not Level.CITY and district != scope.code:
            continue
        place = f"unit {post.unit_id}" if post.unit_id else f"district {post.district}"
        for watch in watches.of(district):
            if (role := owed(post, watch, executives[post.district])) is None:
                continue
            key = (post.member_id, role.value, place, watch.on, watch.number)
            counted[district, role.value]["done" if key in done else "missed"] += 1
    return {at: Kept(found["done"], found["missed"]) for at, found in counted.items()}


def _posts(session: Session, period: Period) -> list[Post]:
    return list(
        session.scalars(
            select(Post).where(
                Post.role.in_([role.value for role in WHO_OWES]),
                Post.from_on <= period.last,
                or_(Post.until_on.is_(None), Post.until_on >= period.first),
            )
        )
    )


def _done(session: Session, period: Period) -> Done:
    rows = session.execute(
        select(
            TourAccess.member_id,
            TourAccess.role,
            TourAccess.place,
            TourAccess.watch_on,
            TourAccess.watch,
        ).where(TourAccess.watch_on.between(period.first, period.last))
    )
    return set(rows)


class Watches:
    """The watches of the period that have ended, of each district, worked out once."""

    def __init__(self, session: Session, period: Period, now: datetime) -> None:
        self._times = times_of_districts(session)
        self._period, self._now = period, now
        self._known: dict[str, list[Watch]] = {}

    def of(self, district: str) -> list[Watch]:
        if district not in self._known:
            self._known[district] = list(self._ended(district))
        return self._known[district]

    def _ended(self, district: str) -> Iterator[Watch]:
        times = self._times(district)
        for days in range((self._period.last - self._period.first).days + 1):
            day = self._period.first + timedelta(days=days)
            for number in sorted(times):
                watch = span(day, number, *times[number])
                if watch.ends_at <= self._now:
                    yield watch
