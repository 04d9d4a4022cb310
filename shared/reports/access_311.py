"""Tours of duty in which 311 was accessed for new police-related requests (V.C.2, V.D.1)."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from shared.directive.clauses import Clause
from shared.directive.roles import Role
from shared.people.models import Post
from shared.reports.comparing import Asked
from shared.reports.places import district_labels
from shared.reports.tables import Cell, Column, Row, Table
from shared.reports.tours_of_duty import Kept, Watches, cells
from shared.work_orders.models import Fetch

OFFICE = (Role.SERGEANT.value, Role.OFFICER.value)
NOTE = (
    "Each watch that has ended while the community policing office had a member. An access in which"
    " 311 could not be read to the end does not count."
)


def access_table(asked: Asked) -> Table:
    kept, found = _kept(asked), _found(asked)
    labels = district_labels(asked.session)
    rows = [
        Row(code, labels.get(code, code), (*cells(kept[code]), Cell(found.get(code, 0))))
        for code in sorted(kept)
    ]
    if rows:
        whole = Kept(*(sum(getattr(each, n) for each in kept.values()) for n in Kept.__slots__))
        rows.append(Row("", "All", (*cells(whole), Cell(sum(found.values()))), True))
    return Table(
        name="access_311",
        title="Tours of duty in which 311 was accessed for new requests",
        clauses=(Clause.V_C_2.number, Clause.V_D_1.number, Clause.V_F_1.number),
        heads="District",
        columns=(
            Column("done", "Accessed"),
            Column("missed", "Not accessed"),
            Column("share", "Accessed, share", "percent"),
            Column("found", "New requests found"),
        ),
        rows=tuple(rows),
        notes=(NOTE,),
        bars=("share",),
        empty="No community policing office had a tour of duty.",
    )


def _kept(asked: Asked) -> dict[str, Kept]:
    """Of each district with an office: in how many watches it was done, and missed."""
    done = _done(asked)
    watches = Watches(asked.session, asked.period, asked.now)
    counted = {}
    for district, is_manned in _offices(asked).items():
        owed = [watch for watch in watches.of(district) if is_manned(watch.on)]
        kept = sum((district, watch.on, watch.number) in done for watch in owed)
        counted[district] = Kept(kept, len(owed) - kept)
    return counted


def _accesses(asked: Asked) -> ColumnElement[bool]:
    within = Fetch.watch_on.between(asked.period.first, asked.period.last)
    return and_(within, Fetch.trouble.is_(None), asked.scope.where(Fetch))


def _done(asked: Asked) -> set[Any]:
    wanted = select(Fetch.district, Fetch.watch_on, Fetch.watch).where(_accesses(asked))
    return set(asked.session.execute(wanted))


def _found(asked: Asked) -> dict[str, int]:
    counted = select(Fetch.district, func.sum(Fetch.new)).where(_accesses(asked))
    rows = asked.session.execute(counted.group_by(Fetch.district))
    return {district: int(found) for district, found in rows}


def _offices(asked: Asked) -> dict[str, Callable[[date], bool]]:
    """On which days each district within the scope had a member in its office."""
    held: dict[str, list[Post]] = defaultdict(list)
    for post in asked.session.scalars(
        select(Post).where(
            Post.role.in_(OFFICE),
            Post.district.is_not(None),
            Post.from_on <= asked.period.last,
            or_(Post.until_on.is_(None), Post.until_on >= asked.period.first),
            asked.scope.where(Post),
        )
    ):
        held[post.district or ""].append(post)
    return {code: _manned(posts) for code, posts in held.items()}


def _manned(posts: list[Post]) -> Callable[[date], bool]:
    return lambda day: any(post.holds_on(day) for post in posts)
