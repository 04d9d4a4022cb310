"""The life of form CPD-21.208, whole: who may take it from where to where, by which clause."""

from shared.directive.clauses import Clause as C  # noqa: N817
from shared.directive.roles import CITY_ROLES, STAFF, Role
from shared.people.reach import (
    EVERYTHING,
    NEW,
    Among,
    Either,
    Reach,
    Within,
    beats,
    districts,
    members,
    sectors,
    whole_districts,
)
from shared.service_requests.effects import (
    KIND,
    ask_follow_up,
    asker_told,
    categorize,
    direct,
    followed_up,
    hold,
    keep_refusal,
    keep_status,
    put_right,
    record_number,
    release_hold,
    report_to_ocp,
    return_to_originator,
    reviewed,
    send_to_311,
    settle_double,
    take_number_away,
    tell_sergeant,
    to_community_policing_office,
    where_311_says,
    withdraw,
    write_number,
)
from shared.service_requests.inputs import ASKS
from shared.service_requests.models import ServiceRequest
from shared.service_requests.rules import (
    answers_fit,
    beat_is_a_districts,
    complete,
    is_held,
    is_there_twice,
    late_and_unreported,
    newer,
    no_immediate_danger,
    not_a_facility,
    not_another_units,
    not_held,
    not_police,
    not_told_already,
    not_yet_verified,
    number_is_free,
    offered_by_the_city,
    one_form_for_one_need,
    somebody_asked,
    somebody_to_tell,
    trained_on_311,
)
from shared.service_requests.states import FINAL, NOT_SENT, OPEN, TO_ENTER
from shared.service_requests.states import State as S  # noqa: N817
from shared.workflow.table import Lifecycle, Who, rows
from shared.workflow.table import Transition as T  # noqa: N817

OWN = Among(ServiceRequest.originator_id, members)
ON_BEAT = Among(ServiceRequest.beat, beats)
IN_SECTOR = Either(
    Among(ServiceRequest.sector, sectors), Among(ServiceRequest.district, whole_districts)
)
IN_DISTRICT = Among(ServiceRequest.district, districts)

# Department personnel with a post in the field (III.B); nobody else, and no resident (III.B.1).
FILERS = tuple(sorted(STAFF - CITY_ROLES))

# How far each role sees (VI.C; III.A for the Bureau of Patrol).
REACH: Reach = {
    **dict.fromkeys(FILERS, OWN),
    Role.MEMBER: Either(OWN, ON_BEAT),
    Role.OFFICER: Either(OWN, IN_DISTRICT),
    Role.SECTOR_SERGEANT: Either(OWN, IN_SECTOR),
    Role.SERGEANT: Either(OWN, IN_DISTRICT),
    Role.STATION_SUPERVISOR: Either(OWN, IN_DISTRICT),
    Role.EXECUTIVE_OFFICER: Either(OWN, IN_DISTRICT),
    Role.COMMANDER: Either(OWN, IN_DISTRICT),
    Role.DEPUTY_CHIEF: EVERYTHING,
    Role.AUDITOR: EVERYTHING,
    Role.CHIEF: EVERYTHING,
}
SEEN = Within(REACH)

FILER = Who(FILERS, NEW)
ORIGINATOR = Who(FILERS, OWN)
BEAT = Who(tuple(role for role in FILERS if role is not Role.SERGEANT), SEEN)
SECTOR = Who((Role.SECTOR_SERGEANT,), IN_SECTOR)
SERGEANT = Who((Role.SERGEANT,), IN_DISTRICT)
OFFICE = Who((Role.OFFICER, Role.SERGEANT), IN_DISTRICT)
TELLERS = (Role.MEMBER, Role.OFFICER, Role.SECTOR_SERGEANT, Role.SERGEANT)
# Whoever collected it tells how it stands (IV.A.4), and the beat's and sector's own see to it.
TELLER = Who(FILERS, Within(dict.fromkeys(FILERS, OWN) | {role: REACH[role] for role in TELLERS}))
RECORDS = Who((Role.COMMANDER, Role.DEPUTY_CHIEF), SEEN)
SYSTEM = Who((Role.SYSTEM,), EVERYTHING)

FIT = (
    no_immediate_danger,
    not_police,
    not_another_units,
    offered_by_the_city,
    not_a_facility,
    answers_fit,
)

# fmt: off
TRANSITIONS = (
    # action                 from                        to              who         cites      needs                                                        then
    # -- The form
    T("file",                None,                       S.SUBMITTED,    FILER,      C.III_B,   (*FIT, one_form_for_one_need),                               (to_community_policing_office,)),
    T("resubmit",            S.RETURNED,                 S.SUBMITTED,    ORIGINATOR, C.IV_A_2,  (*FIT, beat_is_a_districts, one_form_for_one_need),          (put_right, to_community_policing_office)),
    *rows("withdraw",        NOT_SENT,                   S.WITHDRAWN,    ORIGINATOR, C.II_C,    (),                                                          (withdraw,)),
    # -- The sergeant's daily review
    *rows("categorize",      (S.SUBMITTED, *TO_ENTER),   None,           SERGEANT,   C.IV_C_1,  (*FIT, one_form_for_one_need),                               (categorize,)),
    T("review",              S.SUBMITTED,                S.READY,        SERGEANT,   C.IV_C_1,  (complete,),                                                 (reviewed,)),
    *rows("return",          (S.SUBMITTED, *TO_ENTER),   S.RETURNED,     SERGEANT,   C.IV_C_6,  (),                                                          (return_to_originator,)),
    # -- Sector and rapid response sergeants
    *rows("direct",          NOT_SENT,                   None,           SECTOR,     C.IV_B_1,  (),                                                          (direct,)),
    *rows("ask_follow_up",   (*OPEN, S.COMPLETED),       None,           SECTOR,     C.IV_B_2,  (),                                                          (ask_follow_up,)),
    # -- 311: entered only with its number
    *rows("enter",           TO_ENTER,                   S.SENDING,      OFFICE,     C.III_C_1, (trained_on_311, complete),                                  (send_to_311,)),
    *rows("write_number",    TO_ENTER,                   S.ENTERED,      OFFICE,     C.IV_C_2,  (trained_on_311, number_is_free),                            (write_number,)),
    *rows("number_arrived",  (S.SENDING, S.NOT_TAKEN),   S.ENTERED,      SYSTEM,     C.IV_C_2,  (),                                                          (record_number,)),
    T("refused_by_311",      S.SENDING,                  S.NOT_TAKEN,    SYSTEM,     C.IV_C_2,  (),                                                          (keep_refusal,)),
    *rows("settle_double",   (*OPEN, *FINAL),            None,           OFFICE,     C.IV_A_1,  (trained_on_311, is_there_twice),                            (settle_double,)),
    T("number_wrong",        S.ENTERED,                  S.NOT_TAKEN,    OFFICE,     C.IV_C_2,  (trained_on_311, not_yet_verified),                          (take_number_away,)),
    *rows("status_changed",  (S.ENTERED, S.COMPLETED),   where_311_says, SYSTEM,     C.III_C_5, (newer,),                                                    (keep_status,)),
    # -- Following up
    *rows("unresolved",      (*OPEN, S.COMPLETED),       None,           BEAT,       C.IV_A_3,  (not_told_already,),                                         (tell_sergeant,)),
    *rows("follow_up",       (*OPEN, *FINAL),            None,           OFFICE,     C.IV_B_2,  (somebody_asked,),                                           (followed_up,)),
    *rows("tell_asker",      (*OPEN, *FINAL),            None,           TELLER,     C.IV_A_4,  (somebody_to_tell,),                                         (asker_told,)),
    T("report_late",         S.ENTERED,                  S.ENTERED,      SYSTEM,     C.IV_C_7,  (late_and_unreported,),                                      (report_to_ocp,)),
    # -- Kept
    *rows("hold",            (*OPEN, *FINAL),            None,           RECORDS,    C.IV_C_3,  (not_held,),                                                 (hold,)),
    *rows("release_hold",    (*OPEN, *FINAL),            None,           RECORDS,    C.IV_C_3,  (is_held,),                                                  (release_hold,)),
)
# fmt: on

LABELS = {
    "resubmit": "Submit again",
    "withdraw": "Withdraw",
    "categorize": "Correct the service",
    "review": "Complete and properly categorized",
    "return": "Return to the member",
    "direct": "Give direction to the member",
    "ask_follow_up": "Ask the office for follow-up",
    "enter": "Enter in 311",
    "write_number": "Write down the 311 number",
    "number_wrong": "The 311 number is wrong",
    "unresolved": "Unresolved, please look",
    "follow_up": "Record the follow-up",
    "tell_asker": "The community member was told",
    "hold": "Hold from purging",
    "release_hold": "Release the hold",
}

LIFECYCLE = Lifecycle(KIND, TRANSITIONS, ASKS, LABELS)
