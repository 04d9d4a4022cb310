"""Every case goes through the command once, as a file of texts."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from shared.screening.commands import screening
from tests.screening import cases

Screened = Callable[[str], dict[str, Any]]
TEXTS = [
    each[0] if isinstance(each, tuple) else each
    for name in dir(cases)
    if name.isupper()
    for each in getattr(cases, name)
]


@pytest.fixture(scope="session")
def screened(tmp_path_factory: pytest.TempPathFactory) -> Screened:
    """What `flask screening check` says of a case."""
    folder: Path = tmp_path_factory.mktemp("screening")
    rows = [{"id": at, "text": text} for at, text in enumerate(TEXTS)]
    source, target = folder / "texts.jsonl", folder / "screened.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = CliRunner().invoke(screening, ["check", str(source), "--output", str(target)])
    assert done.exit_code == 0, done.output
    found = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in found] == list(range(len(TEXTS)))
    by_text = dict(zip(TEXTS, found, strict=True))
    return by_text.__getitem__
