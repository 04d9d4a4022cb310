"""The client against a 311 that behaves."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.city311.asking import Cursor, Query
from shared.city311.client import City311
from shared.city311.errors import CityRefusedError
from shared.city311.outgoing import NewUpdate
from shared.city311.reference import reference_in
from tests.city311.sandbox import Sandbox, client_of, make_new, running_sandbox

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
VEHICLE = {"PLATE": "AB 12345", "MAKE": "Ford Focus", "COLOR": "BLUE"}


def number_of(city: City311, **but: object) -> str:
    token = city.post_request(make_new(**but)).token
    assert token
    number = city.token(token)
    assert number
    return number


def phoned_in(sandbox: Sandbox, count: int = 1) -> list[str]:
    numbers: list[str] = sandbox.tell(
        "police-miscellaneous",
        count=count,
        lat=41.76,
        long=-87.61,
        address="7000 S Cottage Grove Ave",
        description="Dice games on the corner",
    )
    return numbers


def test_services_tell_which_ask_for_more(city: City311) -> None:
    services = {service.service_code: service for service in city.services()}

    assert len(services) >= 30
    assert services["ABVEH"].metadata
    assert not services["TOBAC"].metadata
    assert "rats" in services["RODNT"].keywords


def test_definition_says_what_an_abandoned_vehicle_needs(city: City311) -> None:
    definition = city.definition("ABVEH")

    assert {asked.code for asked in definition.unmet(set())} == {"PLATE", "MAKE", "COLOR"}
    assert definition.unmet(set(VEHICLE)) == ()
    color = next(asked for asked in definition.attributes if asked.code == "COLOR")
    assert ("BLUE", "Blue") in [(choice.key, choice.name) for choice in color.values]


def test_a_service_that_asks_nothing_has_an_empty_definition(city: City311) -> None:
    assert city.definition("TOBAC").attributes == ()


def test_unknown_service_is_refused_in_the_citys_words(city: City311) -> None:
    with pytest.raises(CityRefusedError, match="service_code was not found") as refused:
        city.definition("NONE")
    assert refused.value.status == 404


def test_a_post_brings_a_token_and_the_number_comes_later(city: City311, sandbox: Sandbox) -> None:
    sandbox.habits(token_delay_seconds=60)

    posted = city.post_request(make_new(service_code="ABVEH", attributes=VEHICLE))

    assert posted.token
    assert posted.service_request_id is None
    assert city.token(posted.token) is None
    sandbox.tell("clock", advance_seconds=61)
    number = city.token(posted.token)
    assert number
    told = city.request(number)
    assert (told.status, told.service_name) == ("open", "Abandoned Vehicle")
    assert reference_in(told.description) == make_new().reference
    assert (told.lat, told.long, told.address) == (41.8781, -87.6298, "100 W Jackson Blvd")
    assert told.requested_at.tzinfo is UTC
    assert told.extended.police_district == "1"
    assert told.extended.channel == "web"
    assert [note.type for note in told.notes] == ["opened"]


def test_attributes_of_many_values_arrive(city: City311, sandbox: Sandbox) -> None:
    city.post_request(make_new(service_code="LOTCL", attributes={"KINDS": ["TIRES", "WEEDS"]}))

    [filed] = sandbox.on_file()
    assert filed["posted"]["attribute[KINDS][]"] == ["TIRES", "WEEDS"]


def test_the_key_is_posted_and_stays_out_of_the_record(city: City311, sandbox: Sandbox) -> None:
    city.post_request(make_new())

    assert "key-of-the-tests" not in str(sandbox.on_file())
    assert "key-of-the-tests" not in repr(city.endpoint)


@pytest.mark.parametrize(
    ("but", "words"),
    [
        ({"service_code": "NONE"}, "service_code was not found"),
        ({"service_code": "ABVEH"}, "PLATE"),
        ({"service_code": "ABVEH", "attributes": {**VEHICLE, "COLOR": "MAUVE"}}, "one of"),
        ({"service_code": "ABVEH", "attributes": {**VEHICLE, "DAYS": "many"}}, "is a number"),
    ],
)
def test_what_311_does_not_take_is_refused_with_its_words(
    city: City311, sandbox: Sandbox, but: dict[str, object], words: str
) -> None:
    with pytest.raises(CityRefusedError, match=words) as refused:
        city.post_request(make_new(**but))

    assert refused.value.status == 400
    assert sandbox.on_file() == []


@pytest.mark.parametrize(
    ("but", "words"),
    [
        ({"address": " "}, "address"),
        ({"lat": 91.0}, "point on the map"),
        ({"long": float("nan")}, "point on the map"),
        ({"service_code": ""}, "service"),
        ({"reference": "No. 1]"}, "reference"),
        ({"reference": ""}, "reference"),
        ({"description": "x" * 3990}, "shorten the text by 2[0-9]"),
    ],
)
def test_what_chicago_would_not_take_is_not_sent(but: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make_new(**but)


def test_a_test_key_does_not_open_the_live_system(sandbox: Sandbox) -> None:
    with running_sandbox(key="live") as live, client_of(live.base_url, key="test") as city:
        with pytest.raises(CityRefusedError, match="api_key"):
            city.post_request(make_new())
        assert live.on_file() == []


def test_letters_of_other_languages_come_back_whole(city: City311) -> None:
    text = "Dziura — głęboka, ścieżka. Niño cruzó; 街灯 out & <dark> ]]> \U0001f6a8"

    told = city.request(number_of(city, description=text))

    assert told.description == f"{text}\n[{make_new().reference}]"


def test_unknown_number_and_token_are_refused(city: City311) -> None:
    with pytest.raises(CityRefusedError, match="service_request_id"):
        city.request("SR26-99999999")
    with pytest.raises(CityRefusedError, match="token"):
        city.token("nobodys")


def test_police_miscellaneous_requests_are_fetched_across_pages(
    city: City311, sandbox: Sandbox
) -> None:
    numbers = phoned_in(sandbox, 23)
    number_of(city)
    asked = Query(service_codes=("PMISC",), status="open")

    pages = list(city.pages(asked, size=10))

    assert [len(page.requests) for page in pages] == [10, 10, 3]
    told = [each for page in pages for each in page.requests]
    assert {each.service_request_id for each in told} == set(numbers)
    assert {each.extended.police_district for each in told} == {"3"}
    assert {each.extended.channel for each in told} == {"phone"}


def test_requests_are_asked_for_by_number_time_and_status(city: City311, sandbox: Sandbox) -> None:
    first, second, third = phoned_in(sandbox, 3)
    sandbox.tell(f"requests/{second}/close")
    sandbox.tell("clock", advance_seconds=7200)
    [fourth] = phoned_in(sandbox)
    lately = sandbox.now() - timedelta(hours=1)

    def numbers(query: Query) -> set[str]:
        return {told.service_request_id for told in city.requests(query)}

    assert numbers(Query(numbers=(first, third))) == {first, third}
    assert numbers(Query(status="closed")) == {second}
    assert numbers(Query(requested_from=lately)) == {fourth}
    assert numbers(Query(requested_until=lately)) == {first, second, third}
    assert numbers(Query(service_codes=("POTHL",))) == set()


def test_a_resolution_closes_the_request_in_311(city: City311, sandbox: Sandbox) -> None:
    [number] = phoned_in(sandbox)
    update = NewUpdate("SRSWO 1 update 1", number, "CLOSED", "Officers spoke to both.", LONG_AGO)

    update_id = city.post_update(update)

    told = city.request(number)
    assert update_id == "SRSWO 1 update 1"
    assert told.status == "closed"
    assert told.status_notes == "Officers spoke to both.\n[SRSWO 1 update 1]"
    assert [note.type for note in told.notes] == ["opened", "closed"]


def test_an_extension_is_noted_and_leaves_the_request_open(city: City311, sandbox: Sandbox) -> None:
    [number] = phoned_in(sandbox)

    city.post_update(
        NewUpdate("SRSWO 1 update 1", number, "OPEN", "Waiting for an owner.", LONG_AGO)
    )

    told = city.request(number)
    assert told.status == "open"
    assert told.notes[-1].description == "Waiting for an owner.\n[SRSWO 1 update 1]"


def test_an_update_of_an_unknown_request_is_refused(city: City311) -> None:
    with pytest.raises(CityRefusedError, match="SR26-99999999") as refused:
        city.post_update(NewUpdate("u1", "SR26-99999999", "OPEN", "Text", LONG_AGO))
    assert refused.value.status == 404


@pytest.mark.parametrize(
    "but",
    [
        {"description": " "},
        {"service_request_id": ""},
        {"updated_at": datetime(2026, 1, 1)},  # noqa: DTZ001 (the point of the test)
        {"reference": "a[b"},
    ],
)
def test_an_update_that_says_nothing_is_not_sent(but: dict[str, object]) -> None:
    dull: dict[str, object] = {
        "reference": "u1",
        "service_request_id": "SR26-1",
        "status": "OPEN",
        "description": "Text",
        "updated_at": LONG_AGO,
    }
    with pytest.raises(ValueError, match=r"."):
        NewUpdate(**{**dull, **but})  # type: ignore[arg-type]


def test_duplicates_and_follow_ons_are_told(city: City311, sandbox: Sandbox) -> None:
    parent, copy = phoned_in(sandbox, 2)
    sandbox.tell(f"requests/{copy}/duplicate", of=parent)
    sandbox.tell(f"requests/{parent}/follow-on", service_code="VACBL")

    told = city.request(copy)
    [child] = city.request(parent).follow_ons

    assert (told.extended.duplicate, told.extended.parent_service_request_id) == (True, parent)
    assert child.agency_responsible == "Buildings"
    assert child.service_request_id
    assert city.request(child.service_request_id).extended.parent_service_request_id == parent


def test_a_sweep_brings_what_changed_since_the_last(city: City311, sandbox: Sandbox) -> None:
    numbers = phoned_in(sandbox, 5)
    sandbox.tell("clock", advance_seconds=4 * 3600)
    *_, last = city.sweep(Cursor(LONG_AGO), Query(), sandbox.now())
    sandbox.tell("clock", advance_seconds=4 * 3600)
    sandbox.tell(f"requests/{numbers[3]}/close", notes="Done")

    swept = list(city.sweep(Cursor.of(last.cursor.text()), Query(), sandbox.now()))

    told = [each for one in swept for each in one.page.requests]
    assert [(each.service_request_id, each.status) for each in told] == [(numbers[3], "closed")]
    assert swept[-1].cursor.at_rest


def test_a_sweep_broken_off_goes_on_where_it_stood(city: City311, sandbox: Sandbox) -> None:
    numbers = phoned_in(sandbox, 30)
    sweep = city.sweep(Cursor(LONG_AGO), Query(), sandbox.now(), size=10)
    kept: set[str] = set()
    for _ in range(2):
        step = next(sweep)
        kept |= {told.service_request_id for told in step.page.requests}
        stored = step.cursor.text()
    del sweep
    later = sandbox.now() + timedelta(days=1)

    rest = list(city.sweep(Cursor.of(stored), Query(), later, size=10))

    kept |= {told.service_request_id for one in rest for told in one.page.requests}
    assert kept == set(numbers)
    # The next sweep counts from when this one began, not from when it was taken up again.
    assert rest[-1].cursor.since < later - timedelta(hours=23)


def test_rows_that_arrive_while_pages_are_read_hide_none(city: City311, sandbox: Sandbox) -> None:
    numbers = set(phoned_in(sandbox, 25))
    told: set[str] = set()
    for swept in city.sweep(Cursor(LONG_AGO), Query(), sandbox.now(), size=10):
        told |= {each.service_request_id for each in swept.page.requests}
        if not swept.cursor.at_rest and len(told) < 20:
            phoned_in(sandbox, 3)

    assert numbers <= told
