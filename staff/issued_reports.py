"""Reports as they were issued: the list, one whole, its files, and the one door to decide on it."""

from datetime import datetime
from typing import Literal

from flask import Response, abort
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from shared.history.access import looked
from shared.papers.wording import moment
from shared.reports.effects import KIND
from shared.reports.issuing import current, issue, issue_offer
from shared.reports.kinds import READERS
from shared.reports.lifecycle import LIFECYCLE
from shared.reports.models import IssuedReport
from shared.reports.queries import find, readable
from shared.reports.states import State
from shared.reports.tables import from_json
from shared.web.access import open_to
from shared.web.requests import now, reading, writing
from shared.workflow import engine
from shared.workflow.refusals import MovedOnError, OutOfReachError
from shared.workflow.table import Attempt
from staff.blueprint import In, Out, answer, staff
from staff.cases import (
    ActionIn,
    EventOut,
    OfferOut,
    Says,
    WhyThenOut,
    entries_of,
    event_out,
    moved_on,
    names_in,
    names_of,
    offers_out,
)
from staff.problems import problem, refused
from staff.reports import (
    FILE,
    CountedPath,
    FileIn,
    ReportOut,
    asked_for,
    file_of,
    report_out,
)
from staff.rows import DueOut
from staff.sign_in import actor

MOST = 100


class IssuedReportRowOut(Out):
    reference: str
    kind: str
    title: str
    scope: str
    period: str
    copy_number: int
    state: str
    issued_at: datetime
    issued_by: str | None


class IssuedReportsOut(Out):
    issued: list[IssuedReportRowOut]


class IssuedIn(In):
    """Of one kind, of one part of the city; empty: every one that I may read."""

    kind: str = ""
    scope: str = ""


class IssuedReportOut(Out):
    reference: str
    number: str
    version: int
    state: str
    is_open: bool
    title: str
    copy_number: int
    issued_at: datetime
    issued_by: str | None
    seal: str
    remarks: str | None
    returned_because: str | None
    report: ReportOut
    due: DueOut | None = None  # the order sets no day for a decision on it
    why_then: list[WhyThenOut] = Field(default_factory=list)
    history: list[EventOut]
    offers: list[OfferOut]


class IssuedPath(In):
    reference: str


class IssuedFilePath(IssuedPath):
    form: Literal["pdf", "csv"]


class CurrentPath(In):
    kind: str
    scope: str


class IssuedActionPath(IssuedPath):
    action: str


@staff.get("/api/reports/issued", responses={200: IssuedReportsOut})
@open_to(*READERS)
def issued_reports(query: IssuedIn) -> Response:
    """The last hundred issued reports, newest first."""
    session = reading()
    wanted = select(IssuedReport).where(readable(actor()))
    if query.kind:
        wanted = wanted.where(IssuedReport.kind == query.kind)
    if query.scope:
        wanted = wanted.where(IssuedReport.scope == query.scope)
    newest = wanted.order_by(IssuedReport.issued_at.desc(), IssuedReport.id.desc()).limit(MOST)
    found = session.scalars(newest).all()
    names = names_of(session, {each.issued_by_id for each in found if each.issued_by_id})
    return answer(IssuedReportsOut(issued=[_row(each, names) for each in found]))


@staff.get("/api/reports/current/<kind>/<scope>", responses={200: IssuedReportOut})
@open_to(*READERS)
def current_report(path: CurrentPath) -> Response:
    """The issued report that is at hand now (IV.C.8)."""
    session = reading()
    found = current(session, path.kind, path.scope)
    if found is None or find(session, actor(), found.reference) is None:
        abort(404)
    return answer(issued_out(session, found))


@staff.post("/api/reports/counted/<kind>/<scope>/<period>/issue", responses={201: IssuedReportOut})
@open_to(*READERS)
def issue_report(path: CountedPath) -> Response:
    """Count it now and keep it as issued."""
    kind, asked = asked_for(path)
    offer = issue_offer(asked, kind, actor())
    if offer is None:
        raise OutOfReachError
    if offer.refusal:
        return refused(offer.refusal)
    report = kind.report(asked)
    session = writing()
    try:
        made = issue(session, report, actor(), now())
        session.commit()
    except IntegrityError:
        session.rollback()
        return problem(409, "Somebody else issued it at the same moment.")
    return answer(issued_out(session, made), 201)


@staff.get("/api/reports/issued/<reference>", responses={200: IssuedReportOut})
@open_to(*READERS)
def issued_report(path: IssuedPath) -> Response:
    """One report as it was issued; the reading is logged."""
    session = writing()
    found = _find(session, path.reference)
    looked(session, actor().id, KIND, found.id, "page", now())
    session.commit()
    return answer(issued_out(session, found))


@staff.get("/api/reports/issued/<reference>/file.<form>", responses={200: FILE})
@open_to(*READERS)
def issued_file(path: IssuedFilePath, query: FileIn) -> Response:
    """The same file every time, but for what was decided on it; the download is logged."""
    session = writing()
    found = _find(session, path.reference)
    looked(session, actor().id, KIND, found.id, path.form, now())
    session.commit()
    report = from_json(found.data)
    return file_of(report, path.form, query.table, found.reference, standing(session, found))


@staff.post("/api/reports/issued/<reference>/actions/<action>", responses={200: IssuedReportOut})
@open_to(*READERS)
def act_on_report(path: IssuedActionPath, body: ActionIn) -> Response:
    """The one door for every decision; the lifecycle says which there are."""
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
    return answer(issued_out(session, found))


def _find(session: Session, reference: str) -> IssuedReport:
    return find(session, actor(), reference) or abort(404)


def _row(issued: IssuedReport, names: dict[int, str]) -> IssuedReportRowOut:
    assert issued.state is not None
    return IssuedReportRowOut(
        reference=issued.reference,
        kind=issued.kind,
        title=issued.title,
        scope=issued.scope,
        period=issued.period,
        copy_number=issued.copy,
        state=issued.state.label,
        issued_at=issued.issued_at,
        issued_by=names.get(issued.issued_by_id or 0),
    )


def issued_out(session: Session, issued: IssuedReport) -> IssuedReportOut:
    assert issued.state is not None
    entries = entries_of(session, SAYS, issued)
    names = names_in(session, SAYS, entries)
    return IssuedReportOut(
        reference=issued.reference,
        number=f"{issued.data['period_label']}, copy {issued.copy}",
        version=issued.version,
        state=issued.state.label,
        is_open=issued.state is State.SUBMITTED,
        title=issued.title,
        copy_number=issued.copy,
        issued_at=issued.issued_at,
        issued_by=names.members.get(issued.issued_by_id or 0),
        seal=issued.seal,
        remarks=issued.remarks,
        returned_because=issued.returned_because,
        report=report_out(from_json(issued.data)),
        history=[event_out(SAYS, entry, names) for entry in entries],
        offers=offers_out(LIFECYCLE, Attempt(issued, actor(), now(), session)),
    )


def standing(session: Session, issued: IssuedReport) -> list[tuple[str, str]]:
    """What the commander and the sergeant said of it, for paper (IV.C.5, IV.D.2)."""
    names = names_of(session, {issued.decided_by_id} if issued.decided_by_id else set())
    decided_by = names.get(issued.decided_by_id or 0, "")
    said = {
        "Issued": moment(issued.issued_at),
        "Trends and chronic problems": issued.remarks or "",
        "Approved": _decided(issued, State.APPROVED, decided_by),
        "Returned": _decided(issued, State.RETURNED, decided_by),
        "Because": issued.returned_because or "",
    }
    return [(label, words) for label, words in said.items() if words]


def _decided(issued: IssuedReport, state: State, by: str) -> str:
    return f"{moment(issued.decided_at)}, {by}" if issued.state is state else ""


SAYS = Says(LIFECYCLE, State, {}, frozenset({"seal"}))
