"""Where a work order can stand."""

from enum import StrEnum


class State(StrEnum):
    """A state; what members read is `.label`."""

    NEW = "NEW"
    OPENED = "OPENED"
    ASSIGNED = "ASSIGNED"
    EXTENSION_ASKED = "EXTENSION_ASKED"
    FURTHER_ASKED = "FURTHER_ASKED"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    TO_ENTER = "TO_ENTER"
    SENDING = "SENDING"
    CLOSED = "CLOSED"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    State.NEW: "New, not yet opened",
    State.OPENED: "Opened, to be assigned",
    State.ASSIGNED: "With the investigating member",
    State.EXTENSION_ASKED: "Extension asked for",
    State.FURTHER_ASKED: "Further extension asked for",
    State.SUBMITTED: "Explanation submitted",
    State.RETURNED: "Returned to reinvestigate",
    State.TO_ENTER: "Sufficient, to enter in 311",
    State.SENDING: "Being entered in 311",
    State.CLOSED: "Closed",
}

WITH_MEMBER = (State.ASSIGNED, State.RETURNED)
ASKED = (State.EXTENSION_ASKED, State.FURTHER_ASKED)
INVESTIGATED = (*WITH_MEMBER, *ASKED)
UNDER_WAY = (*INVESTIGATED, State.SUBMITTED)
OPEN = (State.NEW, State.OPENED, *UNDER_WAY, State.TO_ENTER, State.SENDING)
EVERY = tuple(State)
