"""Statistics by beat and district, of every kind of case (III.C.4)."""

from shared.directive.clauses import Clause
from shared.reports.comparing import Asked, compared
from shared.reports.concern_figures import CONCERNS
from shared.reports.counting import Subject
from shared.reports.scopes import Level
from shared.reports.service_request_figures import SERVICE_REQUESTS
from shared.reports.tables import Table
from shared.reports.work_order_figures import WORK_ORDERS

CLAUSES = (Clause.III_C_4,)
OF_CONCERNS = ("accepted", "not_accepted", "closed", "open", "late_now")
OF_REQUESTS = ("entered", "completed", "open", "late_now")
OF_ORDERS = ("closed", "open", "late_now")


def tables(asked: Asked) -> tuple[Table, ...]:
    return (
        *_of(asked, CONCERNS, OF_CONCERNS, "category"),
        *_of(asked, SERVICE_REQUESTS, OF_REQUESTS, "service"),
        *_of(asked, WORK_ORDERS, OF_ORDERS),
    )


def _of(
    asked: Asked, subject: Subject, measures: tuple[str, ...], *sorts: str
) -> tuple[Table, ...]:
    wide = asked.scope.level in (Level.CITY, Level.AREA)
    by = ("district", "beat") if wide else ("beat",)
    return tuple(
        compared(
            asked,
            subject,
            each,
            f"{subject.title} by {subject.dimensions[each].heads.lower()}",
            CLAUSES,
            measures if each in by else (),
        )
        for each in (*by, *sorts)
    )
