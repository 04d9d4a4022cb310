"""The Bureau of Patrol's tracking of every request, however far one looks in (III.A)."""

from shared.directive.clauses import Clause
from shared.reports.comparing import Asked, compared
from shared.reports.counting import Subject
from shared.reports.scopes import Level
from shared.reports.service_request_figures import SERVICE_REQUESTS
from shared.reports.tables import Table
from shared.reports.work_order_figures import WORK_ORDERS

INTO = {
    Level.CITY: ("area", "district"),
    Level.AREA: ("district", "beat"),
    Level.DISTRICT: ("sector", "beat"),
    Level.SECTOR: ("beat",),
    Level.BEAT: ("beat",),
}
TRACKED = (
    (
        SERVICE_REQUESTS,
        Clause.III_A_1,
        ("entered", "completed", "not_sent", "with_the_city", "late_now"),
    ),
    (WORK_ORDERS, Clause.III_A_2, ("closed", "open", "unopened", "late_now")),
)


def tables(asked: Asked) -> tuple[Table, ...]:
    return tuple(
        _tracked(asked, subject, clause, measures, by)
        for subject, clause, measures in TRACKED
        for by in INTO[asked.scope.level]
    )


def _tracked(
    asked: Asked, subject: Subject, clause: Clause, measures: tuple[str, ...], by: str
) -> Table:
    title = f"{subject.title} by {subject.dimensions[by].heads.lower()}"
    return compared(asked, subject, by, title, (clause,), measures)
