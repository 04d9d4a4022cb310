"""Abuse is refused, a report of abuse is held, and what residents must say is accepted."""

import pytest

from tests.screening import cases
from tests.screening.conftest import Screened

pytestmark = pytest.mark.directive("VI.A.2")


@pytest.mark.parametrize("text", cases.REFUSED)
def test_abuse_is_refused_however_it_is_spelled(screened: Screened, text: str) -> None:
    assert screened(text)["outcome"] == "refuse"


@pytest.mark.parametrize("text", cases.CAUGHT)
def test_abuse_in_other_languages_is_never_accepted(screened: Screened, text: str) -> None:
    assert screened(text)["outcome"] in ("refuse", "hold")


@pytest.mark.parametrize("text", cases.CONTEMPT_AND_PROPOSITIONS)
def test_contempt_and_propositions_need_no_swear_word(screened: Screened, text: str) -> None:
    found = screened(text)
    assert found["outcome"] in ("refuse", "hold")
    assert {"derogatory", "lewd"} & set(found["reasons"])


@pytest.mark.parametrize("text", cases.REPORTED)
def test_what_somebody_else_said_is_held_for_a_person(screened: Screened, text: str) -> None:
    found = screened(text)
    assert found["outcome"] == "hold"
    assert found["reasons"]


@pytest.mark.parametrize("text", cases.DISTRESS)
def test_a_victim_who_swears_is_held_and_the_crime_is_seen(screened: Screened, text: str) -> None:
    found = screened(text)
    assert found["outcome"] == "hold"
    assert {"criminal", "emergency"} & set(found["flags"])


@pytest.mark.parametrize("text", cases.ACCEPTED)
def test_residents_can_name_what_happens(screened: Screened, text: str) -> None:
    found = screened(text)
    assert found["outcome"] == "accept"
    assert found["reasons"] == []
