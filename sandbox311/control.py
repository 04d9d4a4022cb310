"""The control door: tell the sandbox what to do. It opens to this machine only."""

from dataclasses import asdict, fields, replace
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest, NotFound

from sandbox311.catalogue import BY_CODE, POLICE_MISCELLANEOUS
from sandbox311.faults import KINDS, Fault, Habits
from sandbox311.georeport import City, city
from sandbox311.intake import Place, describe
from sandbox311.store import Change, Document, Filed, Wanted
from sandbox311.updates import add_note, note

control = Blueprint("control", __name__, url_prefix="/_control")
EVERYTHING = 1_000_000


@control.before_request
def only_from_here() -> None:
    """A page in a browser on this machine must not reach it either: host and type are checked."""
    host = request.host.rpartition(":")[0] if ":" in request.host else request.host
    if not _is_loopback(request.remote_addr or "") or not _is_loopback(host.strip("[]")):
        raise NotFound
    if request.method in {"POST", "PATCH"} and not request.is_json:
        raise BadRequest("Send application/json.")


@control.get("/")
def state() -> Response:
    here = city()
    filed = here.store.wanted(Wanted(unnumbered=True), here.clock.now(), EVERYTHING, 0)
    return jsonify(
        now=here.clock.now().isoformat(),
        requests=len(filed),
        without_number=sum(each.number is None for each in filed),
        open=sum(each.document["status"] == "open" for each in filed),
        updates=len(here.store.updates(None, None)),
        faults=here.faults.waiting(),
        habits=asdict(here.faults.habits),
        kinds=KINDS,
    )


@control.get("/requests")
def everything() -> Response:
    here = city()
    filed = here.store.wanted(Wanted(unnumbered=True), here.clock.now(), EVERYTHING, 0)
    return jsonify([_shown(each) for each in filed])


@control.post("/faults")
def add_fault() -> Response:
    told = _told()
    if told.get("kind") not in KINDS or not set(told) <= {field.name for field in fields(Fault)}:
        raise BadRequest(f"kind is one of {', '.join(KINDS)}.")
    city().faults.add(Fault(**told))
    return jsonify(city().faults.waiting())


@control.patch("/habits")
def change_habits() -> Response:
    told = _told()
    if not set(told) <= {field.name for field in fields(Habits)}:
        raise BadRequest("No such habit.")
    faults = city().faults
    faults.habits = replace(faults.habits, **told)
    return jsonify(asdict(faults.habits))


@control.post("/calm")
def calm() -> Response:
    """Ends all faults and habits; what is on file stays."""
    city().faults.reset()
    return jsonify(calm=True)


@control.post("/reset")
def reset() -> Response:
    here = city()
    here.faults.reset()
    here.clock.reset()
    here.store.reset()
    return jsonify(reset=True)


@control.post("/clock")
def move_clock() -> Response:
    seconds = _told().get("advance_seconds")
    if not isinstance(seconds, int | float) or not 0 <= seconds <= 10**8:
        raise BadRequest("advance_seconds is a number from 0 on.")
    city().clock.advance(seconds)
    return jsonify(now=city().clock.now().isoformat())


@control.post("/police-miscellaneous")
def add_police_miscellaneous() -> Response:
    """Residents phone in: `count` requests at lat, long, address, each with the description."""
    here, told = city(), _told()
    try:
        count = int(told.get("count", 1))
        place = Place(float(told["lat"]), float(told["long"]), str(told["address"]))
        text = str(told["description"])
    except (KeyError, TypeError, ValueError):
        raise BadRequest("lat, long, address and description are needed.") from None
    if not 1 <= count <= 10_000:
        raise BadRequest("count is from 1 to 10000.")
    return jsonify([_phoned_in(here, place, text) for _ in range(count)])


@control.post("/requests/<number>/close")
def close(number: str) -> Response:
    text = str(_told().get("notes", "Completed"))
    return _changed(number, lambda document, now: note(document, "closed", text, now))


@control.post("/requests/<number>/reopen")
def reopen(number: str) -> Response:
    text = str(_told().get("notes", "Reopened"))
    return _changed(number, lambda document, now: note(document, "open", text, now))


@control.post("/requests/<number>/note")
def add_activity(number: str) -> Response:
    told = _told()
    summary, text = str(told.get("summary", "Activity")), str(told.get("description", ""))
    return _changed(
        number, lambda document, now: add_note(document, summary, "activity", text, now)
    )


@control.post("/requests/<number>/duplicate")
def make_duplicate(number: str) -> Response:
    parent = str(_told().get("of", ""))
    if parent == number or city().store.with_number(parent, city().clock.now()) is None:
        raise BadRequest("of is the number of another request.")
    link = {"duplicate": True, "parent_service_request_id": parent}
    return _changed(number, lambda document, _: document["extended_attributes"].update(link))


@control.post("/requests/<number>/follow-on")
def add_follow_on(number: str) -> Response:
    """Another agency takes part: a child request, named in a note of this one."""
    here = city()
    service = BY_CODE.get(str(_told().get("service_code", "")))
    filed = here.store.with_number(number, here.clock.now())
    if filed is None:
        raise NotFound
    if service is None:
        raise BadRequest("service_code was not found among the services.")
    old = filed.document
    place = Place(old["lat"], old["long"], old["address"])
    now = here.clock.now()
    child = describe(service, place, old["description"] or "", None, "follow-on", now)
    child["extended_attributes"]["parent_service_request_id"] = number
    child_number = here.store.add(child, uuid4().hex, lambda _: now, {})
    named = {
        "service_request_id": child_number,
        "service_name": service.name,
        "agency_responsible": service.agency,
    }
    return _changed(
        number,
        lambda document, now: add_note(
            document, "Follow-on request", "follow-on", service.name, now, named
        ),
    )


def _changed(number: str, change: Any) -> Response:
    here = city()
    now = here.clock.now()
    document = here.store.change(number, _at(change, now), now)
    if document is None:
        raise NotFound
    return jsonify({"service_request_id": number, **document})


def _at(change: Any, now: datetime) -> Change:
    def apply(document: Document) -> None:
        change(document, now)

    return apply


def _phoned_in(here: City, place: Place, text: str) -> str:
    now = here.clock.now()
    document = describe(BY_CODE[POLICE_MISCELLANEOUS], place, text, None, "phone", now)
    return here.store.add(document, uuid4().hex, lambda _: now, {})


def _shown(filed: Filed) -> dict[str, Any]:
    return {
        "token": filed.token,
        "service_request_id": filed.number,
        "posted": filed.posted,
        **filed.document,
    }


def _told() -> dict[str, Any]:
    told = request.get_json()
    if not isinstance(told, dict):
        raise BadRequest("Send one JSON object.")
    return told


def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
