"""The named lists of work orders, the search among them, and where 311 and the beat disagree."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from shared.directive.clauses import Clause
from shared.directive.roles import HEADS, Role
from shared.people.actors import MemberActor
from shared.people.reach import visible_to
from shared.places.patrol_areas import PatrolArea
from shared.work_orders.choices import INVESTIGATORS
from shared.work_orders.lifecycle import GIVEN, IN_DISTRICT, REACH
from shared.work_orders.models import Extension, Support, WorkOrder
from shared.work_orders.states import INVESTIGATED, OPEN, WITH_MEMBER, State
from shared.workflow.queues import Condition, Queue
from shared.workflow.table import Scope

LOADED = (joinedload(WorkOrder.member),)
SETTLES_IN = timedelta(hours=2)  # 311 may take that long to show what it was told

_OFFICE = (Role.SERGEANT, Role.OFFICER)
_HEADS = tuple(sorted(HEADS))
_ABOVE = (Role.EXECUTIVE_OFFICER, Role.COMMANDER)


def _of(scope: Scope, *conditions: ColumnElement[bool]) -> Condition:
    return lambda actor, role, now: and_(scope.sql(actor, role), *conditions)  # type: ignore[attr-defined]


def _in(*states: State) -> ColumnElement[bool]:
    return WorkOrder.state.in_(states)


def is_late(now: datetime) -> ColumnElement[bool]:
    """What WorkOrder.is_late says of a row, over the table (V.C.3.a)."""
    return or_(
        and_(_in(*INVESTIGATED), WorkOrder.due_at < now),
        and_(_in(State.SUBMITTED), WorkOrder.explained_at > WorkOrder.due_at),
    )


def _late(actor: MemberActor, role: Role, now: datetime) -> ColumnElement[bool]:
    return and_(REACH[role].sql(actor, role), is_late(now))


def _asked_of_us(actor: MemberActor, role: Role, now: datetime) -> ColumnElement[bool]:
    ours = select(Support.work_order_id).where(
        Support.unit_id.in_(sorted(actor.units(role))), Support.answered_at.is_(None)
    )
    return and_(WorkOrder.id.in_(ours), _in(*OPEN))


_UNPLACED = and_(
    or_(WorkOrder.district.is_(None), WorkOrder.beat.is_(None)), _in(State.NEW, State.OPENED)
)
_REASON_TO_ENTER = exists().where(
    Extension.work_order_id == WorkOrder.id, Extension.is_approved, Extension.sent_as.is_(None)
)
ENTERS = or_(_in(State.TO_ENTER), and_(_in(*OPEN), _REASON_TO_ENTER))


def _unplaced(actor: MemberActor, role: Role, now: datetime) -> ColumnElement[bool]:
    return and_(REACH[role].sql(actor, role), _UNPLACED)


# fmt: off
QUEUES = (
    Queue("wo-new", "New requests to open", Clause.V_D_1, _OFFICE, _of(IN_DISTRICT, _in(State.NEW)), "Every request fetched from 311 is opened."),
    Queue("wo-unplaced", "Requests without a beat", Clause.V_D_2_A, (Role.SERGEANT, Role.DEPUTY_CHIEF, Role.AUDITOR), _unplaced, "Every request has its beat."),
    Queue("wo-assign", "Work orders to assign", Clause.V_D_3, (Role.SERGEANT, Role.EXECUTIVE_OFFICER), _of(IN_DISTRICT, _in(State.OPENED)), "Every work order has its member."),
    Queue("wo-mine", "My work orders", Clause.V_E_1, INVESTIGATORS, _of(GIVEN, _in(*INVESTIGATED)), "No work order is assigned to you."),
    Queue("wo-review", "Explanations to review", Clause.V_D_4_A, (Role.SERGEANT,), _of(IN_DISTRICT, _in(State.SUBMITTED)), "Nothing waits for your review."),
    Queue("wo-extensions", "Extensions asked for", Clause.V_D_5, (Role.SERGEANT,), _of(IN_DISTRICT, _in(State.EXTENSION_ASKED)), "Nobody asks for more time."),
    Queue("wo-further", "Further extensions asked for", Clause.V_D_5_B, (Role.COMMANDER,), _of(IN_DISTRICT, _in(State.FURTHER_ASKED)), "Nobody asks for a further extension."),
    Queue("wo-enter", "To enter in 311", Clause.III_C_3, _OFFICE, _of(IN_DISTRICT, ENTERS), "Everything is entered in 311."),
    Queue("wo-running", "Work orders under way", Clause.V_C_1, (Role.SERGEANT, Role.EXECUTIVE_OFFICER), _of(IN_DISTRICT, _in(*WITH_MEMBER)), "Nothing is under way."),
    Queue("wo-late", "Late work orders", Clause.V_C_3_A, (Role.SERGEANT, *_ABOVE, Role.DEPUTY_CHIEF, Role.AUDITOR), _late, "No work order is late."),
    Queue("wo-support", "Help asked of us (CPD-21.224)", Clause.V_B, _HEADS, _asked_of_us, "Nobody asks for your unit's help."),
)
# fmt: on

UNOPENED = ("wo-new",)


def find(session: Session, actor: MemberActor, reference: str) -> WorkOrder | None:
    """A work order out of reach is not found."""
    return session.scalar(
        select(WorkOrder).where(WorkOrder.reference == reference, visible_to(REACH, actor))
    )


@dataclass(frozen=True, slots=True)
class Search:
    """What a member looks for among the work orders within reach: by beat above all (V.D.2.a).

    The Bureau of Patrol's tracking goes from the area down to the beat (III.A).
    """

    words: str = ""
    state: State | None = None
    area: str | None = None
    district: str | None = None
    sector: str | None = None
    beat: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    late: bool = False

    def where(self, actor: MemberActor, now: datetime) -> ColumnElement[bool]:
        """Of the last year unless a time is given."""
        return and_(visible_to(REACH, actor), *self._equal(), *self._words(), *self._times(now))

    def _equal(self) -> list[ColumnElement[bool]]:
        wanted = {
            WorkOrder.state: self.state,
            WorkOrder.district: self.district,
            WorkOrder.sector: self.sector,
            WorkOrder.beat: self.beat,
        }
        conditions = [column == value for column, value in wanted.items() if value]
        if self.area:
            within = select(PatrolArea.district).where(PatrolArea.area == self.area)
            conditions.append(WorkOrder.district.in_(within))
        return conditions

    def _words(self) -> list[ColumnElement[bool]]:
        if not self.words:
            return []
        words = self.words.removeprefix("SRSWO ")  # as its number stands on paper
        searched = (WorkOrder.city_number, WorkOrder.text, WorkOrder.address)
        return [or_(*(column.icontains(words, autoescape=True) for column in searched))]

    def _times(self, now: datetime) -> list[ColumnElement[bool]]:
        conditions = [WorkOrder.received_at >= (self.since or now - timedelta(days=365))]
        if self.until is not None:
            conditions.append(WorkOrder.received_at < self.until)
        if self.late:
            conditions.append(is_late(now))
        return conditions


def disagrees(now: datetime) -> ColumnElement[bool]:
    """311 says closed and the work goes on, or it was closed here and 311 says open."""
    return or_(
        and_(
            WorkOrder.city_status == "closed",
            WorkOrder.state.not_in((State.CLOSED, State.SENDING)),
        ),
        and_(
            WorkOrder.city_status == "open",
            WorkOrder.state == State.CLOSED,
            WorkOrder.closed_at < now - SETTLES_IN,
        ),
    )
