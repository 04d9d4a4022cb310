"""The life of an issued report, whole: who issues it and who decides on it, by which clause."""

from shared.directive.clauses import Clause as C  # noqa: N817
from shared.directive.roles import Role
from shared.people.reach import EVERYTHING, Among, Within, districts
from shared.reports.effects import (
    KIND,
    approved,
    keep_as_issued,
    keep_remarks,
    returned,
    send_concerns_to_chief,
    send_requests_to_chief,
    submit_to_commander,
)
from shared.reports.inputs import ASKS
from shared.reports.models import IssuedReport
from shared.reports.rules import not_there_already, period_ended
from shared.reports.states import State as S  # noqa: N817
from shared.workflow.table import Lifecycle, Who
from shared.workflow.table import Transition as T  # noqa: N817

IN_DISTRICT = Among(IssuedReport.district, districts)

SERGEANT = Who((Role.SERGEANT,), IN_DISTRICT)
COMMANDER = Who((Role.COMMANDER,), IN_DISTRICT)
OFFICE = Who(
    (Role.SYSTEM, Role.SERGEANT), Within({Role.SYSTEM: EVERYTHING, Role.SERGEANT: IN_DISTRICT})
)
OCP = Who((Role.SYSTEM, Role.DEPUTY_CHIEF), EVERYTHING)
AUDIT = Who((Role.DEPUTY_CHIEF, Role.AUDITOR), EVERYTHING)

# fmt: off
TRANSITIONS = (
    # action                  from         to           who        cites      needs                                then
    T("submit_status",        None,        S.SUBMITTED, OFFICE,    C.IV_C_4,  (period_ended, not_there_already),   (keep_as_issued, submit_to_commander)),
    T("remark",               S.SUBMITTED, S.SUBMITTED, SERGEANT,  C.IV_C_5,  (),                                  (keep_remarks,)),
    T("approve",              S.SUBMITTED, S.APPROVED,  COMMANDER, C.IV_D_2,  (),                                  (approved,)),
    T("return",               S.SUBMITTED, S.RETURNED,  COMMANDER, C.IV_D_2,  (),                                  (returned,)),
    T("send_concern_status",  None,        S.SENT,      OCP,       C.VII_F_2, (period_ended, not_there_already),   (keep_as_issued, send_concerns_to_chief)),
    T("send_request_status",  None,        S.SENT,      OCP,       C.V_F_2,   (period_ended, not_there_already),   (keep_as_issued, send_requests_to_chief)),
    T("keep_timeliness",      None,        S.KEPT,      AUDIT,     C.VII_F_1, (),                                  (keep_as_issued,)),
    T("keep_statistics",      None,        S.KEPT,      AUDIT,     C.III_C_4, (),                                  (keep_as_issued,)),
)
# fmt: on

LABELS = {
    "submit_status": "Submit to the commander",
    "remark": "Note trends and chronic problems",
    "approve": "Approve",
    "return": "Return",
    "send_concern_status": "Send to the Chief, Bureau of Patrol",
    "send_request_status": "Send to the Chief, Bureau of Patrol",
    "keep_timeliness": "Keep as it is now",
    "keep_statistics": "Keep as it is now",
}

LIFECYCLE = Lifecycle(KIND, TRANSITIONS, ASKS, LABELS)
