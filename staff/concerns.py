"""One concern: what is known of it, what may be done next, and the one door to do it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from flask import Response, abort
from pydantic import Field
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from shared.concerns import queries
from shared.concerns.choices import BECAUSE, OUTCOMES
from shared.concerns.held import masked
from shared.concerns.inputs import CorrectAddress
from shared.concerns.lifecycle import LIFECYCLE
from shared.concerns.models import Concern, Meeting
from shared.concerns.neighbours import came_back, likely_same
from shared.concerns.numbers import digits, grouped
from shared.concerns.rules import why_not_primary
from shared.concerns.states import State
from shared.directive.clocks import CHICAGO
from shared.history.access import looked
from shared.places.atlas import current_or_own
from shared.places.locate import Located, locate_in
from shared.screening import Flag
from shared.web.access import open_to_staff
from shared.web.geocoders import behind
from shared.web.requests import done_reading, now, reading, writing
from shared.workflow import engine
from shared.workflow.refusals import MovedOnError
from shared.workflow.table import Attempt
from staff.blueprint import In, Out, answer, staff
from staff.cases import (
    ActionIn,
    EventOut,
    OfferOut,
    Says,
    WhyThenOut,
    entries_of,
    event_out,
    moved_on,
    names_in,
    offers_out,
)
from staff.concern_rows import category_labels, due_out
from staff.rows import DueOut
from staff.sign_in import actor
from staff.words import LANGUAGES, SOURCES, HintOut, hints_of


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
    latitude: float | None
    longitude: float | None


class ConcernOut(Out):
    control_number: str
    number: str
    version: int
    state: str
    is_open: bool
    source: str
    came_by: str
    category: str
    is_building: bool
    is_criminal: bool
    text: str
    is_masked: bool
    language: str
    flags: list[str]
    hints: list[HintOut]
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


class SuggestionOut(Out):
    """A group that may be the same problem; `refusal` says why it cannot be associated now."""

    control_number: str
    number: str
    score: float
    reasons: list[str]
    preselected: bool
    place: str
    latitude: float | None
    longitude: float | None
    submitted_at: datetime
    size: int
    state: str
    refusal: str | None


class SuggestionsOut(Out):
    groups: list[SuggestionOut]


class ClosedOut(Out):
    """Which one it was is told only to a reader who may open it (VI.C)."""

    control_number: str | None
    number: str | None
    place: str
    closed_at: datetime
    outcome: str | None


class ChronicOut(Out):
    """A chronic place in words, with what was closed there; nothing where it never was."""

    says: str | None
    closed: list[ClosedOut]


class ConcernPath(In):
    control_number: str


class ActionPath(ConcernPath):
    action: str


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
    looked_up = _looked_up(path, body)
    session = writing()
    found = _find(session, path.control_number)
    if found.version != body.version:
        return moved_on(session, SAYS, found, body.version)
    attempt = Attempt(found, actor(), now(), session, found=looked_up)
    engine.admit(LIFECYCLE, path.action, attempt)
    attempt.inputs = LIFECYCLE.asks(path.action).model_validate(body.inputs)
    try:
        engine.perform(LIFECYCLE, path.action, attempt)
        session.commit()
    except (StaleDataError, IntegrityError, MovedOnError):
        session.rollback()
        return moved_on(session, SAYS, _find(session, path.control_number), body.version)
    return answer(concern_out(session, found))


def _looked_up(path: ActionPath, body: ActionIn) -> Located | None:
    """Where a corrected address leads: asked before the case is held, a geocoder may be slow."""
    asks = LIFECYCLE.asks(path.action)
    if not issubclass(asks, CorrectAddress):
        return None
    session = reading()
    attempt = Attempt(_find(session, path.control_number), actor(), now(), session)
    engine.admit(LIFECYCLE, path.action, attempt)
    typed = asks.model_validate(body.inputs).address
    atlas = current_or_own(session)
    done_reading()
    return locate_in(atlas, typed, behind())


@staff.get("/api/concerns/<control_number>/suggestions", responses={200: SuggestionsOut})
@open_to_staff
def suggestions(path: ConcernPath) -> Response:
    """What may be one problem with this concern, for those who decide it (VI.B.1)."""
    session = reading()
    found = _find(session, path.control_number)
    row = LIFECYCLE.find("associate", found.state)
    if row is None or row.who.acting_as(actor(), found) is None:
        return answer(SuggestionsOut(groups=[]))
    return answer(
        SuggestionsOut(
            groups=[
                SuggestionOut(
                    control_number=each.primary.control_number,
                    number=grouped(each.primary.control_number),
                    score=each.score,
                    reasons=list(each.reasons),
                    preselected=each.is_preselected,
                    place=each.primary.address or each.primary.place,
                    latitude=each.primary.latitude,
                    longitude=each.primary.longitude,
                    submitted_at=each.primary.submitted_at,
                    size=each.size,
                    state=each.primary.state.label if each.primary.state else "",
                    refusal=why_not_primary(found, each.primary),
                )
                for each in likely_same(session, found)
            ]
        )
    )


@staff.get("/api/concerns/<control_number>/chronic", responses={200: ChronicOut})
@open_to_staff
def chronic(path: ConcernPath) -> Response:
    """How often a problem like this one was closed at this place, and came back."""
    session = reading()
    closed = came_back(session, _find(session, path.control_number))
    seen = queries.within_reach(session, actor(), closed)
    return answer(
        ChronicOut(
            says=_times_back(len(closed)),
            closed=[
                ClosedOut(
                    control_number=each.control_number if each.id in seen else None,
                    number=grouped(each.control_number) if each.id in seen else None,
                    place=each.address or each.place,
                    closed_at=each.closed_at or each.submitted_at,
                    outcome=_said(OUTCOMES, each.outcome),
                )
                for each in closed
            ],
        )
    )


def _times_back(times: int) -> str | None:
    if times == 0:
        return None
    often = "once" if times == 1 else "twice" if times == 2 else f"{times} times"
    return f"Closed at this place {often} within a year, and back again."


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


def concern_out(session: Session, found: Concern) -> ConcernOut:
    assert found.state is not None
    attempt = Attempt(found, actor(), now(), session)
    entries = entries_of(session, SAYS, found)
    names = names_in(session, SAYS, entries, _people(found))
    is_masked = found.screening.get("outcome") == "hold"
    return ConcernOut(
        control_number=found.control_number,
        number=grouped(found.control_number),
        version=found.version,
        state=found.state.label,
        is_open=found.is_open or found.state is State.ASSOCIATED,
        source=found.source,
        came_by=SOURCES.get(found.source, found.source),
        category=category_labels(session).get(found.category, found.category),
        is_building=found.is_building,
        is_criminal=found.is_criminal,
        text=masked(found.text, found.screening["findings"]) if is_masked else found.text,
        is_masked=is_masked,
        language=LANGUAGES.get(found.language, found.language),
        flags=found.screening.get("flags", []),
        hints=hints_of(
            found.screening.get("flags", []),
            stated=[Flag.CRIMINAL] if found.is_criminal else [],
        ),
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
        entered_by=names.members.get(found.entered_by_id or 0),
        meeting=_meeting(session, found),
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
                members=[names.members.get(member_id, "") for member_id in visit.member_ids],
                recorded_by=names.members.get(visit.recorded_by_id, ""),
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
        history=[event_out(SAYS, entry, names) for entry in entries],
        offers=offers_out(LIFECYCLE, attempt),
    )


def _meeting(session: Session, found: Concern) -> str | None:
    meeting = session.get(Meeting, found.meeting_id) if found.meeting_id else None
    if meeting is None:
        return None
    return f"Beat {meeting.beat}, {meeting.held_on:%B %-d, %Y}, {meeting.place}"


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
        latitude=other.latitude,
        longitude=other.longitude,
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


def _people(found: Concern) -> set[int]:
    people = {found.entered_by_id} if found.entered_by_id else set()
    for visit in found.visits:
        people |= {*visit.member_ids, visit.recorded_by_id}
    return people


SAYS = Says(
    LIFECYCLE,
    State,
    {
        "submit": "Submitted",
        "enter": "Entered",
        "enter_from_meeting": "Entered at a beat meeting",
        "open": "First opened",
        "give_the_lead": "Became associated",
        "release": "Association ended",
        "close_with_primary": "Closed with its primary concern",
    },
    frozenset({"emergency_ruled_out", "primary_id", "unit_id", "was", "stood", "was_due_at"}),
    unit_keys=frozenset({"responsible_unit", "assisting_units", "should_be", "unit"}),
    codes={"reason": BECAUSE, "outcome": OUTCOMES},
)
