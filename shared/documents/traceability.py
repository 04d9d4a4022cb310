"""docs/traceability.md: each clause of the order, what keeps it, and the tests that prove it."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from shared.directive.clauses import Clause
from shared.workflow.table import Lifecycle, clauses_of


def page(lifecycles: tuple[Lifecycle, ...], tests: Path) -> str:
    kept, proved = keepers(lifecycles), proofs(tests)
    lines = [
        "# From the order to its proof",
        "",
        "Written by `make docs`; a test fails when it is out of date.",
        "",
        "| clause | what it says | kept by | in the code | proved by |",
        "|---|---|---|---|---|",
    ]
    for clause in Clause:
        names = ", ".join(f"`{name}`" for name in sorted(kept[clause.number])) or "–"
        tested = "<br>".join(sorted(proved[clause.number])) or "–"
        lines.append(f"| {clause} | {clause.says} | {clause.kept} | {names} | {tested} |")
    return "\n".join(lines) + "\n"


def keepers(lifecycles: tuple[Lifecycle, ...]) -> dict[str, set[str]]:
    """By clause: the rows, rules and effects that cite it."""
    found: dict[str, set[str]] = defaultdict(set)
    for lifecycle in lifecycles:
        for row in lifecycle.transitions:
            found[row.clause.number].add(f"{lifecycle.kind}: {row.action}")
            for part in (*row.needs, *row.then):
                for clause in clauses_of(part):
                    found[clause.number].add(f"{lifecycle.kind}: {part.__name__}")
    return found


def proofs(tests: Path) -> dict[str, set[str]]:
    """By clause number: the tests marked with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(tests.rglob("test_*.py")):
        for number, name in _marks(ast.parse(path.read_text(encoding="utf-8"))):
            found[number].add(f"{path.relative_to(tests.parent).as_posix()}: {name}")
    return found


def _marks(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                for number in _numbers(decorator):
                    yield number, node.name
        elif isinstance(node, ast.Assign):
            target = node.targets[0]
            for number in _numbers(node.value):
                yield number, getattr(target, "id", "module")


def _numbers(node: ast.AST) -> Iterator[str]:
    """The clause numbers in every pytest.mark.directive(…) below a node."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "directive":
            for argument in call.args:
                if isinstance(argument, ast.Constant):
                    yield str(argument.value)
