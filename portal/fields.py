"""What a resident types, made fit to keep, and what is said when it cannot be kept."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def tidy(typed: str | None) -> str:
    """One kind of line end, no control characters, nothing around it."""
    lines = (typed or "").replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", lines).strip()


def one_line(typed: str | None) -> str:
    return " ".join(tidy(typed).split())


def readable(_form: FlaskForm, field: Field) -> None:
    """Bytes that are no text were replaced on the way in; the resident types them again."""
    if UNREADABLE in (field.data or ""):
        raise ValidationError(
            _l("Some characters could not be read. Look for “�” and type them again.")
        )


def at_most(length: int) -> Length:
    return Length(max=length, message=_l("At most %(max)d characters. Please shorten it."))


class Answers(FlaskForm):
    """One page's answers; the application checks the CSRF token before any view runs."""

    class Meta:
        csrf = False


def line(label: Any, length: int, *more: Any) -> StringField:
    return StringField(label, filters=[one_line], validators=[*more, readable, at_most(length)])


def words(label: Any, length: int, *more: Any) -> TextAreaField:
    return TextAreaField(label, filters=[tidy], validators=[*more, readable, at_most(length)])


def carried(length: int = 300) -> HiddenField:
    return HiddenField(filters=[one_line], validators=[at_most(length)])
