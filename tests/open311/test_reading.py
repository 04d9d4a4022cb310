"""What everybody may read of concerns, and what only number and PIN show."""

import json
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from jsonschema import Draft7Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT7

from shared.concerns.categories import STARTING
from tests.making import Clock
from tests.open311.sending import Sender, refused
from tests.world import World

SCHEMAS = Path(__file__).parents[3] / "shared/data/open311/schema-georeport-v2"
PRIVATE = {
    "first_name": "Wilhelmina",
    "last_name": "Quackenbush",
    "email": "wq@example.com",
    "phone": "312-555-0199",
    "description": "Loud zydeco from parked cars on most nights.",
}


def validator(name: str) -> Draft7Validator:
    if not SCHEMAS.is_dir():
        pytest.skip("the GeoReport v2 schemas are not beside this checkout (../shared)")
    known = {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.iterdir()}
    registry = Registry().with_resources(
        (key, DRAFT7.create_resource(schema)) for key, schema in known.items()
    )
    return Draft7Validator(known[name], registry=registry, format_checker=FormatChecker())


def listed(sender: Sender, **asked: Any) -> list[dict[str, Any]]:
    answer = sender.get("requests.json", **asked)
    assert answer.status_code == 200, answer.text
    rows = answer.get_json()
    assert isinstance(rows, list)
    return rows


def with_pin(sender: Sender, number: str, pin: str, kind: str = "json") -> Any:
    return sender.get(f"requests/{number}.{kind}", headers={"X-Concern-Pin": pin})


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("services", "services.json"),
        ("services/NOISE", "service-definition.json"),
        ("requests", "requests.json"),
        ("requests/{public_reference}", "requests.json"),
    ],
)
def test_answers_satisfy_the_schemas(sender: Sender, world: World, path: str, schema: str) -> None:
    world.closed()
    made = sender.sent()
    answer = sender.get(f"{path.format(**made['extended_attributes'])}.json").get_json()
    assert answer
    validator(schema).validate(answer)


def test_what_number_and_pin_show_satisfies_the_schema(sender: Sender) -> None:
    made = sender.sent()
    number, pin = made["service_request_id"], made["extended_attributes"]["pin"]
    validator("requests.json").validate(with_pin(sender, number, pin).get_json())


def test_discovery_names_the_endpoint(sender: Sender) -> None:
    told = sender.get("discovery.json").get_json()
    assert told["endpoints"][0]["url"].endswith("/open311/v2")
    assert told["endpoints"][0]["formats"] == ["text/xml", "application/json"]
    assert told["endpoints"][0]["type"] == "test"
    root = fromstring(sender.get("discovery.xml").data)
    assert root.findtext("endpoints/endpoint/url") == told["endpoints"][0]["url"]


def test_the_services_are_the_categories(sender: Sender) -> None:
    told = sender.get("services.json").get_json()
    assert [each["service_code"] for each in told] == [each.code for each in STARTING]
    root = fromstring(sender.get("services.xml").data)
    assert [each.findtext("service_name") for each in root] == [each.label for each in STARTING]


def test_the_services_are_named_in_the_language_asked_for(sender: Sender) -> None:
    told = sender.get("services.json", headers={"Accept-Language": "pl"}).get_json()
    assert [each["service_name"] for each in told] == [each.label_pl for each in STARTING]


@pytest.mark.directive("II.B")
def test_a_definition_says_to_call_911_first(sender: Sender) -> None:
    told = sender.get("services/NOISE.json").get_json()
    first, second, *_others = told["attributes"]
    assert "Call 911 now" in first["description"]
    assert first["variable"] is False
    assert second["code"] == "EMERGENCY_RULED_OUT"
    root = fromstring(sender.get("services/NOISE.xml").data)
    assert len(root.findall("attributes/attribute")) == len(told["attributes"])


@pytest.mark.parametrize("kind", ["json", "xml"])
@pytest.mark.parametrize(
    "path",
    [
        "services/NOTHING",
        "requests/CC-999",
        "requests/1",
        "nothing",
        "requests/CC-x",
        "services/%00",
        "requests/%00",
    ],
)
def test_what_is_not_there_is_said_in_the_format_asked_for(
    sender: Sender, path: str, kind: str
) -> None:
    assert refused(sender.get(f"{path}.{kind}"), 404)


@pytest.mark.directive("VI.A.1", "VI.C")
@pytest.mark.parametrize("kind", ["json", "xml"])
def test_the_public_list_holds_nothing_private(sender: Sender, kind: str) -> None:
    made = sender.sent(**PRIVATE)

    shown = sender.get(f"requests.{kind}").text
    reference = made["extended_attributes"]["public_reference"]
    shown += sender.get(f"requests/{reference}.{kind}").text
    assert reference in shown
    assert "Police beat " in shown
    secrets = (*PRIVATE.values(), "zydeco", "Addison", made["service_request_id"])
    assert [secret for secret in secrets if secret in shown] == []
    assert made["extended_attributes"]["pin"] not in shown


def test_a_published_concern_has_neither_point_nor_time_of_day(
    sender: Sender, clock: Clock
) -> None:
    clock.move(minutes=17)
    sender.sent()

    [row] = listed(sender)
    assert row["requested_datetime"] == "2026-03-10T00:00:00-05:00"
    assert (row["lat"], row["long"], row["description"]) == (None, None, None)
    # nor can the time of day be found by asking for it
    assert listed(sender, start_date="2026-03-10T23:00:00-05:00") == [row]
    assert listed(sender, end_date="2026-03-10T01:00:00-05:00") == [row]


@pytest.mark.directive("VI.A.1")
@pytest.mark.parametrize("kind", ["json", "xml"])
def test_number_and_pin_together_show_the_status(sender: Sender, kind: str) -> None:
    made = sender.sent()

    answer = with_pin(sender, made["service_request_id"], made["extended_attributes"]["pin"], kind)

    assert answer.status_code == 200
    assert made["service_request_id"] in answer.text
    assert "We have it" in answer.text


@pytest.mark.directive("VI.A.1")
def test_nothing_less_shows_it(sender: Sender) -> None:
    made, other = sender.sent(), sender.sent(description="Cars race here on Sundays.")
    number = made["service_request_id"]

    refused(sender.get(f"requests/{number}.json"), 404)
    refused(sender.get(f"requests/{number}.json", pin=made["extended_attributes"]["pin"]), 404)
    refused(sender.get(f"requests/{number}.json", api_key=sender.key), 404)
    refused(with_pin(sender, number, other["extended_attributes"]["pin"]), 404)
    refused(with_pin(sender, number, "٣" * 8), 404)
    assert listed(sender, service_request_id=number) == []


@pytest.mark.directive("VI.A.1")
def test_a_pin_cannot_be_guessed(sender: Sender) -> None:
    made = sender.sent()
    number, pin = made["service_request_id"], made["extended_attributes"]["pin"]
    wrong = f"{(int(pin) + 1) % 10**8:08d}"

    answers = [with_pin(sender, number, wrong).status_code for _try in range(8)]

    assert answers[0] == 404
    assert answers[-1] == 429
    refused(with_pin(sender, number, pin), 429)


def test_how_far_it_is_is_told_in_plain_words(sender: Sender, world: World) -> None:
    world.submitted()
    world.in_review()
    world.investigating()
    world.closed()

    told = {(row["status"], row["status_notes"]) for row in listed(sender)}

    assert told == {
        ("open", "Received. A sergeant decides whether it is accepted."),
        ("open", "Accepted. The police are dealing with it."),
        ("closed", "Closed."),
    }
    assert {row["status"] for row in listed(sender, status="closed")} == {"closed"}
    assert len(listed(sender, status="open")) == 3
    assert len(listed(sender, status="open,closed")) == 4


@pytest.mark.directive("VI.C")
def test_what_is_criminal_in_nature_is_not_published(sender: Sender) -> None:
    crime = "Last night a man shot at the house and robbed my neighbor with a gun."
    made = sender.sent(description=crime, **{"attribute[EMERGENCY_RULED_OUT]": "yes"})
    number, pin = made["service_request_id"], made["extended_attributes"]["pin"]

    assert listed(sender) == []
    refused(sender.get(f"requests/{made['extended_attributes']['public_reference']}.json"), 404)
    assert with_pin(sender, number, pin).status_code == 200


def test_the_list_is_narrowed_as_the_standard_says(sender: Sender, clock: Clock) -> None:
    first = sender.sent()["extended_attributes"]["public_reference"]
    clock.move(days=2)
    second = sender.sent(service_code="OTHER")["extended_attributes"]["public_reference"]

    def found(**asked: Any) -> list[str]:
        return [row["service_request_id"] for row in listed(sender, **asked)]

    assert found() == [second, first]
    assert found(service_code="NOISE") == [first]
    assert found(service_code="NOISE,OTHER", page_size=1) == [second]
    assert found(page=2, page_size=1) == [first]
    assert found(page=3, page_size=1) == []
    assert found(start_date="2026-03-12T00:00:00Z") == [second]
    assert found(end_date="2026-03-11T12:00:00Z") == [first]
    assert found(start_date="", end_date="", status="", service_code="", page="") == [second, first]
    assert found(service_request_id=f"{first},CC-99999999999", status="closed") == [first]
    clock.move(days=91)
    assert found() == []
    assert found(start_date="2026-03-01T00:00:00Z") == [second, first]


@pytest.mark.parametrize(
    "asked",
    [
        {"status": "ajar"},
        {"start_date": "yesterday"},
        {"end_date": "0001-01-01T00:00:00Z"},
        {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"},
        {"page": "0", "service_code": "\x00", "service_request_id": "\x00"},
        {"page": "٣"},
        {"page_size": "-1"},
    ],
)
@pytest.mark.parametrize("kind", ["json", "xml"])
def test_a_wish_that_cannot_be_read_is_named(
    sender: Sender, asked: dict[str, str], kind: str
) -> None:
    says = refused(sender.get(f"requests.{kind}", None, **asked), 400)
    assert next(iter(asked)) in says


@pytest.mark.parametrize(
    ("method", "path", "status", "allowed"),
    [
        ("POST", "services.json", 405, {"GET", "HEAD", "OPTIONS"}),
        ("DELETE", "services.xml", 405, {"GET", "HEAD", "OPTIONS"}),
        ("PUT", "requests.json", 405, {"GET", "HEAD", "OPTIONS", "POST"}),
        ("PATCH", "requests/AB12.xml", 405, {"GET", "HEAD", "OPTIONS"}),
        ("POST", "", 404, set()),
        ("GET", "no/such.json", 404, set()),
    ],
)
def test_what_no_address_takes_is_answered_in_the_format_of_the_interface(
    sender: Sender, method: str, path: str, status: int, allowed: set[str]
) -> None:
    answer = sender.app.test_client().open(f"/open311/v2/{path}", method=method)
    kind = "json" if path.endswith("json") else "xml"
    assert answer.status_code == status
    assert answer.mimetype == {"json": "application/json", "xml": "text/xml"}[kind]
    assert set(answer.headers.get("Allow", "").split(", ")) - {""} == allowed
    if kind == "json":
        assert answer.get_json()[0]["code"] == str(status)
    else:
        assert fromstring(answer.data).findtext("error/code") == str(status)
