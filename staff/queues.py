"""The queues of today's posts, and search."""

import base64
import binascii
import json
from datetime import datetime
from typing import Annotated

from flask import Response, abort
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns import queries, rules
from shared.concerns.categories import Category
from shared.concerns.models import Concern
from shared.concerns.numbers import digits, grouped, is_control_number
from shared.concerns.states import IN_INTAKE, State
from shared.people import tours
from shared.web.access import open_to_staff
from shared.web.requests import now, reading, writing
from staff.blueprint import In, Out, answer, staff
from staff.sign_in import actor


class QueueOut(Out):
    name: str
    title: str
    clause: str
    count: int
    counted_up_to: int
    empty: str


class QueuesOut(Out):
    queues: list[QueueOut]


class DueOut(Out):
    """What runs out, when, and by which clause."""

    at: datetime
    what: str
    clause: str
    is_late: bool


class RowOut(Out):
    control_number: str
    number: str
    state: str
    category: str
    place: str
    district: str | None
    beat: str | None
    latitude: float | None
    longitude: float | None
    excerpt: str
    submitted_at: datetime
    due: DueOut | None
    is_criminal: bool
    is_held: bool
    unit: str | None
    supervisor: str | None
    followers: int
    reassignments: int
    extensions: int
    is_update_due: bool
    version: int


class PageOut(Out):
    rows: list[RowOut]
    next: str | None


class PageIn(In):
    cursor: str = ""
    size: Annotated[int, Field(ge=1, le=100)] = 25


class SearchIn(PageIn):
    q: Annotated[str, Field(max_length=100)] = ""
    state: State | None = None
    category: str | None = None
    beat: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class QueuePath(In):
    name: str


@staff.get("/api/queues", responses={200: QueuesOut})
@open_to_staff
def my_queues() -> Response:
    """Every queue of today's posts, with how many stand in it (counted up to a hundred)."""
    member, session = actor(), reading()
    return answer(
        QueuesOut(
            queues=[
                QueueOut(
                    name=queue.name,
                    title=queue.title,
                    clause=queue.clause.number,
                    count=queries.count(session, queue, member, now()),
                    counted_up_to=queries.COUNT_UP_TO,
                    empty=queue.empty,
                )
                for queue in queries.queues_of(member)
            ]
        )
    )


@staff.get("/api/queues/<name>", responses={200: PageOut})
@open_to_staff
def queue_page(path: QueuePath, query: PageIn) -> Response:
    """One page of a queue; opening it is the tour's duty and is recorded once a watch."""
    member = actor()
    queue = queries.BY_NAME.get(path.name)
    if queue is None or queue not in queries.queues_of(member):
        abort(404)
    session = reading()
    found = queries.page(session, queue.where(member, now()), _cursor(query.cursor), query.size)
    rows = rows_out(session, found.concerns, now())
    if not tours.is_opened(session, member, queue.roles, now()):
        tours.opened(writing(), member, queue.roles, queue.name, now())
        writing().commit()
    return answer(PageOut(rows=rows, next=_token(found.next)))


@staff.get("/api/concerns", responses={200: PageOut})
@open_to_staff
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
    page = queries.page(session, sought.where(member, now()), _cursor(query.cursor), query.size)
    return answer(PageOut(rows=rows_out(session, page.concerns, now()), next=_token(page.next)))


def rows_out(session: Session, concerns: list[Concern], at: datetime) -> list[RowOut]:
    labels = category_labels(session)
    followers = queries.follower_counts(session, concerns)
    return [_row(concern, labels, followers.get(concern.id, 0), at) for concern in concerns]


def category_labels(session: Session) -> dict[str, str]:
    rows = session.execute(select(Category.code, Category.label))
    return {row.code: row.label for row in rows}


def _row(concern: Concern, labels: dict[str, str], followers: int, at: datetime) -> RowOut:
    assert concern.state is not None
    is_held = concern.screening.get("outcome") == "hold"
    return RowOut(
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


def _cursor(token: str) -> queries.Cursor | None:
    if not token:
        return None
    try:
        urgency, at, last = json.loads(base64.urlsafe_b64decode(token.encode()))
        return int(urgency), datetime.fromisoformat(at), int(last)
    except (ValueError, TypeError, binascii.Error):
        abort(400)


def _token(cursor: queries.Cursor | None) -> str | None:
    if cursor is None:
        return None
    urgency, at, last = cursor
    return base64.urlsafe_b64encode(json.dumps([urgency, at.isoformat(), last]).encode()).decode()
