"""Another system sends a concern: the same intake, and the same gates, as the portal's pages."""

import hashlib
import json
from functools import cached_property
from urllib.parse import urlsplit
from uuid import uuid4

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from portal.fields import UNREADABLE, one_line, tidy
from portal.languages import language
from portal.locating import PLACE_LENGTH, Doubt, Spot, Where, find
from portal.open311.blueprint import open311
from portal.open311.describing import (
    CALL_911,
    DETAILS,
    EMERGENCY,
    LENGTHS,
    REPORTED,
    TIMES,
    YES_NO,
    active,
)
from portal.open311.rendering import Wrong, render
from portal.steps import TEXT_LENGTH, ContactForm
from shared.concerns.intake import Receipt, Told, submit
from shared.open311.keys import holder
from shared.open311.models import ApiKey
from shared.open311.published import public_reference
from shared.screening import Flag, Outcome, Screening, screen
from shared.web import limits
from shared.web.access import open_to_all
from shared.web.requests import done_reading, now, reading, settings, writing
from shared.workflow.refusals import RefusedError

KEY_LENGTH = 200
MEDIA_LENGTH = 2_000


class Sent:
    """A posted form. An empty field is an absent one."""

    def __init__(self, form: MultiDict[str, str]) -> None:
        self.form = form

    def line(self, name: str) -> str:
        return one_line(self.form.get(name))

    def attribute(self, code: str) -> str:
        return tidy(self.form.get(f"attribute[{code}]"))

    def says(self, code: str) -> str:
        """yes, no, or nothing."""
        said = self.attribute(code).lower()
        if said and said not in dict(YES_NO):
            raise Wrong(400, f"attribute[{code}] is yes or no.")
        return said

    @cached_property
    def text(self) -> str:
        return tidy(self.form.get("description"))

    @cached_property
    def screening(self) -> Screening:
        return screen(self.text[:TEXT_LENGTH], reported=self.says(REPORTED) == "yes")

    @cached_property
    def contact(self) -> ContactForm:
        name = " ".join(filter(None, (self.line("first_name"), self.line("last_name"))))
        typed = {"name": name, "email": self.line("email"), "phone": self.line("phone")}
        form = ContactForm(formdata=MultiDict(typed))
        form.validate()
        return form

    @cached_property
    def point(self) -> str:
        """Degrees as the portal's map writes them, or nothing."""
        latitude, longitude = self.line("lat"), self.line("long")
        if not (latitude or longitude):
            return ""
        try:
            north, east = float(latitude), float(longitude)
        except ValueError:
            raise Wrong(400, "lat and long are decimal degrees, both of them.") from None
        if not (-90 <= north <= 90 and -180 <= east <= 180):
            raise Wrong(400, "lat and long must be degrees on Earth.")
        return f"{north:.7f},{east:.7f}"

    @cached_property
    def spot(self) -> Spot:
        where = Where(self.line("address_string"), self.attribute(DETAILS), self.point)
        return find(reading(), where)


@open311.post("/requests.<any(json, xml):kind>")
@open_to_all
def send(kind: str) -> ResponseReturnValue:
    """Open to all who hold an API key; none is asked of who only reads."""
    key = _key()
    limits.claim((f"open311 key {key.id}", limits.OPEN311_BY_KEY), now=now())
    sent = Sent(request.form)
    _no_emergency(sent)
    _complete(sent)
    _decent(sent)
    _placed(sent)
    told, once = _told(sent, key), _submission_key(sent, key)
    notice = _notice(sent)
    done_reading()
    try:
        made = submit(writing(), told, once, now())
    except RefusedError as refused:
        raise Wrong(400, refused.refusal.why) from refused
    writing().commit()
    return render("service_requests", [_answer(made, notice)], kind, 201)


def _key() -> ApiKey:
    """Of the form alone: a key in an address would be written into logs on its way."""
    by_address = f"open311 key from {limits.address()}"
    limits.check(by_address, now())
    key = holder(reading(), one_line(request.form.get("api_key")))
    if key is None:
        done_reading()
        limits.failed(by_address, limits.KEY_BY_ADDRESS, now())
        raise Wrong(403, "api_key is missing or not valid here.")
    return key


def _no_emergency(sent: Sent) -> None:
    """II.B, before anything else is looked at."""
    said = sent.says(EMERGENCY)
    if said == "no":
        raise Wrong(400, f"{CALL_911} Nothing was taken.")
    if Flag.EMERGENCY in sent.screening.flags and said != "yes":
        raise Wrong(
            400,
            f"{CALL_911} This text sounds like an emergency; nothing was taken. Show this to the"
            f" person. Only if they say that nobody is in danger now, send it again with"
            f" attribute[{EMERGENCY}]=yes.",
        )


def _complete(sent: Sent) -> None:
    wrong = [
        words
        for is_wrong, words in (
            (not sent.line("service_code"), "service_code is required."),
            (not sent.text, "description is required: what happens, in the person's own words."),
            (len(sent.text) > TEXT_LENGTH, f"description: at most {TEXT_LENGTH} characters."),
            (
                not (sent.line("address_string") or sent.point),
                "Send lat and long, or address_string.",
            ),
            (
                len(sent.line("address_string")) > PLACE_LENGTH,
                f"address_string: at most {PLACE_LENGTH} characters.",
            ),
            (
                not _is_address(sent.line("media_url")),
                f"media_url: a web address of at most {MEDIA_LENGTH:,} characters, without blanks.",
            ),
            (len(_idempotency(sent)) > KEY_LENGTH, "The idempotency key is too long."),
            *(
                (len(sent.attribute(code)) > most, f"attribute[{code}]: at most {most} characters.")
                for code, most in LENGTHS.items()
            ),
            (
                any(UNREADABLE in value for value in sent.form.values()),
                "Some characters could not be read. Send the form as UTF-8.",
            ),
        )
        if is_wrong
    ]
    wrong += [f"{field.name}: {field.errors[0]}" for field in sent.contact if field.errors]
    if not wrong and active(sent.line("service_code")) is None:
        wrong = ["service_code was not found among the services."]
    if wrong:
        raise Wrong(400, *wrong)


def _is_address(media: str) -> bool:
    """Of the web, or nothing. What is there is not looked at: members see the address as text."""
    if not media:
        return True
    if len(media) > MEDIA_LENGTH or not media.isprintable() or " " in media:
        return False
    try:
        parts = urlsplit(media)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _decent(sent: Sent) -> None:
    """VI.A.2: told which words, and how words of others can be reported."""
    if sent.screening.outcome is not Outcome.REFUSE:
        return
    words = ", ".join(f"“{word}”" for word in sent.screening.words(sent.text))
    raise Wrong(
        400,
        f"Lewd, obscene or derogatory words cannot be accepted: {words}. Please say it in other"
        f" words. If they are the words of somebody else, put them in quotation marks and send"
        f" attribute[{REPORTED}]=yes.",
    )


def _placed(sent: Sent) -> None:
    """A place in doubt is asked about, one not found is taken in words, as at the portal."""
    doubt, candidates = sent.spot.doubt, sent.spot.candidates
    if doubt is Doubt.OUTSIDE:
        raise Wrong(400, "This place seems to be outside the City of Chicago.")
    if doubt is Doubt.UNCLEAR:
        raise Wrong(
            400, f"There is more than one such place; send one of them: {'; '.join(candidates)}."
        )


def _told(sent: Sent, key: ApiKey) -> Told:
    contact = sent.contact
    return Told(
        category=sent.line("service_code"),
        text=sent.text,
        where=sent.spot.placed,
        language=language(),
        usual_times=sent.attribute(TIMES),
        contact_name=contact.name.data or None,
        contact_email=contact.email.data or None,
        contact_phone=contact.phone.data or None,
        emergency_ruled_out=True,  # _no_emergency has let it through
        reported=sent.says(REPORTED) == "yes",
        source="open311",
        sent_by=key.name,
        media=sent.line("media_url"),
    )


def _idempotency(sent: Sent) -> str:
    return sent.line("idempotency_key") or one_line(request.headers.get("Idempotency-Key"))


def _submission_key(sent: Sent, key: ApiKey) -> str:
    """The same form under the same key is one concern; another text under an old key is another."""
    given = _idempotency(sent) or uuid4().hex
    said = sorted((name, value) for name, value in sent.form.items(multi=True) if name != "api_key")
    whole = json.dumps([key.id, given, said])
    return hashlib.sha256(f"open311 {whole}".encode()).hexdigest()


def _notice(sent: Sent) -> str:
    if Flag.CITY_SERVICE in sent.screening.flags:
        return " What is described may need a City service: call 311 for that."
    return ""


def _answer(made: Receipt, notice: str) -> dict[str, object]:
    """The PIN is nowhere else: the sender shows both to the person (VI.A.1)."""
    status = f"{settings().public_url.rstrip('/')}/status"
    return {
        "service_request_id": made.control_number,
        "service_notice": (
            f"Control number {made.control_number}, PIN {made.pin}. Keep both: together they show"
            f" how it goes at {status}. The PIN is not shown again.{notice}"
        ),
        "account_id": None,
        "extended_attributes": {
            "pin": made.pin,
            "public_reference": public_reference(made.concern),
        },
    }
