"""The quarterly City Service Requests Status Report (IV.C.4, IV.C.5, IV.D.1)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload

from shared.directive.clauses import Clause
from shared.directive.clocks import CHICAGO
from shared.reports.comparing import NOT_KEPT, Asked, compared
from shared.reports.counting import WHEN, figure
from shared.reports.periods import Length, period_at
from shared.reports.service_request_figures import (
    PLACE,
    SERVICE_REQUESTS,
    service_labels,
    some_were_purged,
)
from shared.reports.tables import Cell, Column, Row, Table, Value, figure_of
from shared.service_requests.models import ServiceRequest
from shared.service_requests.states import OPEN

OFTEN = 3  # forms at one place, in this quarter and the one before, that make it chronic
AGAIN = 2  # forms for the same service at the same place within the quarter
RISE = 3  # so many more than in the quarter before, and half as many again
LISTED = 100  # of one agency; the rest are counted in a note
MEASURES = ("entered", "completed", "open", "late_now")


def tables(asked: Asked) -> tuple[Table, ...]:
    clauses = (Clause.IV_C_4, Clause.IV_C_5)
    by_beat = compared(asked, SERVICE_REQUESTS, "beat", "Requests by beat", clauses, MEASURES)
    by_service = compared(
        asked, SERVICE_REQUESTS, "service", "Requests by service", clauses, MEASURES
    )
    return (
        by_beat,
        by_service,
        months(asked),
        rising(by_beat, "rising_beats", "Rising beats"),
        rising(by_service, "rising_services", "Rising services"),
        repeat_places(asked),
        repeat_services(asked),
        *agencies(asked),
    )


def months(asked: Asked) -> Table:
    """Month by month through this quarter and the one before."""
    month = period_at(Length.MONTH, asked.period.before().begins_at)
    rows, forgotten = [], False
    while month.begins_at < min(asked.period.ends_at, asked.now):
        if some_were_purged(asked.session, asked.scope, month):
            cells: tuple[Cell, ...] = (Cell(None), Cell(None))
            forgotten = True
        else:
            counts = asked.count(SERVICE_REQUESTS, "all", ("received", "completed"), month)
            found = counts.get("", {})
            cells = tuple(Cell(found.get(name, 0)) for name in ("received", "completed"))
        rows.append(Row(month.key, month.label, cells))
        month = month.after()
    return Table(
        name="months",
        title="Month by month",
        clauses=(Clause.IV_C_5.number,),
        heads="Month",
        columns=(Column("received", "Filed"), Column("completed", "Service completed")),
        rows=tuple(rows),
        notes=(NOT_KEPT,) if forgotten else (),
        bars=("received", "completed"),
    )


def rising(counted: Table, name: str, title: str) -> Table:
    """The rows of a comparison that rose by three and by half."""
    shown = [
        row
        for row in counted.rows
        if not row.is_total
        and _rose(figure_of(counted, row, "received"), figure_of(counted, row, "before"))
    ]
    width = len(("received", "before", "year_ago", "change"))
    return Table(
        name=name,
        title=title,
        clauses=(Clause.IV_C_5.number,),
        heads=counted.heads,
        columns=counted.columns[:width],
        rows=tuple(
            Row(row.code, row.label, row.cells[:width])
            for row in sorted(shown, key=lambda row: -int(row.cells[3].value or 0))
        ),
        notes=(f"At least {RISE} more than in the quarter before, and half as many again.",),
        empty="None rose.",
    )


def _rose(now: Value, before: Value) -> bool:
    if not isinstance(now, int) or not isinstance(before, int):
        return False
    return now - before >= RISE and 2 * now >= 3 * before


def repeat_places(asked: Asked) -> Table:
    """Places of which somebody wrote again and again."""
    this, before = _this(asked), _before(asked)
    open_now = ServiceRequest.state.in_(OPEN)
    found = asked.session.execute(
        select(
            PLACE,
            func.count().filter(this),
            func.count().filter(before),
            func.count().filter(open_now),
        )
        .where(asked.scope.where(ServiceRequest), _two_quarters(asked))
        .group_by(PLACE)
        .having(func.count() >= OFTEN, func.count().filter(this) > 0)
        .order_by(func.count().desc(), PLACE)
    ).all()
    rows = tuple(
        Row(
            place,
            place,
            (
                Cell(now, figure(SERVICE_REQUESTS, "received", "place", place)),
                Cell(then, figure(SERVICE_REQUESTS, "received", "place", place, WHEN[1])),
                Cell(still, figure(SERVICE_REQUESTS, "open", "place", place)),
            ),
        )
        for place, now, then, still in found
    )
    return Table(
        name="repeat_places",
        title="Chronic: places with repeated requests",
        clauses=(Clause.IV_C_5.number,),
        heads="Place",
        columns=(
            Column("received", "Filed"),
            Column("before", f"Filed, {asked.period.before().label}"),
            Column("open", "Open"),
        ),
        rows=rows,
        notes=(f"At least {OFTEN} forms in this quarter and the one before.",),
        empty="No place came up again.",
    )


def repeat_services(asked: Asked) -> Table:
    """The same need at the same place, more than once."""
    found = asked.session.execute(
        select(PLACE, ServiceRequest.service, func.count())
        .where(asked.scope.where(ServiceRequest), _this(asked))
        .group_by(PLACE, ServiceRequest.service)
        .having(func.count() >= AGAIN)
        .order_by(func.count().desc(), PLACE, ServiceRequest.service)
    ).all()
    labels = service_labels(asked.session)
    return Table(
        name="repeat_services",
        title="Chronic: the same service at the same place",
        clauses=(Clause.IV_C_5.number,),
        heads="Place",
        columns=(Column("service", "Service", "text"), Column("received", "Filed")),
        rows=tuple(
            Row(f"{service} {place}", place, (Cell(labels.get(service, service)), Cell(number)))
            for place, service, number in found
        ),
        notes=(f"At least {AGAIN} forms within the quarter.",),
        empty="No service was asked for twice at one place.",
    )


def _this(asked: Asked) -> ColumnElement[bool]:
    return and_(
        ServiceRequest.filed_at >= asked.period.begins_at,
        ServiceRequest.filed_at < asked.period.ends_at,
    )


def _before(asked: Asked) -> ColumnElement[bool]:
    return and_(
        ServiceRequest.filed_at >= asked.period.before().begins_at,
        ServiceRequest.filed_at < asked.period.begins_at,
    )


def _two_quarters(asked: Asked) -> ColumnElement[bool]:
    return and_(
        ServiceRequest.filed_at >= asked.period.before().begins_at,
        ServiceRequest.filed_at < asked.period.ends_at,
    )


def agencies(asked: Asked) -> Iterator[Table]:
    """What to raise with each City agency: every open request, oldest first (IV.D.1)."""
    waiting: dict[str, list[ServiceRequest]] = defaultdict(list)
    for form in asked.session.scalars(
        select(ServiceRequest)
        .where(asked.scope.where(ServiceRequest), ServiceRequest.state.in_(OPEN))
        .options(joinedload(ServiceRequest.type))
        .order_by(ServiceRequest.filed_at, ServiceRequest.id)
    ):
        waiting[form.type.agency].append(form)
    for number, agency in enumerate(sorted(waiting), start=1):
        yield _agency(asked, f"agency_{number}", agency, waiting[agency])


def _agency(asked: Asked, name: str, agency: str, forms: Sequence[ServiceRequest]) -> Table:
    more = len(forms) - LISTED
    return Table(
        name=name,
        title=f"{agency}: {len(forms)} open, oldest first",
        clauses=(Clause.IV_D_1.number,),
        heads="Form",
        columns=(
            Column("city_number", "311 number", "text"),
            Column("service", "Service", "text"),
            Column("place", "Place", "text"),
            Column("beat", "Beat", "text"),
            Column("filed", "Filed", "day"),
            Column("days", "Days open"),
            Column("state", "How it stands", "text"),
        ),
        rows=tuple(_line(asked, form) for form in forms[:LISTED]),
        notes=(f"{more} more are not listed here.",) if more > 0 else (),
    )


def _line(asked: Asked, form: ServiceRequest) -> Row:
    assert form.state is not None
    filed = form.filed_at.astimezone(CHICAGO).date()
    late = "late; " if form.is_late(asked.now) else ""
    return Row(
        form.reference,
        form.number,
        (
            Cell(form.city_number, case=f"{SERVICE_REQUESTS.name}/{form.reference}"),
            Cell(form.type.name),
            Cell(form.address or form.place),
            Cell(form.beat),
            Cell(filed.isoformat()),
            Cell((asked.now.astimezone(CHICAGO).date() - filed).days),
            Cell(f"{late}{form.state.label[0].lower()}{form.state.label[1:]}"),
        ),
    )
