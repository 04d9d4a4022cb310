"""Reports counted now: on screen, as PDF and as CSV, with the cases behind every figure."""

from datetime import datetime
from typing import Annotated, Any, Literal

from flask import Response, abort
from pydantic import Field
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from shared.history.access import looked
from shared.people.reach import visible_to
from shared.places.models import District
from shared.places.patrol_areas import PatrolArea
from shared.reports.comparing import Asked
from shared.reports.counting import FigureError, behind
from shared.reports.csv_file import csv_of
from shared.reports.effects import KIND
from shared.reports.issuing import asked_of, issue_offer
from shared.reports.kinds import BY_NAME, KINDS, READERS
from shared.reports.kinds import Kind as Made
from shared.reports.paper import report_pdf
from shared.reports.periods import Length, Period, PeriodError, period_at, period_of
from shared.reports.scopes import Level, ScopeError, scope_of
from shared.reports.tables import Report, Table
from shared.reports.wording import shown
from shared.web.access import open_to
from shared.web.requests import done_reading, now, reading, writing
from shared.workflow import queues
from staff.blueprint import In, Out, answer, staff
from staff.problems import problem
from staff.report_rows import COUNTED, SUBJECTS
from staff.rows import PageIn, PageOut, cursor, token
from staff.sign_in import actor

OFFERED = {Length.MONTH: 13, Length.QUARTER: 8, Length.YEAR: 3}
FILE: Any = {"content": {"application/pdf": {}, "text/csv": {}}}
TYPES = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}


class ChosenOut(Out):
    key: str
    label: str


class KindOut(Out):
    """A report that this member may read, with the places and times it can be made of."""

    name: str
    title: str
    clauses: list[str]
    scopes: list[ChosenOut]
    periods: list[ChosenOut]
    starts_with: str  # the last period that has ended


class KindsOut(Out):
    kinds: list[KindOut]


class CellOut(Out):
    """`opens` names the cases behind a figure; `case` is the one case a line speaks of."""

    value: str | int | float | None
    shown: str
    opens: str | None
    case: str | None


class ColumnOut(Out):
    name: str
    label: str
    shape: Literal["text", "count", "percent", "change", "day"]


class RowOfOut(Out):
    code: str
    label: str
    cells: list[CellOut]
    is_total: bool


class TableOut(Out):
    """`bars` names the columns that a chart shows."""

    name: str
    title: str
    clauses: list[str]
    heads: str
    columns: list[ColumnOut]
    rows: list[RowOfOut]
    notes: list[str]
    bars: list[str]
    empty: str


class ReportOut(Out):
    kind: str
    title: str
    clauses: list[str]
    scope: str
    scope_label: str
    period: str
    period_label: str
    first_day: str
    last_day: str
    as_of: datetime
    notes: list[str]
    tables: list[TableOut]


class IssueOut(Out):
    """The issuing that is this member's to do; with a refusal it must wait."""

    label: str
    refusal: str | None


class CountedOut(Out):
    report: ReportOut
    issue: IssueOut | None


class CountedPath(In):
    kind: str
    scope: str
    period: str


class FilePath(CountedPath):
    form: Literal["pdf", "csv"]


class FileIn(In):
    """`table` writes one table of a report as CSV."""

    table: str | None = None


class CasesIn(PageIn):
    figure: Annotated[str, Field(min_length=1, max_length=400)]


@staff.get("/api/reports", responses={200: KindsOut})
@open_to(*READERS)
def report_kinds() -> Response:
    """The reports of today's posts."""
    member, session = actor(), reading()
    scopes = {level: _scopes(session, level) for level in Level}
    kinds = []
    for kind in KINDS:
        mine = [
            scope
            for level in kind.levels
            for scope in scopes[level]
            if kind.may_read(member, scope_of(scope.key))
        ]
        if mine:
            kinds.append(_kind_out(kind, mine))
    return answer(KindsOut(kinds=kinds))


def _scopes(session: Session, level: Level) -> list[ChosenOut]:
    """What can be chosen from a list; a sector or a beat is opened from its district."""
    if level is Level.CITY:
        return [ChosenOut(key="city", label="City of Chicago")]
    if level is Level.AREA:
        areas = session.scalars(select(PatrolArea.area).distinct().order_by(PatrolArea.area))
        return [ChosenOut(key=f"area-{area}", label=f"Area {area}") for area in areas]
    if level is Level.DISTRICT:
        rows = session.execute(select(District.code, District.name).order_by(District.code))
        return [
            ChosenOut(key=f"district-{row.code}", label=f"{row.code} {row.name}") for row in rows
        ]
    return []


def _kind_out(kind: Made, scopes: list[ChosenOut]) -> KindOut:
    return KindOut(
        name=kind.name,
        title=kind.title,
        clauses=[clause.number for clause in kind.clauses],
        scopes=scopes,
        periods=[
            ChosenOut(key=period.key, label=period.label)
            for length in kind.lengths
            for period in _periods(length)
        ],
        starts_with=period_at(kind.every or next(iter(kind.lengths)), now()).before().key,
    )


def _periods(length: Length) -> list[Period]:
    """The one that runs and those before it."""
    periods = [period_at(length, now())]
    while len(periods) < OFFERED[length]:
        periods.append(periods[-1].before())
    return periods


@staff.get("/api/reports/counted/<kind>/<scope>/<period>", responses={200: CountedOut})
@open_to(*READERS)
def counted_report(path: CountedPath) -> Response:
    """A report counted at this moment."""
    kind, asked = asked_for(path)
    offer = issue_offer(asked, kind, actor())
    return answer(
        CountedOut(
            report=report_out(kind.report(asked)),
            issue=IssueOut(label=offer.label, refusal=offer.refusal.why if offer.refusal else None)
            if offer
            else None,
        )
    )


@staff.get("/api/reports/counted/<kind>/<scope>/<period>/file.<form>", responses={200: FILE})
@open_to(*READERS)
def counted_file(path: FilePath, query: FileIn) -> Response:
    """The same as a file; the download is logged."""
    kind, asked = asked_for(path)
    report = kind.report(asked)
    done_reading()
    name = f"{report.kind}.{report.scope}.{report.period}"
    made = file_of(report, path.form, query.table, name, [])
    session = writing()
    looked(session, actor().id, KIND, 0, path.form, now(), name)
    session.commit()
    return made


@staff.get("/api/reports/counted/<kind>/<scope>/<period>/cases", responses={200: PageOut})
@open_to(*READERS)
def cases_behind(path: CountedPath, query: CasesIn) -> Response:
    """The cases behind a figure, as far as this member's reach goes."""
    _kind, asked = asked_for(path)
    try:
        subject, where = behind(SUBJECTS, query.figure, asked.scope, asked.period, now())
    except FigureError as error:
        return problem(404, str(error))
    of, session = COUNTED[subject.name], asked.session
    seen = and_(visible_to(of.reach, actor()), where)
    page = queues.page(
        session, subject.model, seen, cursor(query.cursor), query.size, of.listed.loaded
    )
    rows = of.listed.rows(session, page.cases, now())
    return answer(PageOut(rows=rows, next=token(page.next)))


def asked_for(path: CountedPath) -> tuple[Made, Asked]:
    """What the address names; out of the member's reach it is not found."""
    kind = BY_NAME.get(path.kind)
    try:
        scope, period = scope_of(path.scope), period_of(path.period)
    except (ScopeError, PeriodError):
        abort(404)
    if kind is None or not kind.fits(scope, period) or not kind.may_read(actor(), scope):
        abort(404)
    return kind, asked_of(reading(), kind, scope, period, now())


def file_of(
    report: Report, form: str, table: str | None, name: str, standing: list[tuple[str, str]]
) -> Response:
    """A report as a file to be kept; `standing` is what was decided on it."""
    if table is not None and report.table(table) is None:
        abort(404)
    made = report_pdf(report, standing) if form == "pdf" else csv_of(report, table)
    part = f".{table}" if table and form == "csv" else ""
    headers = {"Content-Disposition": f'attachment; filename="{name}{part}.{form}"'}
    return Response(made, 200, headers, content_type=TYPES[form])


def report_out(report: Report) -> ReportOut:
    return ReportOut(
        kind=report.kind,
        title=report.title,
        clauses=list(report.clauses),
        scope=report.scope,
        scope_label=report.scope_label,
        period=report.period,
        period_label=report.period_label,
        first_day=report.first_day,
        last_day=report.last_day,
        as_of=datetime.fromisoformat(report.as_of),
        notes=list(report.notes),
        tables=[_table_out(table) for table in report.tables],
    )


def _table_out(table: Table) -> TableOut:
    return TableOut(
        name=table.name,
        title=table.title,
        clauses=list(table.clauses),
        heads=table.heads,
        columns=[
            ColumnOut(name=column.name, label=column.label, shape=column.shape)
            for column in table.columns
        ],
        rows=[
            RowOfOut(
                code=row.code,
                label=row.label,
                is_total=row.is_total,
                cells=[
                    CellOut(
                        value=cell.value,
                        shown=shown(cell.value, column.shape),
                        opens=cell.opens,
                        case=cell.case,
                    )
                    for cell, column in zip(row.cells, table.columns, strict=True)
                ],
            )
            for row in table.rows
        ],
        notes=list(table.notes),
        bars=list(table.bars),
        empty=table.empty,
    )
