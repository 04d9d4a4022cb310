"""The order's words, and none of the words that other trades use for them."""

import re

import pytest

from tests.house.tree import HOME

WRONG = re.compile(r"\b(tickets?|case managers?|rejected|rejection|reporters?)\b", re.IGNORECASE)
FOLDERS = ("portal", "staff", "shared", "templates")


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_words_are_the_orders(folder: str) -> None:
    wrong = [
        f"{path.relative_to(HOME)}:{number}: {line.strip()[:80]}"
        for path in sorted((HOME / folder).rglob("*"))
        if path.suffix in (".py", ".html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if WRONG.search(line)
    ]
    assert wrong == []
