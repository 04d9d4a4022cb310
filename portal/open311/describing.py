"""What can be sent, and how: the discovery document, the services and their questions."""

from typing import Any

from flask.typing import ResponseReturnValue
from sqlalchemy import select

from portal.open311.blueprint import open311
from portal.open311.rendering import Wrong, render
from portal.showing import hint, label
from shared.concerns.categories import Category
from shared.web.access import open_to_all
from shared.web.requests import reading, settings

CHANGED = "2026-11-27T00:00:00Z"
CALL_911 = (
    "Call 911 now if anybody is in danger or a crime is happening."
    " A concern is read later, not now."
)
YES_NO = (("yes", "Yes"), ("no", "No"))
EMERGENCY, REPORTED = "EMERGENCY_RULED_OUT", "REPORTED_SPEECH"
DETAILS, TIMES = "PLACE_DETAILS", "USUAL_TIMES"
NOTICE = "CALL_911"
LENGTHS = {DETAILS: 500, TIMES: 500}

# code, datatype, what is asked, what it means, its values
QUESTIONS = (
    (NOTICE, "string", CALL_911, "Show this before anything is asked.", ()),
    (
        EMERGENCY,
        "singlevaluelist",
        "Nobody is in danger, and it is not happening now",
        "Needed when a text sounds like an emergency: only after the person has read to call 911.",
        YES_NO,
    ),
    (
        REPORTED,
        "singlevaluelist",
        "I am reporting what somebody else said or did",
        "So that quoted words are not taken for the person's own.",
        YES_NO,
    ),
    (DETAILS, "string", "How do we find the exact spot?", "At most 500 characters.", ()),
    (TIMES, "text", "When does it usually happen?", "At most 500 characters.", ()),
)


@open311.get("/discovery.<any(json, xml):kind>")
@open_to_all
def discovery(kind: str) -> ResponseReturnValue:
    here = settings().public_url.rstrip("/")
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": f"{here}/open311/v2",
        "changeset": CHANGED,
        "type": "production" if settings().mode == "production" else "test",
        "formats": ["text/xml", "application/json"],
    }
    described = {
        "changeset": CHANGED,
        "contact": f"Community Concerns, {here}/",
        "key_service": "Keys are given by the Department to other systems, on request.",
        "endpoints": [endpoint],
    }
    return render("discovery", described, kind)


@open311.get("/services.<any(json, xml):kind>")
@open_to_all
def services(kind: str) -> ResponseReturnValue:
    return render("services", [_service(category) for category in _active()], kind)


@open311.get("/services/<code>.<any(json, xml):kind>")
@open_to_all
def definition(code: str, kind: str) -> ResponseReturnValue:
    if active(code) is None:
        raise Wrong(404, "service_code was not found.")
    described = {"service_code": code, "attributes": [*_attributes()]}
    return render("service_definition", described, kind)


def active(code: str) -> Category | None:
    return next((category for category in _active() if category.code == code), None)


def _active() -> list[Category]:
    listed = select(Category).where(Category.is_active).order_by(Category.position)
    return list(reading().scalars(listed))


def _service(category: Category) -> dict[str, Any]:
    return {
        "service_code": category.code,
        "service_name": label(category),
        "description": hint(category) or None,
        "metadata": True,
        "type": "realtime",
        "keywords": None,
        "group": "Community concerns",
    }


def _attributes() -> list[dict[str, Any]]:
    return [
        {
            "variable": code != NOTICE,
            "code": code,
            "datatype": datatype,
            "required": False,
            "datatype_description": meaning,
            "order": order,
            "description": asks,
            "values": [{"key": key, "name": name} for key, name in values],
        }
        for order, (code, datatype, asks, meaning, values) in enumerate(QUESTIONS, 1)
    ]
