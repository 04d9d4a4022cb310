"""Whatever 311 may send: JSON and XML say the same, and rubbish is called garbled, no more."""

import json
import re
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox311.rendering import as_json, as_xml
from shared.city311.errors import GarbledAnswerError
from shared.city311.models import (
    Attribute,
    CityRequest,
    CityUpdate,
    Definition,
    Extended,
    FollowOn,
    Note,
    Posted,
    Service,
    Unnumbered,
)
from shared.city311.wire import read, rows, words

# What XML 1.0 can carry; blanks at the ends and line ends are not told apart by the two formats.
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=60
).map(lambda text: " ".join(text.split()))
MAYBE = st.none() | TEXT
NUMBER = st.from_regex(r"SR[0-9]{2}-[0-9]{8}", fullmatch=True)
MOMENT = (
    st.integers(631_152_000, 4_102_444_800)  # 1990 to 2100
    .map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
    .map(datetime.isoformat)
)

SERVICES = st.lists(
    st.fixed_dictionaries(
        {
            "service_code": NUMBER,
            "service_name": TEXT.filter(bool),
            "description": MAYBE,
            "metadata": st.booleans(),
            "type": st.sampled_from(["realtime", "batch", "blackbox"]),
            "keywords": MAYBE,
            "group": MAYBE,
        }
    ),
    max_size=5,
)
NOTES = st.lists(
    st.fixed_dictionaries(
        {
            "datetime": MOMENT,
            "summary": MAYBE,
            "type": MAYBE,
            "description": MAYBE,
            "extended_attributes": st.none()
            | st.fixed_dictionaries(
                {
                    "service_request_id": NUMBER,
                    "service_name": MAYBE,
                    "agency_responsible": MAYBE,
                }
            ),
        }
    ),
    max_size=4,
)
REQUESTS = st.lists(
    st.fixed_dictionaries(
        {
            "service_request_id": NUMBER,
            "status": st.sampled_from(["open", "closed"]),
            "service_code": NUMBER,
            "requested_datetime": MOMENT,
            "updated_datetime": st.none() | MOMENT,
            "description": MAYBE,
            "address": MAYBE,
            "lat": st.none() | st.floats(-90, 90),
            "long": st.none() | st.floats(-180, 180),
            "extended_attributes": st.fixed_dictionaries(
                {
                    "police_district": MAYBE,
                    "duplicate": st.none() | st.booleans(),
                    "parent_service_request_id": st.none() | NUMBER,
                }
            ),
            "notes": NOTES,
        }
    ),
    max_size=5,
)
DEFINITION = st.fixed_dictionaries(
    {
        "service_code": NUMBER,
        "attributes": st.lists(
            st.fixed_dictionaries(
                {
                    "variable": st.booleans(),
                    "code": NUMBER,
                    "datatype": st.sampled_from(["string", "number", "multivaluelist"]),
                    "required": st.booleans(),
                    "datatype_description": MAYBE,
                    "order": st.none() | st.integers(1, 50),
                    "description": MAYBE,
                    "values": st.lists(
                        st.fixed_dictionaries({"key": NUMBER, "name": TEXT.filter(bool)}),
                        max_size=3,
                    ),
                }
            ),
            max_size=4,
        ),
    }
)
MODELS = (CityRequest, CityUpdate, Definition, Posted, Service, Unnumbered, Attribute, Note)


@given(SERVICES)
def test_services_say_the_same_in_both_formats(content: list[dict[str, object]]) -> None:
    in_json = [Service.read(row) for row in rows(read(as_json(content), "json"))]
    in_xml = [Service.read(row) for row in rows(read(as_xml("services", content), "xml"))]

    assert in_json == in_xml
    assert [service.service_code for service in in_xml] == [row["service_code"] for row in content]


@given(REQUESTS)
def test_requests_say_the_same_in_both_formats(content: list[dict[str, object]]) -> None:
    in_json = [CityRequest.read(row) for row in rows(read(as_json(content), "json"))]
    told = rows(read(as_xml("service_requests", content), "xml"))
    in_xml = [CityRequest.read(row) for row in told]

    assert in_json == in_xml
    assert [request.lat for request in in_xml] == [row["lat"] for row in content]
    assert [request.description or "" for request in in_xml] == [
        row["description"] or "" for row in content
    ]


@given(DEFINITION)
def test_definitions_say_the_same_in_both_formats(content: dict[str, object]) -> None:
    [in_json] = [Definition.read(row) for row in rows(read(as_json(content), "json"))]
    told = rows(read(as_xml("service_definition", content), "xml"))
    [in_xml] = [Definition.read(row) for row in told]

    assert in_json == in_xml


@given(st.binary(max_size=200), st.sampled_from(["json", "xml"]))
def test_any_bytes_are_read_or_called_garbled(body: bytes, answer_format: str) -> None:
    assert isinstance(words(body, "xml" if answer_format == "xml" else "json"), str)


FIELDS = st.sampled_from(
    [
        *(name for model in MODELS for name in model.model_fields),
        "requested_datetime",
        "updated_datetime",
        "datetime",
        "extended_attributes",
    ]
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(FIELDS, inner, max_size=6),
    max_leaves=12,
)


@given(st.dictionaries(FIELDS, PLAIN, max_size=12), st.sampled_from(MODELS))
def test_any_record_is_read_or_called_garbled(
    row: dict[str, object], model: type[CityRequest]
) -> None:
    told = rows(read(json.dumps([row]).encode(), "json"))
    with suppress(GarbledAnswerError):
        assert isinstance(model.read(told[0]), model)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]>
<services><service>&c;</service></services>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><services>&b;</services>"""


@pytest.mark.parametrize(
    "body",
    [
        BOMB,
        OUTSIDE,
        b"",
        b"<html><body>Bad gateway",
        b"<services>",
        b"<a>" * 5000 + b"</a>" * 5000,
        b'<?xml version="1.0" encoding="no-such"?><services/>',
        b"\xff\xfe\x00",
    ],
)
def test_dangerous_or_broken_xml_is_garbled(body: bytes) -> None:
    with pytest.raises(GarbledAnswerError):
        read(body, "xml")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 100_000, b"<services/>", b"\xff", b"1" * 5000, b'"x"', b"[1]"]
)
def test_broken_json_is_garbled(body: bytes) -> None:
    with pytest.raises(GarbledAnswerError):
        rows(read(body, "json"))


FULL = {
    "service_request_id": "SR26-1",
    "status": "open",
    "service_code": "X",
    "requested_datetime": "2026-07-01T12:00:00-05:00",
}


def test_times_are_brought_to_utc() -> None:
    told = CityRequest.read(dict(FULL))

    assert told.requested_at == datetime(2026, 7, 1, 17, tzinfo=UTC)
    assert told.requested_at.tzinfo is UTC


def test_empty_means_absent() -> None:
    empty = {"updated_datetime": "", "lat": "", "long": " ", "address": "", "notes": ""}

    told = CityRequest.read({**FULL, **empty, "extended_attributes": ""})

    assert (told.updated_at, told.lat, told.address, told.notes) == (None, None, None, ())
    assert told.extended == Extended()


def test_a_number_told_as_an_integer_is_a_number() -> None:
    assert CityRequest.read({**FULL, "service_request_id": 1234}).service_request_id == "1234"


def test_status_is_read_in_any_case() -> None:
    assert CityRequest.read({**FULL, "status": "CLOSED"}).status == "closed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"requested_datetime": "2026-07-01T12:00:00"},
        {"requested_datetime": 1751371200},
        {"requested_datetime": "yesterday"},
        {"requested_datetime": "0001-01-01T00:00:00+14:00"},
        {"status": "done"},
        {"lat": "north"},
        {"lat": "NaN"},
        {"service_request_id": ""},
        {"service_request_id": ["a", "b"]},
    ],
)
def test_what_cannot_be_meant_is_garbled_without_its_contents(wrong: dict[str, object]) -> None:
    private = {"description": "Jane Roe, 555-0100"}
    row = rows(read(json.dumps([{**FULL, **private, **wrong}]).encode(), "json"))[0]

    with pytest.raises(GarbledAnswerError) as garbled:
        CityRequest.read(row)

    assert not re.search(r"Roe|yesterday|north", str(garbled.value))


def test_follow_ons_are_the_notes_that_name_a_child() -> None:
    child = {"service_request_id": "SR26-2", "agency_responsible": "Buildings"}
    notes = [{"summary": "Opened"}, {"summary": "Passed on", "extended_attributes": child}]
    row = rows(read(json.dumps([{**FULL, "notes": notes}]).encode(), "json"))[0]

    assert CityRequest.read(row).follow_ons == (
        FollowOn(service_request_id="SR26-2", agency_responsible="Buildings"),
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'[{"code": 400, "description": "No  such\\nservice"}]', "No such service"),
        (b'{"errors": [{"description": "Bad key"}]}', "Bad key"),
        (b"<html>secret</html>", ""),
        (b"[]", ""),
    ],
)
def test_the_citys_words_are_taken_from_its_error(body: bytes, said: str) -> None:
    assert words(body, "json") == said
    assert words(b"<errors><error><description>Bad key</description></error></errors>", "xml") == (
        "Bad key"
    )
