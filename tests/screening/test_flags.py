"""What a text is about, said whatever becomes of it."""

import pytest

from shared.screening import Flag, screen
from tests.screening import cases
from tests.screening.conftest import Screened


@pytest.mark.directive("II.B")
@pytest.mark.parametrize("text", cases.EMERGENCY)
def test_what_needs_911_now_is_seen(screened: Screened, text: str) -> None:
    assert "emergency" in screened(text)["flags"]
    assert screen(text).emergency_reason


@pytest.mark.directive("II.B")
@pytest.mark.parametrize("text", cases.NOT_EMERGENCY)
def test_what_is_over_or_keeps_happening_is_no_emergency(screened: Screened, text: str) -> None:
    assert "emergency" not in screened(text)["flags"]


@pytest.mark.directive("VII.B.3")
@pytest.mark.parametrize("text", cases.CRIMINAL)
def test_an_incident_with_a_victim_is_seen(screened: Screened, text: str) -> None:
    assert "criminal" in screened(text)["flags"]


@pytest.mark.directive("VII.B.3")
@pytest.mark.parametrize("text", cases.NOT_CRIMINAL)
def test_a_chronic_nuisance_is_no_case_report(screened: Screened, text: str) -> None:
    assert "criminal" not in screened(text)["flags"]


@pytest.mark.directive("VII.B.2.a")
@pytest.mark.parametrize("text", cases.BUILDING)
def test_a_problem_building_is_seen(screened: Screened, text: str) -> None:
    assert "building" in screened(text)["flags"]


@pytest.mark.directive("VII.B.2.a")
@pytest.mark.parametrize("text", cases.NOT_BUILDING)
def test_a_place_in_front_of_a_building_is_none(screened: Screened, text: str) -> None:
    assert "building" not in screened(text)["flags"]


@pytest.mark.directive("II.C")
@pytest.mark.parametrize(("text", "service"), cases.CITY_SERVICE)
def test_a_city_service_is_named(screened: Screened, text: str, service: str) -> None:
    assert "city_service" in screened(text)["flags"]
    assert screen(text).city_service == service


@pytest.mark.directive("II.C")
@pytest.mark.parametrize("text", cases.NOT_CITY_SERVICE)
def test_a_light_or_a_tree_as_a_place_is_no_service(screened: Screened, text: str) -> None:
    assert "city_service" not in screened(text)["flags"]


@pytest.mark.parametrize("text", cases.THIRD_PARTY)
def test_personal_data_of_somebody_else_is_seen(screened: Screened, text: str) -> None:
    assert "third_party" in screened(text)["flags"]


@pytest.mark.parametrize("text", cases.NOT_THIRD_PARTY)
def test_officials_places_and_oneself_are_no_third_party(screened: Screened, text: str) -> None:
    assert "third_party" not in screened(text)["flags"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Men sell drugs at the corner every night.", "en"),
        ("Hay hombres que venden drogas en la esquina.", "es"),
        ("Na rogu stoją ludzie i piją całą noc.", "pl"),
        ("الموسيقى عالية كل ليلة", "ar"),
        ("每天晚上都很吵", "zh"),
    ],
)
def test_the_language_is_told(text: str, language: str) -> None:
    assert screen(text).language == language


def test_flags_are_computed_for_a_refused_text_too() -> None:
    found = screen("Fuck you all, the house next door is on fire right now")
    assert Flag.EMERGENCY in found.flags
