"""What 311 answers, brought to the form it is about, in the transaction that received it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.city311.models import CityRequest
from shared.city311.sending import Refused, on_number, on_refused, on_status, on_taken
from shared.directive.clauses import Clause
from shared.directive.roles import Role
from shared.notices.telling import tell
from shared.people.actors import SYSTEM
from shared.service_requests.effects import KIND
from shared.service_requests.lifecycle import LIFECYCLE
from shared.service_requests.models import ServiceRequest
from shared.service_requests.states import State
from shared.workflow import engine
from shared.workflow.table import Attempt


def number_arrived(session: Session, case_id: int, number: str, now: datetime) -> None:
    """IV.C.2: from now on the form counts as entered. The same number again changes nothing."""
    form = session.get(ServiceRequest, case_id)
    if form is None or form.city_number == number:
        return
    if LIFECYCLE.find("number_arrived", form.state) is None:
        _tell_of_second(session, form, number, now)
    else:
        _perform(session, form, "number_arrived", now, city_number=number)


def _tell_of_second(session: Session, form: ServiceRequest, number: str, now: datetime) -> None:
    """The form was stopped on its way and went on without its number: 311 may have it twice."""
    tell(
        session,
        "second_number",
        Clause.IV_C_2,
        f"311 gave {form.number} the number {number} after the form had gone on without it.",
        now,
        case=(KIND, form.id, form.reference),
        role=Role.SERGEANT,
        district=form.district,
    )


def number_taken(session: Session, case_id: int, number: str, now: datetime) -> str:
    """IV.C.2: one number stands on one form; who has it, and what to do."""
    form = session.get_one(ServiceRequest, case_id)
    holder = session.scalar(select(ServiceRequest).where(ServiceRequest.city_number == number))
    has = holder.number if holder else "a resident's request for police"
    words = (
        f"311 gave {form.number} the number {number}, which {has} has. Wrong there: take it away"
        " there and try again here. One need on two forms: give this one back and withdraw it."
    )
    tell(
        session,
        "number_taken",
        Clause.IV_C_2,
        words,
        now,
        case=(KIND, form.id, form.reference),
        role=Role.SERGEANT,
        district=form.district,
    )
    return words


def refused(session: Session, case_id: int, told: Refused, now: datetime) -> None:
    form = session.get(ServiceRequest, case_id)
    if form is not None and form.state is State.SENDING:
        _perform(session, form, "refused_by_311", now, why=told.words)


def status_changed(session: Session, case_id: int, told: CityRequest, now: datetime) -> None:
    """III.C.5: what 311 says, unless it said something newer before."""
    form = session.get(ServiceRequest, case_id)
    if form is None or not form.is_entered or _says_nothing_new(form, told):
        return
    _perform(
        session,
        form,
        "status_changed",
        now,
        status=told.status,
        says=told.status_notes,
        as_of=told.as_of.isoformat(),
    )


def _says_nothing_new(form: ServiceRequest, told: CityRequest) -> bool:
    if form.city_as_of is not None and told.as_of < form.city_as_of:
        return True
    same = (form.city_status, form.city_notes) == (told.status, told.status_notes)
    return same and form.is_number_verified


def _perform(
    session: Session, form: ServiceRequest, action: str, now: datetime, **told: Any
) -> None:
    known = {key: value for key, value in told.items() if value is not None}
    engine.perform(LIFECYCLE, action, Attempt(form, SYSTEM, now, session, None, known))


def connect() -> None:
    """Hear what 311 answers about these forms."""
    on_number(KIND, number_arrived)
    on_refused(KIND, refused)
    on_status(KIND, status_changed)
    on_taken(KIND, number_taken)
