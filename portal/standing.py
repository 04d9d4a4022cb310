"""Where a concern stands today and what comes next, by when, in a resident's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from shared.concerns.choices import Because, Outcome
from shared.concerns.models import Concern
from shared.concerns.states import State

WORDS: Mapping[State, tuple[Any, Any]] = {
    State.SUBMITTED: (
        _l("We have it"),
        _l(
            "A community policing sergeant of your police district will open it. From then on the"
            " sergeant has 36 hours to decide whether it is accepted."
        ),
    ),
    State.IN_REVIEW: (
        _l("A sergeant is reviewing it"),
        _l("The sergeant decides whether it is accepted, and which unit should work on it."),
    ),
    State.NOT_ACCEPTED: (_l("It was not accepted"), _l("Nothing more will happen here.")),
    State.WITH_UNIT: (
        _l("A police unit has it"),
        _l("The unit chooses a supervisor, who assigns officers to work on it."),
    ),
    State.UNASSIGNED: (
        _l("The right unit is being found"),
        _l("The sergeant will give it to another unit."),
    ),
    State.WITH_SUPERVISOR: (
        _l("A supervisor has it"),
        _l("The supervisor assigns officers to work on it."),
    ),
    State.INVESTIGATING: (
        _l("Officers are working on it"),
        _l("When they have done what they can, their supervisor reports it for approval."),
    ),
    State.AWAITING_APPROVAL: (
        _l("The work is being checked"),
        _l("The head of the unit decides whether what was done is enough."),
    ),
    State.INVESTIGATION_COMPLETE: (
        _l("The investigation is complete"),
        _l("The executive officer of the district checks it. Then it is closed."),
    ),
    State.CLOSED: (_l("It is closed"), _l("If the problem comes back, please tell us again.")),
}
ALIKE = {State.DISPUTED: State.WITH_UNIT, State.RETURNED: State.INVESTIGATING}

OUTCOMES: Mapping[str, Any] = {
    Outcome.RESOLVED: _l("The problem was resolved."),
    Outcome.ACTION_TAKEN: _l("Action was taken. Officers keep an eye on it."),
    Outcome.ARREST: _l("There was an arrest or a citation."),
    Outcome.CITY_SERVICE: _l("Another City agency was brought in."),
    Outcome.NOT_FOUND: _l("Officers looked for the problem and did not find it."),
}
BECAUSE: Mapping[str, Any] = {
    Because.INDECENT: _l("Some of its words were lewd, obscene or insulting."),
    Because.NOT_POLICE: _l("It is not about crime or disorder."),
    Because.CITY_SERVICE: _l("It belongs to a City service: call 311."),
    Because.TOO_LITTLE: _l("It said too little to go on."),
    Because.ALREADY_KNOWN: _l("You told us about it before; that report goes on."),
    Because.OUTSIDE: _l("The place is outside the City of Chicago."),
    Because.EMERGENCY: _l("It needed help at once, so the 911 center was told."),
    "criminal": _l("It is a crime that needs a police report. It was passed on for that."),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Today's heading, what comes next and by when, and at the end how it ended."""

    heading: Any
    next: Any
    due_at: datetime | None
    to_the_minute: bool
    is_late: bool
    ended: Any | None
    message: str | None


def standing(concern: Concern, now: datetime) -> Standing:
    """A concern that is handled with another stands where that one stands."""
    leading = concern.primary if concern.state is State.ASSOCIATED and concern.primary else concern
    assert leading.state is not None
    heading, following = WORDS[ALIKE.get(leading.state, leading.state)]
    is_over = concern.state in (State.CLOSED, State.NOT_ACCEPTED)
    return Standing(
        heading=heading,
        next=following,
        due_at=None if is_over else _due_at(leading),
        to_the_minute=leading.state is State.IN_REVIEW,
        is_late=not is_over and leading.is_late(now),
        ended=_ended(concern) if is_over else None,
        message=concern.message if is_over else None,
    )


def _due_at(concern: Concern) -> datetime | None:
    if concern.state is State.IN_REVIEW:
        return concern.review_due_at
    return concern.due_at if concern.state is not State.INVESTIGATION_COMPLETE else None


def _ended(concern: Concern) -> Any:
    if concern.state is State.NOT_ACCEPTED:
        return BECAUSE.get(concern.not_accepted_because or "")
    return OUTCOMES.get(concern.outcome or "")
