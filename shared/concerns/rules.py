"""What must hold before a concern may be moved; each rule says no in words, by its clause."""

from datetime import datetime

from geopy.distance import geodesic
from sqlalchemy import select

from shared.concerns import choices, inputs
from shared.concerns.models import Concern
from shared.concerns.numbers import digits
from shared.concerns.states import FINAL, State
from shared.directive import clocks
from shared.directive.clauses import Clause
from shared.people.models import Member
from shared.places.models import TROUBLED_BUILDINGS, Unit
from shared.workflow.forms import Choices
from shared.workflow.refusals import Refusal
from shared.workflow.table import Attempt, keeps

SAME_PLACE_METRES = 500  # beyond this nobody would call it one location

FURTHER = {
    state: rank
    for rank, state in enumerate(
        (
            State.SUBMITTED,
            State.IN_REVIEW,
            State.UNASSIGNED,
            State.WITH_UNIT,
            State.DISPUTED,
            State.WITH_SUPERVISOR,
            State.INVESTIGATING,
            State.RETURNED,
            State.AWAITING_APPROVAL,
            State.INVESTIGATION_COMPLETE,
            State.CLOSED,
        )
    )
}


# -- Intake


@keeps(Clause.II_B)
def emergency_ruled_out(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if isinstance(given, inputs.Submit | inputs.Enter) and not given.emergency_ruled_out:
        return Refusal(
            "This sounds as if somebody needs help now. Call 911. Go on only if nobody does.",
            Clause.II_B,
            "emergency_ruled_out",
        )
    return None


@keeps(Clause.VI_A_2)
def decent(attempt: Attempt) -> Refusal | None:
    if attempt.case.screening.get("outcome") == "refuse":
        return Refusal(
            "Lewd, obscene or derogatory words cannot be accepted. Please say it in other words.",
            Clause.VI_A_2,
            "text",
        )
    return None


@keeps(Clause.VII_A)
def sworn(attempt: Attempt) -> Refusal | None:
    if not attempt.actor.is_sworn:
        return Refusal("Only sworn members enter concerns.", Clause.VII_A)
    return None


@keeps(Clause.VII_A_1)
def from_a_meeting(attempt: Attempt) -> Refusal | None:
    if attempt.case.meeting_id is None:
        return Refusal("Say at which beat meeting it was told.", Clause.VII_A_1, "meeting")
    return None


# -- Review


@keeps(Clause.II_E_2)
def units_in_the_list(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if not isinstance(given, inputs.Units):
        return None
    wanted = {given.responsible_unit, *given.assisting_units}
    listed = set(
        attempt.session.scalars(
            select(Unit.id).where(
                Unit.id.in_(wanted),
                Unit.is_active,
                (Unit.district == attempt.case.district) | Unit.district.is_(None),
            )
        )
    )
    if given.responsible_unit not in listed:
        return Refusal("Choose a unit from the list.", Clause.II_E_2, "responsible_unit")
    if wanted - listed:
        return Refusal("Choose units from the list.", Clause.II_E_2, "assisting_units")
    if given.responsible_unit in given.assisting_units:
        return Refusal(
            "The responsible unit cannot also assist.", Clause.VII_B_2_B, "assisting_units"
        )
    return None


@keeps(Clause.VII_B_2_A)
def buildings_to_241(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if not isinstance(given, inputs.Units) or not attempt.case.is_building:
        return None
    unit = attempt.session.get(Unit, given.responsible_unit)
    if given.assisting_units or unit is None or unit.code != TROUBLED_BUILDINGS:
        return Refusal(
            "This is about a building: it goes to the Troubled Buildings Section, Unit 241.",
            Clause.VII_B_2_A,
            "responsible_unit",
        )
    return None


@keeps(Clause.VII_B_2_B)
def has_a_district(attempt: Attempt) -> Refusal | None:
    if attempt.case.district is None:
        return Refusal("Say first in which beat it is.", Clause.VII_B_2_B)
    return None


@keeps(Clause.VII_B_3)
def station_told_of_crime(attempt: Attempt) -> Refusal | None:
    if _is_untold_crime(attempt.case):
        return Refusal(
            "Criminal in nature: notify the district station supervisor first.", Clause.VII_B_3
        )
    return None


def _is_untold_crime(concern: Concern) -> bool:
    return concern.is_criminal and concern.station_told_at is None


@keeps(Clause.II_B)
def oemc_told_of_danger(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if (
        isinstance(given, inputs.NotAccept)
        and given.reason is choices.Because.EMERGENCY
        and not given.oemc_told
    ):
        return Refusal(
            "Inform OEMC and your supervisor first, then say so here.", Clause.II_B, "oemc_told"
        )
    return None


@keeps(Clause.VII_B_4_A)
def case_report_determined(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if isinstance(given, inputs.Refer) and not inputs.meant(given.case_report):
        return Refusal(
            "Name the case report that documents the incident.", Clause.VII_B_4_A, "case_report"
        )
    return None


@keeps(Clause.VII_B_4_B)
def sworn_member_directed(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if not isinstance(given, inputs.Refer):
        return None
    member = attempt.session.get(Member, given.sworn_member) if given.sworn_member else None
    if member is None or not member.is_sworn or not member.is_active:
        return Refusal(
            "Direct a sworn member to conduct the preliminary investigation.",
            Clause.VII_B_4_B,
            "sworn_member",
        )
    return None


@keeps(Clause.VII_B_4_C)
def notifications_made(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if isinstance(given, inputs.Refer) and not inputs.meant(given.notifications):
        return Refusal(
            "Record the notifications that were made.", Clause.VII_B_4_C, "notifications"
        )
    return None


@keeps(Clause.VII_B_3)
def told_and_not_acknowledged(attempt: Attempt) -> Refusal | None:
    concern: Concern = attempt.case
    if concern.station_told_at is None:
        return Refusal("The station supervisor was not notified of this.", Clause.VII_B_3)
    if concern.station_acknowledged_at is not None:
        return Refusal("It was acknowledged already.", Clause.VII_B_3)
    return None


@keeps(Clause.II_E_2)
def known_category(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if isinstance(given, inputs.Classify) and given.category not in {
        choice.value for choice in choices.categories(attempt)
    }:
        return Refusal("Choose a category from the list.", Clause.VII_B_1, "category")
    return None


# -- Primary concerns


def find_primary(attempt: Attempt, typed: str) -> Concern | None:
    return attempt.session.scalar(select(Concern).where(Concern.control_number == digits(typed)))


@keeps(Clause.VI_B_1)
def can_be_its_primary(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if not isinstance(given, inputs.Associate):
        return None
    why = why_not_primary(attempt.case, find_primary(attempt, given.primary))
    return Refusal(why, Clause.VI_B_1, "primary") if why else None


def why_not_primary(concern: Concern, primary: Concern | None) -> str | None:
    """Why the one cannot be associated with the other, in words; None where it can."""
    if primary is None or primary.district != concern.district:
        return "There is no such concern in this district. Check the control number."
    if primary.id == concern.id:
        return "A concern cannot be its own primary."
    return _why_not_by_state(concern, primary) or _why_not_by_place(concern, primary)


def _why_not_by_state(concern: Concern, primary: Concern) -> str | None:
    if primary.state is State.ASSOCIATED:
        return "That one is associated itself. Use its primary concern."
    if primary.state in FINAL:
        return "That one is closed. Accept this one, so that it is investigated."
    assert primary.state is not None
    assert concern.state is not None
    if FURTHER[concern.state] > FURTHER[primary.state]:
        return "This one is further along. Associate the other one with it instead."
    return None


def _why_not_by_place(concern: Concern, primary: Concern) -> str | None:
    metres = metres_between(concern, primary)
    if metres is not None and metres > SAME_PLACE_METRES:
        return f"They are {metres:,.0f} m apart: not the same geographic location."
    return None


def is_elsewhere(one: Concern, other: Concern) -> bool:
    """Not the same geographic location, in the words of VI.B.1."""
    return one.district != other.district or _why_not_by_place(one, other) is not None


def metres_between(one: Concern, other: Concern) -> float | None:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    return float(geodesic((one.latitude, one.longitude), (other.latitude, other.longitude)).meters)


@keeps(Clause.VI_B_1)
def another_of_the_district(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if not isinstance(given, inputs.Different):
        return None
    other = find_primary(attempt, given.other)
    if other is None or other.district != attempt.case.district or other.id == attempt.case.id:
        return Refusal(
            "There is no such other concern in this district. Check the control number.",
            Clause.VI_B_1,
            "other",
        )
    return None


@keeps(Clause.VI_B_1, Clause.VII_B_3)
def primary_not_begun(attempt: Attempt) -> Refusal | None:
    primary = attempt.case.primary
    if primary is None or primary.state not in (State.SUBMITTED, State.IN_REVIEW):
        return Refusal(
            "The investigation runs under the primary concern's number; it stays primary.",
            Clause.VI_B_1,
        )
    if _is_untold_crime(primary):
        return Refusal(
            "The primary concern is criminal in nature: notify the district station supervisor"
            " of it first.",
            Clause.VII_B_3,
        )
    return None


# -- Assignment


@keeps(Clause.VII_E_4)
def between_watch_and_tactical(attempt: Attempt) -> Refusal | None:
    unit = attempt.case.unit
    if unit is None or unit.district is None:
        return Refusal(
            "Only the watch and tactical lieutenants of a district dispute a concern."
            " Send it back to the sergeant instead.",
            Clause.VII_E_4,
        )
    given = attempt.inputs
    if isinstance(given, inputs.Dispute):
        return _other_district_unit(attempt, given.should_be, "should_be")
    return None


def _other_district_unit(attempt: Attempt, unit_id: int, field: str) -> Refusal | None:
    if unit_id == attempt.case.unit_id or not _one_of(choices.district_units, attempt, {unit_id}):
        return Refusal("Choose another unit of this district.", Clause.VII_E_4, field)
    return None


@keeps(Clause.VII_E_4)
def settled_within_the_district(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if not isinstance(given, inputs.Settle):
        return None
    if not _one_of(choices.district_units, attempt, {given.unit}):
        return Refusal("Choose a unit of this district.", Clause.VII_E_4, "unit")
    return None


def _one_of(choices_of: Choices, attempt: Attempt, wanted: set[int]) -> bool:
    return bool(wanted) and wanted <= {choice.value for choice in choices_of(attempt)}


@keeps(Clause.VII_C_2)
def supervisor_of_the_unit(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if isinstance(given, inputs.AssignSupervisor) and not _one_of(
        choices.supervisors, attempt, {given.supervisor}
    ):
        return Refusal("Choose a supervisor of this unit.", Clause.VII_C_2, "supervisor")
    return None


@keeps(Clause.VII_D_2)
def members_of_the_unit(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if isinstance(given, inputs.AssignMembers):
        known = _one_of(choices.unit_members, attempt, set(given.members))
    elif isinstance(given, inputs.Document):
        known = _one_of(choices.acting_members, attempt, set(given.members))
    else:
        return None
    if not known:
        return Refusal("Choose members of this unit.", Clause.VII_D_2, "members")
    return None


# -- Investigation


@keeps(Clause.VII_D_3)
def happened_already(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if isinstance(given, inputs.Document) and given.at > attempt.now:
        return Refusal("An action taken cannot lie in the future.", Clause.VII_D_3, "at")
    return None


@keeps(Clause.VII_D_3)
def action_documented(attempt: Attempt) -> Refusal | None:
    if not attempt.case.visits:
        return Refusal("Document at least one action taken first.", Clause.VII_D_3)
    return None


@keeps(Clause.VII_E_2)
def corrected(attempt: Attempt) -> Refusal | None:
    concern: Concern = attempt.case
    if concern.returned_at is not None and not any(
        visit.recorded_at >= concern.returned_at for visit in concern.visits
    ):
        return Refusal(
            "It was returned for corrective action. Document what was done since.",
            Clause.VII_E_2,
        )
    return None


@keeps(Clause.VI_B_3_B, Clause.VII_C_3)
def justified(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if isinstance(given, inputs.Extend) and not inputs.meant(given.justification):
        return Refusal("Say why more time is needed.", Clause.VI_B_3_B, "justification")
    return None


@keeps(Clause.VI_B_2, Clause.VI_B_3_A)
def once_until_due(attempt: Attempt) -> Refusal | None:
    """The first extension is free; each later one waits for the due date it would move (ADR 1)."""
    concern: Concern = attempt.case
    if (
        concern.extensions == 0
        or concern.due_at is None
        or has_reached(concern.due_at, attempt.now)
    ):
        return None
    clause = Clause.VI_B_2 if _is_initial_period(concern, attempt.now) else Clause.VI_B_3_A
    return Refusal(
        f"Already extended. It can be extended again on {clocks.chicago_day(concern.due_at)}.",
        clause,
    )


def has_reached(due_at: datetime, now: datetime) -> bool:
    """Whether the due date's own Chicago day has begun."""
    return now.astimezone(clocks.CHICAGO).date() >= due_at.astimezone(clocks.CHICAGO).date()


def _is_initial_period(concern: Concern, now: datetime) -> bool:
    return concern.first_due_at is not None and now <= concern.first_due_at


@keeps(Clause.VII_C_3)
def kept_up_to_date(attempt: Attempt) -> Refusal | None:
    if attempt.case.extensions and update_is_due(attempt.case, attempt.now):
        return Refusal(
            "Past seven days: record how the investigation goes before extending again.",
            Clause.VII_C_3,
        )
    return None


def update_is_due(concern: Concern, now: datetime) -> bool:
    """Past the first due date, and nothing was said of it in the last seven days."""
    if concern.first_due_at is None or now <= concern.first_due_at:
        return False
    return concern.updated_at is None or now > clocks.end_of_day(
        concern.updated_at, clocks.EXTENSION_DAYS
    )


# -- Approval


@keeps(Clause.VII_C_4)
def last_to_submit(attempt: Attempt) -> Refusal | None:
    waiting = [
        part.unit.title
        for part in attempt.case.active_parts()
        if not part.is_responsible and part.reported_at is None
    ]
    if waiting:
        return Refusal(
            f"{', '.join(waiting)} has not yet reported what it did. Wait, or release it.",
            Clause.VII_C_4,
        )
    return None


@keeps(Clause.VII_E_2)
def district_unit(attempt: Attempt) -> Refusal | None:
    if attempt.case.unit.district is None:
        return Refusal(
            "A unit outside the district closes on its commanding officer's approval.",
            Clause.VII_D_3,
        )
    return None


@keeps(Clause.VII_D_3)
def outside_unit(attempt: Attempt) -> Refusal | None:
    if attempt.case.unit.district is not None:
        return Refusal(
            "District personnel investigated: the executive officer approves.", Clause.VII_E_2
        )
    return None


@keeps(Clause.VII_B_2_B)
def assists(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if isinstance(given, inputs.ReleaseUnit) and given.unit not in {
        choice.value for choice in choices.assisting_units(attempt)
    }:
        return Refusal("That unit does not assist.", Clause.VII_B_2_B, "unit")
    return None


# -- Executive officer


@keeps(Clause.VII_E_5_A, Clause.VII_E_5_B)
def late_or_adrift(attempt: Attempt) -> Refusal | None:
    concern: Concern = attempt.case
    if is_adrift(concern) or late_and_unaddressed(concern, attempt.now):
        return None
    return Refusal(
        "It is neither late nor re-assigned over three times, or was dealt with.", Clause.VII_E_5_B
    )


def is_adrift(concern: Concern) -> bool:
    """VII.E.5.a: re-assigned over three times, and nobody is on it."""
    return (
        concern.state in (State.UNASSIGNED, State.WITH_UNIT, State.DISPUTED)
        and concern.reassignments > clocks.REASSIGNMENTS
        and concern.adrift_addressed < concern.reassignments
    )


def late_and_unaddressed(concern: Concern, now: datetime) -> bool:
    """VII.E.5.b: late now, or extended only after it was late, and not yet dealt with."""
    if concern.missed_due_at is not None and concern.is_open:
        return True
    return concern.is_late(now) and concern.addressed_due_at != concern.due_at
