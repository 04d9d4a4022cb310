"""Issued reports as rows of a list, and the cases that reports count as rows of theirs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from shared.concerns.lifecycle import REACH as CONCERN_REACH
from shared.people.reach import Reach
from shared.reports.concern_figures import CONCERNS
from shared.reports.counting import Subject
from shared.reports.effects import KIND as NAME
from shared.reports.models import IssuedReport
from shared.reports.queries import QUEUES
from shared.reports.service_request_figures import SERVICE_REQUESTS
from shared.reports.work_order_figures import WORK_ORDERS
from shared.service_requests.lifecycle import REACH as FORM_REACH
from shared.work_orders.lifecycle import REACH as ORDER_REACH
from staff import concern_rows, service_request_rows, work_order_rows
from staff.rows import Kind, RowOut


@dataclass(frozen=True, slots=True)
class Counted:
    """A kind of case that is counted: what of it a member sees, and how it is listed."""

    subject: Subject
    reach: Reach
    listed: Kind


COUNTED = {
    counted.subject.name: counted
    for counted in (
        Counted(CONCERNS, CONCERN_REACH, concern_rows.KIND),
        Counted(SERVICE_REQUESTS, FORM_REACH, service_request_rows.KIND),
        Counted(WORK_ORDERS, ORDER_REACH, work_order_rows.KIND),
    )
}
SUBJECTS = {name: counted.subject for name, counted in COUNTED.items()}


def rows_out(_session: Session, issued: list[IssuedReport], _at: datetime) -> list[RowOut]:
    return [_row(report) for report in issued]


def _row(report: IssuedReport) -> RowOut:
    assert report.state is not None
    return RowOut(
        kind=NAME,
        reference=report.reference,
        number=f"{report.data['period_label']}, copy {report.copy}",
        state=report.state.label,
        category=report.data["title"],
        place=report.data["scope_label"],
        district=report.district,
        beat=None,
        latitude=None,
        longitude=None,
        excerpt=report.returned_because or report.remarks or "",
        submitted_at=report.issued_at,
        due=None,
        version=report.version,
    )


KIND = Kind(NAME, IssuedReport, QUEUES, rows_out)
