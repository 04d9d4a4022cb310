"""Concerns as rows of a list, and the search among them."""

from datetime import datetime
from typing import Annotated

from flask import Response
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from shared.concerns import queries, rules
from shared.concerns.categories import Category
from shared.concerns.lifecycle import REACH
from shared.concerns.models import Concern
from shared.concerns.numbers import digits, grouped, is_control_number
from shared.concerns.states import IN_INTAKE, State
from shared.web.access import open_to
from shared.web.requests import now, reading
from staff.blueprint import answer, staff
from staff.rows import DueOut, Kind, PageIn, PageOut, RowOut, cursor, token
from staff.sign_in import actor


class SearchIn(PageIn):
    q: Annotated[str, Field(max_length=100)] = ""
    state: State | None = None
    category: str | None = None
    beat: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@staff.get("/api/concerns", responses={200: PageOut})
@open_to(*REACH)
def search(query: SearchIn) -> Response:
    """Concerns within reach: by control number, or by words in the last year."""
    session, member = reading(), actor()
    number = digits(query.q)
    if is_control_number(number):
        found = queries.find(session, member, number)
        return answer(PageOut(rows=rows_out(session, [found] if found else [], now()), next=None))
    sought = queries.Search(
        query.q, query.state, query.category, query.beat, query.since, query.until
    )
    page = queries.page(session, sought.where(member, now()), cursor(query.cursor), query.size)
    return answer(PageOut(rows=rows_out(session, page.cases, now()), next=token(page.next)))


def rows_out(session: Session, concerns: list[Concern], at: datetime) -> list[RowOut]:
    labels = category_labels(session)
    followers = queries.follower_counts(session, concerns)
    similar = queries.similar_numbers(session, concerns)
    return [
        _row(concern, labels, followers.get(concern.id, 0), similar, at) for concern in concerns
    ]


def category_labels(session: Session) -> dict[str, str]:
    rows = session.execute(select(Category.code, Category.label))
    return {row.code: row.label for row in rows}


def _row(
    concern: Concern, labels: dict[str, str], followers: int, similar: dict[int, str], at: datetime
) -> RowOut:
    assert concern.state is not None
    like = similar.get(concern.similar_to_id or 0) if concern.state in IN_INTAKE else None
    is_held = concern.screening.get("outcome") == "hold"
    return RowOut(
        kind="concern",
        reference=concern.control_number,
        control_number=concern.control_number,
        number=grouped(concern.control_number),
        state=concern.state.label,
        category=labels.get(concern.category, concern.category),
        place=concern.address or concern.place,
        district=concern.district,
        beat=concern.beat,
        latitude=concern.latitude,
        longitude=concern.longitude,
        excerpt="" if is_held else concern.text[:160],
        submitted_at=concern.submitted_at,
        due=due_out(concern, at),
        marks=(f"May be one problem with {grouped(like)}",) if like else (),
        is_criminal=concern.is_criminal,
        is_held=is_held,
        unit=concern.unit.title if concern.unit else None,
        supervisor=concern.supervisor.name if concern.supervisor else None,
        followers=followers,
        reassignments=concern.reassignments,
        extensions=concern.extensions,
        is_update_due=concern.is_open and rules.update_is_due(concern, at),
        version=concern.version,
    )


def due_out(concern: Concern, at: datetime) -> DueOut | None:
    """The clock that runs now: the review's 36 hours, or the investigation's days."""
    if concern.state in IN_INTAKE and concern.review_due_at is not None:
        due = concern.review_due_at
        return DueOut(at=due, what="accept or not accept", clause="VII.B.1", is_late=at > due)
    if concern.due_at is not None and concern.is_open and concern.completed_at is None:
        return DueOut(
            at=concern.due_at,
            what="close the investigation",
            clause="VII.C.2",
            is_late=concern.is_late(at),
        )
    return None


KIND = Kind(
    "concern",
    Concern,
    queries.QUEUES,
    rows_out,
    (joinedload(Concern.unit), joinedload(Concern.supervisor)),
    is_tour_duty=True,
)
