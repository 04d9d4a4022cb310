"""Issuing a report: counted, sealed and kept in one transaction, and never twice."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.reports.comparing import Asked
from shared.reports.kinds import Kind
from shared.reports.lifecycle import LIFECYCLE
from shared.reports.models import IssuedReport
from shared.reports.periods import Period
from shared.reports.rules import newest
from shared.reports.scopes import Scope
from shared.reports.states import State
from shared.reports.tables import Report, seal, to_json
from shared.workflow import engine
from shared.workflow.table import Attempt


def asked_of(session: Session, kind: Kind, scope: Scope, period: Period, now: datetime) -> Asked:
    """What a report of this kind is counted from; it remembers its own earlier issues."""

    def recall(table: str, earlier: Period) -> dict[str, int] | None:
        issued = newest(session, kind.name, scope.key, earlier.key)
        return _received(issued, table) if issued else None

    return Asked(session, scope, period, now, recall)


def _received(issued: IssuedReport, table: str) -> dict[str, int] | None:
    for told in issued.data["tables"]:
        if told["name"] == table:
            at = [column["name"] for column in told["columns"]].index("received")
            return {
                row["code"]: row["cells"][at]["value"]
                for row in told["rows"]
                if not row["is_total"]
            }
    return None


def counted(session: Session, kind: Kind, scope: Scope, period: Period, now: datetime) -> Report:
    """The report as it would be issued now."""
    return kind.report(asked_of(session, kind, scope, period, now))


def issue(
    session: Session, kind: Kind, scope: Scope, period: Period, actor: object, now: datetime
) -> IssuedReport:
    """The caller owns the transaction; of two at once the second meets an IntegrityError."""
    assert kind.issued_by is not None
    last = newest(session, kind.name, scope.key, period.key)
    copy = last.copy + 1 if last else 1
    report = IssuedReport(
        reference=f"{kind.name}.{scope.key}.{period.key}.{copy}",
        kind=kind.name,
        scope=scope.key,
        district=scope.district,
        period=period.key,
        copy=copy,
        title=f"{kind.title}, {scope.label(session)}, {period.label}",
    )
    attempt = Attempt(report, actor, now, session)
    engine.admit(LIFECYCLE, kind.issued_by, attempt)
    report.data = to_json(counted(session, kind, scope, period, now))
    report.seal = seal(report.data)
    engine.perform(LIFECYCLE, kind.issued_by, attempt)
    return report


def current(session: Session, kind: Kind, scope: Scope) -> IssuedReport | None:
    """The one at hand (IV.C.8): the last approved or submitted, never one that was returned."""
    return session.scalar(
        select(IssuedReport)
        .where(
            IssuedReport.kind == kind.name,
            IssuedReport.scope == scope.key,
            IssuedReport.state != State.RETURNED,
        )
        .order_by(IssuedReport.period.desc(), IssuedReport.copy.desc())
        .limit(1)
    )
