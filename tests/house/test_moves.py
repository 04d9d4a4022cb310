"""Only the engine moves a case, and only an entry point commits."""

import ast

from tests.house.tree import sources


def test_only_the_engine_sets_a_state() -> None:
    wrong = [
        (path, node.lineno)
        for path, tree in sources()
        if path != "shared/workflow/engine.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        for part in ast.walk(target)
        if isinstance(part, ast.Attribute)
        and part.attr == "state"
        and not (isinstance(node, ast.Assign) and _is_none(node.value))
    ]
    assert wrong == []


def _is_none(value: ast.AST) -> bool:
    """A case that could not be stored is as it was before it had a state."""
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    return isinstance(parts[0], ast.Constant) and parts[0].value is None


# Beside views and commands: what a job runs owns its transactions, and so does what counts tries.
OWNERS = (
    "portal/",
    "staff/",
    "shared/city311/draining.py",
    "shared/city311/syncing.py",
    "shared/notices/mail.py",
    "shared/notices/outbox.py",
    "shared/people/housekeeping.py",
    "shared/reports/periodic.py",
    "shared/sample/",
    "shared/schema/upgrade.py",
    "shared/web/limits.py",
)


def commits(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "commit"
        for node in ast.walk(tree)
    )


def test_commits_stand_in_entry_points_and_jobs_only() -> None:
    wrong = [
        path
        for path, tree in sources()
        if commits(tree)
        and not path.endswith("commands.py")
        and not path.startswith(OWNERS)
        and not path.endswith("jobs.py")
    ]
    assert wrong == []
