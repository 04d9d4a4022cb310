"""Filing form CPD-21.208: who, what it is for, and what it is not for (III.B, IV.A.1, V.A)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from sandbox311.catalogue import BY_CODE
from tests.service_requests.conftest import GRAFFITI, VEHICLES, Forms
from tests.world import body, done

HOMAN_SQUARE: dict[str, Any] = {
    "place": "1011 S Homan Ave",
    "address": None,
    "latitude": None,
    "longitude": None,
}
ABANDONED: dict[str, Any] = {
    "service": "ABVEH",
    "details": "Left along the viaduct, flat tires.",
    "answers": {},
    "vehicles": VEHICLES,
}


@pytest.mark.directive("III.B")
@pytest.mark.parametrize(
    "who",
    ["member", "officer", "supervisor", "sector_sergeant", "sergeant", "lieutenant", "station"],
)
def test_department_members_file_the_form(forms: Forms, who: str) -> None:
    reference = forms.filed(who)
    assert forms.see(reference, who)["state"] == "With the community policing office"
    assert forms.queue(who, "csr-mine") == [reference]


@pytest.mark.directive("III.B")
@pytest.mark.parametrize("who", ["help_desk", "administrator", "chief", "auditor", "deputy_chief"])
def test_who_has_no_post_in_the_field_does_not_file(forms: Forms, who: str) -> None:
    assert forms.try_to_file(who).status_code == 403
    assert forms.count() == 0


@pytest.mark.directive("III.B.1")
def test_no_door_but_the_staff_api_leads_to_the_form(forms: Forms) -> None:
    rules = [str(rule) for rule in forms.world.app.url_map.iter_rules()]
    ways = [rule for rule in rules if "service-request" in rule or "service-type" in rule]
    assert ways
    assert all(rule.startswith("/staff/api/") for rule in ways)


@pytest.mark.directive("III.B.1")
def test_a_resident_cannot_file_or_read(forms: Forms) -> None:
    reference = forms.filed()
    client = forms.world.app.test_client()
    assert client.get("/staff/api/service-requests").status_code == 401
    assert client.get(f"/staff/api/service-requests/{reference}").status_code == 401
    assert client.get("/staff/api/service-types").status_code == 401
    refused = client.post("/staff/api/service-requests", json=GRAFFITI)
    assert refused.status_code in (400, 401)
    assert forms.count() == 1


@pytest.mark.directive("III.B.2")
def test_a_department_facility_is_refused_by_its_address(forms: Forms) -> None:
    refused = forms.try_to_file(**HOMAN_SQUARE)
    assert refused.status_code == 422
    assert body(refused)["clause"] == "III.B.2"
    assert "Homan Square" in body(refused)["detail"]
    assert forms.count() == 0


@pytest.mark.directive("III.B.2")
def test_a_department_facility_is_refused_by_its_point(forms: Forms) -> None:
    refused = forms.try_to_file(place="Side wall", latitude=41.86915, longitude=-87.7104)
    assert body(refused)["clause"] == "III.B.2"
    assert forms.filed(place="Side wall", latitude=41.8711, longitude=-87.7104)


@pytest.mark.directive("III.B.2")
def test_the_house_across_the_street_is_taken(forms: Forms) -> None:
    assert forms.filed(place="1012 S Homan Ave", address=None, latitude=None, longitude=None)
    assert forms.filed(place="1500 S Homan Ave", address=None, latitude=None, longitude=None)


@pytest.mark.directive("III.B.3")
def test_the_service_of_another_unit_is_refused_and_names_the_right_form(forms: Forms) -> None:
    refused = forms.try_to_file(service="CPD-NARC", answers={})
    assert refused.status_code == 422
    assert body(refused)["clause"] == "III.B.3"
    assert "CPD-21.224" in body(refused)["detail"]
    assert body(refused)["offer"] == {"form": "CPD-21.224"}
    assert forms.count() == 0


@pytest.mark.directive("III.B.3")
def test_words_that_ask_for_another_unit_are_refused_until_ruled_out(forms: Forms) -> None:
    words = "Gang tags on the garage; please send the gang investigation team."
    refused = forms.try_to_file(details=words)
    assert body(refused)["clause"] == "III.B.3"
    assert body(refused)["errors"][0]["field"] == "is_city_service"
    assert forms.filed(details=words, is_city_service=True)


@pytest.mark.directive("III.B.3")
def test_gang_graffiti_as_such_is_the_citys(forms: Forms) -> None:
    assert forms.filed(details="Gang graffiti on the garage door, new since Friday.")


@pytest.mark.directive("V.A")
@pytest.mark.parametrize("service", ["PMISC", "POLICE"])
def test_a_police_matter_is_refused_and_can_be_opened_as_a_concern(
    forms: Forms, service: str
) -> None:
    refused = forms.try_to_file(
        service=service,
        answers={},
        details="Men sell drugs at this corner every night.",
        asker_name="Ana Ruiz",
        asker_contact="ana@example.org",
        is_city_service=True,
    )
    problem = body(refused)
    assert refused.status_code == 422
    assert problem["clause"] == "V.A"
    typed = problem["offer"]["open_concern"]
    assert typed["text"] == "Men sell drugs at this corner every night."
    assert typed["place"] == GRAFFITI["place"]
    assert (typed["contact_name"], typed["contact_email"]) == ("Ana Ruiz", "ana@example.org")
    assert forms.count() == 0


@pytest.mark.directive("V.A")
def test_what_was_typed_opens_the_concern(forms: Forms) -> None:
    refused = forms.try_to_file("officer", service="PMISC", answers={})
    offer = body(refused)["offer"]
    assert offer["is_yours"] is True
    concern = offer["open_concern"] | {"category": "NARCOTICS", "emergency_ruled_out": True}
    number = done(forms.world.desk("officer").create("/concerns", concern))["control_number"]
    assert forms.world.desk("officer").concern(number)["text"] == GRAFFITI["details"]


@pytest.mark.directive("V.A")
def test_words_that_ask_for_police_are_refused_until_ruled_out(forms: Forms) -> None:
    words = "Broken light in the alley. Residents ask for extra patrols there at night."
    refused = forms.try_to_file(service="ALGHT", answers={"LAMPS": "ONE"}, details=words)
    assert body(refused)["clause"] == "V.A"
    assert forms.filed(
        service="ALGHT", answers={"LAMPS": "ONE"}, details=words, is_city_service=True
    )


@pytest.mark.directive("II.B")
@pytest.mark.parametrize("service", ["TRFSG", "CAVEI"])
def test_immediate_danger_makes_no_form_but_a_record_that_oemc_was_told(
    forms: Forms, service: str
) -> None:
    refused = forms.try_to_file(service=service, answers={}, emergency_ruled_out=True)
    problem = body(refused)
    assert problem["clause"] == "II.B"
    assert forms.count() == 0
    now = forms.world.clock().isoformat()
    recorded = problem["offer"]["record_emergency"] | {
        "services": "Traffic signals",
        "oemc_told_at": now,
        "supervisor_name": "Sgt. Stone",
        "supervisor_told_at": now,
    }
    done(forms.world.desk("member").create("/emergencies", recorded))


@pytest.mark.directive("IV.A.1")
def test_several_abandoned_vehicles_make_one_form_each(forms: Forms) -> None:
    made = done(forms.try_to_file(**ABANDONED))["forms"]
    assert [form["number"] for form in made] == [f"CSR 011-2026-{place:06d}" for place in (1, 2, 3)]
    facts = [forms.facts(form["reference"]) for form in made]
    assert [fact["License plate"] for fact in facts] == ["AB 12 345", "NONE", "XYZ 987"]
    assert [fact["Make and model"] for fact in facts] == ["Ford Focus", "Dodge van", "Buick"]
    assert [fact["Color"] for fact in facts] == ["Blue", "White", "Gray"]


@pytest.mark.directive("IV.A.1")
@pytest.mark.parametrize(
    ("vehicles", "said"),
    [
        ([], "license plate"),
        ([VEHICLES[0], VEHICLES[0]], "twice"),
        ([VEHICLES[0], VEHICLES[1] | {"color": "plaid"}], "Color"),
    ],
)
def test_a_vehicle_without_its_plate_make_and_color_makes_no_form_of_any(
    forms: Forms, vehicles: list[dict[str, Any]], said: str
) -> None:
    refused = forms.try_to_file(**ABANDONED | {"vehicles": vehicles})
    assert refused.status_code == 422
    assert body(refused)["clause"] == "IV.A.1"
    assert said in body(refused)["detail"]
    assert forms.count() == 0


@pytest.mark.directive("IV.A.1")
def test_vehicles_belong_to_abandoned_vehicles_only(forms: Forms) -> None:
    refused = forms.try_to_file(vehicles=VEHICLES)
    assert body(refused)["clause"] == "IV.A.1"


@pytest.mark.directive("IV.A.1")
def test_one_form_for_one_need(forms: Forms) -> None:
    first = forms.filed()
    again = forms.try_to_file("officer", place=GRAFFITI["place"].lower())
    assert body(again)["clause"] == "IV.A.1"
    assert first.replace("-", " ", 1) in body(again)["detail"]
    assert forms.filed("officer", is_another_need=True) != first
    assert forms.filed("officer", service="STLGT", answers={"LAMPS": "ONE"}) != first
    assert forms.filed("officer", place="3402 W Ogden Ave") != first


@pytest.mark.directive("IV.A.1")
def test_a_vehicle_is_filed_once_wherever_it_stands(forms: Forms) -> None:
    forms.filed(**ABANDONED | {"vehicles": VEHICLES[:1]})
    again = forms.try_to_file(
        **ABANDONED | {"vehicles": [VEHICLES[0] | {"plate": "ab12345"}], "place": "3500 W Ogden"}
    )
    assert body(again)["clause"] == "IV.A.1"


def test_the_same_key_again_makes_nothing_new(forms: Forms) -> None:
    key = uuid4().hex
    first = done(forms.try_to_file(key=key, **ABANDONED))
    assert done(forms.try_to_file(key=key, **ABANDONED)) == first
    assert forms.count() == 3


def test_the_same_key_at_once_makes_the_forms_once(forms: Forms) -> None:
    key = uuid4().hex
    forms.world.desk("member")
    with ThreadPoolExecutor(4) as several:
        made = list(several.map(lambda _: done(forms.try_to_file(key=key, **ABANDONED)), range(4)))
    assert all(each == made[0] for each in made)
    assert forms.count() == 3


def test_another_members_key_is_another_key(forms: Forms) -> None:
    key = uuid4().hex
    first = done(forms.try_to_file(key=key))
    second = done(forms.try_to_file("officer", key=key, place="3402 W Ogden Ave"))
    assert first != second


def test_numbers_are_unique_when_many_file_at_once(forms: Forms) -> None:
    desks = [forms.world.desk(who) for who in ("member", "officer", "supervisor", "sergeant")]

    def file(place: int) -> str:
        desk = desks[place % len(desks)]
        told = GRAFFITI | {"place": f"{3000 + 2 * place} W Ogden Ave"}
        reference: str = done(desk.create("/service-requests", told))["forms"][0]["reference"]
        return reference

    with ThreadPoolExecutor(4) as several:
        made = list(several.map(file, range(12)))
    assert sorted(made) == [f"CSR-011-2026-{place:06d}" for place in range(1, 13)]


def test_numbers_run_in_each_district_and_year(forms: Forms) -> None:
    assert forms.filed(beat="1134") == "CSR-011-2026-000001"
    assert forms.filed(beat="1211") == "CSR-012-2026-000001"
    forms.world.clock.move(days=300)
    assert forms.filed("officer", beat="1134", place="3402 W Ogden Ave") == "CSR-011-2027-000001"


@pytest.mark.parametrize(
    ("but", "field"),
    [
        ({"service": "NOSUCH"}, "service"),
        ({"details": " "}, "details"),
        ({"answers": {"SURFACE": "CHEESE"}}, "answers.SURFACE"),
        ({"answers": {"WHATEVER": "x"}}, "answers.WHATEVER"),
        ({"beat": "9999"}, "beat"),
        ({"beat": "11"}, "beat"),
        ({"latitude": 12.0}, "latitude"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_bad_input_names_its_field_and_makes_nothing(
    forms: Forms, but: dict[str, Any], field: str
) -> None:
    refused = forms.try_to_file(**but)
    assert refused.status_code == 422
    assert body(refused)["errors"][0]["field"] == field
    assert forms.count() == 0


def test_a_key_is_needed(forms: Forms) -> None:
    assert forms.world.desk("member").post("/service-requests", GRAFFITI).status_code == 422


def test_the_services_and_their_questions_are_those_of_311(forms: Forms) -> None:
    told = body(forms.world.desk("member").get("/service-types"))["services"]
    ours = {each["code"]: each for each in told if each["usual_days"] is not None}
    assert set(ours) == set(BY_CODE)
    for code, service in BY_CODE.items():
        asked = {q.code: (q.required, [key for key, _ in q.choices]) for q in service.questions}
        known = {
            q["code"]: (q["required"], [choice["value"] for choice in q["choices"]])
            for q in ours[code]["questions"]
        }
        assert known == asked, code
    assert ours["PMISC"]["elsewhere"] == "V.A"
    assert ours["TRFSG"]["elsewhere"] == "II.B"


# -- What was found by asking as somebody would who wants it to fail


@pytest.mark.directive("III.B.2")
@pytest.mark.parametrize("place", ["3151 W Harrison St", "Harrison Police Station"])
def test_a_pin_elsewhere_does_not_take_a_problem_out_of_the_station(
    forms: Forms, place: str
) -> None:
    refused = forms.try_to_file(place=place, address=place)
    assert body(refused)["clause"] == "III.B.2"
    assert forms.count() == 0


@pytest.mark.directive("III.B.2")
def test_a_station_is_known_by_its_name_without_a_pin(forms: Forms) -> None:
    refused = forms.try_to_file(
        place="Public Safety Headquarters", address=None, latitude=None, longitude=None
    )
    assert body(refused)["clause"] == "III.B.2"


@pytest.mark.directive("IV.A.1")
def test_the_same_house_in_other_words_is_the_same_need(forms: Forms) -> None:
    forms.filed()
    again = forms.try_to_file("officer", place="3400 West Ogden Avenue", address=None)
    assert body(again)["clause"] == "IV.A.1"
    assert forms.filed("officer", place="3402 West Ogden Avenue", address=None)


@pytest.mark.directive("V.A")
def test_a_long_mail_address_goes_with_what_was_typed(forms: Forms) -> None:
    mail = "somebody.with.a.very.long.name.indeed@neighbourhood.example.org"
    refused = forms.try_to_file(service="PMISC", answers={}, asker_contact=mail)
    assert body(refused)["offer"]["open_concern"]["contact_email"] == mail


def test_a_text_that_is_too_long_is_said_in_plain_words(forms: Forms) -> None:
    [wrong] = body(forms.try_to_file(details="x" * 3_901))["errors"]
    assert wrong == {"field": "details", "detail": "At most 3900 characters."}
    assert forms.filed(details="x" * 3_900)
