"""What must hold before a report is issued."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.directive.clocks import CHICAGO
from shared.reports.models import IssuedReport
from shared.reports.periods import period_of
from shared.reports.states import State
from shared.workflow.refusals import Refusal
from shared.workflow.table import Attempt


def period_ended(attempt: Attempt) -> Refusal | None:
    period = period_of(attempt.case.period)
    if period.has_ended(attempt.now):
        return None
    return Refusal(
        f"It can be issued when the period has ended: from {period.after().first:%B %-d, %Y}."
    )


def not_there_already(attempt: Attempt) -> Refusal | None:
    """Another copy only after the commander returned the one before."""
    report: IssuedReport = attempt.case
    last = newest(attempt.session, report.kind, report.scope, report.period)
    if last is None or last.state is State.RETURNED:
        return None
    day = last.issued_at.astimezone(CHICAGO)
    assert last.state is not None
    where = f"{last.state.label[0].lower()}{last.state.label[1:]}"
    return Refusal(f"It was issued on {day:%B %-d, %Y}: {where}.")


def newest(session: Session, kind: str, scope: str, period: str) -> IssuedReport | None:
    """The last copy of one period."""
    return session.scalar(
        select(IssuedReport)
        .where(
            IssuedReport.kind == kind,
            IssuedReport.scope == scope,
            IssuedReport.period == period,
        )
        .order_by(IssuedReport.copy.desc())
        .limit(1)
    )
