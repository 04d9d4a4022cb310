"""How the portal's templates write times, numbers and names of things."""

from datetime import datetime

from babel.dates import format_date, format_time
from flask import Flask
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import Field

from portal.languages import language
from portal.locating import AS_TYPED, Spot
from portal.steps import DAYS, HOURS
from shared.concerns.categories import Category
from shared.concerns.numbers import grouped
from shared.directive.clocks import CHICAGO

_AGAIN = _l("Go back and try again. What you typed is still on the page before.")
ERRORS = {
    400: (_l("We could not read that"), _AGAIN),
    403: (_l("This page is not open to you"), _l("Start again from the first page.")),
    404: (_l("There is no such page"), _l("Check the address, or start from the first page.")),
    405: (_l("This page cannot be used like that"), _l("Start again from the first page.")),
    413: (_l("That was too much text"), _l("Go back, make it shorter, and try again.")),
    415: (_l("We could not read that"), _AGAIN),
    429: (_l("Too many tries"), _l("Wait a little, then go back and try again.")),
    500: (
        _l("Something failed here"),
        _l("It was not your fault. Nothing was sent. Go back and try again."),
    ),
    503: (_l("We are very busy"), _l("Nothing was sent. Go back and try again in a moment.")),
}


def day(at: datetime) -> str:
    return str(format_date(at.astimezone(CHICAGO), "full", get_locale()))


def day_and_time(at: datetime) -> str:
    return f"{day(at)}, {format_time(at, 'short', CHICAGO, get_locale())}"


def label(category: Category) -> str:
    labels = {"es": category.label_es, "pl": category.label_pl}
    return labels.get(language()) or category.label


def hint(category: Category) -> str:
    return gettext(category.hint) if category.hint else ""


def described_by(field: Field, hint: str, *, count: bool = False, invalid: bool = True) -> Markup:
    """The attributes that tie a field to its hint, its count and its error."""
    tied = {"error": bool(field.errors), "hint": bool(hint), "count": count}
    ids = " ".join(f"{field.id}-{name}" for name, has in tied.items() if has)
    said = Markup(' aria-describedby="{}"').format(ids) if ids else Markup()
    return said + Markup(' aria-invalid="true"') if field.errors and invalid else said


def problems(form: FlaskForm, problem: str = "") -> list[tuple[str, str]]:
    """What is wrong on a page, each with the field it is about."""
    found = [(field.id, field.errors[0]) for field in form if field.errors]
    return [*([("", problem)] if problem else []), *found]


def cards(categories: list[Category]) -> list[tuple[str, str, str]]:
    return [(category.code, label(category), hint(category)) for category in categories]


def places(spot: Spot) -> list[tuple[str, str, str]]:
    """The places that may be meant, and always the way on with one's own words."""
    found = [(address, address, "") for address in spot.candidates]
    more = gettext("An officer will find it from your description.")
    last = gettext("None of these: take my words as they are")
    return [*found, (AS_TYPED, last if found else gettext("Take my words as they are"), more)]


def times(form: FlaskForm) -> str:
    """The days, the hours and the words of the page about when, a line each."""
    days = ", ".join(str(day) for code, day in DAYS if code in form.days.data)
    hours = ", ".join(str(hour) for code, hour in HOURS if code in form.hours.data)
    return "\n".join(filter(None, (days, hours, form.times.data)))


def error_words(status: int) -> tuple[str, str]:
    """What went wrong, and what to do."""
    heading, advice = ERRORS.get(status, ERRORS[500])
    return str(heading), str(advice)


def register(app: Flask) -> None:
    filters = (cards, day, day_and_time, error_words, grouped, hint, label, places, problems, times)
    app.jinja_env.filters.update({each.__name__: each for each in filters})
    app.jinja_env.globals.update(described_by=described_by)
