"""The queues of today's posts, of every kind of case side by side."""

from datetime import datetime

from flask import Response, abort

from shared.people import tours
from shared.web.access import open_to_staff
from shared.web.requests import now, reading, writing
from shared.workflow import queues
from staff import concern_rows, report_rows, service_request_rows, work_order_rows
from staff.blueprint import In, Out, answer, staff
from staff.cases import PaperOut
from staff.rows import PageIn, PageOut, cursor, token
from staff.sign_in import actor

KINDS = (concern_rows.KIND, service_request_rows.KIND, work_order_rows.KIND, report_rows.KIND)
BY_NAME = {queue.name: (kind, queue) for kind in KINDS for queue in kind.queues}


class QueueOut(Out):
    kind: str
    name: str
    title: str
    clause: str
    count: int
    counted_up_to: int
    empty: str
    papers: list[PaperOut]


class QueuesOut(Out):
    """`now` is the server's moment, so that a countdown does not rest on a tablet's clock."""

    queues: list[QueueOut]
    now: datetime


class QueuePageIn(PageIn):
    """`glance`: the first rows on the landing page, which is not the tour's review of a queue."""

    glance: bool = False


class QueuePath(In):
    name: str


@staff.get("/api/queues", responses={200: QueuesOut})
@open_to_staff
def my_queues() -> Response:
    """Every queue of today's posts, with how many stand in it (counted up to a hundred)."""
    member = actor()
    mine = [(kind, queue) for kind in KINDS for queue in queues.queues_of(kind.queues, member)]
    counts = queues.counts(
        reading(), [(kind.model, queue.where(member, now())) for kind, queue in mine]
    )
    return answer(
        QueuesOut(
            queues=[
                QueueOut(
                    kind=kind.name,
                    name=queue.name,
                    title=queue.title,
                    clause=queue.clause.number,
                    count=count,
                    counted_up_to=queues.COUNT_UP_TO,
                    empty=queue.empty,
                    papers=kind.papers(queue),
                )
                for (kind, queue), count in zip(mine, counts, strict=True)
            ],
            now=now(),
        )
    )


@staff.get("/api/queues/<name>", responses={200: PageOut})
@open_to_staff
def queue_page(path: QueuePath, query: QueuePageIn) -> Response:
    """One page of a queue; where opening it is the tour's duty it is recorded once a watch."""
    member = actor()
    kind, queue = BY_NAME.get(path.name, (None, None))
    if kind is None or queue is None or not member.roles & set(queue.roles):
        abort(404)
    session = reading()
    where = queue.where(member, now())
    found = queues.page(session, kind.model, where, cursor(query.cursor), query.size, kind.loaded)
    rows = kind.rows(session, found.cases, now())
    is_duty = kind.is_tour_duty and not query.glance
    if is_duty and not tours.is_opened(session, member, queue.roles, now()):
        tours.opened(writing(), member, queue.roles, queue.name, now())
        writing().commit()
    return answer(PageOut(rows=rows, next=token(found.next)))
