"""Imports run one way: app, then portal or staff, then shared, then its engine and its order."""

import ast

from tests.house.tree import imported, sources

GROUND = {
    # package: the project's packages it may import
    "shared/directive/": ("shared.directive",),
    "shared/workflow/": ("shared.workflow", "shared.directive", "shared.database"),
    "shared/screening/": ("shared.screening",),
}


def ours(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in (
        "shared",
        "portal",
        "staff",
        "app",
        "sandbox311",
        "tests",
    )


def test_shared_imports_neither_door() -> None:
    wrong = [
        (path, name)
        for path, tree in sources("shared")
        for name in imported(tree)
        if name.split(".")[0] in ("portal", "staff", "app", "tests", "sandbox311")
    ]
    assert wrong == []


def test_the_doors_do_not_know_each_other() -> None:
    for door, other in (("portal", "staff"), ("staff", "portal")):
        wrong = [
            (path, name)
            for path, tree in sources(door)
            for name in imported(tree)
            if name.split(".")[0] == other
        ]
        assert wrong == []


def test_the_order_and_the_engine_know_no_particular_case() -> None:
    wrong = [
        (path, name)
        for path, tree in sources("shared")
        for folder, allowed in GROUND.items()
        if path.startswith(folder)
        for name in imported(tree)
        if ours(name) and name != "shared" and not name.startswith(allowed)
        if not (path.endswith("commands.py"))
    ]
    assert wrong == []


def test_nothing_is_imported_inside_a_function() -> None:
    wrong = [
        (path, function.name)
        for path, tree in sources()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert wrong == []


def test_no_drawer_for_everything() -> None:
    names = {path.rsplit("/", 1)[-1] for path, _ in sources()}
    assert names & {"utils.py", "helpers.py", "common.py", "misc.py"} == set()
