"""docs/workflow.md: every lifecycle as a table and a picture."""

from enum import StrEnum

from shared.workflow.table import Lifecycle, Transition


def page(lifecycles: tuple[Lifecycle, ...]) -> str:
    parts = [
        "# The life of a case",
        "",
        "Written by `make docs` from the tables in the code; a test fails when it is out of date.",
    ]
    for lifecycle in lifecycles:
        parts += ["", *_of(lifecycle)]
    return "\n".join(parts) + "\n"


def _of(lifecycle: Lifecycle) -> list[str]:
    return [
        f"## {lifecycle.kind.replace('_', ' ').capitalize()}",
        "",
        "| action | from | to | who | by | must hold | then |",
        "|---|---|---|---|---|---|---|",
        *(_row(row) for row in lifecycle.transitions),
        "",
        "```mermaid",
        "stateDiagram-v2",
        *dict.fromkeys(_arrow(row) for row in lifecycle.transitions if row.source != row.target),
        "```",
    ]


def _row(row: Transition) -> str:
    cells = (
        row.action,
        row.source or "–",
        _target(row),
        ", ".join(role.label for role in row.who.roles),
        row.clause.number,
        ", ".join(rule.__name__ for rule in row.needs),
        ", ".join(effect.__name__ for effect in row.then),
    )
    return "| " + " | ".join(cells) + " |"


def _arrow(row: Transition) -> str:
    return f"    {row.source or '[*]'} --> {_target(row)}: {row.action} ({row.clause.number})"


def _target(row: Transition) -> str:
    return row.target.value if isinstance(row.target, StrEnum) else row.target.__name__
