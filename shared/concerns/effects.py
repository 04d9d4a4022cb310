"""What follows when a concern is moved."""

from typing import Any

from sqlalchemy import select

from shared.concerns import inputs, neighbours, rules
from shared.concerns.categories import Category
from shared.concerns.models import (
    Assigned,
    Association,
    Concern,
    DifferentProblem,
    Part,
    Visit,
)
from shared.concerns.states import State
from shared.directive import clocks
from shared.directive.clauses import Clause
from shared.directive.roles import HEADS, Role
from shared.notices.telling import send, tell
from shared.people.actors import SYSTEM
from shared.workflow import engine
from shared.workflow.table import Attempt, keeps


def _follow(attempt: Attempt, concern: Concern, action: str) -> None:
    """Another concern moves because this one did."""
    assert attempt.lifecycle is not None
    engine.perform(
        attempt.lifecycle, action, Attempt(concern, SYSTEM, attempt.now, attempt.session)
    )


def _about(concern: Concern) -> tuple[str, int, str]:
    return "concern", concern.id, concern.control_number


# -- Intake and review


@keeps(Clause.VII_B_1)
def start_review(attempt: Attempt) -> None:
    """The 36 hours run for what came by the portal, from this first access and never again."""
    concern: Concern = attempt.case
    concern.opened_at = attempt.now
    if concern.came_by_portal:
        concern.review_due_at = clocks.review_due(attempt.now)
        concern.attention_at = concern.review_due_at


def decide(attempt: Attempt) -> None:
    attempt.case.decided_at = attempt.now


@keeps(Clause.VII_B_2_B)
def assign_units(attempt: Attempt) -> None:
    given = attempt.inputs
    assert isinstance(given, inputs.Units)
    _hand_to(attempt, given.responsible_unit, given.assisting_units)


def _hand_to(attempt: Attempt, responsible: int, assisting: tuple[int, ...] | None) -> None:
    """Make one unit responsible; `assisting` None leaves the assisting units as they are."""
    concern: Concern = attempt.case
    for part in concern.active_parts():
        if part.is_responsible or assisting is not None or part.unit_id == responsible:
            part.left_at, part.is_active = attempt.now, False
    for unit_id in dict.fromkeys((responsible, *(assisting or ()))):
        concern.parts.append(
            Part(
                unit_id=unit_id,
                is_responsible=unit_id == responsible,
                is_active=True,
                since=attempt.now,
            )
        )
    concern.unit_id = responsible
    concern.supervisor_id = None


@keeps(Clause.VII_C_2)
def start_investigation(attempt: Attempt) -> None:
    """Seven days from the sergeant's first assignment; re-assigning does not begin them again."""
    concern: Concern = attempt.case
    concern.assigned_at = attempt.now
    concern.due_at = concern.first_due_at = clocks.investigation_due(attempt.now)
    concern.attention_at = concern.due_at


def not_accepted(attempt: Attempt) -> None:
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.NotAccept)
    concern.not_accepted_because, concern.message = given.reason.value, given.message
    concern.closed_at = attempt.now


@keeps(Clause.VII_B_3)
def tell_station_supervisor(attempt: Attempt) -> None:
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.TellStation)
    concern.is_criminal, concern.urgency = True, 0
    concern.station_told_at, concern.station_acknowledged_at = attempt.now, None
    tell(
        attempt.session,
        "criminal_nature",
        Clause.VII_B_3,
        given.what,
        attempt.now,
        case=_about(concern),
        role=Role.STATION_SUPERVISOR,
        district=concern.district,
    )


@keeps(Clause.VII_B_3)
def refer_crime(attempt: Attempt) -> None:
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Refer)
    concern.is_criminal, concern.case_report = True, given.case_report
    concern.not_accepted_because, concern.message = "criminal", given.message
    concern.closed_at = attempt.now
    if concern.station_told_at is None:
        concern.station_told_at = attempt.now
    tell(
        attempt.session,
        "criminal_referred",
        Clause.VII_B_3,
        f"Case report: {given.case_report}. Notifications: {given.notifications}",
        attempt.now,
        case=_about(concern),
        role=Role.STATION_SUPERVISOR,
        district=concern.district,
    )
    tell(
        attempt.session,
        "preliminary_investigation",
        Clause.VII_B_4_B,
        f"You are directed to the preliminary investigation. Case report: {given.case_report}",
        attempt.now,
        case=_about(concern),
        member_id=given.sworn_member,
    )


@keeps(Clause.VII_B_3)
def acknowledge(attempt: Attempt) -> None:
    attempt.case.station_acknowledged_at = attempt.now


@keeps(Clause.VII_B_2_A)
def classify(attempt: Attempt) -> None:
    """What is of a building's category is about a building, whatever else was said."""
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Classify)
    attempt.notes["was"] = {
        "category": concern.category,
        "is_building": concern.is_building,
        "is_criminal": concern.is_criminal,
    }
    category = attempt.session.get_one(Category, given.category)
    concern.category = given.category
    concern.is_building = given.is_building or category.is_building
    attempt.notes["is_building"] = concern.is_building
    concern.is_criminal, concern.urgency = given.is_criminal, 0 if given.is_criminal else 1


# -- Primary concerns


@keeps(Clause.VI_B_1)
def associate(attempt: Attempt) -> None:
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Associate)
    primary = rules.find_primary(attempt, given.primary)
    assert primary is not None
    _join(attempt, concern, primary, given.because)
    attempt.notes["primary_id"] = primary.id


def _join(attempt: Attempt, concern: Concern, primary: Concern, because: str) -> None:
    """Associate, bringing along those that were associated with this one."""
    session = attempt.session
    brought = list(concern.followers)
    own = Association(
        concern_id=concern.id,
        primary_id=primary.id,
        stood=concern.state,
        because=because,
        at=attempt.now,
        member_id=attempt.actor.member_id,
    )
    session.add(own)
    session.flush()
    concern.primary = primary
    for follower in brought:
        before = _standing(attempt, follower)
        before.undone_at = attempt.now
        session.add(
            Association(
                concern_id=follower.id,
                primary_id=primary.id,
                stood=before.stood,
                came_with_id=own.id,
                came_from_id=concern.id,
                because=before.because,
                at=attempt.now,
                member_id=attempt.actor.member_id,
            )
        )
        follower.primary = primary


def _standing(attempt: Attempt, concern: Concern) -> Association:
    return attempt.session.scalars(
        select(Association).where(
            Association.concern_id == concern.id, Association.undone_at.is_(None)
        )
    ).one()


def where_it_stood(attempt: Attempt) -> State:
    return _standing(attempt, attempt.case).stood


@keeps(Clause.VI_B_1)
def part_from_primary(attempt: Attempt) -> None:
    """Undo: nothing of the concern was changed by joining, so only the tie is cut."""
    concern: Concern = attempt.case
    own = _standing(attempt, concern)
    own.undone_at = attempt.now
    attempt.notes["stood"] = own.stood.value
    concern.primary = None
    for tie in attempt.session.scalars(
        select(Association).where(
            Association.came_with_id == own.id, Association.undone_at.is_(None)
        )
    ).all():
        _give_back(attempt, tie, concern)


def _give_back(attempt: Attempt, tie: Association, concern: Concern) -> None:
    """One that came along goes back to the concern it came with."""
    follower = attempt.session.get_one(Concern, tie.concern_id)
    tie.undone_at = attempt.now
    attempt.session.add(
        Association(
            concern_id=follower.id,
            primary_id=concern.id,
            stood=tie.stood,
            because=tie.because,
            at=attempt.now,
            member_id=attempt.actor.member_id,
        )
    )
    follower.primary = concern


@keeps(Clause.VI_B_1)
def mark_different(attempt: Attempt) -> None:
    """For good: neither is suggested for the other again."""
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Different)
    other = rules.find_primary(attempt, given.other)
    assert other is not None
    said = DifferentProblem(
        concern_id=concern.id,
        other_id=other.id,
        at=attempt.now,
        member_id=attempt.actor.member_id,
    )
    neighbours.remember_different(attempt.session, said)
    if concern.similar_to_id == other.id:
        concern.similar_to_id = None
    attempt.notes["other_id"] = other.id


@keeps(Clause.VI_B_1)
def take_the_lead(attempt: Attempt) -> None:
    """This one becomes primary; the old primary and its other concerns follow it."""
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Reasoned)
    old = concern.primary
    assert old is not None
    own = _standing(attempt, concern)
    attempt.notes["stood"] = own.stood.value
    own.undone_at = attempt.now
    concern.primary = None
    others = [follower for follower in old.followers if follower.id != concern.id]
    for follower in others:
        before = _standing(attempt, follower)
        before.undone_at = attempt.now
        attempt.session.add(
            Association(
                concern_id=follower.id,
                primary_id=concern.id,
                stood=before.stood,
                because=before.because,
                at=attempt.now,
                member_id=attempt.actor.member_id,
            )
        )
        follower.primary = concern
    _follow_as(attempt, old, concern, given.reason)


def _follow_as(attempt: Attempt, old: Concern, new: Concern, because: str) -> None:
    assert attempt.lifecycle is not None
    engine.perform(
        attempt.lifecycle,
        "give_the_lead",
        Attempt(old, SYSTEM, attempt.now, attempt.session, None, {"primary_id": new.id}),
    )
    association = _standing(attempt, old)
    association.because, association.member_id = because, attempt.actor.member_id


@keeps(Clause.VI_B_1)
def give_the_lead(attempt: Attempt) -> None:
    primary = attempt.session.get_one(Concern, attempt.notes["primary_id"])
    _join(attempt, attempt.case, primary, "")
    attempt.session.flush()


@keeps(Clause.VI_B_1)
def release_followers(attempt: Attempt) -> None:
    """The primary is not accepted: each of the others is judged on its own."""
    for follower in list(attempt.case.followers):
        _follow(attempt, follower, "release")


@keeps(Clause.VI_B_1)
def release_those_left_behind(attempt: Attempt) -> None:
    """The primary turns out to be in another district: not the same geographic location."""
    for follower in list(attempt.case.followers):
        if follower.district != attempt.case.district:
            _follow(attempt, follower, "release")


@keeps(Clause.VI_B_1)
def release_those_elsewhere(attempt: Attempt) -> None:
    """The primary is where the others are not, be it in the same district."""
    for follower in list(attempt.case.followers):
        if rules.is_elsewhere(follower, attempt.case):
            _follow(attempt, follower, "release")


@keeps(Clause.VI_B_1)
def look_around_anew(attempt: Attempt) -> None:
    """What it may be one problem with, and what may be one problem with it."""
    attempt.session.flush()
    neighbours.compare_anew(attempt.session, attempt.case, attempt.notes["was_district"])


@keeps(Clause.VI_B_1)
def close_followers(attempt: Attempt) -> None:
    for follower in list(attempt.case.followers):
        follower.outcome, follower.message = attempt.case.outcome, attempt.case.message
        _follow(attempt, follower, "close_with_primary")


# -- Assignment


@keeps(Clause.VII_E_5_A)
def count_reassignment(attempt: Attempt) -> None:
    attempt.case.reassignments += 1


def leave_unit(attempt: Attempt) -> None:
    """The sergeant must find another unit; what the unit was is in the history."""
    concern: Concern = attempt.case
    attempt.notes["unit_id"] = concern.unit_id
    for part in concern.active_parts():
        if part.is_responsible:
            part.left_at, part.is_active = attempt.now, False
    concern.unit_id = concern.supervisor_id = None


@keeps(Clause.VII_E_4)
def raise_dispute(attempt: Attempt) -> None:
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Dispute)
    concern.disputed_unit_id = given.should_be
    _tell_executive(attempt, "dispute", Clause.VII_E_4, given.reason)


@keeps(Clause.VII_E_4)
def settle_dispute(attempt: Attempt) -> None:
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Settle)
    concern.disputed_unit_id = None
    if given.unit != concern.unit_id:
        _hand_to(attempt, given.unit, None)
        count_reassignment(attempt)


def assign_supervisor(attempt: Attempt) -> None:
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.AssignSupervisor)
    concern.supervisor_id = given.supervisor
    for part in concern.active_parts():
        if part.is_responsible:
            part.supervisor_id = given.supervisor
    _tell_member(attempt, given.supervisor, "supervise", Clause.VII_C_2, given.note)


def assign_members(attempt: Attempt) -> None:
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.AssignMembers)
    staying = {held.member_id for held in concern.assigned if held.is_active} & set(given.members)
    for held in concern.assigned:
        if held.is_active and held.member_id not in staying:
            held.is_active, held.until = False, attempt.now
    for member_id in dict.fromkeys(given.members):
        if member_id not in staying:
            concern.assigned.append(
                Assigned(member_id=member_id, is_active=True, since=attempt.now)
            )
            _tell_member(attempt, member_id, "act", Clause.VII_D_2, given.instructions)


def _tell_member(attempt: Attempt, member_id: int, kind: str, clause: Clause, text: str) -> None:
    tell(
        attempt.session,
        kind,
        clause,
        text,
        attempt.now,
        case=_about(attempt.case),
        member_id=member_id,
    )


def _tell_executive(attempt: Attempt, kind: str, clause: Clause, text: str) -> None:
    tell(
        attempt.session,
        kind,
        clause,
        text,
        attempt.now,
        case=_about(attempt.case),
        role=Role.EXECUTIVE_OFFICER,
        district=attempt.case.district,
    )


# -- Investigation


@keeps(Clause.VII_D_3)
def record_visit(attempt: Attempt) -> None:
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Document)
    concern.visits.append(
        Visit(
            at=given.at,
            what=given.what,
            member_ids=list(dict.fromkeys(given.members)),
            unit_id=concern.unit_id,
            recorded_by_id=attempt.actor.member_id,
            recorded_at=attempt.now,
        )
    )
    concern.updated_at = attempt.now


@keeps(Clause.VII_C_3)
def note_progress(attempt: Attempt) -> None:
    attempt.case.updated_at = attempt.now


@keeps(Clause.VI_B_2, Clause.VII_C_2)
def push_due_date(attempt: Attempt) -> None:
    """Seven days from the due date it moves; lateness already there stays to be dealt with."""
    concern: Concern = attempt.case
    assert concern.due_at is not None
    if attempt.now > concern.due_at and concern.addressed_due_at != concern.due_at:
        concern.missed_due_at = concern.missed_due_at or concern.due_at
    concern.was_late = concern.was_late or attempt.now > concern.due_at
    attempt.notes["was_due_at"] = concern.due_at.isoformat()
    concern.due_at = concern.attention_at = clocks.extended_due(concern.due_at)
    attempt.notes["due_at"] = concern.due_at.isoformat()
    concern.extensions += 1
    concern.updated_at = attempt.now


def report_assistance(attempt: Attempt) -> None:
    for part in attempt.case.active_parts():
        if not part.is_responsible and part.unit_id in _units_of(attempt.actor):
            part.reported_at = attempt.now


def _units_of(actor: Any) -> frozenset[int]:
    """The units for which the actor may say what they did; a mere member of one may not."""
    return frozenset().union(*(actor.units(role) for role in HEADS | {Role.SUPERVISOR}))


def release_unit(attempt: Attempt) -> None:
    given = attempt.inputs
    assert isinstance(given, inputs.ReleaseUnit)
    for part in attempt.case.active_parts():
        if part.unit_id == given.unit and not part.is_responsible:
            part.left_at, part.is_active = attempt.now, False


# -- Approval


@keeps(Clause.VII_C_4)
def set_outcome(attempt: Attempt) -> None:
    concern, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Ended)
    concern.outcome, concern.message = given.outcome.value, given.message
    concern.completed_at = concern.attention_at = attempt.now


def word_the_message(attempt: Attempt) -> None:
    given = attempt.inputs
    assert isinstance(given, inputs.Approve)
    if given.message:
        attempt.case.message = given.message


def close(attempt: Attempt) -> None:
    concern: Concern = attempt.case
    concern.closed_at = attempt.now
    for held in concern.assigned:
        if held.is_active:
            held.is_active, held.until = False, attempt.now


@keeps(Clause.VII_E_2)
def return_for_correction(attempt: Attempt) -> None:
    concern: Concern = attempt.case
    concern.returned_at = attempt.now
    concern.completed_at = None
    concern.attention_at = concern.due_at or attempt.now


@keeps(Clause.VII_E_5_A, Clause.VII_E_5_B)
def dealt_with(attempt: Attempt) -> None:
    concern: Concern = attempt.case
    concern.missed_due_at = None
    if concern.is_late(attempt.now):
        concern.addressed_due_at = concern.due_at
    if rules.is_adrift(concern):
        concern.adrift_addressed = concern.reassignments


def tell_resident(attempt: Attempt) -> None:
    """A message that says only that there is news; the news needs the number and the PIN."""
    concern: Concern = attempt.case
    for each in (concern, *concern.followers):
        if each.contact_email:
            send(
                attempt.session,
                "mail",
                f"concern {each.id} news {concern.id}.{(concern.history_length or 0) + 1}",
                {"to": each.contact_email, "template": "news", "language": each.language},
                attempt.now,
            )
