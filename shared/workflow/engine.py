"""The only code that moves a case."""

from dataclasses import dataclass
from enum import StrEnum

from shared.directive.roles import Role
from shared.workflow.record import Entry, append
from shared.workflow.refusals import OutOfReachError, Refusal, RefusedError
from shared.workflow.table import Attempt, Inputs, Lifecycle, Nothing, Transition


@dataclass(frozen=True, slots=True)
class Offer:
    """An action that is this actor's to take from here, and why it must wait if it must."""

    action: str
    label: str
    asks: type[Inputs]
    refusal: Refusal | None
    clauses: tuple[str, ...]
    preview: str | None


def admit(lifecycle: Lifecycle, action: str, attempt: Attempt) -> tuple[Transition, Role]:
    """The row and the role in which the actor may take it; raises before any input is read."""
    if action not in lifecycle.actions:
        raise OutOfReachError(action)
    row = lifecycle.find(action, attempt.case.state)
    if row is None:
        if not _could_ever(lifecycle, action, attempt):
            raise OutOfReachError(action)
        raise _impossible(lifecycle, action, attempt.case.state)
    role = row.who.acting_as(attempt.actor, attempt.case)
    if role is None:
        raise OutOfReachError(action)
    return row, role


def perform(lifecycle: Lifecycle, action: str, attempt: Attempt) -> Entry:
    """Make the move and record it, or raise. The caller owns the transaction."""
    case = attempt.case
    row, role = admit(lifecycle, action, attempt)
    attempt.lifecycle = lifecycle
    if attempt.inputs is None:
        attempt.inputs = Nothing()
    if refusal := _first_refusal(row, attempt):
        raise RefusedError(refusal)
    source, target = case.state, _target(row, attempt)
    for effect in row.then:
        effect(attempt)
    case.state = target
    return append(attempt, _entry(lifecycle, row, role, source, target, attempt))


def offers(lifecycle: Lifecycle, attempt: Attempt) -> list[Offer]:
    """Every action from here that is this actor's, in the table's order."""
    return [
        _offer(lifecycle, row, attempt)
        for row in lifecycle.from_state(attempt.case.state)
        if row.action in lifecycle.labels and row.who.acting_as(attempt.actor, attempt.case)
    ]


def _offer(lifecycle: Lifecycle, row: Transition, attempt: Attempt) -> Offer:
    preview = lifecycle.previews.get(row.action)
    return Offer(
        row.action,
        lifecycle.labels[row.action],
        lifecycle.asks(row.action),
        _first_refusal(row, attempt),
        tuple(str(clause) for clause in row.clauses),
        preview(attempt) if preview else None,
    )


def _target(row: Transition, attempt: Attempt) -> StrEnum:
    return row.target if isinstance(row.target, StrEnum) else row.target(attempt)


def _first_refusal(row: Transition, attempt: Attempt) -> Refusal | None:
    return next((refusal for rule in row.needs if (refusal := rule(attempt))), None)


def _could_ever(lifecycle: Lifecycle, action: str, attempt: Attempt) -> bool:
    """Whether some row of the action is for one of the actor's roles, in whatever state."""
    return any(
        set(row.who.roles) & attempt.actor.roles
        for row in lifecycle.transitions
        if row.action == action
    )


def _impossible(lifecycle: Lifecycle, action: str, state: StrEnum | None) -> Exception:
    label = lifecycle.labels.get(action, action).lower()
    where = getattr(state, "label", state)
    return RefusedError(Refusal(f"“{label}” is not possible while this is “{where}”."))


def _entry(
    lifecycle: Lifecycle,
    row: Transition,
    role: Role,
    source: StrEnum | None,
    target: StrEnum,
    attempt: Attempt,
) -> Entry:
    inputs = attempt.inputs or Nothing()
    told = inputs.model_dump(mode="json", exclude_none=True, exclude=set(inputs.unrecorded))
    return Entry(
        case_kind=lifecycle.kind,
        action=row.action,
        from_state=source.value if source else None,
        to_state=target.value,
        at=attempt.now,
        member_id=attempt.actor.member_id,
        role=role.value,
        clauses=" ".join(str(clause) for clause in row.clauses),
        details=told | attempt.notes,
    )
