"""VII.B: the sergeant's review, from the first access to the decision."""

from datetime import datetime, timedelta

import pytest

from shared.directive.roles import Role
from shared.people.models import Member
from tests.making import HERE, make_member, make_post
from tests.world import World, done


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.directive("VII.B.1")
def test_first_access_by_a_sergeant_starts_36_hours(world: World) -> None:
    number = world.submitted()
    world.clock.move(hours=50)

    seen = world.desk("sergeant").concern(number)

    assert seen["state"] == "In review"
    assert at(seen["due"]["at"]) == world.clock() + timedelta(hours=36)
    assert seen["due"]["clause"] == "VII.B.1"


@pytest.mark.directive("VII.B.1")
@pytest.mark.parametrize("name", ["officer", "xo", "commander", "station", "auditor"])
def test_nobody_elses_access_starts_the_36_hours(world: World, name: str) -> None:
    number = world.submitted()
    assert world.desk(name).concern(number)["state"] == "Submitted, not yet opened"


@pytest.mark.directive("VII.B.1")
def test_the_36_hours_never_restart(world: World) -> None:
    number = world.in_review()
    first = world.desk("sergeant").concern(number)["due"]["at"]
    world.clock.move(hours=20)
    assert world.desk("sergeant_2").concern(number)["due"]["at"] == first


@pytest.mark.directive("VII.B.1")
@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-03-07T21:00:00-06:00", "2026-03-09T10:00:00-05:00"),  # the clocks go forward
        ("2026-10-31T21:00:00-05:00", "2026-11-02T08:00:00-06:00"),  # the clocks go back
    ],
)
def test_36_hours_are_36_hours_when_the_clocks_change(world: World, opened: str, due: str) -> None:
    world.clock.at = at(opened)
    number = world.in_review()
    sergeant = world.desk("sergeant")
    assert at(sergeant.concern(number)["due"]["at"]) == at(due)
    world.clock.at = at(due)
    assert not world.desk("sergeant").concern(number)["due"]["is_late"]
    world.clock.move(seconds=1)
    assert world.desk("sergeant").concern(number)["due"]["is_late"]


@pytest.mark.directive("VII.B.1")
def test_the_36_hours_run_on_while_it_is_associated(world: World) -> None:
    primary, number = world.in_review(), world.in_review()
    sergeant = world.desk("sergeant")
    first = sergeant.concern(number)["due"]["at"]
    done(sergeant.act(number, "associate", primary=primary, because="The same group."))
    world.clock.move(hours=40)
    sergeant = world.desk("sergeant")
    done(sergeant.act(number, "dissociate", reason="Another group after all."))
    after = sergeant.concern(number)["due"]
    assert (after["at"], after["is_late"]) == (first, True)


@pytest.mark.directive("VII.B.1")
def test_another_districts_sergeants_access_starts_nothing(world: World) -> None:
    world.other_district("012")
    number = world.submitted()
    assert world.desk_of("012-sergeant").get(f"/concerns/{number}").status_code == 404
    assert world.desk("xo").concern(number)["state"] == "Submitted, not yet opened"


@pytest.mark.directive("VII.B.1")
def test_the_36_hours_are_only_for_what_came_by_the_portal(world: World) -> None:
    entered = done(
        world.desk("officer").create(
            "/concerns",
            {
                "source": "phone",
                "category": "NOISE",
                "text": "Loud music every night from the same garage.",
                "place": "3151 W Harrison St",
                "beat": "1134",
                "emergency_ruled_out": True,
            },
        )
    )
    seen = world.desk("sergeant").concern(entered["control_number"])
    assert seen["state"] == "In review"
    assert seen["due"] is None


@pytest.mark.directive("VII.B.1")
def test_past_36_hours_it_is_late_and_can_still_be_decided(world: World) -> None:
    number = world.in_review()
    world.clock.move(hours=37)
    assert world.desk("sergeant").concern(number)["due"]["is_late"]
    done(world.desk("sergeant").act(number, "accept", responsible_unit=world.district.units["W2"]))


@pytest.mark.directive("VII.B.1")
def test_the_queue_has_the_oldest_deadline_first(world: World) -> None:
    later, sooner = world.submitted(), world.submitted()
    world.desk("sergeant").concern(sooner)
    world.clock.move(hours=5)
    world.desk("sergeant").concern(later)
    assert world.desk("sergeant").queue("intake") == [sooner, later]


@pytest.mark.directive("VII.B.1")
def test_a_concern_is_not_accepted_with_a_reason_and_a_message(world: World) -> None:
    number = world.in_review()
    empty = world.desk("sergeant").act(number, "not_accept", reason="too_little", message=" ")
    assert empty.status_code == 422
    assert empty.json["errors"][0]["field"] == "message"

    after = done(
        world.desk("sergeant").act(
            number, "not_accept", reason="too_little", message="Please tell us the address."
        )
    )
    assert after["state"] == "Not accepted"
    assert after["message"] == "Please tell us the address."


@pytest.mark.directive("VI.A.2")
def test_a_sergeant_does_not_accept_lewd_content(world: World) -> None:
    number = world.in_review()
    after = done(
        world.desk("sergeant").act(
            number, "not_accept", reason="indecent", message="Please say it in other words."
        )
    )
    assert "VI.A.2" in after["not_accepted_because"]


@pytest.mark.directive("VII.B.2.a")
def test_a_building_goes_to_unit_241_and_nowhere_else(world: World) -> None:
    number = world.in_review(category="VACANT_BUILDING")
    units, sergeant = world.district.units, world.desk("sergeant")
    for wrong in (
        {"responsible_unit": units["W2"]},
        {"responsible_unit": units["W2"], "assisting_units": [units["241"]]},
        {"responsible_unit": units["241"], "assisting_units": [units["TAC"]]},
    ):
        refused = sergeant.act(number, "accept", **wrong)
        assert refused.status_code == 422
        assert refused.json["clause"] == "VII.B.2.a"
    after = done(sergeant.act(number, "accept", responsible_unit=units["241"]))
    assert after["unit"] == "241 Troubled Buildings Section"


@pytest.mark.directive("VII.B.2.a")
def test_what_a_sergeant_calls_a_building_is_one_from_then_on(world: World) -> None:
    number = world.in_review(category="NARCOTICS")
    sergeant = world.desk("sergeant")
    done(
        sergeant.act(
            number, "classify", category="NARCOTICS", is_building=True, reason="A drug house."
        )
    )
    refused = sergeant.act(number, "accept", responsible_unit=world.district.units["189"])
    assert refused.json["clause"] == "VII.B.2.a"


@pytest.mark.directive("VII.B.2.a")
def test_a_buildings_category_cannot_be_said_not_to_be_about_a_building(world: World) -> None:
    number, sergeant = world.in_review(category="VACANT_BUILDING"), world.desk("sergeant")
    said = {"is_building": False, "reason": "For the watch, I think."}
    after = done(sergeant.act(number, "classify", category="VACANT_BUILDING", **said))
    assert after["is_building"]
    watch = {"responsible_unit": world.district.units["W2"]}
    assert sergeant.act(number, "accept", **watch).json["clause"] == "VII.B.2.a"
    after = done(sergeant.act(number, "classify", category="NOISE", **said))
    assert not after["is_building"]
    done(sergeant.act(number, "accept", **watch))


@pytest.mark.directive("VII.B.2.b")
def test_a_unit_named_twice_assists_once(world: World) -> None:
    number, units = world.in_review(), world.district.units
    named = [units["TAC"], units["W3"], units["TAC"]]
    after = done(
        world.desk("sergeant").act(
            number, "accept", responsible_unit=units["W2"], assisting_units=named
        )
    )
    assert len(after["parts"]) == 3


@pytest.mark.directive("VII.B.2.b")
def test_a_unit_is_proposed_and_the_sergeant_decides(world: World) -> None:
    number = world.in_review(category="NARCOTICS")
    sergeant, units = world.desk("sergeant"), world.district.units
    form = {field["name"]: field for field in sergeant.offers(number)["accept"]["form"]}
    assert form["responsible_unit"]["starts_as"] == units["189"]
    after = done(
        sergeant.act(
            number,
            "accept",
            responsible_unit=units["TAC"],
            assisting_units=[units["189"], units["W3"]],
        )
    )
    assert after["unit"] == "011-TAC Tactical"
    assert {part["unit"] for part in after["parts"] if not part["is_responsible"]} == {
        "189 Narcotics Division",
        "011-W3 Third Watch",
    }


@pytest.mark.directive("II.E.2")
def test_only_units_in_the_list_can_be_recommended(world: World) -> None:
    number = world.in_review()
    other = world.other_district("012")
    for unit in (other.units["W2"], 999_999):
        refused = world.desk("sergeant").act(number, "accept", responsible_unit=unit)
        assert refused.status_code == 422
        assert refused.json["clause"] == "II.E.2"


@pytest.mark.directive("VII.B.3")
def test_the_station_supervisor_is_told_at_once_and_acknowledges(world: World) -> None:
    number = world.in_review()
    told = done(
        world.desk("sergeant").act(
            number, "tell_station", what="Repeated threats against a neighbor."
        )
    )
    assert told["station_told_at"] is not None
    station = world.desk("station")
    assert station.queue("criminal") == [number]
    notices = station.get("/notices").json["notices"]
    assert [notice["clause"] for notice in notices] == ["VII.B.3"]

    after = done(station.act(number, "acknowledge", note="Beat car sent."))
    assert after["station_acknowledged_at"] is not None
    assert station.queue("criminal") == []
    again = station.act(number, "acknowledge")
    assert (again.status_code, again.json["clause"]) == (409, "VII.B.3")


@pytest.mark.directive("VII.B.3")
def test_a_criminal_matter_is_not_decided_before_the_station_was_told(world: World) -> None:
    number = world.in_review()
    sergeant, unit = world.desk("sergeant"), world.district.units["W2"]
    done(
        sergeant.act(
            number,
            "classify",
            category="OTHER",
            is_criminal=True,
            reason="Threats against a person.",
        )
    )
    refused = sergeant.act(number, "accept", responsible_unit=unit)
    assert (refused.status_code, refused.json["clause"]) == (409, "VII.B.3")
    refused = sergeant.act(number, "not_accept", reason="not_police", message="No.")
    assert (refused.status_code, refused.json["clause"]) == (409, "VII.B.3")
    done(sergeant.act(number, "tell_station", what="Threats."))
    done(sergeant.act(number, "accept", responsible_unit=unit))


THREATS = {"category": "OTHER", "is_criminal": True, "reason": "Threats against a person."}


@pytest.mark.directive("VII.B.3")
def test_what_is_criminal_is_not_said_to_be_so_perhaps(world: World) -> None:
    """Until the sergeant finds that it is none: then what the screening noticed is still told."""
    number = world.in_review(text="He robbed me at gunpoint last night on Lawrence.")
    sergeant = world.desk("sergeant")
    shown = sergeant.concern(number)
    assert shown["is_criminal"]
    assert "criminal" not in {hint["flag"] for hint in shown["hints"]}
    done(
        sergeant.act(
            number, "classify", category="OTHER", is_criminal=False, reason="It is a song."
        )
    )
    assert "criminal" in {hint["flag"] for hint in sergeant.concern(number)["hints"]}


@pytest.mark.directive("VII.B.3")
def test_a_criminal_matter_is_not_handed_on_before_the_station_was_told(world: World) -> None:
    number, sergeant = world.with_unit(), world.desk("sergeant")
    done(world.desk("lieutenant").act(number, "send_back", reason="Somebody is threatened."))
    done(sergeant.act(number, "classify", **THREATS))
    other = {"responsible_unit": world.district.units["TAC"]}
    refused = sergeant.act(number, "reassign", **other)
    assert (refused.status_code, refused.json["clause"]) == (409, "VII.B.3")
    done(sergeant.act(number, "tell_station", what="Threats."))
    done(sergeant.act(number, "reassign", **other))


@pytest.mark.directive("VII.B.3")
def test_a_criminal_matter_does_not_vanish_behind_another_concern(world: World) -> None:
    sergeant, primary, number = world.desk("sergeant"), world.in_review(), world.in_review()
    same = {"primary": primary, "because": "The same group."}
    done(sergeant.act(number, "classify", **THREATS))
    refused = sergeant.act(number, "associate", **same)
    assert (refused.status_code, refused.json["clause"]) == (409, "VII.B.3")
    done(sergeant.act(number, "tell_station", what="Threats."))
    done(sergeant.act(number, "associate", **same))

    done(sergeant.act(primary, "classify", **THREATS))
    refused = sergeant.act(number, "make_primary", reason="It says more.")
    assert (refused.status_code, refused.json["clause"]) == (409, "VII.B.3")
    done(sergeant.act(primary, "tell_station", what="Threats there too."))
    done(sergeant.act(number, "make_primary", reason="It says more."))


@pytest.mark.directive("VII.B.3")
def test_the_station_is_told_at_once_of_a_concern_that_follows_another(world: World) -> None:
    sergeant, primary, number = world.desk("sergeant"), world.in_review(), world.in_review()
    done(sergeant.act(number, "associate", primary=primary, because="The same group."))
    after = done(sergeant.act(number, "tell_station", what="The caller was threatened."))
    assert after["state"] == "Associated with a primary concern"
    assert world.desk("station").queue("criminal") == [number]
    done(world.desk("station").act(number, "acknowledge"))


@pytest.mark.directive("VII.B.3")
def test_any_station_supervisor_of_the_district_acknowledges_and_no_other(world: World) -> None:
    world.other_district("012")
    number = world.in_review()
    on_third_watch = make_member(world.session, "third-watch-station")
    make_post(world.session, on_third_watch, Role.STATION_SUPERVISOR, district="011", watch=3)
    world.session.commit()
    done(world.desk("sergeant").act(number, "tell_station", what="Threats."))
    elsewhere = world.desk_of("012-station")
    assert elsewhere.queue("criminal") == []
    assert elsewhere.act(number, "acknowledge", 1).status_code == 404
    done(world.desk_of("third-watch-station").act(number, "acknowledge"))
    assert world.desk("station").queue("criminal") == []


@pytest.mark.directive("VII.B.3")
def test_what_is_told_again_must_be_acknowledged_again(world: World) -> None:
    number, station = world.in_review(), world.desk("station")
    for what in ("Threats by telephone.", "Now at the door."):
        done(world.desk("sergeant").act(number, "tell_station", what=what))
        assert station.queue("criminal") == [number]
        done(station.act(number, "acknowledge"))
        assert station.queue("criminal") == []


REFERRAL = {
    "case_report": "RD JK-123456, aggravated assault",
    "notifications": "Area detectives told by me at 11:40.",
    "message": "An officer will contact you. If you are in danger call 911.",
}


@pytest.mark.directive("VII.B.4")
@pytest.mark.parametrize(
    ("missing", "clause", "field"),
    [
        pytest.param(
            "case_report", "VII.B.4.a", "case_report", marks=pytest.mark.directive("VII.B.4.a")
        ),
        pytest.param(
            "sworn_member", "VII.B.4.b", "sworn_member", marks=pytest.mark.directive("VII.B.4.b")
        ),
        pytest.param(
            "notifications",
            "VII.B.4.c",
            "notifications",
            marks=pytest.mark.directive("VII.B.4.c"),
        ),
    ],
)
def test_a_crime_needing_action_is_not_accepted_only_with_every_part(
    world: World, missing: str, clause: str, field: str
) -> None:
    number = world.in_review()
    whole = REFERRAL | {"sworn_member": world.district.ids["member"]}
    refused = world.desk("sergeant").act(
        number, "refer", **{name: given for name, given in whole.items() if name != missing}
    )
    assert refused.status_code == 422
    assert (refused.json["clause"], refused.json["errors"][0]["field"]) == (clause, field)

    after = done(world.desk("sergeant").act(number, "refer", **whole))
    assert after["state"] == "Not accepted"
    told = world.desk("member").get("/notices").json["notices"]
    assert [notice["clause"] for notice in told] == ["VII.B.4.b"]
    assert world.desk("station").queue("criminal") == [number]


@pytest.mark.directive("VII.B.4.a")
@pytest.mark.directive("VII.B.4.c")
@pytest.mark.parametrize("part", ["case_report", "notifications"])
@pytest.mark.parametrize("nothing", ["", "   ", "...", "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH SPACE}"])
def test_signs_that_say_nothing_are_no_part_of_a_referral(
    world: World, part: str, nothing: str
) -> None:
    number = world.in_review()
    whole = REFERRAL | {"sworn_member": world.district.ids["member"], part: nothing}
    refused = world.desk("sergeant").act(number, "refer", **whole)
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, part)


@pytest.mark.directive("VII.B.4.a")
def test_a_case_report_that_is_too_long_is_refused_in_words(world: World) -> None:
    number = world.in_review()
    whole = REFERRAL | {"sworn_member": world.district.ids["member"]}
    refused = world.desk("sergeant").act(number, "refer", **(whole | {"case_report": "R" * 121}))
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "case_report")
    done(world.desk("sergeant").act(number, "refer", **(whole | {"case_report": "R" * 120})))


@pytest.mark.directive("VII.B.4.b")
def test_a_civilian_cannot_be_sent_to_a_preliminary_investigation(world: World) -> None:
    number = world.in_review()
    civilian = world.district.ids["member_2"]
    world.session.get_one(Member, civilian).is_sworn = False
    world.session.commit()
    refused = world.desk("sergeant").act(number, "refer", **REFERRAL, sworn_member=civilian)
    assert refused.json["clause"] == "VII.B.4.b"


@pytest.mark.directive("II.B")
def test_danger_found_in_review_is_not_accepted_only_once_oemc_was_told(world: World) -> None:
    number = world.in_review()
    said = {"reason": "emergency", "message": "Help was sent. Call 911 if it happens again."}
    refused = world.desk("sergeant").act(number, "not_accept", **said)
    assert (refused.status_code, refused.json["clause"]) == (422, "II.B")
    done(world.desk("sergeant").act(number, "not_accept", **said, oemc_told=True))


@pytest.mark.directive("II.B")
def test_an_officer_opens_no_concern_for_an_emergency_but_records_who_was_told(
    world: World,
) -> None:
    officer = world.desk("officer")
    concern = {
        "source": "phone",
        "category": "OTHER",
        "text": "A wire is down and sparking over the sidewalk.",
        "place": "Harrison and Kedzie",
        "beat": "1134",
        "emergency_ruled_out": False,
    }
    refused = officer.create("/concerns", concern)
    assert (refused.status_code, refused.json["clause"]) == (422, "II.B")

    record = {
        "what": "Live wire down.",
        "place": "Harrison and Kedzie",
        "services": "ComEd, a beat car",
        "district": "011",
        "oemc_told_at": world.clock().isoformat(),
        "supervisor_name": "Sgt. Reyes",
        "supervisor_told_at": world.clock().isoformat(),
    }
    incomplete = {name: given for name, given in record.items() if name != "oemc_told_at"}
    assert officer.create("/emergencies", incomplete).status_code == 422
    too_long = record | {"supervisor_name": "R" * 121}
    assert officer.create("/emergencies", too_long).status_code == 422
    done(officer.create("/emergencies", record))
    assert world.desk("sergeant").queue("intake") == []


@pytest.mark.directive("VII.B.1")
def test_a_concern_without_a_place_waits_where_every_sergeant_sees_it(world: World) -> None:
    nowhere = type(HERE)("Somewhere by the big park")
    number = world.submitted(where=nowhere)
    sergeant = world.desk("sergeant")
    assert sergeant.queue("intake") == []
    assert sergeant.queue("unplaced") == [number]
    wrong = sergeant.act(number, "correct_place", beat="9999", reason="Spoke with the resident.")
    assert wrong.status_code == 422
    done(sergeant.act(number, "correct_place", beat="1134", reason="Spoke with the resident."))
    assert sergeant.queue("intake") == [number]
