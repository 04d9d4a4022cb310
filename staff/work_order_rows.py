"""Work orders as rows of a list, and the search among them, by beat above all (V.D.2.a)."""

from datetime import datetime
from typing import Annotated

from flask import Response
from pydantic import Field
from sqlalchemy.orm import Session

from shared.web.access import open_to
from shared.web.requests import now, reading
from shared.work_orders.effects import KIND as NAME
from shared.work_orders.lifecycle import REACH
from shared.work_orders.models import WorkOrder
from shared.work_orders.queries import LOADED, QUEUES, UNOPENED, Search
from shared.work_orders.states import INVESTIGATED, State
from shared.workflow import queues
from shared.workflow.queues import Queue
from staff.blueprint import answer, staff
from staff.cases import PaperOut, paper_out
from staff.rows import DueOut, Kind, PageIn, PageOut, RowOut, cursor, token
from staff.sign_in import actor


class WorkOrdersIn(PageIn):
    q: Annotated[str, Field(max_length=100)] = ""
    state: State | None = None
    area: Annotated[str | None, Field(max_length=2)] = None
    district: Annotated[str | None, Field(max_length=3)] = None
    sector: Annotated[str | None, Field(max_length=4)] = None
    beat: Annotated[str | None, Field(max_length=4)] = None
    since: datetime | None = None
    until: datetime | None = None
    late: bool = False


@staff.get("/api/work-orders", responses={200: PageOut})
@open_to(*REACH)
def search_work_orders(query: WorkOrdersIn) -> Response:
    """Police-related requests within reach, by number, words, area down to beat, state and time."""
    session = reading()
    asked = query.model_dump(exclude={"cursor", "size", "q"})
    where = Search(words=query.q, **asked).where(actor(), now())
    page = queues.page(session, WorkOrder, where, cursor(query.cursor), query.size, LOADED)
    return answer(PageOut(rows=rows_out(session, page.cases, now()), next=token(page.next)))


def rows_out(_session: Session, orders: list[WorkOrder], at: datetime) -> list[RowOut]:
    return [_row(order, at) for order in orders]


def _row(order: WorkOrder, at: datetime) -> RowOut:
    assert order.state is not None
    return RowOut(
        kind=NAME,
        reference=order.reference,
        number=order.number if order.opened_at else order.city_number,
        state=order.state.label,
        category="Police Miscellaneous",
        place=order.address,
        district=order.district,
        beat=order.beat,
        latitude=order.latitude,
        longitude=order.longitude,
        excerpt=order.text[:160],
        submitted_at=order.requested_at,
        due=due_out(order, at),
        marks=marks(order),
        supervisor=order.member.name if order.member else None,
        extensions=order.extensions,
        version=order.version,
    )


def due_out(order: WorkOrder, at: datetime) -> DueOut | None:
    """Seven days from the assignment, or fifteen from the approval of an extension."""
    if order.due_at is None or order.state not in (*INVESTIGATED, State.SUBMITTED):
        return None
    clause = "V.D.5.b" if order.extensions else "V.C.3.a"
    return DueOut(
        at=order.due_at, what="explain the action taken", clause=clause, is_late=order.is_late(at)
    )


def marks(order: WorkOrder) -> tuple[str, ...]:
    said = (
        (order.is_duplicate, f"311: duplicate of {order.parent_number or 'another request'}"),
        (order.is_open and order.city_status == "closed", "311 says closed"),
        (order.state is State.RETURNED, "Returned with an explanation"),
        (order.not_taken_because is not None and order.is_open, "311 did not take it"),
        (order.beat is None, "No beat"),
        (order.is_near_boundary, "Near a boundary"),
        (any(each.answered_at is None for each in order.supports), "Help asked of another unit"),
    )
    return tuple(words for applies, words in said if applies)


def _papers(queue: Queue) -> list[PaperOut]:
    """Every SRSWO of a queue as one PDF (V.D.2.c); there is none of what is not opened."""
    if queue.name in UNOPENED:
        return []
    return [paper_out("Print these SRSWOs", f"work-orders/sheets.pdf?queue={queue.name}")]


KIND = Kind(NAME, WorkOrder, QUEUES, rows_out, LOADED, _papers)
