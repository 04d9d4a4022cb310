"""GeoReport v2 as Chicago serves it, below /open311/v2/."""

import hmac
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Response, current_app, request

from sandbox311.catalogue import BY_CODE, SERVICES
from sandbox311.clock import Clock
from sandbox311.faults import Faults
from sandbox311.intake import Unacceptable, file_form
from sandbox311.listing import listed, row_of
from sandbox311.rendering import FORMATS, refusal, render
from sandbox311.store import Store
from sandbox311.updates import file_update, updates_in

georeport = Blueprint("georeport", __name__, url_prefix="/open311/v2")
CHANGED = "2026-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class City:
    """All that the sandbox is made of."""

    store: Store
    clock: Clock
    faults: Faults
    keys: frozenset[str]
    live: bool = False


def city() -> City:
    return cast(City, current_app.extensions["city"])


@georeport.get("/discovery.<kind>")
def discovery(kind: str) -> Response:
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": request.url_root + "open311/v2",
        "changeset": CHANGED,
        "type": "production" if city().live else "test",
        "formats": ["text/xml", "application/json"],
    }
    described = {
        "changeset": CHANGED,
        "contact": "A sandbox: nobody answers, nothing is repaired.",
        "key_service": "Keys are given when the sandbox is started.",
        "endpoints": [endpoint],
    }
    return render("discovery", described, kind)


@georeport.get("/services.<kind>")
def services(kind: str) -> Response:
    return render("services", [service.row() for service in SERVICES], kind)


@georeport.get("/services/<code>.<kind>")
def definition(code: str, kind: str) -> Response:
    service = BY_CODE.get(code)
    if service is None:
        return refusal(404, "service_code was not found.", kind)
    return render("service_definition", service.definition(), kind)


@georeport.post("/requests.<kind>")
def post_request(kind: str) -> Response:
    if not _has_key():
        return refusal(403, "api_key is missing or not valid here.", kind)
    here = city()
    token = file_form(request.form, here.store, here.faults.habits, here.clock.now())
    return render("service_requests", [{"token": token}], kind, 201)


@georeport.get("/tokens/<token>.<kind>")
def token(token: str, kind: str) -> Response:
    here = city()
    filed = here.store.with_token(token, here.clock.now())
    if filed is None:
        return refusal(404, "token was not found.", kind)
    answer = {"token": token}
    if filed.number:
        answer["service_request_id"] = filed.number
    return render("service_requests", [answer], kind)


@georeport.get("/requests.<kind>")
def requests(kind: str) -> Response:
    here = city()
    rows = listed(request.args, here.store, here.faults.habits, here.clock.now())
    return render("service_requests", rows, kind)


@georeport.get("/requests/<number>.<kind>")
def one_request(number: str, kind: str) -> Response:
    here = city()
    filed = here.store.with_number(number, here.clock.now())
    if filed is None:
        return refusal(404, "service_request_id was not found.", kind)
    extended = request.args.get("extensions") == "true"
    row = row_of(filed, extended=extended, stale=here.faults.habits.stale_rows)
    return render("service_requests", [row], kind)


@georeport.post("/servicerequestupdates.<kind>")
def post_update(kind: str) -> Response:
    if not _has_key():
        return refusal(403, "api_key is missing or not valid here.", kind)
    here = city()
    update_id = file_update(request.form, here.store, here.faults.habits, here.clock.now())
    return render("service_request_updates", [{"update_id": update_id}], kind)


@georeport.get("/servicerequestupdates.<kind>")
def updates(kind: str) -> Response:
    return render("service_request_updates", updates_in(request.args, city().store), kind)


@georeport.url_value_preprocessor
def known_format(endpoint: str | None, values: dict[str, str] | None) -> None:
    if values and values["kind"] not in FORMATS:
        raise Unacceptable("The format is json or xml.")


@georeport.errorhandler(Unacceptable)
def unacceptable(wrong: Unacceptable) -> Response:
    return refusal(400, str(wrong), _asked_for())


@georeport.errorhandler(LookupError)
def unknown(missing: LookupError) -> Response:
    return refusal(404, f"{missing.args[0]} was not found.", _asked_for())


def _asked_for() -> str:
    asked = (request.view_args or {}).get("kind", "xml")
    return asked if asked in FORMATS else "xml"


def _has_key() -> bool:
    given = request.form.get("api_key", "").encode()
    return any(hmac.compare_digest(given, key.encode()) for key in city().keys)
