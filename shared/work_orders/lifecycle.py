"""The life of a work order, whole: who may take it from where to where, by which clause."""

from collections.abc import Callable

from shared.concerns.placing import beat_is_known
from shared.directive.clauses import Clause as C  # noqa: N817
from shared.directive.clocks import chicago_day, work_order_extended_due
from shared.directive.roles import HEADS, Role
from shared.people.reach import (
    EVERYTHING,
    NEW,
    Among,
    AnyAmong,
    Either,
    Missing,
    Reach,
    Within,
    districts,
    members,
    units,
)
from shared.work_orders.choices import INVESTIGATORS
from shared.work_orders.effects import (
    KIND,
    answer_support,
    ask_for_time,
    ask_support,
    close,
    disposition_refused,
    enter_disposition,
    enter_reasons,
    extend,
    find_sufficient,
    generate_work_order,
    give_to_member,
    keep_status,
    move_place,
    reason_arrived,
    reason_refused,
    refuse_time,
    reopen,
    return_to_member,
    where_it_stood,
    whose_decision,
    write_explanation,
)
from shared.work_orders.inputs import ASKS
from shared.work_orders.models import Support, WorkOrder
from shared.work_orders.rules import (
    asked_and_unanswered,
    closed_in_311,
    happened_already,
    has_a_beat,
    never_forwarded,
    of_the_district,
    only_the_first,
    open_in_311,
    reason_to_enter,
    reasons_entered,
    reinvestigated,
    trained_on_311,
    unit_in_the_list,
)
from shared.work_orders.states import ASKED, EVERY, INVESTIGATED, OPEN, UNDER_WAY, WITH_MEMBER
from shared.work_orders.states import State as S  # noqa: N817
from shared.workflow.table import Attempt, Lifecycle, Who, rows
from shared.workflow.table import Transition as T  # noqa: N817

IN_DISTRICT = Among(WorkOrder.district, districts)
UNPLACED = Missing(WorkOrder.district)
GIVEN = Among(WorkOrder.member_id, members)
ASKED_FOR_HELP = AnyAmong(WorkOrder.supports, Support.unit_id, units)

SYSTEM_NEW = Who((Role.SYSTEM,), NEW)
SYSTEM = Who((Role.SYSTEM,), EVERYTHING)
PLACER = Who((Role.SERGEANT, Role.DEPUTY_CHIEF, Role.AUDITOR), Either(IN_DISTRICT, UNPLACED))
OFFICE = Who((Role.SERGEANT, Role.OFFICER), IN_DISTRICT)
SERGEANT = Who((Role.SERGEANT,), IN_DISTRICT)
ASSIGNER = Who((Role.SERGEANT, Role.EXECUTIVE_OFFICER), IN_DISTRICT)
COMMANDER = Who((Role.COMMANDER,), IN_DISTRICT)
INVESTIGATOR = Who(INVESTIGATORS, GIVEN)
HELPED: Reach = {
    Role.MEMBER: GIVEN,
    Role.SUPERVISOR: GIVEN,
    Role.SECTOR_SERGEANT: GIVEN,
    Role.OFFICER: Either(IN_DISTRICT, GIVEN),
    Role.SERGEANT: IN_DISTRICT,
}
HELPING: Reach = HELPED | dict.fromkeys(sorted(HEADS), ASKED_FOR_HELP)
ASKER = Who(tuple(HELPED), Within(HELPED))
ANSWERER = Who(tuple(HELPING), Within(HELPING))
ANYBODY = Who(
    (*INVESTIGATORS, Role.SERGEANT, Role.EXECUTIVE_OFFICER, Role.COMMANDER),
    Either(GIVEN, IN_DISTRICT),
)

# How far each role sees (VI.C; III.A for the Bureau of Patrol).
REACH: Reach = {
    Role.MEMBER: GIVEN,
    Role.SUPERVISOR: GIVEN,
    Role.OFFICER: Either(IN_DISTRICT, GIVEN),
    Role.SECTOR_SERGEANT: Either(IN_DISTRICT, GIVEN),
    Role.SERGEANT: Either(IN_DISTRICT, UNPLACED),
    Role.STATION_SUPERVISOR: IN_DISTRICT,
    Role.EXECUTIVE_OFFICER: IN_DISTRICT,
    Role.COMMANDER: IN_DISTRICT,
    **dict.fromkeys(sorted(HEADS), ASKED_FOR_HELP),
    Role.DEPUTY_CHIEF: EVERYTHING,
    Role.AUDITOR: EVERYTHING,
    Role.CHIEF: EVERYTHING,
}

WORKED = (S.OPENED, *UNDER_WAY, S.TO_ENTER)

# fmt: off
TRANSITIONS = (
    # action                   from                  to               who           cites       needs                                             then
    # -- From 311
    T("receive",               None,                 S.NEW,           SYSTEM_NEW,   C.III_C_2),
    *rows("correct_place",     (S.NEW, S.OPENED),    None,            PLACER,       C.V_D_2_A,  (beat_is_known,),                                 (move_place,)),
    T("open",                  S.NEW,                S.OPENED,        OFFICE,       C.V_D_2_A,  (trained_on_311, has_a_beat),                     (generate_work_order,)),
    *rows("status_changed",    EVERY,                None,            SYSTEM,       C.III_C_5,  (),                                               (keep_status,)),
    # -- Investigation: seven days from the assignment
    T("assign",                S.OPENED,             S.ASSIGNED,      ASSIGNER,     C.V_D_3,    (of_the_district,),                               (give_to_member,)),
    *rows("assign",            WITH_MEMBER,          None,            ASSIGNER,     C.V_C_3,    (of_the_district,),                               (give_to_member,)),
    *rows("submit",            INVESTIGATED,         S.SUBMITTED,     INVESTIGATOR, C.V_E_1,    (reinvestigated, happened_already),               (write_explanation,)),
    *rows("ask_extension",     WITH_MEMBER,          whose_decision,  INVESTIGATOR, C.V_E_2,    (),                                               (ask_for_time,)),
    *rows("approve_extension", ASKED,                where_it_stood,  SERGEANT,     C.V_D_5,    (only_the_first,),                                (extend,)),
    T("refuse_extension",      S.EXTENSION_ASKED,    where_it_stood,  SERGEANT,     C.V_D_5,    (),                                               (refuse_time,)),
    T("approve_further",       S.FURTHER_ASKED,      where_it_stood,  COMMANDER,    C.V_D_5_B,  (),                                               (extend,)),
    T("refuse_further",        S.FURTHER_ASKED,      where_it_stood,  COMMANDER,    C.V_D_5_B,  (),                                               (refuse_time,)),
    *rows("enter_reason",      WORKED,               None,            OFFICE,       C.V_D_5_A,  (trained_on_311, reason_to_enter),                (enter_reasons,)),
    *rows("reason_entered",    EVERY,                None,            SYSTEM,       C.V_D_5_A,  (),                                               (reason_arrived,)),
    *rows("reason_refused",    EVERY,                None,            SYSTEM,       C.V_D_5_A,  (),                                               (reason_refused,)),
    # -- Help from other units; the district stays responsible
    *rows("ask_support",       WORKED,               None,            ASKER,        C.V_B,      (unit_in_the_list,),                              (ask_support,)),
    *rows("answer_support",    OPEN,                 None,            ANSWERER,     C.V_B,      (asked_and_unanswered,),                          (answer_support,)),
    *rows("forward",           OPEN,                 None,            ANYBODY,      C.V_B,      (never_forwarded,),                               ()),
    # -- Review, and the disposition in 311
    T("return",                S.SUBMITTED,          S.RETURNED,      SERGEANT,     C.V_D_4_B,  (),                                               (return_to_member,)),
    T("accept_and_enter",      S.SUBMITTED,          S.SENDING,       SERGEANT,     C.V_D_4_A,  (trained_on_311, reasons_entered),                (find_sufficient, enter_disposition)),
    T("accept",                S.SUBMITTED,          S.TO_ENTER,      SERGEANT,     C.V_D_4_A,  (),                                               (find_sufficient,)),
    T("enter",                 S.TO_ENTER,           S.SENDING,       OFFICE,       C.V_D_4_A,  (trained_on_311, reasons_entered),                (enter_disposition,)),
    T("entered",               S.SENDING,            S.CLOSED,        SYSTEM,       C.V_D_4_A,  (),                                               (close,)),
    T("refused_by_311",        S.SENDING,            S.TO_ENTER,      SYSTEM,       C.V_D_4_A,  (),                                               (disposition_refused,)),
    # -- Where 311 and the beat disagree
    *rows("close_with_311",    (S.NEW, *WORKED),     S.CLOSED,        SERGEANT,     C.V_B,      (closed_in_311,),                                 (close,)),
    T("reopen",                S.CLOSED,             S.OPENED,        SERGEANT,     C.V_B,      (open_in_311,),                                   (reopen,)),
)
# fmt: on

LABELS = {
    "correct_place": "Correct the beat",
    "open": "Open and generate the SRSWO",
    "assign": "Assign to a member",
    "submit": "Submit the explanation",
    "ask_extension": "Ask for an extension",
    "approve_extension": "Approve fifteen days more",
    "refuse_extension": "Do not approve the extension",
    "approve_further": "Approve a further fifteen days",
    "refuse_further": "Do not approve the further extension",
    "enter_reason": "Enter the reason in 311",
    "ask_support": "Ask another unit for help (CPD-21.224)",
    "answer_support": "Record the answer to a CPD-21.224",
    "return": "Not sufficient: return with an explanation",
    "accept_and_enter": "Sufficient: enter the disposition in 311",
    "accept": "Sufficient: to be entered in 311",
    "enter": "Enter the disposition in 311",
    "close_with_311": "Close, as 311 has closed it",
    "reopen": "Open again, as 311 has",
}


def new_due_date(attempt: Attempt) -> str | None:
    return f"It would be due on {chicago_day(work_order_extended_due(attempt.now))}."


PREVIEWS: dict[str, Callable[[Attempt], str | None]] = {
    "approve_extension": new_due_date,
    "approve_further": new_due_date,
}

LIFECYCLE = Lifecycle(KIND, TRANSITIONS, ASKS, LABELS, PREVIEWS)
