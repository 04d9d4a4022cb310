"""Where a City Service Request form can stand."""

from enum import StrEnum


class State(StrEnum):
    """A state; what members read is `.label`."""

    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    READY = "READY"
    SENDING = "SENDING"
    NOT_TAKEN = "NOT_TAKEN"
    ENTERED = "ENTERED"
    COMPLETED = "COMPLETED"
    WITHDRAWN = "WITHDRAWN"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    State.SUBMITTED: "With the community policing office",
    State.RETURNED: "Returned to the member",
    State.READY: "Reviewed, ready for 311",
    State.SENDING: "Sent to 311, waiting for its number",
    State.NOT_TAKEN: "Not taken by 311",
    State.ENTERED: "Entered in 311",
    State.COMPLETED: "Service completed",
    State.WITHDRAWN: "Withdrawn",
}

TO_ENTER = (State.READY, State.NOT_TAKEN)
NOT_SENT = (State.SUBMITTED, State.RETURNED, *TO_ENTER)
OPEN = (*NOT_SENT, State.SENDING, State.ENTERED)
WITH_THE_CITY = (State.SENDING, State.ENTERED)
FINAL = (State.COMPLETED, State.WITHDRAWN)
