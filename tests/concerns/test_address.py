"""A concern's address corrected: by whom, to where, and what follows from it (VII.B.1, VI.B.1)."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from shared.concerns.models import Concern
from shared.places.geocoder import Behind
from tests.making import HERE
from tests.world import World, done

WHY = "The resident said so by telephone."
THERE = "1060 W Addison St"  # in the 19th District
NEAR = "3600 W Madison St"  # in the 11th
BECAUSE = "One group, one corner."


def kept(world: World, number: str) -> Any:
    """As it stands now; without a transaction left open, which would hold up the next member."""
    row = world.session.execute(
        select(*Concern.__table__.columns).where(Concern.control_number == number)
    ).one()
    world.session.rollback()
    return row


@pytest.mark.directive("VII.B.1")
def test_the_beat_and_the_point_follow_from_the_address(world: World) -> None:
    number = world.in_review()
    sergeant = world.desk("sergeant")

    after = done(sergeant.act(number, "correct_address", address="3600 w. Madison", reason=WHY))

    assert (after["address"], after["place"], after["state"]) == (NEAR, HERE.place, "In review")
    assert after["district"] == "011"
    assert after["beat"] not in (None, HERE.beat)
    now = kept(world, number)
    assert now.sector == after["beat"][:3]
    assert (now.latitude, now.longitude) != (HERE.latitude, HERE.longitude)
    assert now.cell is not None
    last = after["history"][-1]
    assert last["label"] == "Correct the address"
    assert {
        ("Reason", WHY),
        ("Found as", NEAR),
        ("Beat", after["beat"]),
        ("Was address", HERE.address),
        ("Was beat", HERE.beat),
    } <= {tuple(each) for each in last["details"]}


@pytest.mark.directive("VII.B.1")
def test_an_address_of_another_district_takes_the_concern_there(world: World) -> None:
    world.other_district("019")
    number = world.in_review()

    done(world.desk("sergeant").act(number, "correct_address", address=THERE, reason=WHY))

    assert world.desk("sergeant").get(f"/concerns/{number}").status_code == 404
    there = world.desk_of("019-sergeant")
    assert there.queue("intake") == [number]
    assert there.concern(number)["address"] == THERE


@pytest.mark.directive("VII.B.1")
def test_a_concern_without_a_place_gets_one(world: World) -> None:
    number = world.submitted(where=type(HERE)("The big red building"))
    sergeant = world.desk("sergeant")
    assert sergeant.offers(number)["correct_address"]["form"][0]["starts_as"] == (
        "The big red building"
    )

    done(sergeant.act(number, "correct_address", address=NEAR, reason=WHY))

    assert sergeant.queue("intake") == [number]


@pytest.mark.directive("VII.B.1")
def test_what_could_be_several_places_is_asked(world: World) -> None:
    world.other_district("019")
    number = world.in_review()
    sergeant = world.desk("sergeant")

    asked = sergeant.act(number, "correct_address", address="3600 Halsted", reason=WHY)

    assert asked.status_code == 422
    assert asked.json["errors"][0]["field"] == "which"
    assert asked.json["clause"] == "VII.B.1"
    offered = asked.json["choices"]["which"]
    assert {"3600 N Halsted St", "3600 S Halsted St"} <= {each["value"] for each in offered}
    assert all(each["hint"].startswith("Beat ") for each in offered)
    assert kept(world, number).address == HERE.address

    done(
        sergeant.act(
            number,
            "correct_address",
            address="3600 Halsted",
            which="3600 N Halsted St",
            reason=WHY,
        )
    )
    assert kept(world, number).address == "3600 N Halsted St"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("1 Whatsitsname Esplanade", "No such place was found"),
        ("500 Davis St, Evanston", "not in the City of Chicago. It is in Evanston"),
        ("W Addison St", "Only the street was found"),
        ("42.4, -87.9", "not in the City of Chicago"),
        ("41.8735, 87.7056", "No such place was found"),
    ],
)
def test_no_place_is_no_correction(world: World, address: str, said: str) -> None:
    number = world.in_review()

    refused = world.desk("sergeant").act(number, "correct_address", address=address, reason=WHY)

    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "address")
    assert said in refused.json["detail"]
    assert kept(world, number).address == HERE.address


def test_a_choice_that_was_not_offered_is_asked_again(world: World) -> None:
    number = world.in_review()
    asked = world.desk("sergeant").act(
        number, "correct_address", address="3600 Halsted", which="1 Main St", reason=WHY
    )
    assert asked.json["errors"][0]["field"] == "which"


@pytest.mark.parametrize("missing", ["address", "reason"])
def test_an_address_and_a_reason_are_needed(world: World, missing: str) -> None:
    number = world.in_review()
    told = {"address": NEAR, "reason": WHY} | {missing: " "}
    refused = world.desk("sergeant").act(number, "correct_address", **told)
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, missing)


def test_a_point_is_taken_as_an_address(world: World) -> None:
    number = world.in_review()
    given = "41.8812, -87.7169"
    done(world.desk("sergeant").act(number, "correct_address", address=given, reason=WHY))
    now = kept(world, number)
    assert (now.latitude, now.longitude) == (41.8812, -87.7169)
    assert now.address


@pytest.mark.directive("VI.C")
@pytest.mark.parametrize("who", ["officer", "xo", "lieutenant", "member", "station"])
def test_nobody_else_corrects_the_address_or_learns_where_it_leads(world: World, who: str) -> None:
    number = world.in_review()
    asked: list[str] = []
    geocoder = SimpleNamespace(geocode=lambda query, **_: asked.append(query))
    world.app.extensions["geocoders"] = (Behind(geocoder, 1.0),)
    refused = world.desk(who).act(
        number, "correct_address", version=2, address="1 Whatsitsname Esplanade", reason=WHY
    )
    assert refused.status_code in (403, 404)
    assert asked == []


@pytest.mark.directive("VI.C")
def test_another_districts_sergeant_does_not_find_it(world: World) -> None:
    world.other_district("019")
    number = world.in_review()
    refused = world.desk_of("019-sergeant").act(
        number, "correct_address", version=2, address=THERE, reason=WHY
    )
    assert refused.status_code == 404


def test_of_two_at_once_the_second_learns_what_happened(world: World) -> None:
    number = world.in_review()
    sergeant = world.desk("sergeant")
    version = sergeant.concern(number)["version"]
    told: dict[str, Any] = {"version": version, "address": NEAR, "reason": WHY}
    done(sergeant.act(number, "correct_address", **told))
    late = world.desk("sergeant_2").act(number, "correct_address", **told)
    assert late.status_code == 409
    assert late.json["happened"][0]["label"] == "Correct the address"


def test_the_configured_geocoder_is_asked_too_and_a_person_confirms(world: World) -> None:
    number = world.in_review()
    answer = SimpleNamespace(latitude=41.8812, longitude=-87.7169, address="1 Whatsit, Chicago")
    geocoder = SimpleNamespace(geocode=lambda _query, **_: answer)
    world.app.extensions["geocoders"] = (Behind(geocoder, 1.0),)
    sergeant = world.desk("sergeant")
    told = {"address": "1 Whatsitsname Esplanade", "reason": WHY}

    asked = sergeant.act(number, "correct_address", **told)
    assert [each["value"] for each in asked.json["choices"]["which"]] == ["1 Whatsit, Chicago"]
    done(sergeant.act(number, "correct_address", which="1 Whatsit, Chicago", **told))
    assert kept(world, number).longitude == -87.7169


@pytest.mark.directive("VI.B.1")
def test_the_neighbors_are_looked_for_anew(world: World) -> None:
    there = replace(
        HERE, place=NEAR, address=NEAR, latitude=41.8811, longitude=-87.7171, beat="1122"
    )
    first = world.in_review()
    stays = world.submitted(where=there)
    hinted = world.submitted()
    sergeant = world.desk("sergeant")
    assert kept(world, hinted).similar_to_id == kept(world, first).id
    groups = sergeant.get(f"/concerns/{first}/suggestions").json["groups"]
    assert [group["control_number"] for group in groups] == [hinted]

    done(sergeant.act(first, "correct_address", address=NEAR, reason=WHY))

    groups = sergeant.get(f"/concerns/{first}/suggestions").json["groups"]
    assert [group["control_number"] for group in groups] == [stays]
    assert kept(world, first).similar_to_id == kept(world, stays).id
    assert kept(world, hinted).similar_to_id is None


@pytest.mark.directive("VI.B.1")
def test_a_primary_that_turns_out_to_be_elsewhere_leaves_the_others_behind(world: World) -> None:
    sergeant = world.desk("sergeant")
    primary, other = world.in_review(), world.in_review()
    done(sergeant.act(other, "associate", primary=primary, because=BECAUSE))
    done(sergeant.act(primary, "correct_address", address="3151 W Harrison", reason=WHY))
    assert sergeant.concern(other)["primary"]["control_number"] == primary

    done(sergeant.act(primary, "correct_address", address=NEAR, reason=WHY))

    after = sergeant.concern(other)
    assert (after["state"], after["primary"]) == ("In review", None)


def test_the_residents_own_words_stay(world: World) -> None:
    number = world.submitted()
    done(world.desk("sergeant").act(number, "correct_address", address=NEAR, reason=WHY))
    now = kept(world, number)
    assert (now.place, now.address) == (HERE.place, NEAR)
