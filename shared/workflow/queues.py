"""Lists of cases: the queues that are somebody's duty, and how any list is counted and paged."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlalchemy.orm import Session

from shared.directive.clauses import Clause
from shared.directive.roles import Role
from shared.workflow.table import Actor

Condition = Callable[[Any, Role, datetime], ColumnElement[bool]]
Cursor = tuple[int, datetime, int]

COUNT_UP_TO = 100


@dataclass(frozen=True, slots=True)
class Queue:
    """A list that is a duty: who opens it, by which clause, and what stands in it."""

    name: str
    title: str
    clause: Clause
    roles: tuple[Role, ...]
    holds: Condition
    empty: str

    def where(self, actor: Actor, now: datetime) -> ColumnElement[bool]:
        held = [role for role in self.roles if role in actor.roles]
        return or_(*(self.holds(actor, role, now) for role in held))


def queues_of(queues: Iterable[Queue], actor: Actor) -> list[Queue]:
    return [queue for queue in queues if actor.roles & set(queue.roles)]


def counts(
    session: Session, wanted: Sequence[tuple[type[Any], ColumnElement[bool]]]
) -> Sequence[int]:
    """How many there are of each, counted up to a hundred, in one question to the database."""
    if not wanted:
        return ()
    each = (select(model.id).where(where).limit(COUNT_UP_TO).subquery() for model, where in wanted)
    counted = (select(func.count()).select_from(some).scalar_subquery() for some in each)
    return tuple(session.execute(select(*counted)).one())


@dataclass(frozen=True, slots=True)
class Page:
    cases: list[Any]
    next: Cursor | None


def page(
    session: Session,
    model: type[Any],
    where: ColumnElement[bool],
    after: Cursor | None = None,
    size: int = 25,
    options: Sequence[Any] = (),
) -> Page:
    """Urgent first, then what wants a look soonest; `after` is the last row of the page before."""
    order = (model.urgency, model.attention_at, model.id)
    query: Select[Any] = select(model).where(where).options(*options).order_by(*order)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*after))
    return _page(session, query, size)


def newest(
    session: Session,
    model: type[Any],
    where: ColumnElement[bool],
    after: Cursor | None = None,
    size: int = 25,
    options: Sequence[Any] = (),
) -> Page:
    """The newest first, whatever is urgent: a list to look something up in."""
    query: Select[Any] = select(model).where(where).options(*options).order_by(model.id.desc())
    if after is not None:
        query = query.where(model.id < after[2])
    return _page(session, query, size)


def _page(session: Session, query: Select[Any], size: int) -> Page:
    found = list(session.scalars(query.limit(size + 1)))
    more = len(found) > size
    found = found[:size]
    last = found[-1] if more else None
    return Page(found, (last.urgency, last.attention_at, last.id) if last else None)
