"""VI.B.1: what may be one problem is shown, with reasons; a person decides, once for good."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from shared.concerns.categories import Category
from tests.making import HERE
from tests.world import Desk, World, done

DEALING = "A group deals drugs on the corner by the laundromat every evening."
SELLING = "Young men sell drugs in front of the laundromat each night, cars line up."
PATIO = "The bar's patio plays loud music until two in the morning."


def suggested(desk: Desk, number: str) -> list[dict[str, Any]]:
    response = desk.get(f"/concerns/{number}/suggestions")
    assert response.status_code == 200, response.text
    groups: list[dict[str, Any]] = response.json["groups"]
    return groups


def numbers(groups: list[dict[str, Any]]) -> list[str]:
    return [group["control_number"] for group in groups]


def told(world: World, text: str, **but: Any) -> str:
    return world.in_review(category="NARCOTICS", text=text, **but)


@pytest.mark.directive("VI.B.1")
def test_similar_in_nature_and_place_is_suggested_with_reasons(world: World) -> None:
    first, second = told(world, DEALING), told(world, SELLING)
    world.in_review(category="NOISE", text=PATIO)
    (group,) = suggested(world.desk("sergeant"), second)
    assert group["control_number"] == first
    assert group["reasons"]
    assert group["size"] == 1
    assert group["refusal"] is None


@pytest.mark.directive("VI.B.1")
def test_another_nature_or_another_place_is_not(world: World) -> None:
    told(world, DEALING, where=replace(HERE, latitude=41.8835))
    other = told(world, SELLING)
    assert suggested(world.desk("sergeant"), other) == []


@pytest.mark.directive("VI.B.1")
def test_what_is_long_ago_is_not(world: World) -> None:
    told(world, DEALING)
    world.clock.move(days=61)
    assert suggested(world.desk("sergeant"), told(world, SELLING)) == []


@pytest.mark.directive("VI.B.1")
def test_a_category_may_reach_further(world: World) -> None:
    first = told(world, DEALING)
    world.session.execute(
        update(Category).where(Category.code == "NARCOTICS").values(reach_days=120)
    )
    world.session.commit()
    world.clock.move(days=61)
    assert numbers(suggested(world.desk("sergeant"), told(world, SELLING))) == [first]


@pytest.mark.directive("VI.B.1")
def test_nothing_is_joined_without_a_person_and_a_group_is_shown_once(world: World) -> None:
    first, second, third = (told(world, text) for text in (DEALING, SELLING, DEALING))
    sergeant = world.desk("sergeant")
    assert sergeant.concern(second)["primary"] is None
    assert {first, second} == set(numbers(suggested(sergeant, third)))
    done(sergeant.act(second, "associate", primary=first, because="One crew."))
    (group,) = suggested(sergeant, third)
    assert (group["control_number"], group["size"]) == (first, 2)
    # What is associated already is asked nothing, nor is the primary about its own.
    assert suggested(sergeant, second) == []
    assert numbers(suggested(sergeant, first)) == [third]


@pytest.mark.directive("VI.B.1")
def test_a_different_problem_is_remembered_for_good_on_both_sides(world: World) -> None:
    first, second = told(world, DEALING), told(world, SELLING)
    sergeant = world.desk("sergeant")
    done(sergeant.act(second, "mark_different", other=first))
    assert suggested(sergeant, second) == []
    assert suggested(sergeant, first) == []
    done(sergeant.act(first, "mark_different", other=second))
    world.clock.move(days=3)
    assert suggested(world.desk("sergeant"), second) == []
    # A third is still judged with each of them.
    assert set(numbers(suggested(world.desk("sergeant"), told(world, SELLING)))) == {first, second}


@pytest.mark.directive("VI.B.1")
@pytest.mark.parametrize("other", ["itself", "000000000000", "elsewhere"])
def test_only_another_of_the_district_can_be_different(world: World, other: str) -> None:
    number = told(world, DEALING)
    if other == "elsewhere":
        world.other_district()
        other = world.submitted(where=replace(HERE, district="012", beat="1211"))
    typed = number if other == "itself" else other
    refused = world.desk("sergeant").act(number, "mark_different", other=typed)
    assert (refused.status_code, refused.json["clause"]) == (422, "VI.B.1")


@pytest.mark.directive("VI.B.1")
def test_a_closed_one_is_shown_but_not_to_be_joined(world: World) -> None:
    first = world.closed(category="NARCOTICS", text=DEALING)
    (group,) = suggested(world.desk("sergeant"), told(world, SELLING))
    assert group["control_number"] == first
    assert not group["preselected"]
    assert "closed" in group["refusal"]


@pytest.mark.directive("VI.B.1")
def test_an_arriving_concern_is_marked_in_the_intake(world: World) -> None:
    first = told(world, DEALING)
    arriving = world.submitted(category="NARCOTICS", text=SELLING)
    sergeant = world.desk("sergeant")

    def marks() -> dict[str, list[str]]:
        rows = sergeant.get("/queues/intake").json["rows"]
        return {row["control_number"]: row["marks"] for row in rows}

    written = " ".join(first[i : i + 4] for i in (0, 4, 8))
    assert marks() == {first: [], arriving: [f"May be one problem with {written}"]}
    done(sergeant.act(first, "not_accept", reason="too_little", message="Say more."))
    assert marks() == {arriving: []}
    another = world.submitted(category="NARCOTICS", text=DEALING)
    assert marks()[another] != []
    sergeant.concern(another)
    done(sergeant.act(another, "mark_different", other=arriving))
    assert marks() == {arriving: [], another: []}


@pytest.mark.directive("VI.B.1")
def test_masked_words_are_no_reason(world: World) -> None:
    for _ in range(6):  # a word is a reason where few of those around write it
        world.submitted(category="NOISE", text=PATIO)
    words = "A man on the corner yells wetbacks at us each evening."
    told(world, words)
    groups = suggested(world.desk("sergeant"), told(world, words))
    assert groups
    assert not any("wetback" in reason for group in groups for reason in group["reasons"])


@pytest.mark.parametrize("who", ["officer", "station", "xo", "auditor"])
def test_who_decides_nothing_is_suggested_nothing(world: World, who: str) -> None:
    told(world, DEALING)
    assert suggested(world.desk(who), told(world, SELLING)) == []


def test_out_of_reach_is_not_found(world: World) -> None:
    number = told(world, DEALING)
    for who in ("member_2", "lieutenant"):
        assert world.desk(who).get(f"/concerns/{number}/suggestions").status_code == 404


def test_many_at_one_corner_are_no_trouble(world: World) -> None:
    for _ in range(30):
        world.submitted(category="NARCOTICS", text=DEALING)
    assert len(suggested(world.desk("sergeant"), told(world, SELLING))) == 3


def chronic(desk: Desk, number: str) -> dict[str, Any]:
    response = desk.get(f"/concerns/{number}/chronic")
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json
    return told


@pytest.mark.directive("VI.B.1")
def test_a_chronic_place_says_how_often_it_was_closed_and_came_back(world: World) -> None:
    first = world.closed(category="NARCOTICS", text=DEALING)
    world.clock.move(days=100)
    second = world.closed(category="NARCOTICS", text=SELLING)
    assert chronic(world.desk("sergeant"), first) == {"says": None, "closed": []}
    world.clock.move(days=30)
    found = chronic(world.desk("sergeant"), told(world, DEALING))
    assert found["says"] == "Closed at this place twice within a year, and back again."
    assert numbers(found["closed"]) == [second, first]
    assert {each["outcome"] for each in found["closed"]} == {"The problem was resolved"}


@pytest.mark.directive("VI.B.1")
def test_another_problem_another_place_or_long_ago_makes_no_chronic_place(world: World) -> None:
    world.closed(category="NOISE", text=PATIO)
    world.closed(category="NARCOTICS", text=DEALING, where=replace(HERE, latitude=41.8835))
    old = world.closed(category="NARCOTICS", text=DEALING)
    world.clock.move(days=366)
    assert chronic(world.desk("sergeant"), told(world, SELLING))["says"] is None
    assert chronic(world.desk("sergeant"), old)["says"] is None


@pytest.mark.directive("VI.C")
def test_what_was_closed_is_opened_only_within_reach(world: World) -> None:
    world.closed(category="NARCOTICS", text=DEALING)
    world.clock.move(days=10)
    number = world.investigating(category="NARCOTICS", text=SELLING)
    (seen,) = chronic(world.desk("sergeant"), number)["closed"]
    assert seen["control_number"] is not None
    (seen,) = chronic(world.desk("member"), number)["closed"]
    assert (seen["control_number"], seen["number"]) == (None, None)
