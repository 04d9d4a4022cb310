"""The project's own Python files, for the tests that read the source."""

import ast
from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).parent.parent.parent
PACKAGES = ("portal", "staff", "shared")


def sources(*packages: str) -> Iterator[tuple[str, ast.Module]]:
    """Each file's path within the project, and its syntax tree."""
    for package in packages or PACKAGES:
        for path in sorted((HOME / package).rglob("*.py")):
            name = path.relative_to(HOME).as_posix()
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
