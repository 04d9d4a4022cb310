"""Where a concern can stand."""

from enum import StrEnum


class State(StrEnum):
    """A state; what members read is `.label`."""

    SUBMITTED = "SUBMITTED"
    IN_REVIEW = "IN_REVIEW"
    NOT_ACCEPTED = "NOT_ACCEPTED"
    ASSOCIATED = "ASSOCIATED"
    WITH_UNIT = "WITH_UNIT"
    UNASSIGNED = "UNASSIGNED"
    DISPUTED = "DISPUTED"
    WITH_SUPERVISOR = "WITH_SUPERVISOR"
    INVESTIGATING = "INVESTIGATING"
    AWAITING_APPROVAL = "AWAITING_APPROVAL"
    INVESTIGATION_COMPLETE = "INVESTIGATION_COMPLETE"
    RETURNED = "RETURNED"
    CLOSED = "CLOSED"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    State.SUBMITTED: "Submitted, not yet opened",
    State.IN_REVIEW: "In review",
    State.NOT_ACCEPTED: "Not accepted",
    State.ASSOCIATED: "Associated with a primary concern",
    State.WITH_UNIT: "Assigned to a unit",
    State.UNASSIGNED: "Sent back, unassigned",
    State.DISPUTED: "In dispute",
    State.WITH_SUPERVISOR: "With a supervisor",
    State.INVESTIGATING: "Under investigation",
    State.AWAITING_APPROVAL: "Actions submitted, awaiting approval",
    State.INVESTIGATION_COMPLETE: "Investigation Complete",
    State.RETURNED: "Returned for corrective action",
    State.CLOSED: "Closed",
}

IN_INTAKE = (State.SUBMITTED, State.IN_REVIEW)
BEING_WORKED = (State.INVESTIGATING, State.RETURNED)
WITH_INVESTIGATORS = (
    State.WITH_UNIT,
    State.UNASSIGNED,
    State.DISPUTED,
    State.WITH_SUPERVISOR,
    State.INVESTIGATING,
    State.AWAITING_APPROVAL,
    State.RETURNED,
)
OPEN = (*IN_INTAKE, *WITH_INVESTIGATORS, State.INVESTIGATION_COMPLETE)
FINAL = (State.NOT_ACCEPTED, State.CLOSED)
