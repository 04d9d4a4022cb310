"""The lock of the SPA's packages: whole, and free of addresses."""

import json
from pathlib import Path
from typing import Any

FRONTEND = Path(__file__).parents[2] / "frontend"
LOCK = FRONTEND / "package-lock.json"
PACKAGES: dict[str, dict[str, Any]] = json.loads(LOCK.read_text())["packages"]


def is_locked(name: str, wanted_by: str) -> bool:
    """Whether the lock has the package where Node would look for it from `wanted_by`."""
    folders = [wanted_by]
    while folders[-1]:
        folders.append(folders[-1].rpartition("node_modules/")[0].rstrip("/"))
    return any(f"{folder}/node_modules/{name}".lstrip("/") in PACKAGES for folder in folders)


def test_no_optional_dependency_is_missing() -> None:
    """`npm ci` refuses, on another machine, a lock that lacks that machine's builds."""
    wanted = [
        (name, package)
        for package, facts in PACKAGES.items()
        for name in facts.get("optionalDependencies", {})
    ]
    assert wanted
    assert [pair for pair in wanted if not is_locked(*pair)] == []


def test_no_address_is_in_the_lock() -> None:
    assert '"resolved"' not in LOCK.read_text()
    assert "://" not in "".join(str(facts.get("version")) for facts in PACKAGES.values())


def test_every_package_is_held_by_its_hash() -> None:
    loose = [name for name, facts in PACKAGES.items() if name and "integrity" not in facts]
    assert loose == []


def test_no_package_runs_a_script_when_installed() -> None:
    assert "ignore-scripts=true" in (FRONTEND / ".npmrc").read_text().splitlines()
