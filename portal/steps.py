"""The pages of a report, in order, and what each asks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, ValidationError

from portal.fields import Answers, carried, line, words
from shared.notices.addresses import is_address

TEXT_LENGTH = 4_000

DAYS = (
    ("mon", _l("Monday")),
    ("tue", _l("Tuesday")),
    ("wed", _l("Wednesday")),
    ("thu", _l("Thursday")),
    ("fri", _l("Friday")),
    ("sat", _l("Saturday")),
    ("sun", _l("Sunday")),
)
HOURS = (
    ("morning", _l("Morning (6 a.m. to noon)")),
    ("afternoon", _l("Afternoon (noon to 6 p.m.)")),
    ("evening", _l("Evening (6 p.m. to midnight)")),
    ("night", _l("Night (midnight to 6 a.m.)")),
)
FROM_LIST = _l("Choose from the list.")


def listed(options: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=label) for value, label in options]


class DangerForm(Answers):
    danger = RadioField(
        _l("Is anybody in danger, or is it happening right now?"),
        choices=listed([("no", _l("No")), ("yes", _l("Yes"))]),
        invalid_choice_message=_l("Answer “Yes” or “No”."),
        validators=[DataRequired(_l("Answer “Yes” or “No”."))],
    )


class WhatForm(Answers):
    category = RadioField(
        _l("What is it about?"),
        invalid_choice_message=_l("Choose what it is about."),
        validators=[DataRequired(_l("Choose what it is about."))],
    )
    text = words(
        _l("What happens?"), TEXT_LENGTH, DataRequired(_l("Write in your own words what happens."))
    )
    reported = BooleanField(_l("I am reporting what somebody else said or did"))


def a_point(typed: str | None) -> str:
    """Degrees north and east as the map writes them; anything else is no pin."""
    return typed if typed and re.fullmatch(r"-?\d{1,3}\.\d{1,9},-?\d{1,3}\.\d{1,9}", typed) else ""


class WhereForm(Answers):
    place = line(_l("Address, corner or place"), 300)
    details = words(_l("How do we find the exact spot?"), 500)
    pin = HiddenField(filters=[a_point])
    choice = RadioField(_l("Which place do you mean?"), choices=[], validate_choice=False)
    choice_for = carried()

    def validate_place(self, field: Field) -> None:
        if not (field.data or self.details.data or self.pin.data):
            raise ValidationError(
                _l("Say where it is: an address, a corner, or describe the place.")
            )


class WhenForm(Answers):
    days = SelectMultipleField(
        _l("On which days?"), choices=listed(DAYS), invalid_choice_message=FROM_LIST
    )
    hours = SelectMultipleField(
        _l("At what time?"), choices=listed(HOURS), invalid_choice_message=FROM_LIST
    )
    times = words(_l("In your own words"), 500)


class ContactForm(Answers):
    name = line(_l("Name"), 120)
    email = line(_l("E-mail address"), 254)
    phone = line(_l("Phone number"), 40)

    def validate_email(self, field: Field) -> None:
        if field.data and not is_address(field.data):
            raise ValidationError(_l("Write the e-mail address like name@example.com."))

    def validate_phone(self, field: Field) -> None:
        if field.data and len(re.sub(r"\D", "", field.data)) < 7:
            raise ValidationError(
                _l("Write the phone number with its area code, like 312-555-0100.")
            )


class CheckForm(Answers):
    """Nothing but a field that people do not see and programs fill in."""

    website = line(_l("Leave this empty"), 200)


@dataclass(frozen=True, slots=True)
class Step:
    """A page: its name, its form, its heading. `may_skip` is a page that may be left empty."""

    name: str
    form: type[Answers]
    heading: Any
    may_skip: bool = False


STEPS = (
    Step("danger", DangerForm, _l("Is anybody in danger now?")),
    Step("what", WhatForm, _l("What is happening?")),
    Step("where", WhereForm, _l("Where is it?")),
    Step("when", WhenForm, _l("When does it usually happen?"), may_skip=True),
    Step("contact", ContactForm, _l("May we contact you?"), may_skip=True),
    Step("check", CheckForm, _l("Check your answers")),
)
BY_NAME = {step.name: step for step in STEPS}
NAMES = tuple(BY_NAME)
