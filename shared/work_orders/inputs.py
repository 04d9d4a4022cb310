"""What each action on a work order asks."""

from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, StringConstraints

from shared.concerns.inputs import CorrectPlace, Line, Perhaps, Reasoned, Words, readable, said
from shared.work_orders import choices
from shared.workflow.forms import Asks
from shared.workflow.table import Attempt, Inputs

# 311 takes 4,000 characters; the last line carries our number.
ForCity = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=3_900),
    AfterValidator(said),
]


def _given(attempt: Attempt) -> str:
    return attempt.case.disposition or ""


class Assign(Inputs):
    member: Annotated[int, Asks("Investigating member", "choice", choices=choices.investigators)]
    instructions: Annotated[Perhaps, Asks("Instructions", is_required=False)] = ""


class Explain(Inputs):
    acted_at: Annotated[AwareDatetime, Asks("When action was taken", "moment")]
    explanation: Annotated[
        Words,
        Asks("Written explanation of the action taken", hint="The bottom half of the SRSWO."),
    ]


class AskExtension(Inputs):
    reason: Annotated[
        ForCity,
        Asks(
            "Reason for the extension",
            hint="When it is approved it is entered in 311: name nobody.",
        ),
    ]


class Disposition(Inputs):
    disposition: Annotated[
        ForCity,
        Asks(
            "Disposition for 311",
            hint="The resident can read it in 311: name nobody.",
            starts_as=_given,
        ),
    ]


class Sufficient(Inputs):
    disposition: Annotated[
        Annotated[
            str,
            StringConstraints(strip_whitespace=True, max_length=3_900),
            AfterValidator(readable),
        ],
        Asks(
            "Disposition for 311",
            hint="As it will be entered by a member trained on 311. Name nobody.",
            is_required=False,
            starts_as=_given,
        ),
    ] = ""


class AskSupport(Inputs):
    unit: Annotated[int, Asks("Unit", "choice", choices=choices.units)]
    what: Annotated[Words, Asks("Assistance or service asked for")]


class AnswerSupport(Inputs):
    support: Annotated[int, Asks("Request", "choice", choices=choices.unanswered)]
    answered_by: Annotated[Line, Asks("Who answers for the unit", "line")]
    answer: Annotated[Words, Asks("Answer")]


class Forward(Inputs):
    """Only so that the refusal is reached: there is nothing to fill in."""

    unit: Annotated[int | None, Asks("Unit", "number", is_required=False)] = None
    reason: Annotated[Perhaps, Asks("Reason", is_required=False)] = ""


class Decide(Inputs):
    note: Annotated[Perhaps, Asks("Note to the member", is_required=False)] = ""


ASKS: dict[str, type[Inputs]] = {
    "correct_place": CorrectPlace,
    "assign": Assign,
    "submit": Explain,
    "ask_extension": AskExtension,
    "approve_extension": Decide,
    "approve_further": Decide,
    "refuse_extension": Reasoned,
    "refuse_further": Reasoned,
    "return": Reasoned,
    "accept": Sufficient,
    "accept_and_enter": Disposition,
    "enter": Disposition,
    "ask_support": AskSupport,
    "answer_support": AnswerSupport,
    "forward": Forward,
    "close_with_311": Reasoned,
    "reopen": Reasoned,
}
