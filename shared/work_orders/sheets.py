"""What is printed: the Query Report, the SRSWO with its two halves, and the CPD-21.224."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from shared.directive.clauses import Clause
from shared.directive.roles import Role
from shared.notices.telling import tell
from shared.people.tours import Watch
from shared.places.models import District
from shared.work_orders.models import (
    Explanation,
    Extension,
    QueryReport,
    ReportLine,
    Support,
    WorkOrder,
)
from shared.work_orders.states import INVESTIGATED, OPEN, State
from shared.workflow.refusals import Refusal, RefusedError

# Those without a beat come at the end.
BEAT_ORDER = (WorkOrder.beat.is_(None), WorkOrder.beat, WorkOrder.requested_at, WorkOrder.id)
NOT_OPENED = Refusal("This request is not opened yet: it has no SRSWO.", Clause.V_D_2_A)
TITLES = {
    "explanation": "Explanation of the action taken",
    "extension": "More time asked for",
    "return": "Not sufficient: returned to reinvestigate",
    "disposition": "Sufficient: the disposition",
}
LOWER_HALF = (
    selectinload(WorkOrder.explanations).joinedload(Explanation.member),
    selectinload(WorkOrder.asked).joinedload(Extension.asked_by),
    selectinload(WorkOrder.supports).joinedload(Support.unit),
    selectinload(WorkOrder.supports).joinedload(Support.asked_by),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One request in the Query Report; times as ISO 8601 in UTC."""

    line: int
    beat: str
    city_number: str
    srswo: str | None  # None: not opened yet
    reference: str
    address: str
    requested_at: str
    is_new: bool  # came since the tour began
    state: str
    member: str | None
    due_at: str | None
    is_late: bool
    is_duplicate_of: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """The Service Request Query Report of a district in a tour of duty (V.D.2.b)."""

    district: str
    watch_on: date
    watch: int
    asked_at: datetime
    lines: tuple[Line, ...]
    number: str | None = None  # as issued
    issued_by: str | None = None

    @property
    def beats(self) -> dict[str, int]:
        """How many lines each beat has, in order."""
        counted: dict[str, int] = {}
        for line in self.lines:
            counted[line.beat] = counted.get(line.beat, 0) + 1
        return counted


def query_report(session: Session, district: str, tour: Watch, now: datetime) -> Report:
    """Every request of the district that is not closed, and those closed in this tour, by beat."""
    orders = _orders(session, district, tour)
    lines = tuple(_line(number, order, tour, now) for number, order in enumerate(orders, start=1))
    return Report(district, tour.on, tour.number, now, lines)


def _orders(session: Session, district: str, tour: Watch) -> Sequence[WorkOrder]:
    return session.scalars(
        select(WorkOrder)
        .where(
            WorkOrder.district == district,
            WorkOrder.state.in_(OPEN) | (WorkOrder.closed_at >= tour.starts_at),
        )
        .options(joinedload(WorkOrder.member))
        .order_by(*BEAT_ORDER)
    ).all()


def _line(number: int, order: WorkOrder, tour: Watch, now: datetime) -> Line:
    assert order.state is not None
    return Line(
        line=number,
        beat=order.beat or "no beat",
        city_number=order.city_number,
        srswo=order.number if order.opened_at else None,
        reference=order.reference,
        address=order.address,
        requested_at=order.requested_at.isoformat(),
        is_new=order.received_at >= tour.starts_at,
        state=order.state.label,
        member=order.member.name if order.member else None,
        due_at=order.due_at.isoformat()
        if order.due_at and order.state is not State.CLOSED
        else None,
        is_late=order.is_late(now),
        is_duplicate_of=order.parent_number if order.is_duplicate else None,
    )


def issue(
    session: Session, district: str, tour: Watch, member_id: int, now: datetime
) -> QueryReport:
    """Keep the report as it is now and forward it to the executive officer (V.D.2.b).

    The caller owns the transaction.
    """
    # Of two who issue one at once the second waits, and has the next copy.
    session.get(District, district, with_for_update=True)
    orders = _orders(session, district, tour)
    copies = session.scalar(
        select(func.count()).where(
            QueryReport.district == district,
            QueryReport.watch_on == tour.on,
            QueryReport.watch == tour.number,
        )
    )
    lines = [_line(number, order, tour, now) for number, order in enumerate(orders, start=1)]
    report = QueryReport(
        district=district,
        watch_on=tour.on,
        watch=tour.number,
        copy=(copies or 0) + 1,
        issued_at=now,
        issued_by_id=member_id,
        lines=[asdict(line) for line in lines],
    )
    session.add(report)
    session.flush()
    for line, order in zip(lines, orders, strict=True):
        session.add(ReportLine(report_id=report.id, line=line.line, work_order_id=order.id))
    _forward(session, report, now)
    return report


def _forward(session: Session, report: QueryReport, now: datetime) -> None:
    tell(
        session,
        "query_report",
        Clause.V_D_2_B,
        f"Service Request Query Report {report.number}: {len(report.lines)} requests.",
        now,
        case=("query_report", report.id, report.number),
        role=Role.EXECUTIVE_OFFICER,
        district=report.district,
    )


def as_issued(report: QueryReport) -> Report:
    """The report again as it was issued, whatever has happened since."""
    return Report(
        report.district,
        report.watch_on,
        report.watch,
        report.issued_at,
        tuple(Line(**line) for line in report.lines),
        report.number,
        report.issued_by.name,
    )


@dataclass(frozen=True, slots=True)
class Action:
    """One entry of the lower half. `kind`: explanation, extension, return or disposition."""

    kind: str
    at: datetime
    by: str | None
    text: str
    acted_at: datetime | None = None
    decision: str | None = None
    due_at: datetime | None = None
    is_further: bool = False

    @property
    def title(self) -> str:
        return TITLES[self.kind]

    @property
    def decided(self) -> str:
        """Of an extension: what became of it."""
        if self.kind != "extension":
            return ""
        if self.decision is None:
            return "Not decided yet."
        return "Approved." if self.decision == "approved" else f"Not approved: {self.decision}"


@dataclass(frozen=True, slots=True)
class WorkOrderSheet:
    """An SRSWO: the request above, the member's action or extension below."""

    case_id: int
    srswo: str
    city_number: str
    district: str | None
    beat: str | None
    address: str
    text: str
    requested_at: datetime
    opened_at: datetime | None
    is_duplicate_of: str | None
    city_notes: str | None
    member: str | None
    star: str | None
    assigned_at: datetime | None
    due_at: datetime | None
    extensions: int
    state: str
    is_to_write: bool  # the member's explanation is not there yet
    is_sufficient: bool
    returned_because: str | None
    report: str | None  # the Query Report that lists it, and its line there (V.D.2.c)
    report_line: int | None
    supports: tuple["SupportSheet", ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class SupportSheet:
    """An Intra-Departmental Support Service Request, CPD-21.224 (V.B)."""

    support_id: int
    srswo: str
    city_number: str
    address: str
    district: str | None
    beat: str | None
    unit: str
    what: str
    asked_at: datetime
    asked_by: str
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None


def work_order_sheet(
    session: Session, order: WorkOrder, listed: tuple[str | None, int | None] | None = None
) -> WorkOrderSheet:
    """`listed` is the Query Report and its line, where the caller knows them.

    Refused for a request that is not opened: there is no SRSWO of it yet (V.D.2.a).
    """
    if order.opened_at is None:
        raise RefusedError(NOT_OPENED)
    assert order.state is not None
    report, line = listed or cross_reference(session, order)
    return WorkOrderSheet(
        case_id=order.id,
        srswo=order.number,
        city_number=order.city_number,
        district=order.district,
        beat=order.beat,
        address=order.address,
        text=order.text,
        requested_at=order.requested_at,
        opened_at=order.opened_at,
        is_duplicate_of=order.parent_number if order.is_duplicate else None,
        city_notes=order.city_notes,
        member=f"{order.member.rank} {order.member.name}".strip() if order.member else None,
        star=order.member.star if order.member else None,
        assigned_at=order.assigned_at,
        due_at=order.due_at,
        extensions=order.extensions,
        state=order.state.label,
        is_to_write=order.state in (State.OPENED, *INVESTIGATED),
        is_sufficient=order.accepted_at is not None,
        returned_because=order.returned_because if order.state is State.RETURNED else None,
        report=report,
        report_line=line,
        supports=tuple(support_sheet(order, support) for support in order.supports),
        actions=_actions(order),
    )


def cross_reference(session: Session, order: WorkOrder) -> tuple[str | None, int | None]:
    """The newest Query Report that lists the work order, and the line."""
    found = session.execute(
        select(QueryReport, ReportLine.line)
        .join(ReportLine, ReportLine.report_id == QueryReport.id)
        .where(ReportLine.work_order_id == order.id)
        .order_by(QueryReport.id.desc())
        .limit(1)
    ).first()
    return (found[0].number, found[1]) if found else (None, None)


def support_sheet(order: WorkOrder, support: Support) -> SupportSheet:
    return SupportSheet(
        support.id,
        order.number,
        order.city_number,
        order.address,
        order.district,
        order.beat,
        support.unit.title,
        support.what,
        support.asked_at,
        support.asked_by.name,
        support.answer,
        support.answered_by,
        support.answered_at,
    )


def _actions(order: WorkOrder) -> tuple[Action, ...]:
    actions = [_explained(each) for each in order.explanations]
    actions += [_extended(each) for each in order.asked]
    if order.returned_at and order.returned_because:
        actions.append(Action("return", order.returned_at, None, order.returned_because))
    if order.accepted_at and order.disposition:
        actions.append(Action("disposition", order.accepted_at, None, order.disposition))
    return tuple(sorted(actions, key=lambda action: action.at))


def _explained(given: Explanation) -> Action:
    return Action(
        "explanation", given.written_at, given.member.name, given.text, acted_at=given.acted_at
    )


def _extended(given: Extension) -> Action:
    decision = None
    if given.decided_at is not None:
        decision = "approved" if given.is_approved else given.because
    return Action(
        "extension",
        given.asked_at,
        given.asked_by.name,
        given.reason,
        decision=decision,
        due_at=given.due_at,
        is_further=given.is_further,
    )


Listed = tuple[str | None, int | None]


def sheets_in_order(
    session: Session, report: QueryReport, where: ColumnElement[bool]
) -> list[WorkOrderSheet]:
    """Every opened SRSWO of an issued report, in its order: what is printed for distribution."""
    found = session.execute(
        select(WorkOrder, ReportLine.line)
        .join(ReportLine, ReportLine.work_order_id == WorkOrder.id)
        .where(ReportLine.report_id == report.id, WorkOrder.opened_at.is_not(None), where)
        .order_by(ReportLine.line)
        .options(joinedload(WorkOrder.member), *LOWER_HALF)
    ).unique()
    return [work_order_sheet(session, order, (report.number, line)) for order, line in found]


def sheets_in_beat_order(
    session: Session, where: ColumnElement[bool], most: int
) -> list[WorkOrderSheet]:
    """Every opened SRSWO of a list, each with its line in the newest Query Report (V.D.2.c)."""
    wanted = and_(where, WorkOrder.opened_at.is_not(None))
    orders = session.scalars(
        select(WorkOrder)
        .where(wanted)
        .order_by(*BEAT_ORDER)
        .limit(most)
        .options(joinedload(WorkOrder.member), *LOWER_HALF)
    ).all()
    listed = _newest_lines(session, wanted)
    return [
        work_order_sheet(session, order, listed.get(order.id, (None, None))) for order in orders
    ]


def _newest_lines(session: Session, where: ColumnElement[bool]) -> dict[int, Listed]:
    newest = (
        select(ReportLine.work_order_id, func.max(ReportLine.report_id).label("report_id"))
        .where(ReportLine.work_order_id.in_(select(WorkOrder.id).where(where)))
        .group_by(ReportLine.work_order_id)
        .subquery()
    )
    found = session.execute(
        select(ReportLine, QueryReport)
        .join(
            newest,
            (newest.c.work_order_id == ReportLine.work_order_id)
            & (newest.c.report_id == ReportLine.report_id),
        )
        .join(QueryReport, QueryReport.id == ReportLine.report_id)
    )
    return {line.work_order_id: (report.number, line.line) for line, report in found}
