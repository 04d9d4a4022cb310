"""What can be chosen in a form's actions, and how they begin."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from shared.directive.clocks import CHICAGO
from shared.service_requests.models import ServiceRequest
from shared.service_requests.questions import questions
from shared.service_requests.states import State
from shared.service_requests.types import ServiceType
from shared.workflow.refusals import Choice
from shared.workflow.table import Attempt


def services(attempt: Attempt) -> list[Choice]:
    """What City agencies give; police matters and immediate danger are not among them."""
    listed = attempt.session.scalars(
        select(ServiceType)
        .where(
            ServiceType.is_active,
            ServiceType.is_police.is_(False),
            ServiceType.is_immediate.is_(False),
        )
        .order_by(ServiceType.position)
    )
    return [Choice(each.code, each.name, each.describes) for each in listed]


def asked(attempt: Attempt) -> list[Choice]:
    return [Choice(each.code, each.asks, each.hint) for each in questions(attempt.case.type)]


def field(name: str) -> Callable[[Attempt], Any]:
    return lambda attempt: getattr(attempt.case, name)


def plain_status(attempt: Attempt) -> str:
    """IV.A.4: how the request stands, in words for the community member."""
    form: ServiceRequest = attempt.case
    asked_for = f"Your request about {form.place} ({form.type.name.lower()})"
    return f"{asked_for} {_stands(form)}"


def _stands(form: ServiceRequest) -> str:
    number = f" Its 311 number is {form.city_number}." if form.city_number else ""
    if form.state is State.COMPLETED:
        notes = f" They say: {form.city_notes}" if form.city_notes else ""
        return f"was closed by the {form.type.agency}.{number}{notes}"
    if form.state is State.WITHDRAWN:
        return "was withdrawn and is not with the City."
    if form.is_entered:
        return f"is with the {form.type.agency}.{number}{_when(form)}"
    return "is being prepared by the police district; it has no 311 number yet."


def _when(form: ServiceRequest) -> str:
    if form.due_at is None:
        return ""
    season = " It is seasonal work, done as conditions permit." if form.type.is_seasonal else ""
    return f" Such work is usually done by {_day(form.due_at)}.{season}"


def _day(at: datetime) -> str:
    return f"{at.astimezone(CHICAGO):%B %-d, %Y}"
