"""City Service Request forms as rows of a list, and the search among them (III.A)."""

from datetime import datetime
from typing import Annotated

from flask import Response
from pydantic import Field
from sqlalchemy.orm import Session

from shared.directive import clocks
from shared.directive.clocks import CHICAGO
from shared.service_requests.effects import KIND as NAME
from shared.service_requests.lifecycle import FILERS, REACH
from shared.service_requests.models import ServiceRequest
from shared.service_requests.queries import LOADED, QUEUES, Search, filed_by
from shared.service_requests.states import State
from shared.web.access import open_to
from shared.web.requests import now, reading
from shared.workflow import queues
from staff.blueprint import answer, staff
from staff.cases import ChoiceOut
from staff.rows import DueOut, Kind, PageIn, PageOut, RowOut, cursor, token
from staff.sign_in import actor


class FormsIn(PageIn):
    q: Annotated[str, Field(max_length=100)] = ""
    state: State | None = None
    service: Annotated[str | None, Field(max_length=20)] = None
    area: Annotated[str | None, Field(max_length=2)] = None
    district: Annotated[str | None, Field(max_length=3)] = None
    sector: Annotated[str | None, Field(max_length=4)] = None
    beat: Annotated[str | None, Field(max_length=4)] = None
    since: datetime | None = None
    until: datetime | None = None
    late: bool = False


class MineIn(PageIn):
    state: State | None = None


class MineOut(PageOut):
    states: list[ChoiceOut]


@staff.get("/api/my-forms", responses={200: MineOut})
@open_to(*FILERS)
def my_forms(query: MineIn) -> Response:
    """Every form that the member filed, newest first, whatever became of it (II.C)."""
    session = reading()
    where = filed_by(actor(), query.state)
    page = queues.newest(session, ServiceRequest, where, cursor(query.cursor), query.size, LOADED)
    states = [ChoiceOut(value=each.value, label=each.label, hint="") for each in State]
    rows = rows_out(session, page.cases, now())
    return answer(MineOut(rows=rows, next=token(page.next), states=states))


@staff.get("/api/service-requests", responses={200: PageOut})
@open_to(*REACH)
def search_forms(query: FormsIn) -> Response:
    """Forms within reach, by number, words, area, district, sector, beat, service, state, time."""
    session = reading()
    asked = query.model_dump(exclude={"cursor", "size", "q"})
    where = Search(words=query.q, **asked).where(actor(), now())
    page = queues.page(session, ServiceRequest, where, cursor(query.cursor), query.size, LOADED)
    return answer(PageOut(rows=rows_out(session, page.cases, now()), next=token(page.next)))


def rows_out(_session: Session, forms: list[ServiceRequest], at: datetime) -> list[RowOut]:
    return [_row(form, at) for form in forms]


def _row(form: ServiceRequest, at: datetime) -> RowOut:
    assert form.state is not None
    return RowOut(
        kind=NAME,
        reference=form.reference,
        number=form.number,
        state=form.state.label,
        category=form.type.name,
        place=form.address or form.place,
        district=form.district,
        beat=form.beat,
        latitude=form.latitude,
        longitude=form.longitude,
        excerpt=form.details[:160],
        submitted_at=form.filed_at,
        due=due_out(form, at),
        marks=marks(form, at),
        unit=form.type.agency,
        supervisor=form.originator.name,
        version=form.version,
    )


def due_out(form: ServiceRequest, at: datetime) -> DueOut | None:
    """The daily review, or the usual time of the service."""
    if form.state is State.SUBMITTED:
        due = clocks.form_review_due(form.submitted_at)
        return DueOut(at=due, what="review the form", clause="IV.C.1", is_late=at > due)
    if form.state is State.ENTERED and form.due_at is not None:
        return DueOut(
            at=form.due_at,
            what="usual time of the service",
            clause="IV.C.7",
            is_late=form.is_late(at),
        )
    return None


def marks(form: ServiceRequest, at: datetime) -> tuple[str, ...]:
    out_of_season = not form.type.in_season(at.astimezone(CHICAGO).date())
    said = {
        "Unresolved, please look": form.unresolved_since is not None,
        "Follow-up asked": form.follow_up_since is not None,
        "Tell the community member": form.to_tell_since is not None,
        "Late": form.is_late(at),
        "Seasonal": form.type.is_seasonal,
        "Out of season": out_of_season,
        "311 number not checked": form.is_number_typed and not form.is_number_verified,
        "On hold": form.held_at is not None,
    }
    return tuple(words for words, holds in said.items() if holds)


KIND = Kind(NAME, ServiceRequest, QUEUES, rows_out, LOADED)
