"""No address, answer or field, however bad, is more than the application can refuse in words."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote, quote_from_bytes

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.world import Desk, World, body

HUGE = 2**63
SIGN_OUT = "/sign-out"  # left alone: it would end what the rest is tried with
BAD_TEXTS: tuple[str, ...] = (
    "",
    "0",
    "-1",
    str(HUGE),
    str(-HUGE - 1),
    "1" * 5_000,
    "a\0b",
    "\N{REPLACEMENT CHARACTER}",
    "\r\nX-Injected: yes",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "../../etc/passwd",
    "%00",
    "{{7*7}}",
    "2026-03-10T00:00:00",
    "0001-01-01T00:00:00-14:00",
    "9999-12-31T23:59:59Z",
    "9999-12-31",
    "0001-01-01",
    "١٢٣",
    "W10sIiIsMF0=",  # cursors that this application did not write
    "WzAsICIyMDI2LTAzLTEwVDAwOjAwOjAwIiwgMV0=",
    "WzAsICIyMDI2LTAzLTEwVDAwOjAwOjAwKzAwOjAwIiwgOTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ==",
    "WzAsICIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwgMV0=",
    "W251bGxd",
)
BAD_VALUES: tuple[Any, ...] = (
    *BAD_TEXTS,
    None,
    True,
    -1,
    HUGE,
    1e308,
    [],
    [HUGE],
    ["a\0b"],
    {},
    {"a": {"a": {"a": []}}},
    "\ud800",
)
PARTS = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


def addresses(rule: str) -> Iterator[str]:
    """The rule with one bad text after another in each of its places."""
    names = [match["name"] for match in PARTS.finditer(rule)]
    if not names:
        yield rule
    for bad in BAD_TEXTS if names else ():
        yield PARTS.sub(quote(bad, safe=""), rule)
    for match in PARTS.finditer(rule):
        before, after = PARTS.sub("1", rule[: match.start()]), PARTS.sub("1", rule[match.end() :])
        yield from (f"{before}{quote(bad, safe='')}{after}" for bad in BAD_TEXTS)
        yield PARTS.sub(quote_from_bytes(b"\xff\xfe"), rule)


def rules(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if rule.rule == f"/staff/api{SIGN_OUT}":
            continue
        for method in sorted((rule.methods or set()) - {"OPTIONS"}):
            yield method, rule.rule


def failed(desk: Desk, method: str, address: str, **more: Any) -> list[str]:
    """A line, if the application itself failed."""
    headers = {"X-CSRFToken": desk.csrf} | more.pop("headers", {})
    answer = desk.client.open(address, method=method, headers=headers, **more)
    if "X-Injected" in answer.headers:
        return [f"{method} {address[:120]}: a header was let in"]
    assert answer.status_code != 401 or address.endswith("/sign-in"), "nothing more is tried"
    if answer.status_code < 500:
        return []
    return [f"{answer.status_code} {method} {address[:120]} {str(more)[:160]}"]


def operations(desk: Desk) -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """Each operation of the API as it describes itself, with the schemas it names."""
    described = body(desk.get("/openapi.json"))
    for path, methods in described["paths"].items():
        for method, operation in methods.items() if not path.endswith(SIGN_OUT) else ():
            yield method.upper(), path, operation, described["components"]["schemas"]


def fields_of(operation: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = schemas.get(name, {}).get("properties", {})
    return found


def first_let_in(world: World, method: str, address: str) -> Desk:
    """Somebody of the district whose posts open this address, so that its values are looked at."""
    desk = world.desk("sergeant")
    for name in ("sergeant", *world.district.stars):
        desk = world.desk(name)
        given = {"X-CSRFToken": desk.csrf}
        sent = {"x": 0} if method == "POST" else None
        if desk.client.open(address, method=method, headers=given, json=sent).status_code != 403:
            break
    return desk


def test_no_address_makes_the_application_fail(world: World) -> None:
    wrong: list[str] = []
    for method, rule in rules(world.app):
        desk = first_let_in(world, method, PARTS.sub("1", rule))
        for address in addresses(rule):
            wrong += failed(desk, method, address)
    assert wrong == []


def test_no_question_makes_the_application_fail(world: World) -> None:
    world.in_review()
    wrong: list[str] = []
    for method, path, operation, _schemas in operations(world.desk("sergeant")):
        asked = [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"]
        address = re.sub(r"\{\w+\}", "1", path)
        desk = first_let_in(world, method, address)
        for name, bad in product(asked, BAD_TEXTS):
            wrong += failed(desk, method, address, query_string={name: bad})
    assert wrong == []


def test_no_body_makes_the_application_fail(world: World) -> None:
    number = world.in_review()
    wrong: list[str] = []
    for method, path, operation, schemas in operations(world.desk("sergeant")):
        if not (fields := fields_of(operation, schemas)) or path.endswith("/sign-in"):
            continue
        address = re.sub(r"\{control_number\}", number, path)
        address = re.sub(r"\{\w+\}", "1", address)
        desk = first_let_in(world, method, address)
        bodies = [{name: bad} for name, bad in product(fields, BAD_VALUES)]
        bodies += [dict.fromkeys(fields, bad) for bad in BAD_VALUES]
        for told in bodies:
            key = {"Idempotency-Key": "0" * 32}
            wrong += failed(desk, method, address, json=told, headers=key)
    assert wrong == []


def test_no_input_of_an_action_makes_the_application_fail(world: World) -> None:
    numbers = {
        "sergeant": world.in_review(),
        "lieutenant": world.with_unit(),
        "supervisor": world.investigating(),
        "xo": world.complete(),
    }
    wrong: list[str] = []
    for role, number in numbers.items():
        desk = world.desk(role)
        shown = desk.concern(number)
        version = shown["version"]
        for offer in shown["offers"]:
            address = f"/staff/api/concerns/{number}/actions/{offer['action']}"
            names = [field["name"] for field in offer["form"]]
            for bad in BAD_VALUES:
                for inputs in (*({name: bad} for name in names), dict.fromkeys(names, bad)):
                    told = {"version": version, "inputs": inputs}
                    wrong += failed(desk, "POST", address, json=told)
    assert wrong == []


BODIES = {
    "not JSON": (b"{", "application/json"),
    "invalid UTF-8": (b'{"q": "\xff\xfe"}', "application/json"),
    "a lone surrogate": (b'{"star": "\\ud800", "password": "\\ud800"}', "application/json"),
    "UTF-16": ('{"q": 1}'.encode("utf-16"), "application/json"),
    "NUL bytes": (b"\0" * 100, "application/json"),
    "a list": (b"[]", "application/json"),
    "deep": (b"[" * 100_000, "application/json"),
    "deep object": (b'{"a":' * 100_000, "application/json"),
    "a number": (b"9" * 10_000, "application/json"),
    "infinity": (b'{"version": Infinity, "inputs": {}}', "application/json"),
    "huge": (b'{"q": "' + b"a" * 3_000_000 + b'"}', "application/json"),
    "huge form": (b"text=" + b"a" * 3_000_000, "application/x-www-form-urlencoded"),
    "many fields": (b"&".join(b"a=1" for _ in range(50_000)), "application/x-www-form-urlencoded"),
    "binary": (bytes(range(256)), "application/octet-stream"),
    "broken multipart": (
        b"--x\r\nContent-Disposition: form-data",
        "multipart/form-data; boundary=x",
    ),
    "multipart without boundary": (b"--x\r\n", "multipart/form-data"),
    "a file": (
        b'--x\r\nContent-Disposition: form-data; name="text"; filename="a"\r\n\r\n\xff\r\n--x--',
        "multipart/form-data; boundary=x",
    ),
    "no type": (b"{}", ""),
    "a wrong charset": (b"text=\xff", "application/x-www-form-urlencoded; charset=nothing"),
}


@pytest.mark.parametrize("what", BODIES)
def test_no_bytes_make_the_application_fail(world: World, what: str) -> None:
    sent, kind = BODIES[what]
    desk = world.desk("sergeant")
    wrong: list[str] = []
    for method, rule in rules(world.app):
        if method == "POST":
            address = PARTS.sub("1", rule)
            wrong += failed(desk, method, address, data=sent, content_type=kind)
    assert wrong == []


@pytest.mark.parametrize("value", ["", "en\0", "x" * 8_000, "../pl", "\xff", "=;=", "%00"])
def test_no_cookie_or_header_makes_the_application_fail(world: World, value: str) -> None:
    wrong: list[str] = []
    for path in ("/", "/report", "/status", "/staff/", "/staff/api/me", "/nothing"):
        for name in ("language", "concerns_session", "remember_token", "session"):
            client = world.app.test_client()
            answer = client.get(path, headers={"Cookie": f"{name}={value}"})
            wrong += [f"{path} {name}"] if answer.status_code >= 500 else []
        for name in ("Accept-Language", "Accept", "Origin", "Referer", "Idempotency-Key", "Range"):
            answer = world.app.test_client().get(path, headers={name: value})
            wrong += [f"{path} {name}"] if answer.status_code >= 500 else []
        for method in ("HEAD", "OPTIONS", "TRACE", "PATCH", "DELETE", "NONSENSE"):
            answer = world.app.test_client().open(path, method=method)
            wrong += [f"{method} {path}"] if answer.status_code >= 500 else []
    assert wrong == []


@pytest.mark.parametrize("bad", BAD_TEXTS)
def test_no_form_of_the_portal_makes_the_application_fail(world: World, bad: str) -> None:
    names = ("go", "step", "done", "key", "page", "language", "category", "text", "place", "pin",
             "choice", "choice_for", "found", "days", "hours", "name", "email", "phone", "number",
             "shown", "proof", "last_two", "emergency_ruled_out", "service_seen")  # fmt: skip
    wrong: list[str] = []
    client = world.app.test_client()
    for path, page in (
        ("/report", "/report"),
        ("/status", "/status"),
        ("/report/saved", "/report"),
    ):
        token = client.get(page).text.split('name="csrf_token" value="')[1].split('"')[0]
        forms = [{name: bad} for name in names] + [dict.fromkeys(names, bad)]
        for typed in forms:
            for step in ("", "what", "where", "check"):
                given = MultiDict({"csrf_token": token, "step": step} | typed)
                answer = client.post(path, data=given)
                wrong += [f"{path} {step} {list(typed)}"] if answer.status_code >= 500 else []
    assert wrong == []


@pytest.mark.parametrize("host", ["a" * 5_000, "a..b", f"{'a' * 64}.example"])
@pytest.mark.parametrize(
    "path", ["/", "/status", "/staff/", "/staff/api/me", "/open311/v2/services.xml"]
)
def test_a_host_that_cannot_be_gets_a_clear_answer(app: Flask, host: str, path: str) -> None:
    answer = app.test_client().get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert answer.headers["Content-Security-Policy"]
    assert "Traceback" not in answer.text
    assert host not in answer.text
