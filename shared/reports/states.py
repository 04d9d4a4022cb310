"""Where an issued report can stand."""

from enum import StrEnum


class State(StrEnum):
    """A state; what members read is `.label`."""

    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"
    RETURNED = "RETURNED"
    SENT = "SENT"
    KEPT = "KEPT"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    State.SUBMITTED: "With the commander",
    State.APPROVED: "Approved",
    State.RETURNED: "Returned by the commander",
    State.SENT: "Sent to the Chief, Bureau of Patrol",
    State.KEPT: "Kept as issued",
}
