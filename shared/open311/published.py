"""What everybody may read of concerns, and nothing finer: docs/adr/0014-what-open311-tells.md.

A concern goes by a public reference here, because its control number shows nothing without its
PIN (VI.A.1). Times are whole Chicago days, in the answers and in what can be asked for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from shared.concerns.models import Concern
from shared.concerns.states import FINAL, IN_INTAKE, State
from shared.directive.clocks import CHICAGO

LOOKS_BACK = timedelta(days=90)
LARGEST_PAGE = 1_000
LARGEST_ID = 2**31 - 1
_REFERENCE = re.compile(r"CC-([1-9][0-9]{0,9})")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the published concerns; `references` leave the other wishes aside."""

    first_day: date
    last_day: date
    references: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    page: int = 1
    size: int = LARGEST_PAGE


def public_reference(concern: Concern) -> str:
    return f"CC-{concern.id}"


def find(session: Session, reference: str) -> Concern | None:
    return session.scalar(_published().where(Concern.id.in_(_ids((reference,)))))


def page(session: Session, wanted: Wanted) -> Sequence[Concern]:
    """Newest first."""
    return session.scalars(
        _published()
        .where(*_conditions(wanted))
        .order_by(Concern.submitted_at.desc(), Concern.id.desc())
        .limit(wanted.size)
        .offset((wanted.page - 1) * wanted.size)
    ).all()


def chicago_day(at: datetime) -> date:
    return at.astimezone(CHICAGO).date()


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), CHICAGO)


def is_over(concern: Concern) -> bool:
    return concern.state in FINAL


def status_notes(concern: Concern) -> str:
    """How far it is, in few steps: which unit works on it, and since when, is not said."""
    if concern.state in IN_INTAKE:
        return "Received. A sergeant decides whether it is accepted."
    if concern.state is State.NOT_ACCEPTED:
        return "Not accepted."
    return "Closed." if is_over(concern) else "Accepted. The police are dealing with it."


def changed_on(concern: Concern) -> date:
    """The day of its last step that is told here."""
    return chicago_day(concern.closed_at or concern.decided_at or concern.submitted_at)


def _published() -> Select[Concern]:
    """What is criminal in nature is left out: who does it could read that it is known."""
    return select(Concern).where(Concern.is_criminal.is_(False))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    if wanted.references:
        return [Concern.id.in_(_ids(wanted.references))]
    after = start_of(wanted.last_day + timedelta(days=1))
    conditions = [
        Concern.submitted_at >= start_of(wanted.first_day).astimezone(UTC),
        Concern.submitted_at < after.astimezone(UTC),
    ]
    if wanted.categories:
        conditions.append(Concern.category.in_(wanted.categories))
    if wanted.statuses:
        over = Concern.state.in_(FINAL)
        each = {"closed": over, "open": ~over}
        conditions.append(or_(*(each[status] for status in wanted.statuses)))
    return conditions


def _ids(references: tuple[str, ...]) -> list[int]:
    found = (_REFERENCE.fullmatch(reference) for reference in references)
    ids = (int(match[1]) for match in found if match)
    return [each for each in ids if each <= LARGEST_ID]
