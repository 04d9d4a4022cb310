"""One concern: what is known of it, what may be done next, and the one door to do it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from flask import Response, abort
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from shared.concerns import queries
from shared.concerns.choices import BECAUSE, OUTCOMES
from shared.concerns.held import masked
from shared.concerns.lifecycle import LIFECYCLE
from shared.concerns.models import Concern
from shared.concerns.numbers import digits, grouped
from shared.concerns.states import State
from shared.directive.clocks import CHICAGO
from shared.directive.roles import Role
from shared.history.access import looked
from shared.people.models import Member
from shared.web.access import open_to_staff
from shared.web.requests import now, writing
from shared.workflow import engine
from shared.workflow.forms import form_of
from shared.workflow.record import Entry
from shared.workflow.refusals import MovedOnError
from shared.workflow.table import Attempt
from staff.blueprint import In, Out, answer, staff
from staff.problems import problem
from staff.queues import DueOut, category_labels, due_out
from staff.sign_in import actor


class ChoiceOut(Out):
    value: str | int
    label: str
    hint: str


class ShownWhenOut(Out):
    field: str
    value: str


class FieldOut(Out):
    """One field of an action's form. `kind`: line, words, choice, choices, yes_no, moment."""

    name: str
    label: str
    kind: str
    hint: str
    required: bool
    max_length: int | None
    choices: list[ChoiceOut]
    shown_when: ShownWhenOut | None
    starts_as: Any


class RefusalOut(Out):
    why: str
    clause: str | None


class OfferOut(Out):
    """An action that is this member's to take; with a refusal it must wait, and that says why."""

    action: str
    label: str
    clauses: list[str]
    refusal: RefusalOut | None
    preview: str | None
    form: list[FieldOut]


class EventOut(Out):
    at: datetime
    action: str
    label: str
    by: str | None
    role: str
    from_state: str | None
    to_state: str
    clauses: list[str]
    details: list[tuple[str, str]]


class PartOut(Out):
    unit: str
    is_responsible: bool
    supervisor: str | None
    reported_at: datetime | None


class VisitOut(Out):
    at: datetime
    what: str
    members: list[str]
    recorded_by: str
    recorded_at: datetime


class RelatedOut(Out):
    control_number: str
    number: str
    state: str
    submitted_at: datetime
    place: str


class WhyThenOut(Out):
    """The arithmetic behind a due date, step by step."""

    step: str
    at: datetime
    clause: str


class ConcernOut(Out):
    control_number: str
    number: str
    version: int
    state: str
    is_open: bool
    source: str
    category: str
    is_building: bool
    is_criminal: bool
    text: str
    is_masked: bool
    language: str
    flags: list[str]
    usual_times: str
    usual_days: list[str]
    usual_hours: list[str]
    place: str
    place_details: str
    address: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    is_near_boundary: bool
    district: str | None
    beat: str | None
    submitted_at: datetime
    entered_by: str | None
    meeting: str | None
    has_contact: bool
    due: DueOut | None
    why_then: list[WhyThenOut]
    unit: str | None
    supervisor: str | None
    members: list[str]
    parts: list[PartOut]
    visits: list[VisitOut]
    extensions: int
    reassignments: int
    station_told_at: datetime | None
    station_acknowledged_at: datetime | None
    outcome: str | None
    not_accepted_because: str | None
    message: str | None
    primary: RelatedOut | None
    followers: list[RelatedOut]
    history: list[EventOut]
    offers: list[OfferOut]


class ConcernPath(In):
    control_number: str


class ActionPath(ConcernPath):
    action: str


class ActionIn(In):
    """`version` is the one the member saw; `inputs` are what the action's form asks."""

    version: int
    inputs: dict[str, Any] = Field(default_factory=dict)


class RevealIn(In):
    what: Literal["words", "contact"]
    reason: Annotated[str, Field(min_length=1, max_length=300)]


class RevealedOut(Out):
    text: str | None = None
    name: str | None = None
    email: str | None = None
    phone: str | None = None


@staff.get("/api/concerns/<control_number>", responses={200: ConcernOut})
@open_to_staff
def concern(path: ConcernPath) -> Response:
    """One concern; the reading is logged. A sergeant's first access starts the 36 hours."""
    session = writing()
    found = _find(session, path.control_number)
    _open(session, found)
    looked(session, actor().id, "concern", found.id, "page", now())
    session.commit()
    return answer(concern_out(session, found))


@staff.post("/api/concerns/<control_number>/actions/<action>", responses={200: ConcernOut})
@open_to_staff
def act(path: ActionPath, body: ActionIn) -> Response:
    """The one door for every move; the lifecycle decides which moves exist."""
    session = writing()
    found = _find(session, path.control_number)
    if found.version != body.version:
        return moved_on(session, found, body.version)
    inputs = LIFECYCLE.asks(path.action).model_validate(body.inputs)
    try:
        engine.perform(LIFECYCLE, path.action, Attempt(found, actor(), now(), session, inputs))
        session.commit()
    except (StaleDataError, IntegrityError, MovedOnError):
        session.rollback()
        return moved_on(session, _find(session, path.control_number), body.version)
    return answer(concern_out(session, found))


@staff.post("/api/concerns/<control_number>/reveal", responses={200: RevealedOut})
@open_to_staff
def reveal(path: ConcernPath, body: RevealIn) -> Response:
    """Held words or contact details, for a reason; the reveal is logged (VI.C)."""
    session = writing()
    found = _find(session, path.control_number)
    looked(session, actor().id, "concern", found.id, body.what, now(), body.reason)
    session.commit()
    if body.what == "words":
        return answer(RevealedOut(text=found.text))
    return answer(
        RevealedOut(name=found.contact_name, email=found.contact_email, phone=found.contact_phone)
    )


def _find(session: Session, typed: str) -> Concern:
    found = queries.find(session, actor(), digits(typed))
    if found is None:
        abort(404)
    return found


def _open(session: Session, found: Concern) -> None:
    """First access by a community policing sergeant of the district; of two at once one counts."""
    row = LIFECYCLE.find("open", found.state)
    if row is None or row.who.acting_as(actor(), found) is None:
        return
    try:
        engine.perform(LIFECYCLE, "open", Attempt(found, actor(), now(), session))
        session.flush()
    except (StaleDataError, IntegrityError):
        session.rollback()
        session.refresh(found)


def moved_on(session: Session, found: Concern, seen: int) -> Response:
    """409 that says what happened since the version the member saw."""
    last = session.scalars(
        select(Entry)
        .where(Entry.case_kind == "concern", Entry.case_id == found.id)
        .order_by(Entry.number.desc())
        .limit(3)
    ).all()
    events = [_event(entry, _names(session, last)) for entry in last]
    said = "; ".join(f"{event.label} by {event.by or event.role}" for event in events[:1])
    return problem(
        409,
        f"Somebody else was faster: {said}." if said else "It changed meanwhile.",
        happened=[event.model_dump(mode="json") for event in events],
        version=found.version,
        seen=seen,
    )


def concern_out(session: Session, found: Concern) -> ConcernOut:
    assert found.state is not None
    attempt = Attempt(found, actor(), now(), session)
    entries = session.scalars(
        select(Entry)
        .where(Entry.case_kind == "concern", Entry.case_id == found.id)
        .order_by(Entry.number)
    ).all()
    names = _names(session, entries) | _visit_names(session, found)
    is_masked = found.screening.get("outcome") == "hold"
    return ConcernOut(
        control_number=found.control_number,
        number=grouped(found.control_number),
        version=found.version,
        state=found.state.label,
        is_open=found.is_open or found.state is State.ASSOCIATED,
        source=found.source,
        category=category_labels(session).get(found.category, found.category),
        is_building=found.is_building,
        is_criminal=found.is_criminal,
        text=masked(found.text, found.screening["findings"]) if is_masked else found.text,
        is_masked=is_masked,
        language=found.language,
        flags=found.screening.get("flags", []),
        usual_times=found.usual_times,
        usual_days=found.usual_days,
        usual_hours=found.usual_hours,
        place=found.place,
        place_details=found.place_details,
        address=found.address,
        latitude=found.latitude,
        longitude=found.longitude,
        precision=found.precision,
        is_near_boundary=found.is_near_boundary,
        district=found.district,
        beat=found.beat,
        submitted_at=found.submitted_at,
        entered_by=names.get(found.entered_by_id or 0),
        meeting=str(found.meeting_id) if found.meeting_id else None,
        has_contact=any((found.contact_name, found.contact_email, found.contact_phone)),
        due=due_out(found, now()),
        why_then=_why_then(found, entries),
        unit=found.unit.title if found.unit else None,
        supervisor=found.supervisor.name if found.supervisor else None,
        members=[held.member.name for held in found.assigned if held.is_active],
        parts=[_part(part) for part in found.active_parts()],
        visits=[
            VisitOut(
                at=visit.at,
                what=visit.what,
                members=[names.get(member_id, "") for member_id in visit.member_ids],
                recorded_by=names.get(visit.recorded_by_id, ""),
                recorded_at=visit.recorded_at,
            )
            for visit in found.visits
        ],
        extensions=found.extensions,
        reassignments=found.reassignments,
        station_told_at=found.station_told_at,
        station_acknowledged_at=found.station_acknowledged_at,
        outcome=_said(OUTCOMES, found.outcome),
        not_accepted_because=_said(BECAUSE, found.not_accepted_because),
        message=found.message,
        primary=_related(found.primary) if found.primary else None,
        followers=[_related(follower) for follower in found.followers],
        history=[_event(entry, names) for entry in entries],
        offers=[_offer(offer, attempt) for offer in engine.offers(LIFECYCLE, attempt)],
    )


def _said(words: Any, value: str | None) -> str | None:
    return words.get(value, value) if value else None


def _part(part: Any) -> PartOut:
    return PartOut(
        unit=part.unit.title,
        is_responsible=part.is_responsible,
        supervisor=None,
        reported_at=part.reported_at,
    )


def _related(other: Concern) -> RelatedOut:
    assert other.state is not None
    return RelatedOut(
        control_number=other.control_number,
        number=grouped(other.control_number),
        state=other.state.label,
        submitted_at=other.submitted_at,
        place=other.address or other.place,
    )


def _offer(offer: engine.Offer, attempt: Attempt) -> OfferOut:
    refusal = offer.refusal
    return OfferOut(
        action=offer.action,
        label=offer.label,
        clauses=list(offer.clauses),
        refusal=RefusalOut(
            why=refusal.why, clause=refusal.clause.number if refusal.clause else None
        )
        if refusal
        else None,
        preview=offer.preview,
        form=[FieldOut.model_validate(field) for field in form_of(offer.asks, attempt)],
    )


def _why_then(found: Concern, entries: Any) -> list[WhyThenOut]:
    """The events a due date was counted from, so that a screen can answer "why then?"."""
    steps = []
    if found.review_due_at and found.opened_at:
        steps.append(
            WhyThenOut(step="First opened; 36 hours run", at=found.opened_at, clause="VII.B.1")
        )
        steps.append(
            WhyThenOut(step="36 hours after that", at=found.review_due_at, clause="VII.B.1")
        )
    if found.assigned_at and found.first_due_at:
        steps.append(
            WhyThenOut(step="Assigned by the sergeant", at=found.assigned_at, clause="VII.C.2")
        )
        steps.append(
            WhyThenOut(step="End of the seventh day", at=found.first_due_at, clause="VII.C.2")
        )
    steps += [
        WhyThenOut(
            step=f"Extended on {entry.at.astimezone(CHICAGO):%B %-d}: seven days more",
            at=datetime.fromisoformat(entry.details["due_at"]),
            clause="VI.B.2",
        )
        for entry in entries
        if entry.action == "extend"
    ]
    return steps


def _names(session: Session, entries: Any) -> dict[int, str]:
    wanted = {entry.member_id for entry in entries if entry.member_id}
    for entry in entries:
        for key in ("supervisor", "sworn_member"):
            if isinstance(value := entry.details.get(key), int):
                wanted.add(value)
        wanted.update(entry.details.get("members", ()))
    return _by_id(session, wanted)


def _visit_names(session: Session, found: Concern) -> dict[int, str]:
    wanted = {found.entered_by_id} if found.entered_by_id else set()
    for visit in found.visits:
        wanted |= {*visit.member_ids, visit.recorded_by_id}
    return _by_id(session, wanted)


def _by_id(session: Session, wanted: set[int]) -> dict[int, str]:
    if not wanted:
        return {}
    rows = session.execute(select(Member.id, Member.rank, Member.name).where(Member.id.in_(wanted)))
    return {row.id: f"{row.rank} {row.name}".strip() for row in rows}


HIDDEN = frozenset({"emergency_ruled_out", "primary_id", "unit_id", "was", "stood", "was_due_at"})


def _event(entry: Entry, names: dict[int, str]) -> EventOut:
    return EventOut(
        at=entry.at,
        action=entry.action,
        label=LIFECYCLE.labels.get(entry.action, DONE_BY_ITSELF.get(entry.action, entry.action)),
        by=names.get(entry.member_id or 0),
        role=Role(entry.role).label,
        from_state=State(entry.from_state).label if entry.from_state else None,
        to_state=State(entry.to_state).label,
        clauses=entry.clauses.split(),
        details=[
            (key.replace("_", " "), _shown(key, value, names))
            for key, value in entry.details.items()
            if key not in HIDDEN and value not in ("", [], None)
        ],
    )


DONE_BY_ITSELF = {
    "submit": "Submitted",
    "enter": "Entered",
    "enter_from_meeting": "Entered at a beat meeting",
    "open": "First opened",
    "give_the_lead": "Became associated",
    "release": "Association ended",
    "close_with_primary": "Closed with its primary concern",
}


def _shown(key: str, value: Any, names: dict[int, str]) -> str:
    if key in ("supervisor", "sworn_member"):
        return names.get(value, str(value))
    if key == "members":
        return ", ".join(names.get(member_id, str(member_id)) for member_id in value)
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
