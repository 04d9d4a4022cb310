"""The named lists of concerns: what each role opens in its tour of duty."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from shared.concerns.lifecycle import GIVEN_TO, REACH, UNDER
from shared.concerns.models import Concern, Part
from shared.concerns.states import IN_INTAKE, OPEN, WITH_INVESTIGATORS, State
from shared.directive import clocks
from shared.directive.clauses import Clause
from shared.directive.roles import HEADS, Role
from shared.people.actors import MemberActor
from shared.people.reach import visible_to
from shared.workflow import queues
from shared.workflow.queues import Condition, Cursor, Page, Queue


def _in_district(*states: State) -> Condition:
    return lambda actor, role, now: and_(
        Concern.district.in_(sorted(actor.districts(role))), Concern.state.in_(states)
    )


def _of_unit(*states: State) -> Condition:
    return lambda actor, role, now: and_(
        Concern.unit_id.in_(sorted(actor.units(role))), Concern.state.in_(states)
    )


def _assisted(actor: MemberActor, role: Role, now: datetime) -> ColumnElement[bool]:
    mine = select(Part.concern_id).where(
        Part.unit_id.in_(sorted(actor.units(role))),
        Part.is_active,
        Part.is_responsible.is_(False),
        Part.reported_at.is_(None),
    )
    return and_(Concern.id.in_(mine), Concern.state.in_(WITH_INVESTIGATORS))


def _supervised(*states: State) -> Condition:
    return lambda actor, role, now: and_(UNDER.sql(actor, role), Concern.state.in_(states))


def _given(actor: MemberActor, role: Role, now: datetime) -> ColumnElement[bool]:
    return and_(GIVEN_TO.sql(actor, role), Concern.state.in_((State.INVESTIGATING, State.RETURNED)))


def _late(actor: MemberActor, role: Role, now: datetime) -> ColumnElement[bool]:
    """VII.E.5.b: what rules.late_and_unaddressed says of a row, over the table."""
    here = Concern.district.in_(sorted(actor.districts(role)))
    passed = and_(
        Concern.state.in_(WITH_INVESTIGATORS),
        Concern.due_at < now,
        or_(Concern.addressed_due_at.is_(None), Concern.addressed_due_at != Concern.due_at),
    )
    missed = and_(Concern.state.in_(OPEN), Concern.missed_due_at.is_not(None))
    return and_(here, Concern.state.in_(OPEN), or_(passed, missed))


def _adrift(actor: MemberActor, role: Role, now: datetime) -> ColumnElement[bool]:
    """VII.E.5.a; the same as rules.is_adrift, over the table."""
    return and_(
        Concern.district.in_(sorted(actor.districts(role))),
        Concern.state.in_((State.UNASSIGNED, State.WITH_UNIT, State.DISPUTED)),
        Concern.reassignments > clocks.REASSIGNMENTS,
        Concern.adrift_addressed < Concern.reassignments,
    )


def _unacknowledged(actor: MemberActor, role: Role, now: datetime) -> ColumnElement[bool]:
    return and_(
        Concern.district.in_(sorted(actor.districts(role))),
        Concern.station_told_at.is_not(None),
        Concern.station_acknowledged_at.is_(None),
    )


def _unplaced(actor: MemberActor, role: Role, now: datetime) -> ColumnElement[bool]:
    return and_(Concern.district.is_(None), Concern.state == State.SUBMITTED)


_HEADS = tuple(sorted(HEADS))
_EXECUTIVE = (Role.EXECUTIVE_OFFICER,)

# fmt: off
QUEUES = (
    Queue("intake", "To review", Clause.VII_B_1, (Role.SERGEANT,), _in_district(*IN_INTAKE), "Nothing waits for review."),
    Queue("unassigned", "Sent back to you", Clause.VII_B_2_B, (Role.SERGEANT,), _in_district(State.UNASSIGNED), "Nothing was sent back."),
    Queue("unplaced", "Without a place", Clause.VII_B_1, (Role.SERGEANT, Role.DEPUTY_CHIEF, Role.AUDITOR), _unplaced, "Every concern has its place."),
    Queue("criminal", "Criminal in nature", Clause.VII_B_3, (Role.STATION_SUPERVISOR,), _unacknowledged, "Every notification was acknowledged."),
    Queue("unit", "To assign", Clause.VII_C_1, _HEADS, _of_unit(State.WITH_UNIT, State.DISPUTED), "Every concern has its supervisor."),
    Queue("unit-running", "Under way in the unit", Clause.VII_C_1, _HEADS, _of_unit(State.WITH_SUPERVISOR, State.INVESTIGATING, State.RETURNED), "Nothing is under way."),
    Queue("unit-approval", "Actions to approve", Clause.VII_D_3, _HEADS, _of_unit(State.AWAITING_APPROVAL), "Nothing waits for your approval."),
    Queue("assisting", "We assist", Clause.VII_C_4, (*_HEADS, Role.SUPERVISOR), _assisted, "Your unit assists nobody now."),
    Queue("worklist", "My worklist", Clause.VII_D_1, (Role.SUPERVISOR,), _supervised(State.WITH_SUPERVISOR, State.INVESTIGATING, State.RETURNED, State.AWAITING_APPROVAL), "Nothing is assigned to you."),
    Queue("my-actions", "Given to me", Clause.VII_D_2, (Role.MEMBER,), _given, "Nothing is given to you."),
    Queue("approvals", "Investigations to approve", Clause.VII_E_2, _EXECUTIVE, _in_district(State.INVESTIGATION_COMPLETE), "Nothing waits for your approval."),
    Queue("late", "Late", Clause.VII_E_5_B, _EXECUTIVE, _late, "Nothing is late."),
    Queue("adrift", "Re-assigned over three times", Clause.VII_E_5_A, _EXECUTIVE, _adrift, "Nothing is adrift."),
    Queue("disputes", "Disputes", Clause.VII_E_4, _EXECUTIVE, _in_district(State.DISPUTED), "Nobody disputes an assignment."),
    Queue("assignments", "All assignments", Clause.VII_E_1, (*_EXECUTIVE, Role.COMMANDER), _in_district(*WITH_INVESTIGATORS, State.INVESTIGATION_COMPLETE), "Nothing is assigned."),
)
# fmt: on


def page(
    session: Session,
    where: ColumnElement[bool],
    after: Cursor | None = None,
    size: int = 25,
) -> Page:
    """One page of concerns, with the unit and the supervisor of each."""
    loaded = (joinedload(Concern.unit), joinedload(Concern.supervisor))
    return queues.page(session, Concern, where, after, size, loaded)


def follower_counts(session: Session, concerns: list[Concern]) -> dict[int, int]:
    rows = session.execute(
        select(Concern.primary_id, func.count())
        .where(Concern.primary_id.in_([concern.id for concern in concerns]))
        .group_by(Concern.primary_id)
    )
    return {primary_id: number for primary_id, number in rows if primary_id is not None}


def within_reach(session: Session, actor: MemberActor, concerns: list[Concern]) -> set[int]:
    """The ids of those that the member may open."""
    if not concerns:
        return set()
    mine = visible_to(REACH, actor)
    ids = [concern.id for concern in concerns]
    return set(session.scalars(select(Concern.id).where(Concern.id.in_(ids), mine)))


def similar_numbers(session: Session, concerns: list[Concern]) -> dict[int, str]:
    """By its id, the number of what a concern in the intake was most like on arrival.

    The primary's where that one was associated since; none where it was not accepted.
    """
    wanted = {c.similar_to_id for c in concerns if c.similar_to_id and c.state in IN_INTAKE}
    if not wanted:
        return {}
    primary = aliased(Concern)
    number = func.coalesce(primary.control_number, Concern.control_number).label("shown")
    query = (
        select(Concern.id, number)
        .outerjoin(primary, Concern.primary_id == primary.id)
        .where(Concern.id.in_(sorted(wanted)), Concern.state != State.NOT_ACCEPTED)
    )
    return {row.id: row.shown for row in session.execute(query)}


@dataclass(frozen=True, slots=True)
class Search:
    """What a member looks for among the concerns within reach."""

    words: str = ""
    state: State | None = None
    category: str | None = None
    beat: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def where(self, actor: MemberActor, now: datetime) -> ColumnElement[bool]:
        """Words are looked for in the last year unless a time is given."""
        conditions = [visible_to(REACH, actor)]
        if self.words:
            sought = f"%{_escaped(self.words.lower())}%"
            conditions.append(
                or_(
                    func.lower(Concern.text).like(sought, escape="\\"),
                    func.lower(Concern.place).like(sought, escape="\\"),
                    func.lower(Concern.address).like(sought, escape="\\"),
                )
            )
        if self.state is not None:
            conditions.append(Concern.state == self.state)
        if self.category:
            conditions.append(Concern.category == self.category)
        if self.beat:
            conditions.append(Concern.beat == self.beat)
        conditions.append(Concern.submitted_at >= (self.since or now - timedelta(days=365)))
        if self.until is not None:
            conditions.append(Concern.submitted_at < self.until)
        return and_(*conditions)


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def find(session: Session, actor: MemberActor, control_number: str) -> Concern | None:
    """A concern out of reach is not found."""
    return session.scalar(
        select(Concern).where(Concern.control_number == control_number, visible_to(REACH, actor))
    )
