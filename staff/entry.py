"""What officers bring in: beat meetings, concerns, and the situations of II.B."""

from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Literal, TypeVar

from flask import Response, abort, request
from pydantic import AfterValidator, AwareDatetime, Field
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.concerns.categories import Category
from shared.concerns.inputs import Line, Name, Perhaps, Words
from shared.concerns.intake import Placed, Told, enter
from shared.concerns.models import Concern, Emergency, Meeting
from shared.concerns.numbers import grouped
from shared.concerns.placing import district_of, sector_of
from shared.directive.clauses import Clause
from shared.directive.clocks import CHICAGO
from shared.directive.roles import STAFF, Role
from shared.notices.addresses import is_address
from shared.places.models import District
from shared.screening import Flag, Outcome, screen
from shared.web.access import open_to, open_to_staff
from shared.web.requests import now, reading, writing
from shared.workflow.refusals import Refusal, RefusedError
from staff.blueprint import In, Out, answer, staff
from staff.cases import ChoiceOut
from staff.sign_in import actor
from staff.words import ENTRY_SOURCES, LANGUAGES, HintOut, hints_of, labelled

Made = TypeVar("Made", Meeting, Emergency)
Source = Literal["beat_meeting", "phone", "email", "letter", "in_person", "other"]
Beat = Annotated[str, Field(pattern=r"^[0-9]{4}$")]


class HintsIn(In):
    text: Perhaps


class HintsOut(Out):
    """What the screening notices; an officer decides."""

    flags: list[str]
    emergency_reason: str | None
    city_service: str | None
    words: list[str]
    hints: list[HintOut]


class CategoryOut(Out):
    code: str
    label: str
    hint: str
    is_building: bool


class CategoriesOut(Out):
    categories: list[CategoryOut]


class EntryFormOut(Out):
    """What can be chosen when a concern is entered, and the districts of the officer's posts."""

    categories: list[CategoryOut]
    sources: list[ChoiceOut]
    languages: list[ChoiceOut]
    districts: list[str]


def _address_or_nothing(typed: str) -> str:
    if typed and not is_address(typed):
        raise ValueError("Write the e-mail address like name@example.com.")
    return typed


Address = Annotated[str, Field(max_length=254), AfterValidator(_address_or_nothing)]


class EnterIn(In):
    source: Source
    meeting_id: int | None = None
    category: str
    text: Words
    place: Line
    place_details: Perhaps = ""
    address: str | None = None
    latitude: Annotated[float | None, Field(ge=41.6, le=42.1)] = None
    longitude: Annotated[float | None, Field(ge=-88.0, le=-87.4)] = None
    beat: Beat | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    usual_times: Perhaps = ""
    usual_days: list[str] = Field(default_factory=list, max_length=7)
    usual_hours: list[str] = Field(default_factory=list, max_length=8)
    contact_name: Annotated[str | None, Field(max_length=120)] = None
    contact_email: Address | None = None
    contact_phone: Annotated[str | None, Field(max_length=40)] = None
    emergency_ruled_out: bool
    with_pin: bool = False


class EnteredOut(Out):
    """The control number, and the PIN when a slip was asked for; it is not shown again."""

    control_number: str
    number: str
    pin: str | None


class MeetingIn(In):
    beat: Annotated[str, Field(min_length=4, max_length=40)]
    district: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    held_on: date
    place: Line
    attendance: Annotated[int | None, Field(ge=0, le=10_000)] = None
    notes: Perhaps = ""


class MeetingOut(Out):
    id: int
    district: str
    beat: str
    held_on: date
    place: str
    attendance: int | None
    notes: str
    concerns: int


class MeetingsOut(Out):
    meetings: list[MeetingOut]


class MeetingPath(In):
    meeting_id: Annotated[int, Field(ge=1)]


class EmergencyIn(In):
    """II.B: what it is, where, the services required, and who was told, by whom and when."""

    what: Words
    place: Line
    services: Line
    district: Annotated[str | None, Field(pattern=r"^[0-9]{3}$")] = None
    oemc_told_at: AwareDatetime
    supervisor_name: Name
    supervisor_told_at: AwareDatetime


class EmergencyOut(Out):
    id: int
    recorded_at: datetime


def idempotency_key() -> str:
    """The client's own key for a creation, so that repeating it after a lost answer is safe.

    Bound to the member: what somebody else sends under the same key is another thing.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not 16 <= len(key) <= 64 or not key.isascii() or not key.isprintable():
        raise RefusedError(
            Refusal("Send an Idempotency-Key header of 16 to 64 characters.", None, "header")
        )
    return sha256(f"{actor().id} {key}".encode()).hexdigest()


def _made_once(session: Session, made: Made) -> Made:
    """What was made, or what the same key made at the same moment."""
    model, key = type(made), made.entry_key
    session.add(made)
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        return session.scalars(select(model).where(model.entry_key == key)).one()
    return made


@staff.get("/api/categories", responses={200: CategoriesOut})
@open_to_staff
def categories() -> Response:
    """What a concern can be about."""
    return answer(CategoriesOut(categories=_categories()))


@staff.get("/api/entry-form", responses={200: EntryFormOut})
@open_to(Role.OFFICER)
def entry_form() -> Response:
    """The choices of the entry form, for a tablet to keep where there is no network."""
    return answer(
        EntryFormOut(
            categories=_categories(),
            sources=labelled(ENTRY_SOURCES),
            languages=labelled(LANGUAGES),
            districts=sorted(_own_districts()),
        )
    )


def _categories() -> list[CategoryOut]:
    listed = reading().scalars(
        select(Category).where(Category.is_active).order_by(Category.position)
    )
    return [
        CategoryOut(code=each.code, label=each.label, hint=each.hint, is_building=each.is_building)
        for each in listed
    ]


@staff.post("/api/screening/hints", responses={200: HintsOut})
@open_to_staff
def hints(body: HintsIn) -> Response:
    """What the text seems to be: an emergency, a crime, a building, a City service."""
    found = screen(body.text)
    return answer(
        HintsOut(
            flags=sorted(flag.value for flag in found.flags),
            emergency_reason=found.emergency_reason if Flag.EMERGENCY in found.flags else None,
            city_service=found.city_service,
            words=[] if found.outcome is Outcome.ACCEPT else sorted(found.words(body.text)),
            hints=hints_of(sorted(flag.value for flag in found.flags)),
        )
    )


@staff.post("/api/concerns", responses={201: EnteredOut})
@open_to(Role.OFFICER)
def enter_concern(body: EnterIn) -> Response:
    """Enter a concern for a community member (VII.A.1, VII.A.2)."""
    key = idempotency_key()
    session = writing()
    meeting = session.get(Meeting, body.meeting_id) if body.meeting_id else None
    if body.meeting_id and (meeting is None or meeting.district not in _own_districts()):
        raise RefusedError(
            Refusal("There is no such meeting in your district.", None, "meeting_id")
        )
    if session.get(Category, body.category) is None:
        raise RefusedError(Refusal("Choose a category from the list.", None, "category"))
    receipt = enter(
        session,
        actor(),
        _told(session, body),
        key,
        now(),
        meeting=meeting,
        with_pin=body.with_pin,
    )
    session.commit()
    return answer(
        EnteredOut(
            control_number=receipt.control_number,
            number=grouped(receipt.control_number),
            pin=receipt.pin,
        ),
        201,
    )


def _told(session: Session, body: EnterIn) -> Told:
    return Told(
        category=body.category,
        text=body.text,
        where=_placed(session, body),
        language=body.language,
        usual_times=body.usual_times,
        usual_days=tuple(body.usual_days),
        usual_hours=tuple(body.usual_hours),
        contact_name=body.contact_name or None,
        contact_email=body.contact_email or None,
        contact_phone=body.contact_phone or None,
        emergency_ruled_out=body.emergency_ruled_out,
        reported=True,
        source=body.source,
    )


def _placed(session: Session, body: EnterIn) -> Placed:
    beat = body.beat
    if beat is not None and session.get(District, district_of(beat)) is None:
        raise RefusedError(Refusal("There is no such beat.", None, "beat"))
    districts = _own_districts()
    district = district_of(beat) if beat else next(iter(sorted(districts)), None)
    return Placed(
        place=body.place,
        details=body.place_details,
        address=body.address,
        latitude=body.latitude,
        longitude=body.longitude,
        precision="address" if body.latitude is not None else "none",
        district=district,
        sector=sector_of(beat) if beat else None,
        beat=beat,
    )


def _own_districts() -> frozenset[str]:
    return actor().districts(Role.OFFICER)


@staff.post("/api/meetings", responses={201: MeetingOut})
@open_to(Role.OFFICER)
def add_meeting(body: MeetingIn) -> Response:
    """Record a monthly beat meeting (VII.A.1); the same key again answers with the same meeting."""
    key = idempotency_key()
    if body.district not in _own_districts():
        raise RefusedError(Refusal("That is not your district.", None, "district"))
    if body.held_on > now().astimezone(CHICAGO).date():
        raise RefusedError(Refusal("That meeting is still to come.", Clause.VII_A_1, "held_on"))
    session = writing()
    meeting = session.scalar(select(Meeting).where(Meeting.entry_key == key))
    if meeting is None:
        made = Meeting(
            **body.model_dump(), entry_key=key, facilitator_id=actor().id, created_at=now()
        )
        meeting = _made_once(session, made)
    return answer(_meeting_out(session, meeting), 201)


@staff.get("/api/meetings", responses={200: MeetingsOut})
@open_to(Role.OFFICER, Role.SERGEANT, Role.EXECUTIVE_OFFICER, Role.COMMANDER)
def meetings() -> Response:
    """The district's beat meetings, newest first."""
    session = reading()
    mine = frozenset().union(*(actor().districts(role) for role in actor().roles))
    listed = session.scalars(
        select(Meeting)
        .where(Meeting.district.in_(sorted(mine)))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(60)
    ).all()
    return answer(MeetingsOut(meetings=[_meeting_out(session, each) for each in listed]))


@staff.get("/api/meetings/<int:meeting_id>", responses={200: MeetingOut})
@open_to(Role.OFFICER, Role.SERGEANT, Role.EXECUTIVE_OFFICER, Role.COMMANDER)
def meeting(path: MeetingPath) -> Response:
    """One beat meeting."""
    session = reading()
    found = session.get(Meeting, path.meeting_id)
    mine = frozenset().union(*(actor().districts(role) for role in actor().roles))
    if found is None or found.district not in mine:
        abort(404)
    return answer(_meeting_out(session, found))


def _meeting_out(session: Session, found: Meeting) -> MeetingOut:
    told = session.scalar(
        select(func.count()).select_from(Concern).where(Concern.meeting_id == found.id)
    )
    return MeetingOut(
        id=found.id,
        district=found.district,
        beat=found.beat,
        held_on=found.held_on,
        place=found.place,
        attendance=found.attendance,
        notes=found.notes,
        concerns=told or 0,
    )


@staff.post("/api/emergencies", responses={201: EmergencyOut})
@open_to(*(STAFF - {Role.HELP_DESK, Role.ADMINISTRATOR, Role.CHIEF}))
def record_emergency(body: EmergencyIn) -> Response:
    """Record a situation of II.B: OEMC and the supervisor were told; no concern is opened."""
    key = idempotency_key()
    if max(body.oemc_told_at, body.supervisor_told_at) > now():
        raise RefusedError(Refusal("That time lies in the future.", None, "oemc_told_at"))
    session = writing()
    found = session.scalar(select(Emergency).where(Emergency.entry_key == key))
    if found is None:
        made = Emergency(
            **body.model_dump(),
            entry_key=key,
            oemc_told_by_id=actor().id,
            recorded_by_id=actor().id,
            recorded_at=now(),
        )
        found = _made_once(session, made)
    return answer(EmergencyOut(id=found.id, recorded_at=found.recorded_at), 201)
