"""What is printed as PDF: forms, work orders, and the Query Report with its sheets (II.E)."""

from collections.abc import Sequence
from typing import Annotated, Any

from flask import Response, abort
from pydantic import Field
from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from shared.history.access import looked
from shared.people.reach import visible_to
from shared.people.tours import watch_at
from shared.service_requests import effects as form_effects
from shared.service_requests import lifecycle as form_lifecycle
from shared.service_requests import queries as form_queries
from shared.service_requests.paper import form_pdf
from shared.web.access import open_to
from shared.web.requests import now, reading, writing
from shared.work_orders import paper, sheets
from shared.work_orders.effects import KIND
from shared.work_orders.lifecycle import REACH
from shared.work_orders.models import QueryReport, WorkOrder
from shared.work_orders.queries import QUEUES, find
from shared.work_orders.sheets import WorkOrderSheet
from shared.work_orders.states import OPEN
from shared.workflow.refusals import Refusal, RefusedError
from staff.blueprint import In, staff
from staff.sign_in import actor
from staff.work_orders import OVERSEERS, WHOLE_CITY, ReferencePath, ReportPath, within

PDF: Any = {"content": {"application/pdf": {}}}
MOST = 2_000  # sheets in one print


class SupportPath(ReferencePath):
    support_id: int


class SheetsIn(In):
    """The SRSWOs of one Query Report, of a queue, or of a district; `new`: of this tour of duty."""

    report: int | None = None
    queue: str | None = None
    district: Annotated[str | None, Field(pattern=r"^[0-9]{3}$")] = None
    beat: Annotated[str | None, Field(pattern=r"^[0-9]{4}$")] = None
    new: bool = False


@staff.get("/api/service-requests/<reference>/file.pdf", responses={200: PDF})
@open_to(*form_lifecycle.REACH)
def form_file(path: ReferencePath) -> Response:
    """Form CPD-21.208; the printing is logged."""
    session = writing()
    found = form_queries.find(session, actor(), path.reference) or abort(404)
    looked(session, actor().id, form_effects.KIND, found.id, "print", now())
    session.commit()
    return _file(form_pdf(session, found, actor(), now()), found.reference)


@staff.get("/api/work-orders/<reference>/file.pdf", responses={200: PDF})
@open_to(*REACH)
def work_order_file(path: ReferencePath) -> Response:
    """The SRSWO with its CPD-21.224s; the printing is logged."""
    sheet = _printed(path.reference)
    return _file(paper.work_order_pdf(sheet, now()), sheet.srswo)


@staff.get("/api/work-orders/<reference>/supports/<int:support_id>/file.pdf", responses={200: PDF})
@open_to(*REACH)
def support_file(path: SupportPath) -> Response:
    """One CPD-21.224 (V.B); the printing is logged."""
    sheet = _printed(path.reference)
    support = next((each for each in sheet.supports if each.support_id == path.support_id), None)
    if support is None:
        abort(404)
    return _file(paper.support_pdf(support, now()), f"CPD-21.224 {sheet.city_number}")


def _printed(reference: str) -> WorkOrderSheet:
    session = writing()
    found = find(session, actor(), reference) or abort(404)
    sheet = sheets.work_order_sheet(session, found)
    looked(session, actor().id, KIND, found.id, "print", now())
    session.commit()
    return sheet


@staff.get("/api/work-orders/sheets.pdf", responses={200: PDF})
@open_to(*REACH)
def sheets_file(query: SheetsIn) -> Response:
    """All SRSWOs as one PDF in beat order (V.D.2.c); the printing of each is logged."""
    session = writing()
    if query.report is None:
        return _of_a_list(session, query)
    report = _report(session, query.report)
    listed = sheets.as_issued(report)
    found = sheets.sheets_in_order(session, report, visible_to(REACH, actor()))
    _log(session, found)
    name = f"SRSWOs {report.number}"
    return _file(paper.report_with_sheets_pdf(listed, found, now()), name)


def _of_a_list(session: Session, query: SheetsIn) -> Response:
    title, where = _list(session, query)
    found = sheets.sheets_in_beat_order(session, and_(visible_to(REACH, actor()), where), MOST + 1)
    if len(found) > MOST:
        raise RefusedError(Refusal(f"More than {MOST:,} work orders: choose a beat."))
    _log(session, found)
    return _file(paper.sheets_pdf(title, found, now()), title)


def _list(session: Session, query: SheetsIn) -> tuple[str, ColumnElement[bool]]:
    """What the list is called, and what stands in it."""
    title, conditions = _queue(query.queue) if query.queue else ("Work orders", [])
    if not query.queue:
        conditions.append(WorkOrder.state.in_(OPEN))
    if query.district:
        title = f"{title}, district {query.district}"
        conditions.append(WorkOrder.district == query.district)
    if query.beat:
        title = f"{title}, beat {query.beat}"
        conditions.append(WorkOrder.beat == query.beat)
    if query.new:
        tour = watch_at(session, query.district, now())
        title = f"{title}, new in this tour of duty"
        conditions.append(WorkOrder.received_at >= tour.starts_at)
    return title, and_(*conditions)


def _queue(name: str) -> tuple[str, list[ColumnElement[bool]]]:
    queue = next((each for each in QUEUES if each.name == name), None)
    if queue is None or not actor().roles & set(queue.roles):
        abort(404)
    return queue.title, [queue.where(actor(), now())]


@staff.get("/api/query-reports/<int:report_id>/file.pdf", responses={200: PDF})
@open_to(*OVERSEERS, *WHOLE_CITY)
def query_report_file(path: ReportPath) -> Response:
    """The Service Request Query Report as it was issued (V.D.2.b)."""
    report = _report(reading(), path.report_id)
    made = paper.query_report_pdf(sheets.as_issued(report), report.issued_at)
    return _file(made, f"Query Report {report.number}")


def _report(session: Session, report_id: int) -> QueryReport:
    report = session.get(QueryReport, report_id) or abort(404)
    within(report.district, OVERSEERS)
    return report


def _log(session: Session, found: Sequence[WorkOrderSheet]) -> None:
    for sheet in found:
        looked(session, actor().id, KIND, sheet.case_id, "print", now())
    session.commit()


def _file(made: bytes, name: str) -> Response:
    """Shown by the browser, which prints it."""
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(made, 200, headers, content_type="application/pdf")
