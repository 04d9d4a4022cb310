"""How a concern is going: its number and its PIN together, and nothing less, show it (VI.A.1)."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select
from wtforms import Field
from wtforms.validators import DataRequired, ValidationError

from portal.blueprint import portal
from portal.fields import Answers, line
from portal.languages import is_switch, language
from portal.standing import standing
from portal.timeline import others_together, timeline
from shared.concerns.categories import Category
from shared.concerns.models import Concern
from shared.concerns.numbers import CONTROL_DIGITS, PIN_DIGITS, digits, pin_matches
from shared.web import limits
from shared.web.access import open_to_all
from shared.web.requests import done_reading, now, reading, settings

SHOWN_FOR = 1_800  # seconds in which a page already opened may change its language


class StatusForm(Answers):
    number = line(_l("Control number"), 40, DataRequired(_l("Type the control number.")))
    pin = line(_l("PIN"), 40, DataRequired(_l("Type the PIN.")))

    def validate_number(self, field: Field) -> None:
        _all_digits(field.data, CONTROL_DIGITS, _l("The control number has 12 digits."))

    def validate_pin(self, field: Field) -> None:
        _all_digits(field.data, PIN_DIGITS, _l("The PIN has 8 digits."))


def _all_digits(typed: str, count: int, says: str) -> None:
    found = digits(typed)
    if len(found) != count or not (found.isascii() and found.isdigit()):
        raise ValidationError(says)


@portal.get("/status")
@open_to_all
def status() -> ResponseReturnValue:
    return _ask(StatusForm(formdata=None))


@portal.post("/status")
@open_to_all
def look_up() -> ResponseReturnValue:
    if is_switch():
        return _in_another_language()
    form = StatusForm(formdata=request.form)
    if not form.validate():
        return _ask(form, status=422)
    number, pin = digits(form.number.data), digits(form.pin.data)
    try:
        concern_id = opened_by(number, pin)
    except limits.Limited as limited:
        return _too_many(form, limited)
    if concern_id is None:
        says = _("No concern has this control number and this PIN together. Check both.")
        return _ask(form, says, status=422)
    return _show(concern_id)


def opened_by(number: str, pin: str) -> int | None:
    """The concern of this pair; raises Limited after too many tries."""
    by_number, by_address = f"status {number}", f"status from {limits.address()}"
    limits.claim(
        (by_number, limits.STATUS_BY_NUMBER),
        (by_address, limits.STATUS_BY_ADDRESS),
        now=now(),
    )
    if (concern_id := _with_both(number, pin)) is not None:
        limits.passed(by_number)
        limits.give_back(by_address, limits.STATUS_BY_ADDRESS, now())
    return concern_id


def _with_both(number: str, pin: str) -> int | None:
    """The concern, if the pair is right; as slow for a number that nobody has."""
    found = reading().execute(
        select(Concern.id, Concern.pin_hash).where(Concern.control_number == number)
    )
    concern_id, pin_hash = found.first() or (None, None)
    done_reading()
    return concern_id if pin_matches(pin_hash, pin) else None


def _too_many(form: StatusForm, limited: limits.Limited) -> ResponseReturnValue:
    if limited.seconds < 60:
        says = _("Too many tries. Wait %(count)d seconds, then try again.", count=limited.seconds)
    else:
        minutes = -(-limited.seconds // 60)
        says = _("Too many tries. Wait %(count)d minutes, then try again.", count=minutes)
    page = _ask(form, says, status=429)
    page[2]["Retry-After"] = str(limited.seconds)
    return page


def _ask(
    form: StatusForm, problem: str = "", *, status: int = 200
) -> tuple[str, int, dict[str, str]]:
    return render_template("portal/status.html", form=form, problem=problem), status, {}


def again(says: str, code: int) -> ResponseReturnValue:
    return _ask(StatusForm(formdata=request.form), says, status=code)


def _in_another_language() -> ResponseReturnValue:
    try:
        concern_id = _serializer().loads(request.form.get("shown", ""), max_age=SHOWN_FOR)
    except BadSignature:
        return _ask(StatusForm(formdata=None))
    return _show(concern_id)


def _show(concern_id: int) -> ResponseReturnValue:
    session = reading()
    concern = session.get_one(Concern, concern_id)
    category = session.get_one(Category, concern.category)
    return render_template(
        "portal/progress.html",
        concern=concern,
        category=category,
        standing=standing(concern, now()),
        steps=timeline(session, concern),
        others=others_together(session, concern),
        shown=_serializer().dumps(concern_id),
        spoken=language(),
    )


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().key(), salt="portal status")
