"""No text makes the screening fail, and what it finds lies inside the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.screening import Outcome, Screening, screen
from tests.screening import cases

PIECES = st.sampled_from(
    [
        "fuck",
        "f",
        "*",
        "sh",
        "1t",
        " ",
        "\u200b",
        "'",
        '"',
        "“",
        ".",
        "he said",
        "你",
        "كس",
        "ａ",
        "\n",
    ]
)


def must_hold(found: Screening, text: str) -> None:
    for finding in found.findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.rule
    assert len(found.masked(text)) == len(text)
    assert all(word and word in text for word in found.words(text))
    assert (found.outcome is Outcome.ACCEPT) == (not found.findings)


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str) -> None:
    must_hold(screen(text), text)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_mixture_of_tricks(text: str) -> None:
    must_hold(screen(text), text)


@pytest.mark.directive("VI.A.2")
@given(st.text(max_size=200) | st.sampled_from(cases.REFUSED))
@settings(max_examples=100, deadline=None)
def test_what_is_reported_is_never_refused(text: str) -> None:
    found = screen(text, reported=True)
    assert found.outcome is not Outcome.REFUSE
    assert all(finding.outcome is Outcome.HOLD for finding in found.findings)
    assert (screen(text).outcome is Outcome.ACCEPT) == (found.outcome is Outcome.ACCEPT)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "\ud800", "f" * 4000, "'" * 4000, "f*" * 2000, "a " * 2000, "\ufdfa" * 4000],
)
def test_extremes(text: str) -> None:
    must_hold(screen(text), text)
