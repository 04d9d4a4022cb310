"""Timeliness or failure to respond, unit by unit (V.F.1, VII.F.1; VII.E.3 for a district)."""

from shared.directive.clauses import Clause
from shared.reports.access_311 import access_table
from shared.reports.comparing import Asked, shares
from shared.reports.concern_figures import CONCERNS
from shared.reports.tables import Table
from shared.reports.tours_of_duty import tours_table
from shared.reports.work_order_figures import WORK_ORDERS

OF_REVIEW = ("review_kept", "review_missed")
OF_UNIT = ("kept", "extended", "late")


def tables(asked: Asked) -> tuple[Table, ...]:
    whole = (Clause.VII_F_1, Clause.VII_E_3)
    return (
        shares(
            asked,
            CONCERNS,
            "district",
            "review",
            "Review within 36 hours of the first access",
            (Clause.VII_B_1, *whole),
            (*OF_REVIEW, "under_review", "joined"),
            OF_REVIEW,
        ),
        shares(
            asked,
            CONCERNS,
            "unit",
            "investigation",
            "Investigations assigned, by unit",
            (Clause.VII_C_2, *whole),
            ("assigned", *OF_UNIT, "running", "returned"),
            OF_UNIT,
        ),
        shares(
            asked,
            WORK_ORDERS,
            "district",
            "work_orders",
            "Police-related requests assigned, by district",
            (Clause.V_C_3_A, Clause.V_F_1),
            ("assigned", *OF_UNIT, "running", "returned"),
            OF_UNIT,
        ),
        access_table(asked),
        tours_table(asked),
    )
