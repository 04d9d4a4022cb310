"""What the Chief, Bureau of Patrol, hears every month (V.F.2, VII.F.2)."""

from shared.directive.clauses import Clause
from shared.reports.comparing import STANDING, Asked, compared
from shared.reports.concern_figures import CONCERNS
from shared.reports.counting import Subject, figure
from shared.reports.tables import Cell, Column, Row, Table
from shared.reports.work_order_figures import WORK_ORDERS


def concern_tables(asked: Asked) -> tuple[Table, ...]:
    clause = Clause.VII_F_2
    measures = ("accepted", "not_accepted", "closed", "open", "associated", "late_now")
    return (
        standing(asked, CONCERNS, clause),
        compared(asked, CONCERNS, "district", "Concerns by district", (clause,), measures),
        compared(asked, CONCERNS, "category", "Concerns by category", (clause,)),
    )


def request_tables(asked: Asked) -> tuple[Table, ...]:
    clause = Clause.V_F_2
    measures = ("closed", "open", "unopened", "late_now")
    return (
        standing(asked, WORK_ORDERS, clause),
        compared(asked, WORK_ORDERS, "district", "Requests by district", (clause,), measures),
        compared(asked, WORK_ORDERS, "beat", "Requests by beat", (clause,), measures),
    )


def standing(asked: Asked, subject: Subject, clause: Clause) -> Table:
    """How every open case stands, state by state."""
    counts = asked.count(subject, "state", ("unfinished", "unfinished_late"))
    labels = subject.dimensions["state"].labels(asked.session)
    rows = [
        Row(
            code,
            label,
            (
                Cell(counts[code]["unfinished"], figure(subject, "unfinished", "state", code)),
                Cell(
                    counts[code]["unfinished_late"],
                    figure(subject, "unfinished_late", "state", code),
                ),
            ),
        )
        for code, label in labels.items()
        if code in counts and counts[code]["unfinished"]
    ]
    if rows:
        totals = [sum(int(row.cells[i].value or 0) for row in rows) for i in (0, 1)]
        cells = (
            Cell(totals[0], figure(subject, "unfinished")),
            Cell(totals[1], figure(subject, "unfinished_late")),
        )
        rows.append(Row("", "All", cells, True))
    return Table(
        name=f"{subject.name}_standing",
        title=f"{subject.title}: how every open one stands",
        clauses=(clause.number,),
        heads="How it stands",
        columns=(Column("unfinished", "Open"), Column("unfinished_late", "of these late")),
        rows=tuple(rows),
        notes=(STANDING,),
        bars=("unfinished",),
        empty="None is open.",
    )
