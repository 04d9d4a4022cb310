"""The words behind the suggestions: tables name only what exists, phrases are read right."""

import pytest

from shared.concerns.grouping import lexicon
from shared.concerns.grouping.addresses import address_of, floors_of, named_houses
from shared.concerns.grouping.details import hours_of, plates_of, vehicles_of
from shared.concerns.grouping.reading import implied_by, read
from shared.concerns.grouping.text import words_of
from tests.grouping.reports import make_report


def problems_of(text: str) -> set[str]:
    return set(read(make_report(text=text, category="OTHER")).problems)


def test_tables_name_only_known_concepts() -> None:
    known = lexicon.problems().concepts.keys()
    assert {code for pair in lexicon.nearness() for code in pair} <= known
    categories = {code for pair in lexicon.kinship() for code in pair}
    assert {problem for category in categories for problem in implied_by(category)} <= known
    assert all(0 < strength < 1 for strength in lexicon.nearness().values())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("They sell the crack", "drug_sales"),
        ("Venden droga en la esquina", "drug_sales"),
        ("Strzelają w nocy", "gunfire"),
        ("ppl smokin weed", "cannabis"),
        ("GRAFITTI on my garage", "graffiti"),
        ("drag racing", "street_racing"),
        ("the shooters were shooting dice", "dice"),
    ],
)
def test_phrases_are_found(text: str, problem: str) -> None:
    assert problem in problems_of(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("They were shooting dice", "gunfire"),
        ("There is no graffiti here", "graffiti"),
        ("They are not fighting", "fight"),
        ("The weeds are tall", "cannabis"),
        ("The crow bar was stolen", "bar_letout"),
        ("Prairie grass. House music festival", "party"),
    ],
)
def test_what_only_looks_alike_is_not_found(text: str, problem: str) -> None:
    assert problem not in problems_of(text)


@pytest.mark.parametrize(
    ("address", "number", "corner"),
    [
        ("2400 W Warren Blvd", 2400, set()),
        ("alley behind 12 N Oakley", 12, set()),
        ("W Warren Blvd & N Western Ave", None, {"w warren blvd", "n western ave"}),
        ("Warren and Western", None, {"warren", "western"}),
        ("somewhere", None, set()),
        ("", None, set()),
    ],
)
def test_addresses(address: str, number: int | None, corner: set[str]) -> None:
    found = address_of(address)
    assert found.number == number
    assert set(found.corner) == corner


def test_house_numbers_near_the_address_told_or_spoken() -> None:
    text = "twenty four ten, also 2412; paid $2414, 2500 people, 911"
    assert named_houses(text, 2400) == {2410, 2412, 2500}


def test_small_things() -> None:
    assert floors_of("3rd floor, apt 2B") == {"3", "unit 2b"}
    assert vehicles_of(words_of("Una camioneta verde")) & vehicles_of(words_of("a green van"))
    assert plates_of("Plate AB 12345 near 2400 W Warren") == {"ab12345"}
    assert plates_of("AB 12345") == set()
    assert hours_of("from 3 to 5am", []) == {3, 4, 5}
    assert hours_of("all day from 3pm", words_of("all day from 3pm")) == set()
