"""What everybody may read, and what number and PIN together show (VI.A.1)."""

from datetime import date, datetime
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from portal.open311.blueprint import open311
from portal.open311.rendering import Wrong, render
from portal.showing import label
from portal.standing import standing
from portal.status import opened_by
from shared.concerns.categories import Category
from shared.concerns.models import Concern
from shared.concerns.numbers import CONTROL_DIGITS, PIN_DIGITS, digits, is_control_number
from shared.directive.clocks import CHICAGO
from shared.open311 import published
from shared.open311.published import LARGEST_PAGE, LOOKS_BACK, Wanted, chicago_day, start_of
from shared.web.access import open_to_all
from shared.web.requests import now, reading

PIN = "X-Concern-Pin"  # a header: addresses are written into logs and histories
NOT_FOUND = "service_request_id was not found. A control number needs its PIN beside it."
MOST_PAGES = 100_000


@open311.get("/requests.<any(json, xml):kind>")
@open_to_all
def listed(kind: str) -> ResponseReturnValue:
    found = published.page(reading(), _wanted())
    names = _names()
    return render("service_requests", [_public(each, names) for each in found], kind)


@open311.get("/requests/<number>.<any(json, xml):kind>")
@open_to_all
def one(number: str, kind: str) -> ResponseReturnValue:
    """A public reference, or a control number with its PIN in the header X-Concern-Pin."""
    if concern_id := _opened_by_pin(number):
        row = _own(reading().get_one(Concern, concern_id))
    elif concern := published.find(reading(), number):
        row = _public(concern, _names())
    else:
        raise Wrong(404, NOT_FOUND)
    return render("service_requests", [row], kind)


def _opened_by_pin(number: str) -> int | None:
    number, pin = digits(number), digits(request.headers.get(PIN, ""))
    is_pair = len(number) == CONTROL_DIGITS and len(pin) == PIN_DIGITS
    if not (is_pair and is_control_number(number) and pin.isascii() and pin.isdigit()):
        return None
    return opened_by(number, pin)


def _public(concern: Concern, names: dict[str, str]) -> dict[str, Any]:
    return {
        "service_request_id": published.public_reference(concern),
        "status": _status(concern),
        "status_notes": published.status_notes(concern),
        **_of_the_service(concern, names),
        "requested_datetime": start_of(chicago_day(concern.submitted_at)).isoformat(),
        "updated_datetime": start_of(published.changed_on(concern)).isoformat(),
        "expected_datetime": None,
        **_where(concern),
    }


def _own(concern: Concern) -> dict[str, Any]:
    """To who holds number and PIN: what the page of the portal says of it."""
    stands = standing(concern, now())
    said = (stands.heading, stands.ended or stands.next, stands.message)
    updated = concern.closed_at or concern.decided_at or concern.submitted_at
    return {
        "service_request_id": concern.control_number,
        "status": _status(concern),
        "status_notes": " \N{EN DASH} ".join(str(each) for each in said if each),
        **_of_the_service(concern, _names()),
        "requested_datetime": concern.submitted_at.isoformat(timespec="seconds"),
        "updated_datetime": updated.isoformat(timespec="seconds"),
        "expected_datetime": stands.due_at and stands.due_at.isoformat(timespec="seconds"),
        **_where(concern),
    }


def _status(concern: Concern) -> str:
    return "closed" if published.is_over(concern) else "open"


def _of_the_service(concern: Concern, names: dict[str, str]) -> dict[str, Any]:
    return {
        "service_name": names[concern.category],
        "service_code": concern.category,
        "description": None,
        "agency_responsible": "Chicago Police Department",
        "service_notice": None,
    }


def _where(concern: Concern) -> dict[str, Any]:
    return {
        "address": f"Police beat {concern.beat}" if concern.beat else None,
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }


def _names() -> dict[str, str]:
    return {category.code: label(category) for category in reading().scalars(select(Category))}


def _wanted() -> Wanted:
    first, last = _days()
    statuses = _split("status")
    if set(statuses) - {"open", "closed"}:
        raise Wrong(400, "status is open, closed, or both with a comma between.")
    return Wanted(
        first,
        last,
        references=_split("service_request_id"),
        categories=_split("service_code"),
        statuses=statuses,
        page=_whole("page", 1, MOST_PAGES),
        size=min(_whole("page_size", LARGEST_PAGE, 10**9), LARGEST_PAGE),
    )


def _days() -> tuple[date, date]:
    """At most 90 days, the last ones when nothing is said."""
    first, last = _day("start_date"), _day("end_date")
    today = chicago_day(now())
    if first and last:
        if last - first > LOOKS_BACK:
            raise Wrong(400, "start_date and end_date are at most 90 days apart.")
        return first, last
    if first:
        return first, min(first + LOOKS_BACK, max(first, today))
    last = last or today
    return last - LOOKS_BACK, last


def _day(name: str) -> date | None:
    """The Chicago day of a moment; to the minute nothing can be asked, as nothing is told."""
    text = _given(name)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=CHICAGO)
        day = chicago_day(zoned)
    except (ValueError, OverflowError):
        raise Wrong(400, f"{name} must be like 2026-01-31T00:00:00Z.") from None
    if not 2000 <= day.year <= 2999:
        raise Wrong(400, f"{name} is too far away.")
    return day


def _split(name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _given(name).split(",") if part.strip())[:LARGEST_PAGE]


def _whole(name: str, otherwise: int, most: int) -> int:
    text = _given(name) or str(otherwise)
    if not (text.isascii() and text.isdigit() and len(text) < 11 and 0 < int(text) <= most):
        raise Wrong(400, f"{name} is a whole number from 1 to {most}.")
    return int(text)


def _given(name: str) -> str:
    """An empty parameter is an absent one."""
    return request.args.get(name, "").strip().replace("\x00", "")
