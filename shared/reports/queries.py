"""The named lists of issued reports, and which of them a member may read."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from shared.directive.clauses import Clause
from shared.directive.roles import Role
from shared.people.actors import MemberActor
from shared.reports.kinds import KINDS, Kind
from shared.reports.lifecycle import IN_DISTRICT
from shared.reports.models import IssuedReport
from shared.reports.states import State
from shared.workflow.queues import Queue


def _standing(state: State, kind: str) -> ColumnElement[bool]:
    return and_(IssuedReport.state == state, IssuedReport.kind == kind)


def _to_approve(actor: MemberActor, role: Role, _now: datetime) -> ColumnElement[bool]:
    return and_(IN_DISTRICT.sql(actor, role), _standing(State.SUBMITTED, "csr_status"))


def _returned(actor: MemberActor, role: Role, _now: datetime) -> ColumnElement[bool]:
    """Returned, and no other copy was made since."""
    later = IssuedReport.__table__.alias("later")
    followed = (
        select(later.c.id)
        .where(
            later.c.kind == IssuedReport.kind,
            later.c.scope == IssuedReport.scope,
            later.c.period == IssuedReport.period,
            later.c.copy > IssuedReport.copy,
        )
        .exists()
    )
    here = IN_DISTRICT.sql(actor, role)
    return and_(here, _standing(State.RETURNED, "csr_status"), ~followed)


# fmt: off
QUEUES = (
    Queue("reports-to-approve", "Status Reports to approve", Clause.IV_D_2, (Role.COMMANDER,), _to_approve, "No Status Report waits for you."),
    Queue("reports-returned", "Status Reports returned", Clause.IV_D_2, (Role.SERGEANT,), _returned, "No Status Report was returned."),
)
# fmt: on


def readable(actor: MemberActor) -> ColumnElement[bool]:
    """Every issued report that this member may read."""
    return or_(false(), *(_readable(kind, actor) for kind in KINDS))


def _readable(kind: Kind, actor: MemberActor) -> ColumnElement[bool]:
    of_kind = IssuedReport.kind == kind.name
    if actor.roles & set(kind.city):
        return of_kind
    mine = frozenset[str]().union(*(actor.districts(role) for role in kind.district))
    return and_(of_kind, IssuedReport.district.in_(sorted(mine)))


def find(session: Session, actor: MemberActor, reference: str) -> IssuedReport | None:
    """One that the member may not read is not found."""
    return session.scalar(
        select(IssuedReport).where(IssuedReport.reference == reference, readable(actor))
    )
