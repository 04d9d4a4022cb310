"""Issuing a report: counted, sealed and kept in one transaction, and never twice."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.reports.comparing import Asked
from shared.reports.kinds import BY_NAME, Kind
from shared.reports.lifecycle import LIFECYCLE
from shared.reports.models import IssuedReport
from shared.reports.periods import Period, period_of
from shared.reports.rules import newest
from shared.reports.scopes import Scope, scope_of
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


def issue(session: Session, report: Report, actor: object, now: datetime) -> IssuedReport:
    """Keep what was counted: counting takes long and holds no lock.

    The caller owns the transaction; of two at once the second meets an IntegrityError.
    """
    action = BY_NAME[report.kind].issued_by
    assert action is not None
    issued = _next_copy(session, report.kind, scope_of(report.scope), period_of(report.period))
    issued.data = to_json(report)
    issued.seal = seal(issued.data)
    engine.perform(LIFECYCLE, action, Attempt(issued, actor, now, session))
    return issued


def issue_offer(asked: Asked, kind: Kind, actor: object) -> engine.Offer | None:
    """Whether this member may issue it, and why it must wait."""
    report = _next_copy(asked.session, kind.name, asked.scope, asked.period)
    offers = engine.offers(LIFECYCLE, Attempt(report, actor, asked.now, asked.session))
    return next((offer for offer in offers if offer.action == kind.issued_by), None)


def _next_copy(session: Session, name: str, scope: Scope, period: Period) -> IssuedReport:
    kind = BY_NAME[name]
    last = newest(session, kind.name, scope.key, period.key)
    copy = last.copy + 1 if last else 1
    return IssuedReport(
        reference=f"{kind.name}.{scope.key}.{period.key}.{copy}",
        kind=kind.name,
        scope=scope.key,
        district=scope.district,
        period=period.key,
        copy=copy,
        title=f"{kind.title}, {scope.label(session)}, {period.label}",
    )


def current(session: Session, kind: str, scope: str) -> IssuedReport | None:
    """The one at hand (IV.C.8): the last approved or submitted, never one that was returned."""
    return session.scalar(
        select(IssuedReport)
        .where(
            IssuedReport.kind == kind,
            IssuedReport.scope == scope,
            IssuedReport.state != State.RETURNED,
        )
        .order_by(IssuedReport.period.desc(), IssuedReport.copy.desc())
        .limit(1)
    )
