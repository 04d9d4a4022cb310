"""The sandbox itself: formats, schemas, its control door, its process; and a public client."""

import ast
import importlib
import itertools
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from defusedxml.ElementTree import fromstring
from jsonschema import Draft7Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT7

from sandbox311.app import create_app
from sandbox311.catalogue import SERVICES
from sandbox311.store import Store
from tests.city311.sandbox import KEY, Sandbox, client_of, make_new, running_sandbox

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT.parent / "shared/data/open311/schema-georeport-v2"
FORM = {
    "api_key": KEY,
    "service_code": "POTHL",
    "lat": "41.88",
    "long": "-87.63",
    "address_string": "1 N State St",
}
PLACE = {"lat": 41.8, "long": -87.6, "address": "x", "description": "y"}


def get(sandbox: Sandbox, path: str, **params: object) -> Any:
    answer = sandbox.door.get(
        f"{sandbox.base_url}/{path}", params={k: str(v) for k, v in params.items()}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def validator(name: str) -> Draft7Validator:
    if not SCHEMAS.is_dir():
        pytest.skip("the GeoReport v2 schemas are not beside this checkout (../shared)")
    known = {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.iterdir()}
    registry = Registry().with_resources(
        (key, DRAFT7.create_resource(schema)) for key, schema in known.items()
    )
    return Draft7Validator(known[name], registry=registry, format_checker=FormatChecker())


def test_services_satisfy_the_schema(sandbox: Sandbox) -> None:
    validator("services.json").validate(get(sandbox, "services.json"))


@pytest.mark.parametrize("code", [service.code for service in SERVICES])
def test_definitions_satisfy_the_schema(sandbox: Sandbox, code: str) -> None:
    validator("service-definition.json").validate(get(sandbox, f"services/{code}.json"))


@pytest.mark.parametrize("extensions", ["true", "false"])
def test_requests_satisfy_the_schema(sandbox: Sandbox, extensions: str) -> None:
    first, second, third = sandbox.tell("police-miscellaneous", count=3, **PLACE)
    sandbox.tell(f"requests/{first}/close")
    sandbox.tell(f"requests/{second}/duplicate", of=third)
    sandbox.tell(f"requests/{third}/follow-on", service_code="VACBL")
    httpx.post(f"{sandbox.base_url}/requests.json", data={**FORM, "media_url": "https://e.org/a"})

    listed = get(sandbox, "requests.json", extensions=extensions)

    validator("requests.json").validate(listed)
    assert len(listed) == 5
    assert ("notes" in listed[0]) is (extensions == "true")
    validator("requests.json").validate(get(sandbox, f"requests/{first}.json"))


def test_the_schemas_would_refuse_a_wrong_answer() -> None:
    wrong = [{"service_request_id": 5, "status": "done", "service_code": "X"}]
    assert not validator("requests.json").is_valid(wrong)


def test_discovery_names_both_formats(sandbox: Sandbox) -> None:
    [endpoint] = get(sandbox, "discovery.json")["endpoints"]
    in_xml = fromstring(httpx.get(f"{sandbox.base_url}/discovery.xml").content)

    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert endpoint["url"] == sandbox.base_url
    assert [each.text for each in in_xml.iter("format")] == endpoint["formats"]


@pytest.mark.parametrize("path", ["services", "requests", "services/ABVEH", "discovery"])
def test_every_answer_comes_in_xml_with_its_declaration(sandbox: Sandbox, path: str) -> None:
    answer = httpx.get(f"{sandbox.base_url}/{path}.xml")

    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert answer.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    fromstring(answer.content)


@pytest.mark.parametrize("answer_format", ["json", "xml"])
@pytest.mark.parametrize(
    ("but", "status", "words"),
    [
        ({"api_key": "wrong"}, 403, "api_key"),
        ({"api_key": ""}, 403, "api_key"),
        ({"service_code": "NONE"}, 400, "service_code"),
        ({"lat": ""}, 400, "lat and long"),
        ({"long": "west"}, 400, "lat and long"),
        ({"lat": "nan"}, 400, "degrees"),
        ({"address_string": ""}, 400, "address_string"),
        ({"description": "x" * 4001}, 400, "4000"),
    ],
)
def test_a_bad_post_is_answered_in_words_and_not_filed(
    sandbox: Sandbox, but: dict[str, str], status: int, words: str, answer_format: str
) -> None:
    answer = httpx.post(f"{sandbox.base_url}/requests.{answer_format}", data={**FORM, **but})

    assert answer.status_code == status
    assert words in answer.text
    assert sandbox.on_file() == []


def test_an_oversized_post_is_refused(sandbox: Sandbox) -> None:
    answer = httpx.post(f"{sandbox.base_url}/requests.json", data={**FORM, "x": "y" * 70_000})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "one"},
        {"page_size": "9999999999"},
        {"start_date": "yesterday"},
        {"start_date": "2026-01-01T00:00:00"},
        {"status": "done"},
    ],
)
def test_a_bad_question_is_answered_in_words(sandbox: Sandbox, asked: dict[str, str]) -> None:
    answer = httpx.get(f"{sandbox.base_url}/requests.json", params=asked)
    assert answer.status_code == 400
    assert next(iter(asked)) in answer.json()[0]["description"]


def test_pages_hold_50_unless_asked_and_500_at_most(sandbox: Sandbox) -> None:
    sandbox.tell("police-miscellaneous", count=520, **PLACE)

    assert len(get(sandbox, "requests.json")) == 50
    assert len(get(sandbox, "requests.json", page_size=1000)) == 500
    assert len(get(sandbox, "requests.json", page_size=500, page=2)) == 20
    assert get(sandbox, "requests.json", page_size=500, page=3) == []


def test_an_empty_parameter_is_an_absent_one(sandbox: Sandbox) -> None:
    sandbox.tell("police-miscellaneous", **PLACE)
    empty = dict.fromkeys(["service_code", "status", "start_date", "page", "page_size"], "")
    assert len(get(sandbox, "requests.json", **empty)) == 1


def test_what_is_older_than_90_days_is_listed_only_when_asked_for(sandbox: Sandbox) -> None:
    [number] = sandbox.tell("police-miscellaneous", **PLACE)
    sandbox.tell("clock", advance_seconds=91 * 86400)

    assert get(sandbox, "requests.json") == []
    assert len(get(sandbox, "requests.json", start_date="2020-01-01T00:00:00Z")) == 1
    assert len(get(sandbox, "requests.json", service_request_id=number)) == 1


def test_unnumbered_requests_are_listed_without_number_only_when_told(sandbox: Sandbox) -> None:
    sandbox.habits(token_delay_seconds=60)
    httpx.post(f"{sandbox.base_url}/requests.json", data=FORM)
    assert get(sandbox, "requests.json") == []

    sandbox.habits(list_unnumbered=True)

    [row] = get(sandbox, "requests.json")
    assert "service_request_id" not in row
    assert "token" not in row


def test_an_update_sent_twice_is_one_update(sandbox: Sandbox) -> None:
    [number] = sandbox.tell("police-miscellaneous", **PLACE)
    update = {
        "api_key": KEY,
        "service_request_id": number,
        "update_id": "u1",
        "status": "CLOSED",
        "updated_datetime": "2026-01-01T00:00:00Z",
        "description": "Done",
    }
    for _ in range(2):
        answer = httpx.post(f"{sandbox.base_url}/servicerequestupdates.json", data=update)
        assert answer.json() == [{"update_id": "u1"}]

    assert len(get(sandbox, "servicerequestupdates.json")) == 1
    assert len(get(sandbox, f"requests/{number}.json", extensions="true")[0]["notes"]) == 2


@pytest.mark.parametrize(
    "but",
    [
        {"api_key": "wrong"},
        {"update_id": ""},
        {"status": "DONE"},
        {"description": ""},
        {"updated_datetime": ""},
    ],
)
def test_a_bad_update_changes_nothing(sandbox: Sandbox, but: dict[str, str]) -> None:
    [number] = sandbox.tell("police-miscellaneous", **PLACE)
    update = {
        "api_key": KEY,
        "service_request_id": number,
        "update_id": "u1",
        "status": "CLOSED",
        "updated_datetime": "2026-01-01T00:00:00Z",
        "description": "Done",
    }
    answer = httpx.post(f"{sandbox.base_url}/servicerequestupdates.json", data={**update, **but})

    assert answer.status_code in {400, 403}
    assert get(sandbox, f"requests/{number}.json")[0]["status"] == "open"


def test_a_closed_request_can_be_reopened(sandbox: Sandbox) -> None:
    [number] = sandbox.tell("police-miscellaneous", **PLACE)
    sandbox.tell(f"requests/{number}/close")
    sandbox.tell(f"requests/{number}/reopen")
    assert get(sandbox, f"requests/{number}.json")[0]["status"] == "open"


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store()
    yield store
    store.close()


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8311", 200),
        ("::1", "[::1]:8311", 200),
        ("127.0.0.1", "localhost", 200),
        ("10.0.0.7", "127.0.0.1", 404),
        ("203.0.113.5", "sandbox.example.org", 404),
        ("127.0.0.1", "rebound.example.org", 404),
    ],
)
def test_the_control_door_opens_to_this_machine_only(
    store: Store, address: str, host: str, status: int
) -> None:
    browser = create_app(store, [KEY]).test_client()
    answer = browser.get(
        "/_control/", environ_base={"REMOTE_ADDR": address}, headers={"Host": host}
    )
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("faults", {"kind": "explode"}),
        ("faults", {"kind": "fail", "colour": "red"}),
        ("clock", {"advance_seconds": -1}),
        ("clock", {}),
        ("police-miscellaneous", {"count": 1}),
        ("police-miscellaneous", {**PLACE, "count": 0}),
        ("police-miscellaneous", [1]),
    ],
)
def test_the_control_door_refuses_what_it_does_not_know(
    sandbox: Sandbox, path: str, told: object
) -> None:
    assert httpx.post(f"{sandbox.root}/_control/{path}", json=told).status_code == 400


def test_a_web_page_cannot_post_to_the_control_door(sandbox: Sandbox) -> None:
    answer = httpx.post(f"{sandbox.root}/_control/reset", data={"a": "b"})
    assert answer.status_code == 400


def test_a_file_keeps_what_was_filed(tmp_path: Path) -> None:
    path = str(tmp_path / "city.sqlite")
    with running_sandbox(path=path) as sandbox:
        [number] = sandbox.tell("police-miscellaneous", **PLACE)
    with running_sandbox(path=path) as sandbox:
        assert get(sandbox, f"requests/{number}.json")[0]["status"] == "open"


def test_the_sandbox_shares_no_code_with_the_application() -> None:
    imported = {
        name.split(".")[0]
        for path in (ROOT / "sandbox311").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in _names(node)
    }
    assert imported - sys.stdlib_module_names == {"sandbox311", "flask", "werkzeug"}


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


@pytest.fixture
def own_process() -> Iterator[str]:
    """`python -m sandbox311` on a free port; its base address."""
    command = [sys.executable, "-m", "sandbox311", "--port", "0", "--key", KEY]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        line = process.stdout.readline()
        yield line.partition(": ")[2].strip().rstrip("/")
        process.terminate()
        assert process.wait(10) == 0


def test_it_runs_as_a_process_of_its_own(own_process: str) -> None:
    with client_of(own_process) as city:
        token = city.post_request(make_new()).token
        assert token
        assert city.token(token) is None


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The public Open311 client; it is of Python 2's time and is lent the one name it misses."""
    monkeypatch.setattr(itertools, "ifilter", filter, raising=False)
    public: Callable[..., Any] = importlib.import_module("three").Three
    return public


def test_a_public_client_reads_and_posts(sandbox: Sandbox, three: Callable[..., Any]) -> None:
    city = three(sandbox.base_url, api_key=KEY)
    try:
        assert city.discovery()["endpoints"][0]["url"] == sandbox.base_url
        assert {each["service_code"] for each in city.services()} >= {"ABVEH", "PMISC"}
        assert city.services("ABVEH")["attributes"]
        [posted] = city.post("POTHL", address="1 N State St", lat=41.88, long=-87.63)
        [numbered] = city.token(posted["token"])
        [told] = city.request(numbered["service_request_id"])
        assert (told["service_name"], told["status"]) == ("Pothole in Street", "open")
        assert len(city.requests("POTHL")) == 1
        assert city.requests("GRAFF") == []
    finally:
        city.session.close()
