"""What each action on a concern asks."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, AwareDatetime, StringConstraints

from shared.concerns import choices
from shared.concerns.choices import Because, Outcome
from shared.workflow.forms import Asks
from shared.workflow.table import Inputs


def readable(text: str) -> str:
    """No NUL or other control characters but line ends and tabs; databases and printers choke."""
    if any(ord(sign) < 32 and sign not in "\n\r\t" for sign in text):
        raise ValueError("Take out the characters that cannot be printed.")
    return text


def meant(text: str) -> bool:
    """Whether there is a word or a number in it; dots and invisible signs give no reason."""
    return any(sign.isalnum() for sign in text)


def said(text: str) -> str:
    if not meant(text):
        raise ValueError("Say it in words.")
    return readable(text)


Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000),
    AfterValidator(said),
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(said),
]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    AfterValidator(said),
]
Perhaps = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=4_000), AfterValidator(readable)
]
CaseReport = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=120), AfterValidator(readable)
]
MESSAGE = Asks(
    "Message to the resident",
    hint="Plain words. The resident reads this with the control number and PIN.",
)
REASON = Asks("Reason")


class Submit(Inputs):
    """What a resident confirms when the concern itself is complete."""

    unrecorded: ClassVar = frozenset({"reported"})

    emergency_ruled_out: Annotated[bool, Asks("Nobody is in danger now", "yes_no")]
    reported: Annotated[bool, Asks("I am reporting what somebody else said", "yes_no")] = False


class Enter(Inputs):
    """What an officer confirms when entering a concern for a community member."""

    emergency_ruled_out: Annotated[bool, Asks("No immediate attention is needed", "yes_no")]


class Units(Inputs):
    responsible_unit: Annotated[
        int,
        Asks(
            "Responsible unit",
            "choice",
            "Closes the investigation.",
            choices.units,
            starts_as=choices.proposed_unit,
        ),
    ]
    assisting_units: Annotated[
        tuple[int, ...],
        Asks(
            "Assisting units", "choices", "See it and report what they did.", choices.units, False
        ),
    ] = ()
    note: Annotated[Perhaps, Asks("Note to the unit", is_required=False)] = ""


class NotAccept(Inputs):
    reason: Annotated[Because, Asks("Why", "choice", choices=choices.reasons)]
    message: Annotated[Words, MESSAGE]
    oemc_told: Annotated[
        bool,
        Asks(
            "OEMC and my supervisor were told",
            "yes_no",
            is_required=False,
            shown_when=("reason", "emergency"),
        ),
    ] = False


class Refer(Inputs):
    """Criminal in nature and needing immediate action (VII.B.4); the rules say what is missing."""

    case_report: Annotated[
        CaseReport,
        Asks("Case report", "line", "Which report documents the incident, with its number."),
    ] = ""
    sworn_member: Annotated[
        int | None,
        Asks(
            "Sworn member directed to the preliminary investigation",
            "choice",
            choices=choices.sworn_members,
        ),
    ] = None
    notifications: Annotated[
        Perhaps, Asks("Notifications made", hint="Who was told, by whom, and when.")
    ] = ""
    message: Annotated[Words, MESSAGE]


class TellStation(Inputs):
    what: Annotated[
        Words, Asks("What the station supervisor must know", hint="It is sent at once.")
    ]


class Acknowledge(Inputs):
    note: Annotated[Perhaps, Asks("What follows", is_required=False)] = ""


class Classify(Inputs):
    category: Annotated[
        str,
        Asks(
            "Category",
            "choice",
            choices=choices.categories,
            starts_as=lambda attempt: attempt.case.category,
        ),
    ]
    is_building: Annotated[
        bool,
        Asks(
            "It is about a building",
            "yes_no",
            "Then it goes to the Troubled Buildings Section, Unit 241.",
            is_required=False,
            starts_as=lambda attempt: attempt.case.is_building,
        ),
    ] = False
    is_criminal: Annotated[
        bool,
        Asks(
            "It is of a criminal nature and requires a case report",
            "yes_no",
            "Then the district station supervisor must be notified at once.",
            is_required=False,
            starts_as=lambda attempt: attempt.case.is_criminal,
        ),
    ] = False
    reason: Annotated[Words, REASON]


class CorrectPlace(Inputs):
    beat: Annotated[
        Line,
        Asks("Beat", "line", "Four digits.", starts_as=lambda attempt: attempt.case.beat or ""),
    ]
    reason: Annotated[Words, REASON]


class CorrectAddress(Inputs):
    """`which` answers what was asked when the words could mean several places."""

    address: Annotated[
        Line,
        Asks(
            "Address",
            "line",
            "An address, two streets that cross, a named place, or latitude and longitude."
            " The beat follows from it.",
            starts_as=lambda attempt: attempt.case.address or attempt.case.place[:200],
        ),
    ]
    which: Annotated[str | None, Asks("Which of these", "choice", is_required=False)] = None
    reason: Annotated[Words, REASON]


class Associate(Inputs):
    primary: Annotated[Line, Asks("Control number of the primary concern", "line")]
    because: Annotated[Words, Asks("Why these are one problem")]


class Reasoned(Inputs):
    """An action that asks for its reason and nothing else."""

    reason: Annotated[Words, REASON]


class Different(Inputs):
    other: Annotated[Line, Asks("Control number of the other concern", "line")]


class Dispute(Inputs):
    should_be: Annotated[
        int, Asks("Unit that should have it", "choice", choices=choices.district_units)
    ]
    reason: Annotated[Words, REASON]


class Settle(Inputs):
    unit: Annotated[
        int, Asks("Unit that will investigate", "choice", choices=choices.district_units)
    ]
    reason: Annotated[Words, REASON]


class AssignSupervisor(Inputs):
    supervisor: Annotated[int, Asks("Supervisor", "choice", choices=choices.supervisors)]
    note: Annotated[Perhaps, Asks("Note", is_required=False)] = ""


class AssignMembers(Inputs):
    members: Annotated[tuple[int, ...], Asks("Members", "choices", choices=choices.unit_members)]
    instructions: Annotated[Perhaps, Asks("Instructions", is_required=False)] = ""


class Document(Inputs):
    what: Annotated[Words, Asks("Action taken", hint="What was done and what was seen.")]
    at: Annotated[AwareDatetime, Asks("When", "moment")]
    members: Annotated[tuple[int, ...], Asks("By whom", "choices", choices=choices.acting_members)]


class Progress(Inputs):
    progress: Annotated[Words, Asks("How the investigation goes")]


class Extend(Inputs):
    justification: Annotated[
        Perhaps, Asks("Justification", hint="Why seven more days are needed.")
    ] = ""


class Summary(Inputs):
    summary: Annotated[Words, Asks("Summary of the actions taken")]


class Ended(Inputs):
    outcome: Annotated[Outcome, Asks("Outcome", "choice", choices=choices.outcomes)]
    message: Annotated[Words, MESSAGE]


class Approve(Inputs):
    message: Annotated[
        Perhaps,
        Asks(
            "Message to the resident",
            hint="Change it if it is not plain.",
            is_required=False,
            starts_as=lambda attempt: attempt.case.message or "",
        ),
    ] = ""


class ReleaseUnit(Inputs):
    unit: Annotated[int, Asks("Assisting unit", "choice", choices=choices.assisting_units)]
    reason: Annotated[Words, REASON]


class Address(Inputs):
    with_whom: Annotated[Line, Asks("Addressed with", "line", "The supervisory personnel.")]
    what: Annotated[Words, Asks("What was said and agreed")]


ASKS: dict[str, type[Inputs]] = {
    "submit": Submit,
    "enter": Enter,
    "enter_from_meeting": Enter,
    "accept": Units,
    "not_accept": NotAccept,
    "refer": Refer,
    "tell_station": TellStation,
    "acknowledge": Acknowledge,
    "classify": Classify,
    "correct_place": CorrectPlace,
    "correct_address": CorrectAddress,
    "associate": Associate,
    "dissociate": Reasoned,
    "make_primary": Reasoned,
    "mark_different": Different,
    "reassign": Units,
    "send_back": Reasoned,
    "dispute": Dispute,
    "settle": Settle,
    "assign_supervisor": AssignSupervisor,
    "assign_members": AssignMembers,
    "document": Document,
    "update": Progress,
    "extend": Extend,
    "submit_actions": Summary,
    "report_assistance": Summary,
    "release_unit": ReleaseUnit,
    "ask_for_more": Reasoned,
    "complete": Ended,
    "close": Ended,
    "approve": Approve,
    "disapprove": Reasoned,
    "address": Address,
}
