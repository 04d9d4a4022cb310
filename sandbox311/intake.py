"""A posted form, judged as Chicago judges it and filed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from werkzeug.datastructures import MultiDict

from sandbox311.catalogue import BY_CODE, Question, Service
from sandbox311.clock import w3c
from sandbox311.districts import district_of
from sandbox311.faults import Habits
from sandbox311.store import Store

LONGEST_TEXT = 4000
ATTRIBUTE = re.compile(r"attribute\[([^\[\]]+)\](\[\])?")


class Unacceptable(ValueError):  # noqa: N818 (an answer to the sender, not a fault)
    """What the sender has to put right."""


@dataclass(frozen=True, slots=True)
class Place:
    lat: float
    long: float
    address: str


def place_in(form: MultiDict[str, str]) -> Place:
    try:
        lat, long = float(form.get("lat", "")), float(form.get("long", ""))
    except ValueError:
        raise Unacceptable("lat and long are required, as decimal degrees.") from None
    if not (-90 <= lat <= 90 and -180 <= long <= 180):
        raise Unacceptable("lat and long must be degrees on Earth.")
    address = form.get("address_string", "").strip()
    if not address:
        raise Unacceptable("address_string is required beside lat and long.")
    return Place(lat, long, address)


def service_in(form: MultiDict[str, str]) -> Service:
    service = BY_CODE.get(form.get("service_code", ""))
    if service is None:
        raise Unacceptable("service_code was not found among the services.")
    return service


def judge_attributes(service: Service, form: MultiDict[str, str]) -> None:
    answers: dict[str, list[str]] = {}
    for name in form:
        if found := ATTRIBUTE.fullmatch(name):
            answers[found[1]] = [value for value in form.getlist(name) if value.strip()]
    for question in service.questions:
        _judge(question, answers.get(question.code, []))


def file_form(form: MultiDict[str, str], store: Store, habits: Habits, now: datetime) -> str:
    """The token of the request now on file; raises Unacceptable."""
    service, place = service_in(form), place_in(form)
    judge_attributes(service, form)
    text = form.get("description", "")
    if len(text) > LONGEST_TEXT:
        raise Unacceptable(f"description is longer than {LONGEST_TEXT} characters.")
    document = describe(service, place, text, form.get("media_url") or None, "web", now)
    posted = {name: form.getlist(name) for name in form if name != "api_key"}
    token = uuid4().hex
    store.add(document, token, lambda key: now + _delay(habits, key), posted)
    return token


def describe(
    service: Service,
    place: Place,
    text: str,
    media_url: str | None,
    channel: str,
    now: datetime,
) -> dict[str, Any]:
    opened = {
        "datetime": w3c(now),
        "summary": "Request opened",
        "type": "opened",
        "description": f"Received by {channel}",
        "extended_attributes": None,
    }
    return {
        "status": "open",
        "status_notes": None,
        "service_name": service.name,
        "service_code": service.code,
        "description": text or None,
        "agency_responsible": service.agency,
        "service_notice": None,
        "requested_datetime": w3c(now),
        "updated_datetime": w3c(now),
        "expected_datetime": w3c(now + timedelta(days=service.days)),
        "address": place.address,
        "address_id": None,
        "zipcode": None,
        "lat": place.lat,
        "long": place.long,
        "media_url": media_url,
        "extended_attributes": {
            "channel": channel,
            "ward": None,
            "police_district": district_of(place.lat, place.long),
            "duplicate": False,
            "parent_service_request_id": None,
        },
        "notes": [opened],
    }


def _judge(question: Question, values: Iterable[str]) -> None:
    answered = list(values)
    if question.required and not answered:
        raise Unacceptable(f"attribute[{question.code}] is required: {question.asks}")
    allowed = {key for key, _ in question.choices}
    if allowed and not allowed.issuperset(answered):
        raise Unacceptable(f"attribute[{question.code}] is one of {', '.join(sorted(allowed))}.")
    if question.datatype == "number" and not all(map(_is_number, answered)):
        raise Unacceptable(f"attribute[{question.code}] is a number.")


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", text.strip()) is not None


def _delay(habits: Habits, key: int) -> timedelta:
    """Told to let later posts overtake, the odd ones wait twice as long as the even."""
    twice = habits.later_posts_first and key % 2 == 1
    return timedelta(seconds=habits.token_delay_seconds * (2 if twice else 1))
