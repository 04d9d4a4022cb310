"""Histories as the engine writes them, without the engine."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from bench.filling.rows import Rows
from shared.directive.roles import Role
from shared.workflow.record import GENESIS, Entry, seal

COLUMNS = tuple(column.key for column in Entry.__table__.columns if column.key != "id")


class Step(NamedTuple):
    action: str
    source: str | None
    target: str
    role: Role
    clauses: str


def write(
    rows: Rows,
    kind: str,
    case_id: int,
    steps: Sequence[tuple[Step, datetime]],
    members: Mapping[Role, int],
) -> dict[str, Any]:
    """Seal the steps into one chain; answers what the case itself keeps of it."""
    previous = GENESIS
    for number, (step, at) in enumerate(steps, 1):
        entry = Entry(
            case_kind=kind,
            case_id=case_id,
            number=number,
            action=step.action,
            from_state=step.source,
            to_state=step.target,
            at=at,
            member_id=members.get(step.role),
            role=step.role.value,
            clauses=step.clauses,
            details={},
            previous=previous,
        )
        entry.seal = previous = seal(entry)
        rows.add(Entry, {name: getattr(entry, name) for name in COLUMNS})
    return {"history_length": len(steps), "history_seal": previous, "version": len(steps)}
