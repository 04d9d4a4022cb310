"""What each action on a City Service Request form asks."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from shared.concerns.inputs import Line, Perhaps, Words, said
from shared.service_requests import choices
from shared.workflow.forms import Asks
from shared.workflow.table import Inputs

Beat = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
Latitude = Annotated[float, Field(ge=41.6, le=42.1)]
Longitude = Annotated[float, Field(ge=-88.0, le=-87.4)]
# 311 takes 4,000 characters, the form's number among them.
Details = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=3_900),
    AfterValidator(said),
]
Answer = Annotated[str, Field(max_length=500)]
AnswersIn = dict[str, Answer | list[Answer]]

REASON = Asks("Reason")


class Confirmed(Inputs):
    """What the member says of the form where the application has its doubts."""

    emergency_ruled_out: Annotated[
        bool, Asks("Nothing here needs immediate attention", "yes_no", is_required=False)
    ] = False
    is_city_service: Annotated[
        bool,
        Asks(
            "A City agency is asked, not the police or another CPD unit",
            "yes_no",
            is_required=False,
        ),
    ] = False
    is_another_need: Annotated[
        bool, Asks("It is another need than the form already there", "yes_no", is_required=False)
    ] = False


class Resubmit(Confirmed):
    """The returned form, put right."""

    service: Annotated[
        Line,
        Asks("Service", "choice", choices=choices.services, starts_as=choices.field("service")),
    ]
    details: Annotated[Details, Asks("What is there", starts_as=choices.field("details"))]
    answers: Annotated[
        AnswersIn,
        Asks(
            "What 311 asks",
            "answers",
            "Each by its code.",
            choices.asked,
            is_required=False,
            starts_as=choices.field("answers"),
        ),
    ] = Field(default_factory=dict)
    place: Annotated[Line, Asks("Where", "line", starts_as=choices.field("place"))]
    beat: Annotated[
        Beat | None, Asks("Beat", "line", "Four digits.", None, False, None, choices.field("beat"))
    ] = None
    latitude: Annotated[
        Latitude | None,
        Asks("Latitude", "number", "", None, False, None, choices.field("latitude")),
    ] = None
    longitude: Annotated[
        Longitude | None,
        Asks("Longitude", "number", "", None, False, None, choices.field("longitude")),
    ] = None


class Categorize(Confirmed):
    service: Annotated[
        Line,
        Asks("Service", "choice", choices=choices.services, starts_as=choices.field("service")),
    ]
    answers: Annotated[
        AnswersIn,
        Asks(
            "What 311 asks",
            "answers",
            "Each by its code.",
            choices.asked,
            is_required=False,
            starts_as=choices.field("answers"),
        ),
    ] = Field(default_factory=dict)
    reason: Annotated[Words, REASON]


class Reasoned(Inputs):
    """An action that asks for its reason and nothing else."""

    reason: Annotated[Words, REASON]


class Direct(Inputs):
    direction: Annotated[Words, Asks("Direction to the member", hint="The member is told at once.")]


class FollowUp(Inputs):
    what: Annotated[Words, Asks("What the community policing office should follow up")]


class Followed(Inputs):
    what: Annotated[Words, Asks("What was done", hint="Whoever asked is told.")]


class Unresolved(Inputs):
    note: Annotated[Perhaps, Asks("What is seen there", is_required=False)] = ""


class Number(Inputs):
    city_number: Annotated[
        Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z-]{3,39}$")],
        Asks("Service request number", "line", "As 311 gave it. It is checked when 311 answers."),
    ]


class Told(Inputs):
    what: Annotated[
        Words, Asks("What was said", hint="Plain words.", starts_as=choices.plain_status)
    ]


ASKS: dict[str, type[Inputs]] = {
    "file": Confirmed,
    "resubmit": Resubmit,
    "categorize": Categorize,
    "return": Reasoned,
    "direct": Direct,
    "ask_follow_up": FollowUp,
    "follow_up": Followed,
    "unresolved": Unresolved,
    "write_number": Number,
    "number_wrong": Reasoned,
    "settle_double": Reasoned,
    "tell_asker": Told,
    "withdraw": Reasoned,
    "hold": Reasoned,
    "release_hold": Reasoned,
}
