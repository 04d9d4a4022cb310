"""Police-related requests from 311: fetching them, and the one door to move a work order."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

from flask import Response, abort
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from shared.city311.syncing import sync
from shared.city311.working import AT_A_SCREEN, city_of
from shared.directive.clauses import Clause
from shared.directive.clocks import CHICAGO, chicago_minute
from shared.directive.roles import Role
from shared.history.access import looked
from shared.people.tours import watch_at
from shared.web.access import open_to
from shared.web.requests import database, done_reading, now, reading, settings, writing
from shared.work_orders import fetching, sheets
from shared.work_orders.effects import KIND
from shared.work_orders.lifecycle import LIFECYCLE, REACH
from shared.work_orders.models import Fetch, QueryReport, WorkOrder
from shared.work_orders.queries import find
from shared.work_orders.states import State
from shared.workflow import engine
from shared.workflow.record import Entry
from shared.workflow.refusals import MovedOnError, Refusal, RefusedError
from shared.workflow.table import Attempt
from staff.blueprint import Day, In, Out, answer, staff
from staff.cases import (
    ActionIn,
    CaseOut,
    FactOut,
    PaperOut,
    Says,
    WhyThenOut,
    entries_of,
    event_out,
    moved_on,
    names_in,
    names_of,
    offers_out,
    paper_out,
)
from staff.problems import problem
from staff.sign_in import actor
from staff.work_order_rows import due_out, marks

OFFICE = (Role.SERGEANT, Role.OFFICER)
OVERSEERS = (*OFFICE, Role.EXECUTIVE_OFFICER, Role.COMMANDER)
WHOLE_CITY = (Role.DEPUTY_CHIEF, Role.AUDITOR, Role.CHIEF)
District = Annotated[str, Field(pattern=r"^[0-9]{3}$")]

SAYS = Says(
    LIFECYCLE,
    State,
    {
        "receive": "Received from 311",
        "status_changed": "311 tells",
        "entered": "311 has the disposition",
        "refused_by_311": "311 did not take the disposition",
        "reason_entered": "311 has the reason",
        "reason_refused": "311 did not take the reason",
    },
    frozenset({"as_of", "was_due_at", "was_closed_at", "support"}),
    frozenset({"member"}),
    frozenset({"unit"}),
)


class DistrictIn(In):
    district: District


class FetchOut(Out):
    """One access to 311. `new` came since the access before; `unopened` wait to be opened now."""

    district: str
    watch_on: date
    watch: int
    at: datetime
    by: str
    new: int
    unopened: int
    trouble: str | None


class TourFetchOut(Out):
    watch: int
    starts_at: datetime
    ends_at: datetime
    standing: str  # done, missed or open
    clause: str
    new: int
    unopened: int
    fetches: list[FetchOut]


class FetchesOut(Out):
    district: str
    day: date
    watches: list[TourFetchOut]


class FetchesIn(DistrictIn):
    day: Day | None = None


class OpenNewIn(DistrictIn):
    beat: Annotated[str | None, Field(pattern=r"^[0-9]{4}$")] = None


class OpenNewOut(Out):
    opened: list[str]
    not_opened: list[FactOut]  # the number, and why


class LineOut(Out):
    line: int
    beat: str
    city_number: str
    srswo: str | None
    reference: str
    address: str
    requested_at: datetime
    is_new: bool
    state: str
    member: str | None
    due_at: datetime | None
    is_late: bool
    is_duplicate_of: str | None


class QueryReportOut(Out):
    """`id` and `number` are there once it is issued."""

    id: int | None
    number: str | None
    district: str
    watch_on: date
    watch: int
    asked_at: datetime
    issued_by: str | None
    beats: dict[str, int]
    lines: list[LineOut]
    papers: list[PaperOut]


class IssuedOut(Out):
    id: int
    number: str
    issued_at: datetime
    issued_by: str
    requests: int


class IssuedListOut(Out):
    reports: list[IssuedOut]


class ActionTakenOut(Out):
    kind: str
    title: str
    decided: str
    at: datetime
    by: str | None
    text: str
    acted_at: datetime | None
    decision: str | None
    due_at: datetime | None


class SupportSheetOut(Out):
    support_id: int
    srswo: str
    city_number: str
    address: str
    beat: str | None
    unit: str
    what: str
    asked_at: datetime
    asked_by: str
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None


class SheetOut(Out):
    """An SRSWO as it is printed: the request above, the member's action or extension below."""

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
    is_to_write: bool
    returned_because: str | None
    report: str | None
    report_line: int | None
    supports: list[SupportSheetOut]
    actions: list[ActionTakenOut]
    papers: list[PaperOut]


class ReferencePath(In):
    reference: str


class ActionPath(ReferencePath):
    action: str


class ReportPath(In):
    report_id: int


# -- The tour's duty: new requests are fetched and opened


@staff.post("/api/work-orders/fetch", responses={200: FetchOut})
@open_to(*OFFICE)
def fetch_new(body: DistrictIn) -> Response:
    """Fetch new police-related requests from 311, and record who did it and when (V.D.1)."""
    within(body.district, OFFICE)
    done_reading()
    trouble = _read_311()
    session = writing()
    fetch = fetching.fetched(session, body.district, actor().id, now(), trouble)
    session.commit()
    if trouble is not None:
        return problem(503, f"{trouble} What is here already can be worked on; try again later.")
    return answer(_fetch_out(fetch, actor().name, fetching.unopened(session, body.district)))


def _read_311() -> str | None:
    """What went wrong, if anything did."""
    with city_of(settings(), AT_A_SCREEN) as city:
        if city is None:
            return "No 311 is connected."
        synced = sync(database(), city, now(), only=[city.endpoint.police_code])
    return "311 could not be read to the end." if synced.troubles else None


@staff.get("/api/work-orders/fetches", responses={200: FetchesOut})
@open_to(*OVERSEERS, *WHOLE_CITY)
def fetches(query: FetchesIn) -> Response:
    """Watch by watch of a day: whether 311 was accessed, by whom, and what was left (V.C.2)."""
    within(query.district, OVERSEERS)
    day = query.day or watch_at(reading(), query.district, now()).on
    return answer(
        FetchesOut(
            district=query.district,
            day=day,
            watches=[
                TourFetchOut(
                    watch=tour.watch.number,
                    starts_at=tour.watch.starts_at,
                    ends_at=tour.watch.ends_at,
                    standing=tour.standing(now()),
                    clause=Clause.V_C_2.number,
                    new=tour.new,
                    unopened=tour.unopened,
                    fetches=[_fetch_out(each, each.member.name, 0) for each in tour.fetches],
                )
                for tour in fetching.fetches_on(reading(), query.district, day)
            ],
        )
    )


def _fetch_out(fetch: Fetch, by: str, unopened: int) -> FetchOut:
    return FetchOut(
        district=fetch.district,
        watch_on=fetch.watch_on,
        watch=fetch.watch,
        at=fetch.at,
        by=by,
        new=fetch.new,
        unopened=unopened,
        trouble=fetch.trouble,
    )


@staff.post("/api/work-orders/open-new", responses={200: OpenNewOut})
@open_to(*OFFICE)
def open_new(body: OpenNewIn) -> Response:
    """Open every new request of the district, or of a beat: one SRSWO for each (V.D.2.a)."""
    within(body.district, OFFICE)
    session = writing()
    wanted = select(WorkOrder).where(
        WorkOrder.district == body.district, WorkOrder.state == State.NEW
    )
    if body.beat:
        wanted = wanted.where(WorkOrder.beat == body.beat)
    opened, kept = [], []
    for order in session.scalars(wanted.order_by(WorkOrder.beat, WorkOrder.id)).all():
        try:
            engine.perform(LIFECYCLE, "open", Attempt(order, actor(), now(), session))
            opened.append(order.reference)
        except RefusedError as refused:
            kept.append(FactOut(label=order.city_number, value=refused.refusal.why))
    session.commit()
    return answer(OpenNewOut(opened=opened, not_opened=kept))


# -- One work order


@staff.get("/api/work-orders/<reference>", responses={200: CaseOut})
@open_to(*REACH)
def work_order(path: ReferencePath) -> Response:
    """One police-related request with its SRSWO; the reading is logged."""
    session = writing()
    found = _find(session, path.reference)
    looked(session, actor().id, KIND, found.id, "page", now())
    session.commit()
    return answer(case_out(session, found))


@staff.post("/api/work-orders/<reference>/actions/<action>", responses={200: CaseOut})
@open_to(*REACH)
def act_on_work_order(path: ActionPath, body: ActionIn) -> Response:
    """The one door for every move; the lifecycle decides which moves exist."""
    session = writing()
    found = _find(session, path.reference)
    if found.version != body.version:
        return moved_on(session, SAYS, found, body.version)
    attempt = Attempt(found, actor(), now(), session)
    engine.admit(LIFECYCLE, path.action, attempt)
    attempt.inputs = LIFECYCLE.asks(path.action).model_validate(body.inputs)
    try:
        engine.perform(LIFECYCLE, path.action, attempt)
        session.commit()
    except (StaleDataError, IntegrityError, MovedOnError):
        session.rollback()
        return moved_on(session, SAYS, _find(session, path.reference), body.version)
    return answer(case_out(session, found))


@staff.get("/api/work-orders/<reference>/sheet", responses={200: SheetOut})
@open_to(*REACH)
def sheet(path: ReferencePath) -> Response:
    """What is printed as the SRSWO, with its CPD-21.224s; the printing is logged."""
    session = writing()
    found = _find(session, path.reference)
    sheet = sheets.work_order_sheet(session, found)
    looked(session, actor().id, KIND, found.id, "print", now())
    session.commit()
    actions = [
        asdict(each) | {"title": each.title, "decided": each.decided} for each in sheet.actions
    ]
    told = asdict(sheet) | {"actions": actions, "papers": list(_papers(found))}
    return answer(SheetOut.model_validate(told))


def _find(session: Session, reference: str) -> WorkOrder:
    return find(session, actor(), reference) or abort(404)


def within(district: str, roles: Sequence[Role]) -> None:
    """A district out of reach is not found."""
    mine = {code for role in roles for code in actor().districts(role)}
    if district not in mine and not actor().roles & set(WHOLE_CITY):
        abort(404)


# -- The Service Request Query Report


@staff.get("/api/query-reports/draft", responses={200: QueryReportOut})
@open_to(*OVERSEERS, *WHOLE_CITY)
def query_report_draft(query: DistrictIn) -> Response:
    """The Query Report as it would be issued now."""
    within(query.district, OVERSEERS)
    tour = watch_at(reading(), query.district, now())
    return answer(_report_out(sheets.query_report(reading(), query.district, tour, now()), None))


@staff.post("/api/query-reports", responses={201: QueryReportOut})
@open_to(*OFFICE)
def issue_query_report(body: DistrictIn) -> Response:
    """Issue it: kept as it is now, and forwarded to the executive officer (V.D.2.b)."""
    within(body.district, OFFICE)
    if not actor().is_trained_on_311:
        raise RefusedError(
            Refusal("Reports are created by members trained on the 311 CSR system.", Clause.III_D)
        )
    session = writing()
    tour = watch_at(session, body.district, now())
    report = sheets.issue(session, body.district, tour, actor().id, now())
    session.commit()
    return answer(_report_out(sheets.as_issued(report), report.id), 201)


@staff.get("/api/query-reports", responses={200: IssuedListOut})
@open_to(*OVERSEERS, *WHOLE_CITY)
def query_reports(query: DistrictIn) -> Response:
    """The last hundred issued in a district, newest first."""
    within(query.district, OVERSEERS)
    found = reading().scalars(
        select(QueryReport)
        .where(QueryReport.district == query.district)
        .order_by(QueryReport.id.desc())
        .limit(100)
    )
    return answer(
        IssuedListOut(
            reports=[
                IssuedOut(
                    id=report.id,
                    number=report.number,
                    issued_at=report.issued_at,
                    issued_by=report.issued_by.name,
                    requests=len(report.lines),
                )
                for report in found
            ]
        )
    )


@staff.get("/api/query-reports/<int:report_id>", responses={200: QueryReportOut})
@open_to(*OVERSEERS, *WHOLE_CITY)
def query_report(path: ReportPath) -> Response:
    """One report as it was issued, whatever has happened since."""
    report = reading().get(QueryReport, path.report_id) or abort(404)
    within(report.district, OVERSEERS)
    return answer(_report_out(sheets.as_issued(report), report.id))


def _report_out(report: sheets.Report, report_id: int | None) -> QueryReportOut:
    plain = asdict(report)
    papers = [] if report_id is None else _report_papers(report_id)
    return QueryReportOut.model_validate(
        plain | {"id": report_id, "beats": report.beats, "papers": papers}
    )


def _report_papers(report_id: int) -> list[PaperOut]:
    return [
        paper_out("Query Report", f"query-reports/{report_id}/file.pdf"),
        paper_out("Query Report with its SRSWOs", f"work-orders/sheets.pdf?report={report_id}"),
    ]


# -- A work order as the API tells it


def case_out(session: Session, found: WorkOrder) -> CaseOut:
    assert found.state is not None
    attempt = Attempt(found, actor(), now(), session)
    entries = entries_of(session, SAYS, found)
    names = names_in(session, SAYS, entries)
    return CaseOut(
        kind=KIND,
        reference=found.reference,
        number=found.number if found.opened_at else found.city_number,
        version=found.version,
        state=found.state.label,
        is_open=found.is_open,
        facts=_facts(session, found),
        due=due_out(found, now()),
        why_then=_why_then(found, entries),
        history=[event_out(SAYS, entry, names) for entry in entries],
        offers=offers_out(LIFECYCLE, attempt),
        papers=list(_papers(found)),
        on_screen=tuple(_on_screen(found)),
    )


def _papers(order: WorkOrder) -> Iterator[PaperOut]:
    if order.opened_at is None:
        return
    path = f"work-orders/{order.reference}"
    yield paper_out("SRSWO", f"{path}/file.pdf")
    for each in order.supports:
        yield paper_out(f"CPD-21.224, {each.unit.title}", f"{path}/supports/{each.id}/file.pdf")


def _on_screen(order: WorkOrder) -> Iterator[PaperOut]:
    if order.opened_at is not None:
        yield PaperOut(label="SRSWO on the screen", href=f"/work-orders/{order.reference}/sheet")


def _facts(session: Session, order: WorkOrder) -> list[FactOut]:
    people = {id_ for id_ in (order.opened_by_id, order.member_id) if id_}
    names = names_of(session, people)
    report, line = sheets.cross_reference(session, order)
    told: list[tuple[str, Any]] = [
        ("Service Request Number", order.city_number),
        ("Requested", order.requested_at),
        ("What the resident told 311", order.text),
        ("Address", order.address),
        ("Beat", order.beat or "not known yet"),
        ("District", order.district),
        ("311 says", order.city_status),
        ("311 notes", order.city_notes),
        ("Duplicate of", order.parent_number if order.is_duplicate else None),
        ("Opened by", names.get(order.opened_by_id or 0)),
        ("Query Report", f"{report}, line {line}" if report else None),
        ("Investigating member", names.get(order.member_id or 0)),
        ("Assigned", order.assigned_at),
        ("Explanation of the return", order.returned_because if order.returned_at else None),
        *[("Explanation", each.text) for each in order.explanations],
        *[("Reason for more time", each.reason) for each in order.asked],
        *[("CPD-21.224", _support(each)) for each in order.supports],
        ("Disposition", order.disposition),
        ("311 did not take it", order.not_taken_because),
        ("Closed", order.closed_at),
        *[("Note", mark) for mark in marks(order)],
    ]
    return [FactOut(label=label, value=_worded(value)) for label, value in told if value]


def _support(support: Any) -> str:
    answered = f" Answer of {support.answered_by}: {support.answer}" if support.answer else ""
    return f"{support.unit.title}: {support.what}{answered}"


def _worded(value: Any) -> str:
    return chicago_minute(value) if isinstance(value, datetime) else str(value)


def _why_then(order: WorkOrder, entries: Sequence[Entry]) -> list[WhyThenOut]:
    """The events a due date was counted from, so that a screen can answer "why then?"."""
    steps = []
    if order.assigned_at and order.first_due_at:
        steps.append(
            WhyThenOut(step="Assigned to a member", at=order.assigned_at, clause="V.C.3.a")
        )
        steps.append(
            WhyThenOut(step="End of the seventh day", at=order.first_due_at, clause="V.C.3.a")
        )
    steps += [
        WhyThenOut(
            step=f"Approved on {entry.at.astimezone(CHICAGO):%B %-d}: fifteen days from then",
            at=datetime.fromisoformat(entry.details["due_at"]),
            clause="V.D.5" if entry.action == "approve_extension" else "V.D.5.b",
        )
        for entry in entries
        if entry.action in ("approve_extension", "approve_further")
    ]
    return steps
