"""The generated pages say what the code says today."""

import pytest

from shared.documents.commands import pages
from tests.house.tree import HOME


@pytest.mark.parametrize("name", ["workflow.md", "traceability.md"])
def test_the_page_is_up_to_date(name: str) -> None:
    assert (HOME / "docs" / name).read_text(encoding="utf-8") == pages()[name], "run `make docs`"
