"""The life of a concern, whole: who may take it from where to where, by which clause."""

from shared.concerns.effects import (
    acknowledge,
    assign_members,
    assign_supervisor,
    assign_units,
    associate,
    classify,
    close,
    close_followers,
    count_reassignment,
    dealt_with,
    decide,
    give_the_lead,
    leave_unit,
    look_around_anew,
    mark_different,
    not_accepted,
    note_progress,
    part_from_primary,
    push_due_date,
    raise_dispute,
    record_visit,
    refer_crime,
    release_followers,
    release_those_elsewhere,
    release_those_left_behind,
    release_unit,
    report_assistance,
    return_for_correction,
    set_outcome,
    settle_dispute,
    start_investigation,
    start_review,
    take_the_lead,
    tell_resident,
    tell_station_supervisor,
    where_it_stood,
    word_the_message,
)
from shared.concerns.inputs import ASKS
from shared.concerns.models import Assigned, Concern, Part
from shared.concerns.placing import address_is_found, beat_is_known, move_place, move_to_address
from shared.concerns.rules import (
    action_documented,
    another_of_the_district,
    assists,
    between_watch_and_tactical,
    buildings_to_241,
    can_be_its_primary,
    case_report_determined,
    corrected,
    decent,
    district_unit,
    emergency_ruled_out,
    from_a_meeting,
    happened_already,
    has_a_district,
    justified,
    kept_up_to_date,
    known_category,
    last_to_submit,
    late_or_adrift,
    members_of_the_unit,
    notifications_made,
    oemc_told_of_danger,
    once_until_due,
    outside_unit,
    primary_not_begun,
    settled_within_the_district,
    station_told_of_crime,
    supervisor_of_the_unit,
    sworn,
    sworn_member_directed,
    told_and_not_acknowledged,
    units_in_the_list,
)
from shared.concerns.states import BEING_WORKED, FINAL, OPEN, WITH_INVESTIGATORS
from shared.concerns.states import State as S  # noqa: N817
from shared.directive import clocks
from shared.directive.clauses import Clause as C  # noqa: N817
from shared.directive.roles import HEADS, LIEUTENANTS, Role
from shared.people.reach import (
    EVERYTHING,
    NEW,
    Among,
    AnyAmong,
    Both,
    Either,
    Missing,
    Reach,
    districts,
    members,
    units,
)
from shared.workflow.table import Attempt, Lifecycle, Who, rows
from shared.workflow.table import Transition as T  # noqa: N817

IN_DISTRICT = Among(Concern.district, districts)
OF_UNIT = Among(Concern.unit_id, units)
HAS_PART = AnyAmong(Concern.parts, Part.unit_id, units, ((Part.is_active, True),))
ASSISTS = AnyAmong(
    Concern.parts, Part.unit_id, units, ((Part.is_active, True), (Part.is_responsible, False))
)
# Who moved to another unit leaves the unit's concerns behind (VI.C).
UNDER = Both(Among(Concern.supervisor_id, members), OF_UNIT)
GIVEN_TO = Both(
    AnyAmong(Concern.assigned, Assigned.member_id, members, ((Assigned.is_active, True),)), OF_UNIT
)
UNPLACED = Missing(Concern.district)

RESIDENT = Who((Role.RESIDENT,), NEW)
OFFICER = Who((Role.OFFICER,), NEW)
SERGEANT = Who((Role.SERGEANT,), IN_DISTRICT)
PLACER = Who((Role.SERGEANT, Role.DEPUTY_CHIEF, Role.AUDITOR), Either(IN_DISTRICT, UNPLACED))
STATION = Who((Role.STATION_SUPERVISOR,), IN_DISTRICT)
HEAD = Who(tuple(sorted(HEADS)), OF_UNIT)
LIEUTENANT = Who(tuple(sorted(LIEUTENANTS)), OF_UNIT)
COMMANDING = Who((Role.COMMANDING_OFFICER,), OF_UNIT)
ASSISTING = Who((*sorted(HEADS), Role.SUPERVISOR), ASSISTS)
SUPERVISOR = Who((Role.SUPERVISOR,), UNDER)
EXTENDER = Who((Role.SUPERVISOR, *sorted(HEADS)), Either(UNDER, OF_UNIT))
INVESTIGATOR = Who((Role.SUPERVISOR, Role.MEMBER), Either(UNDER, GIVEN_TO))
XO = Who((Role.EXECUTIVE_OFFICER,), IN_DISTRICT)
SYSTEM = Who((Role.SYSTEM,), EVERYTHING)

# How far each role sees (VI.C). What a role may do on what it sees is the table's to say.
REACH: Reach = {
    Role.OFFICER: IN_DISTRICT,
    Role.SECTOR_SERGEANT: IN_DISTRICT,
    Role.SERGEANT: Either(IN_DISTRICT, UNPLACED),
    Role.STATION_SUPERVISOR: IN_DISTRICT,
    Role.WATCH_LIEUTENANT: HAS_PART,
    Role.TACTICAL_LIEUTENANT: HAS_PART,
    Role.COMMANDING_OFFICER: HAS_PART,
    Role.SUPERVISOR: Either(UNDER, ASSISTS),
    Role.MEMBER: GIVEN_TO,
    Role.EXECUTIVE_OFFICER: IN_DISTRICT,
    Role.COMMANDER: IN_DISTRICT,
    Role.DEPUTY_CHIEF: EVERYTHING,
    Role.AUDITOR: EVERYTHING,
}

TELLABLE = (S.IN_REVIEW, S.ASSOCIATED, *WITH_INVESTIGATORS, S.INVESTIGATION_COMPLETE)
JOINABLE = (S.IN_REVIEW, S.UNASSIGNED, S.WITH_UNIT, S.WITH_SUPERVISOR, S.INVESTIGATING)

# fmt: off
TRANSITIONS = (
    # action                  from                 to                 who           cites        needs                                                                        then
    # -- Intake
    T("submit",               None,                S.SUBMITTED,       RESIDENT,     C.VI_A_1,    (emergency_ruled_out, decent)),
    T("enter",                None,                S.SUBMITTED,       OFFICER,      C.VII_A_2,   (emergency_ruled_out, sworn)),
    T("enter_from_meeting",   None,                S.SUBMITTED,       OFFICER,      C.VII_A_1,   (emergency_ruled_out, sworn, from_a_meeting)),
    *rows("correct_place",    (S.SUBMITTED, S.IN_REVIEW, S.UNASSIGNED), None, PLACER, C.VII_B_1, (beat_is_known,),                                                            (move_place, release_those_left_behind)),
    *rows("correct_address",  (S.SUBMITTED, S.IN_REVIEW, S.UNASSIGNED), None, PLACER, C.VII_B_1, (address_is_found,),                                                         (move_to_address, release_those_elsewhere, look_around_anew)),
    # -- Review: 36 hours from the first access
    T("open",                 S.SUBMITTED,         S.IN_REVIEW,       SERGEANT,     C.VII_B_1,   (),                                                                          (start_review,)),
    T("accept",               S.IN_REVIEW,         S.WITH_UNIT,       SERGEANT,     C.VII_B_2_B, (has_a_district, station_told_of_crime, units_in_the_list, buildings_to_241), (decide, assign_units, start_investigation, tell_resident)),
    T("not_accept",           S.IN_REVIEW,         S.NOT_ACCEPTED,    SERGEANT,     C.VII_B_1,   (station_told_of_crime, oemc_told_of_danger),                                (decide, not_accepted, tell_resident, release_followers)),
    *rows("tell_station",     TELLABLE,            None,              SERGEANT,     C.VII_B_3,   (),                                                                          (tell_station_supervisor,)),
    *rows("acknowledge",      (*OPEN, S.ASSOCIATED, *FINAL), None,    STATION,      C.VII_B_3,   (told_and_not_acknowledged,),                                                (acknowledge,)),
    T("refer",                S.IN_REVIEW,         S.NOT_ACCEPTED,    SERGEANT,     C.VII_B_4,   (case_report_determined, sworn_member_directed, notifications_made),         (decide, refer_crime, tell_resident, release_followers)),
    *rows("classify",         (S.IN_REVIEW, S.UNASSIGNED), None,      SERGEANT,     C.VII_B_1,   (known_category,),                                                           (classify,)),
    # -- One primary concern
    *rows("associate",        JOINABLE,            S.ASSOCIATED,      SERGEANT,     C.VI_B_1,    (station_told_of_crime, can_be_its_primary),                                 (associate, tell_resident)),
    *rows("mark_different",   JOINABLE,            None,              SERGEANT,     C.VI_B_1,    (another_of_the_district,),                                                  (mark_different,)),
    T("dissociate",           S.ASSOCIATED,        where_it_stood,    SERGEANT,     C.VI_B_1,    (),                                                                          (part_from_primary,)),
    T("make_primary",         S.ASSOCIATED,        where_it_stood,    SERGEANT,     C.VI_B_1,    (primary_not_begun,),                                                        (take_the_lead,)),
    *rows("give_the_lead",    (S.SUBMITTED, S.IN_REVIEW), S.ASSOCIATED, SYSTEM,     C.VI_B_1,    (),                                                                          (give_the_lead,)),
    T("release",              S.ASSOCIATED,        where_it_stood,    SYSTEM,       C.VI_B_1,    (),                                                                          (part_from_primary,)),
    T("close_with_primary",   S.ASSOCIATED,        S.CLOSED,          SYSTEM,       C.VI_B_1,    (),                                                                          (close,)),
    # -- Assignment: 7 days from the sergeant's assignment
    T("send_back",            S.WITH_UNIT,         S.UNASSIGNED,      HEAD,         C.VII_C_1,   (),                                                                          (leave_unit,)),
    T("reassign",             S.UNASSIGNED,        S.WITH_UNIT,       SERGEANT,     C.VII_B_2_B, (station_told_of_crime, units_in_the_list, buildings_to_241),                (assign_units, count_reassignment)),
    T("dispute",              S.WITH_UNIT,         S.DISPUTED,        LIEUTENANT,   C.VII_E_4,   (between_watch_and_tactical,),                                               (raise_dispute,)),
    T("settle",               S.DISPUTED,          S.WITH_UNIT,       XO,           C.VII_E_4,   (settled_within_the_district,),                                              (settle_dispute,)),
    T("assign_supervisor",    S.WITH_UNIT,         S.WITH_SUPERVISOR, HEAD,         C.VII_C_2,   (supervisor_of_the_unit,),                                                   (assign_supervisor,)),
    *rows("assign_supervisor", (S.WITH_SUPERVISOR, S.INVESTIGATING, S.RETURNED), None, HEAD, C.VII_C_2, (supervisor_of_the_unit,),                                             (assign_supervisor,)),
    T("assign_members",       S.WITH_SUPERVISOR,   S.INVESTIGATING,   SUPERVISOR,   C.VII_D_2,   (members_of_the_unit,),                                                      (assign_members, tell_resident)),
    *rows("assign_members",   BEING_WORKED,        None,              SUPERVISOR,   C.VII_D_2,   (members_of_the_unit,),                                                      (assign_members,)),
    # -- Investigation
    *rows("document",         BEING_WORKED,        None,              INVESTIGATOR, C.VII_D_3,   (happened_already, members_of_the_unit),                                     (record_visit,)),
    *rows("update",           (S.WITH_UNIT, S.WITH_SUPERVISOR, *BEING_WORKED), None, EXTENDER, C.VII_C_3, (),                                                                 (note_progress,)),
    *rows("extend",           (S.WITH_SUPERVISOR, *BEING_WORKED), None, EXTENDER,   C.VII_C_2,   (justified, once_until_due, kept_up_to_date),                                (push_due_date, tell_resident)),
    *rows("report_assistance", (S.WITH_UNIT, S.WITH_SUPERVISOR, *BEING_WORKED, S.AWAITING_APPROVAL), None, ASSISTING, C.VII_C_4, (),                                          (report_assistance,)),
    *rows("release_unit",     (S.WITH_UNIT, S.WITH_SUPERVISOR, *BEING_WORKED, S.AWAITING_APPROVAL), None, HEAD, C.VII_C_1, (assists,),                                        (release_unit,)),
    *rows("submit_actions",   BEING_WORKED,        S.AWAITING_APPROVAL, SUPERVISOR, C.VII_D_3,   (action_documented, corrected),                                              ()),
    # -- Approval
    T("ask_for_more",         S.AWAITING_APPROVAL, S.INVESTIGATING,   HEAD,         C.VII_C_1,   (),                                                                          ()),
    T("complete",             S.AWAITING_APPROVAL, S.INVESTIGATION_COMPLETE, HEAD,  C.VII_C_4,   (district_unit, last_to_submit),                                             (set_outcome,)),
    T("close",                S.AWAITING_APPROVAL, S.CLOSED,          COMMANDING,   C.VII_D_3,   (outside_unit, last_to_submit),                                              (set_outcome, close, tell_resident, close_followers)),
    T("approve",              S.INVESTIGATION_COMPLETE, S.CLOSED,     XO,           C.VII_E_2,   (),                                                                          (word_the_message, close, tell_resident, close_followers)),
    T("disapprove",           S.INVESTIGATION_COMPLETE, S.RETURNED,   XO,           C.VII_E_2,   (),                                                                          (return_for_correction,)),
    # -- Late or adrift
    *rows("address",          (*WITH_INVESTIGATORS, S.INVESTIGATION_COMPLETE), None, XO, C.VII_E_5_B, (late_or_adrift,),                                                      (dealt_with,)),
)
# fmt: on

LABELS = {
    "correct_place": "Correct the beat",
    "correct_address": "Correct the address",
    "accept": "Accept and assign",
    "not_accept": "Do not accept",
    "tell_station": "Notify the station supervisor",
    "acknowledge": "Acknowledge the notification",
    "refer": "Not accept: crime needing immediate action",
    "classify": "Correct the category",
    "associate": "Associate with a primary concern",
    "mark_different": "Different problem",
    "dissociate": "Undo the association",
    "make_primary": "Make this the primary concern",
    "send_back": "Send back to the sergeant",
    "reassign": "Assign to another unit",
    "dispute": "Dispute the assignment",
    "settle": "Settle the dispute",
    "assign_supervisor": "Assign a supervisor",
    "assign_members": "Assign members",
    "document": "Document an action taken",
    "update": "Record how it goes",
    "extend": "Extend by seven days",
    "report_assistance": "Report what my unit did",
    "release_unit": "Release an assisting unit",
    "submit_actions": "Submit the actions taken",
    "ask_for_more": "Ask for more",
    "complete": "Investigation Complete",
    "close": "Approve and close",
    "approve": "Approve and close",
    "disapprove": "Return for corrective action",
    "address": "Record that it was addressed",
}


def new_due_date(attempt: Attempt) -> str | None:
    due_at = attempt.case.due_at
    return (
        due_at and f"The new due date would be {clocks.chicago_day(clocks.extended_due(due_at))}."
    )


LIFECYCLE = Lifecycle("concern", TRANSITIONS, ASKS, LABELS, {"extend": new_due_date})
