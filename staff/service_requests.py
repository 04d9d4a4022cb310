"""Form CPD-21.208: filing it, one form whole, and the one door to move it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any

from flask import Response, abort
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from shared.concerns.inputs import Line, Perhaps
from shared.directive.clauses import Clause
from shared.directive.clocks import CHICAGO
from shared.directive.roles import Role
from shared.history.access import looked
from shared.service_requests.asker import asker
from shared.service_requests.effects import KIND
from shared.service_requests.inputs import AnswersIn, Beat, Confirmed, Details, Latitude, Longitude
from shared.service_requests.intake import MOST_VEHICLES, Need, Where, file, filed
from shared.service_requests.lifecycle import FILERS, LIFECYCLE, REACH
from shared.service_requests.models import ServiceRequest
from shared.service_requests.queries import find
from shared.service_requests.questions import questions
from shared.service_requests.states import State
from shared.service_requests.types import Elsewhere, ServiceType
from shared.web.access import open_to
from shared.web.requests import now, reading, writing
from shared.workflow import engine
from shared.workflow.record import Entry
from shared.workflow.refusals import MovedOnError, Refusal, RefusedError
from shared.workflow.table import Attempt
from staff.blueprint import In, Out, answer, staff
from staff.cases import (
    ActionIn,
    CaseOut,
    ChoiceOut,
    FactOut,
    Says,
    WhyThenOut,
    entries_of,
    event_out,
    moved_on,
    names_in,
    names_of,
    offers_out,
    paper_out,
)
from staff.entry import idempotency_key
from staff.problems import refused
from staff.service_request_rows import due_out, marks
from staff.sign_in import actor


class QuestionOut(Out):
    """What 311 asks. `kind`: line, words, number, moment, choice, choices."""

    code: str
    asks: str
    kind: str
    required: bool
    hint: str
    choices: list[ChoiceOut]


class ServiceOut(Out):
    """A service; one that City agencies do not give says by `elsewhere` which clause refuses it."""

    code: str
    name: str
    describes: str
    agency: str
    questions: list[QuestionOut]
    usual_days: int | None
    season: str | None
    in_season: bool
    needs_vehicle: bool
    elsewhere: str | None


class ServicesOut(Out):
    services: list[ServiceOut]


class VehicleIn(In):
    plate: Annotated[str, Field(min_length=1, max_length=20)]
    make: Annotated[str, Field(min_length=1, max_length=80)]
    color: Annotated[str, Field(min_length=1, max_length=20)]
    days: Annotated[int | None, Field(ge=0, le=10_000)] = None

    def answers(self) -> dict[str, str]:
        told = {"PLATE": self.plate.upper(), "MAKE": self.make, "COLOR": self.color.upper()}
        return told if self.days is None else {**told, "DAYS": str(self.days)}


class FileIn(In):
    """A need as a member tells it; `vehicles` makes one form for each (IV.A.1)."""

    service: Annotated[str, Field(min_length=1, max_length=20)]
    details: Details
    answers: AnswersIn = Field(default_factory=dict)
    vehicles: list[VehicleIn] = Field(default_factory=list, max_length=MOST_VEHICLES)
    place: Line
    place_details: Annotated[Perhaps, Field(max_length=500)] = ""
    address: Line | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    beat: Beat | None = None
    asker_name: Annotated[str | None, Field(max_length=120)] = None
    asker_contact: Annotated[str | None, Field(max_length=254)] = None
    emergency_ruled_out: bool = False
    is_city_service: bool = False
    is_another_need: bool = False


class FiledFormOut(Out):
    reference: str
    number: str


class FiledOut(Out):
    forms: list[FiledFormOut]


class FormPath(In):
    reference: str


class FormActionPath(FormPath):
    action: str


@staff.get("/api/service-types", responses={200: ServicesOut})
@open_to(*FILERS)
def service_types() -> Response:
    """Every service that can be picked, with what 311 asks; and those that belong elsewhere."""
    session = reading()
    return answer(ServicesOut(services=[*_services(session), *_elsewhere(session)]))


def _services(session: Session) -> Iterator[ServiceOut]:
    today = now().astimezone(CHICAGO).date()
    for each in session.scalars(
        select(ServiceType).where(ServiceType.is_active).order_by(ServiceType.position)
    ):
        yield ServiceOut(
            code=each.code,
            name=each.name,
            describes=each.describes,
            agency=each.agency,
            questions=[_question(question) for question in questions(each)],
            usual_days=each.usual_days,
            season=_season(each),
            in_season=each.in_season(today),
            needs_vehicle=each.needs_vehicle,
            elsewhere="V.A" if each.is_police else "II.B" if each.is_immediate else None,
        )


def _question(question: Any) -> QuestionOut:
    return QuestionOut(
        code=question.code,
        asks=question.asks,
        kind=question.kind,
        required=question.required,
        hint=question.hint,
        choices=[ChoiceOut(value=key, label=name, hint="") for key, name in question.choices],
    )


def _season(service: ServiceType) -> str | None:
    if service.season_from is None or service.season_to is None:
        return None
    first, last = (
        f"{datetime(2000, month, 1, tzinfo=CHICAGO):%B}"
        for month in (service.season_from, service.season_to)
    )
    return f"{first} to {last}"


def _elsewhere(session: Session) -> Iterator[ServiceOut]:
    for each in session.scalars(
        select(Elsewhere).where(Elsewhere.is_active).order_by(Elsewhere.position)
    ):
        yield ServiceOut(
            code=each.code,
            name=each.name,
            describes="",
            agency=each.unit or "Police Department",
            questions=[],
            usual_days=None,
            season=None,
            in_season=True,
            needs_vehicle=False,
            elsewhere="V.A" if each.is_police else "III.B.3",
        )


@staff.post("/api/service-requests", responses={201: FiledOut})
@open_to(*FILERS)
def file_forms(body: FileIn) -> Response:
    """File a form, or one for each vehicle: all or none, and once for each Idempotency-Key."""
    key, session = idempotency_key(), writing()
    try:
        forms = file(session, actor(), _need(body), key, now())
        session.commit()
    except IntegrityError:
        session.rollback()
        forms = filed(session, actor(), key)
        if not forms:
            raise
    except RefusedError as error:
        return refused(error.refusal, **_instead(error.refusal, body))
    return answer(
        FiledOut(
            forms=[FiledFormOut(reference=form.reference, number=form.number) for form in forms]
        ),
        201,
    )


def _need(body: FileIn) -> Need:
    return Need(
        service=body.service,
        details=body.details,
        where=Where(
            body.place,
            body.place_details,
            body.address,
            body.latitude,
            body.longitude,
            body.beat,
        ),
        answers=body.answers,
        vehicles=[vehicle.answers() for vehicle in body.vehicles],
        asker_name=body.asker_name or None,
        asker_contact=body.asker_contact or None,
        confirmed=Confirmed(
            emergency_ruled_out=body.emergency_ruled_out,
            is_city_service=body.is_city_service,
            is_another_need=body.is_another_need,
        ),
    )


def _instead(refusal: Refusal, body: FileIn) -> dict[str, Any]:
    """What to open instead, with what was typed: nothing is typed twice."""
    place = body.model_dump(include={"place", "beat"}, exclude_none=True)
    if refusal.clause is Clause.V_A:
        typed = body.model_dump(
            include={"place_details", "address", "latitude", "longitude"}, exclude_none=True
        )
        asked_by = {"contact_name": body.asker_name, **_contact(body.asker_contact)}
        told = {key: value for key, value in asked_by.items() if value}
        return {
            "offer": {
                "open_concern": {"source": "other", "text": body.details, **place, **typed, **told},
                "is_yours": Role.OFFICER in actor().roles,
            }
        }
    if refusal.clause is Clause.II_B:
        prefill = {"what": body.details, "place": body.place}
        return {"offer": {"record_emergency": prefill, "is_yours": True}}
    if refusal.clause is Clause.III_B_3:
        return {"offer": {"form": "CPD-21.224"}}
    return {}


def _contact(contact: str | None) -> dict[str, str]:
    if not contact:
        return {}
    return {"contact_email": contact} if "@" in contact else {"contact_phone": contact[:40]}


@staff.get("/api/service-requests/<reference>", responses={200: CaseOut})
@open_to(*REACH)
def form(path: FormPath) -> Response:
    """One form; the reading is logged."""
    session = writing()
    found = _find(session, path.reference)
    looked(session, actor().id, KIND, found.id, "page", now())
    session.commit()
    return answer(case_out(session, found))


@staff.post("/api/service-requests/<reference>/actions/<action>", responses={200: CaseOut})
@open_to(*REACH)
def act_on_form(path: FormActionPath, body: ActionIn) -> Response:
    """The one door for every move; the lifecycle decides which moves exist."""
    session = writing()
    found = _find(session, path.reference)
    if found.version != body.version:
        return moved_on(session, SAYS, found, body.version)
    attempt = Attempt(found, actor(), now(), session)
    engine.admit(LIFECYCLE, path.action, attempt)
    attempt.inputs = LIFECYCLE.asks(path.action).model_validate(body.inputs)
    try:
        engine.perform(LIFECYCLE, path.action, attempt)
        session.commit()
    except (StaleDataError, IntegrityError, MovedOnError):
        session.rollback()
        return moved_on(session, SAYS, _find(session, path.reference), body.version)
    return answer(case_out(session, found))


def _find(session: Session, reference: str) -> ServiceRequest:
    found = find(session, actor(), reference)
    if found is None:
        abort(404)
    return found


def case_out(session: Session, found: ServiceRequest) -> CaseOut:
    assert found.state is not None
    attempt = Attempt(found, actor(), now(), session)
    entries = entries_of(session, SAYS, found)
    names = names_in(session, SAYS, entries)
    return CaseOut(
        kind=KIND,
        reference=found.reference,
        number=found.number,
        version=found.version,
        state=found.state.label,
        is_open=found.is_open,
        facts=list(_facts(session, found, entries)),
        due=due_out(found, now()),
        why_then=_why_then(found),
        history=[event_out(SAYS, entry, names) for entry in entries],
        offers=offers_out(LIFECYCLE, attempt),
        papers=[paper_out("CPD-21.208", f"service-requests/{found.reference}/file.pdf")],
    )


def _facts(session: Session, found: ServiceRequest, entries: Sequence[Entry]) -> Iterator[FactOut]:
    directions = [entry for entry in entries if entry.action == "direct"]
    people = _given(found.entered_by_id, found.told_by_id, *(each.member_id for each in directions))
    names = names_of(session, {found.originator_id, *people})
    said: list[tuple[str, str | None]] = [
        ("Service", found.type.name),
        ("Agency", found.type.agency),
        ("Season", _season(found.type)),
        ("What is there", found.details),
        *((each.asks, _answer(found, each)) for each in questions(found.type)),
        ("Where", found.address or found.place),
        ("Where exactly", found.place_details),
        ("Beat", found.beat),
        ("District", found.district),
        ("Originating member", names.get(found.originator_id)),
        ("Filed", _moment(found.filed_at)),
        *asker(found, actor()),
        *((_directed(each, names), each.details["direction"]) for each in directions),
        ("Returned because", found.returned_because),
        ("Not taken by 311 because", found.not_taken_because),
        ("311 reference number", found.city_number),
        ("311 says", _status(found)),
        ("Entered in 311 by", names.get(found.entered_by_id or 0) if found.is_entered else None),
        ("Entered in 311", _moment(found.entered_at)),
        ("Service completed", _moment(found.completed_at)),
        ("Community member told", _moment(found.told_at)),
        ("… by", names.get(found.told_by_id or 0)),
        ("Reported to OCP as late", _moment(found.late_reported_at)),
        ("Held because", found.held_because),
        ("Marks", "; ".join(marks(found, now()))),
    ]
    return (FactOut(label=label, value=value) for label, value in said if value)


def _directed(entry: Entry, names: dict[int, str]) -> str:
    """IV.B.1: who gave the direction, and when."""
    return f"Direction of {names.get(entry.member_id or 0, 'a sergeant')}, {_moment(entry.at)}"


def _given(*ids: int | None) -> set[int]:
    return {each for each in ids if each is not None}


def _answer(found: ServiceRequest, question: Any) -> str | None:
    value = found.answers.get(question.code)
    return question.said(value) if value else None


def _status(found: ServiceRequest) -> str | None:
    if found.city_status is None:
        return None
    return ": ".join(part for part in (found.city_status, found.city_notes) if part)


def _moment(at: datetime | None) -> str | None:
    return f"{at.astimezone(CHICAGO):%B %-d, %Y, %-I:%M %p}" if at else None


def _why_then(found: ServiceRequest) -> list[WhyThenOut]:
    """The events a due date was counted from."""
    if found.state is State.SUBMITTED:
        at = found.submitted_at
        return [WhyThenOut(step="Submitted; reviewed daily", at=at, clause="IV.C.1")]
    if found.entered_at is None or found.due_at is None:
        return []
    days = f"{found.type.usual_days} days are usual for this service"
    season = f", counted from {_season(found.type)}" if found.type.is_seasonal else ""
    return [
        WhyThenOut(step="Entered in 311", at=found.entered_at, clause="IV.C.2"),
        WhyThenOut(step=days + season, at=found.due_at, clause="IV.C.7"),
    ]


SAYS = Says(
    LIFECYCLE,
    State,
    {
        "file": "Filed",
        "number_arrived": "311 gave its number",
        "refused_by_311": "Not taken by 311",
        "status_changed": "311 told how it stands",
        "settle_double": "Settled that 311 has it twice",
        "report_late": "Reported to OCP as late",
    },
    frozenset({"emergency_ruled_out", "is_city_service", "is_another_need", "as_of", "answers"}),
    frozenset({"asked_by"}),
)
