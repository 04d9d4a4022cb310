"""What must hold before a work order may be moved; each rule says no in words, by its clause."""

import re

from shared.directive.clauses import Clause
from shared.directive.clocks import CHICAGO, chicago_day
from shared.work_orders import choices, inputs
from shared.work_orders.models import WorkOrder
from shared.work_orders.states import State
from shared.workflow.refusals import Refusal
from shared.workflow.table import Attempt, keeps


@keeps(Clause.III_D)
def trained_on_311(attempt: Attempt) -> Refusal | None:
    if not attempt.actor.is_trained_on_311:
        return Refusal(
            "Only members recorded as trained on the 311 CSR system enter data in it.",
            Clause.III_D,
        )
    return None


@keeps(Clause.V_D_2_A)
def has_a_beat(attempt: Attempt) -> Refusal | None:
    if attempt.case.beat is None:
        return Refusal(
            "Say first in which beat it is: requests are queried by beat.", Clause.V_D_2_A
        )
    return None


@keeps(Clause.V_D_3)
def of_the_district(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if isinstance(given, inputs.Assign) and given.member not in {
        choice.value for choice in choices.investigators(attempt)
    }:
        return Refusal("Choose a member of the district.", Clause.V_D_3, "member")
    return None


@keeps(Clause.V_E_1)
def happened_already(attempt: Attempt) -> Refusal | None:
    order, given = attempt.case, attempt.inputs
    if not isinstance(given, inputs.Explain):
        return None
    if given.acted_at > attempt.now:
        return Refusal("This has not happened yet.", Clause.V_E_1, "acted_at")
    asked_at = min(order.requested_at, order.received_at)  # 311's clock may be ahead of ours
    if given.acted_at.astimezone(CHICAGO).date() < asked_at.astimezone(CHICAGO).date():
        return Refusal(
            f"311 was told of it on {chicago_day(asked_at)}: the action is of that day or later.",
            Clause.V_E_1,
            "acted_at",
        )
    return None


@keeps(Clause.V_E_3)
def reinvestigated(attempt: Attempt) -> Refusal | None:
    """A returned SRSWO needs action after its return, told in words of its own."""
    order, given = attempt.case, attempt.inputs
    if order.returned_at is None or not isinstance(given, inputs.Explain):
        return None
    if given.acted_at < order.returned_at:
        return Refusal(
            "It was returned to be reinvestigated: the action must be later than the return.",
            Clause.V_E_3,
            "acted_at",
        )
    said = _words_of(given.explanation)
    if any(_words_of(old.text) == said for old in order.explanations):
        return Refusal(
            "This explanation was found not sufficient. Say what was done since.",
            Clause.V_E_3,
            "explanation",
        )
    return None


def _words_of(text: str) -> list[str]:
    """However they are written and punctuated."""
    return re.findall(r"\w+", text.casefold())


@keeps(Clause.V_D_5_B)
def only_the_first(attempt: Attempt) -> Refusal | None:
    if attempt.case.state is State.FURTHER_ASKED:
        return Refusal(
            "It was extended before: any further extension needs the district commander.",
            Clause.V_D_5_B,
        )
    return None


@keeps(Clause.V_D_5_A)
def reasons_entered(attempt: Attempt) -> Refusal | None:
    if attempt.case.unentered():
        return Refusal("Enter the reason for the extension in 311 first.", Clause.V_D_5_A)
    return None


@keeps(Clause.V_D_5_A)
def reason_to_enter(attempt: Attempt) -> Refusal | None:
    if not attempt.case.unentered():
        return Refusal("There is no reason to enter.", Clause.V_D_5_A)
    return None


@keeps(Clause.V_B)
def unit_in_the_list(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if isinstance(given, inputs.AskSupport) and given.unit not in {
        choice.value for choice in choices.units(attempt)
    }:
        return Refusal("Choose a unit from the list.", Clause.V_B, "unit")
    return None


@keeps(Clause.V_B)
def asked_and_unanswered(attempt: Attempt) -> Refusal | None:
    open_ones = {choice.value for choice in choices.unanswered(attempt)}
    if not open_ones:
        return Refusal("No CPD-21.224 waits for an answer.", Clause.V_B)
    given = attempt.inputs
    if isinstance(given, inputs.AnswerSupport) and given.support not in open_ones:
        return Refusal("Choose one that waits for its answer.", Clause.V_B, "support")
    return None


@keeps(Clause.V_B)
def never_forwarded(_attempt: Attempt) -> Refusal | None:
    return Refusal(
        "A Police Miscellaneous request is not forwarded to another unit. Ask for help with an"
        " Intra-Departmental Support Service Request (CPD-21.224); the district stays responsible.",
        Clause.V_B,
    )


@keeps(Clause.V_B)
def closed_in_311(attempt: Attempt) -> Refusal | None:
    if attempt.case.city_status != "closed":
        return Refusal(
            "It is open in 311. It is closed with a disposition that is found sufficient.",
            Clause.V_D_4_A,
        )
    return None


@keeps(Clause.V_B)
def open_in_311(attempt: Attempt) -> Refusal | None:
    order: WorkOrder = attempt.case
    reopened = (
        order.city_status == "open"
        and order.closed_at is not None
        and order.city_as_of is not None
        and order.city_as_of > order.closed_at
    )
    if not reopened:
        return Refusal("311 has not opened it again.", Clause.V_B)
    return None
