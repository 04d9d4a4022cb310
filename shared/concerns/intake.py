"""How a concern comes in: told at the portal, or entered by an officer."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.concerns import numbers
from shared.concerns.categories import Category
from shared.concerns.inputs import Enter, Submit
from shared.concerns.lifecycle import LIFECYCLE
from shared.concerns.models import Concern, Meeting
from shared.concerns.neighbours import similar_to
from shared.people.actors import RESIDENT, MemberActor
from shared.places.cells import cell_of
from shared.screening import Flag, screen
from shared.workflow import engine
from shared.workflow.record import GENESIS
from shared.workflow.table import Attempt


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a concern is, as far as is known. `place` is what was typed."""

    place: str
    details: str = ""
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str = "none"
    district: str | None = None
    sector: str | None = None
    beat: str | None = None
    is_near_boundary: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells the Department."""

    category: str
    text: str
    where: Placed
    language: str = "en"
    usual_times: str = ""
    usual_days: tuple[str, ...] = ()
    usual_hours: tuple[str, ...] = ()
    contact_name: str | None = None
    contact_email: str | None = None
    contact_phone: str | None = None
    emergency_ruled_out: bool = False
    reported: bool = False  # "I am reporting what somebody else said or did"
    source: str = "portal"
    sent_by: str = ""  # the system that sent it by Open311
    media: str = ""  # the address of a picture or a recording; never fetched from here


@dataclass(frozen=True, slots=True)
class Receipt:
    """The control number and the PIN; the PIN is nowhere else and is shown once (VI.A.1)."""

    control_number: str
    pin: str | None
    concern: Concern = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewPin:
    shown: str = field(repr=False)
    hashed: str = field(repr=False)

    @classmethod
    def make(cls) -> "NewPin":
        pin = numbers.new_pin()
        return cls(pin, numbers.hash_pin(pin))


def submit(session: Session, told: Told, key: str, now: datetime) -> Receipt:
    """Take a resident's concern, once for each key; raises RefusedError. The caller commits.

    The same key again answers with the same control number: with a new PIN while the receipt was
    not confirmed as saved (the first answer may have been lost), without one after that.
    """
    pin = NewPin.make()  # before the first query: hashing must not hold the write lock
    if known := _by_key(session, key):
        return _again(known, pin)
    concern = _concern(session, told, key, now)
    inputs = Submit(emergency_ruled_out=told.emergency_ruled_out, reported=told.reported)
    attempt = Attempt(concern, RESIDENT, now, session, inputs)
    sent = {"sent_by": told.sent_by, "media": told.media}
    attempt.notes |= {key: value for key, value in sent.items() if value}
    return _receive(attempt, "submit", key, pin)


def enter(
    session: Session,
    actor: MemberActor,
    told: Told,
    key: str,
    now: datetime,
    *,
    meeting: Meeting | None = None,
    with_pin: bool = False,
) -> Receipt:
    """Enter a concern for a community member (VII.A), once for each key. The caller commits."""
    pin = NewPin.make() if with_pin else None
    if known := _by_key(session, key):
        return _again(known, pin)
    concern = _concern(session, told, key, now)
    concern.entered_by_id = actor.id
    concern.meeting_id = meeting.id if meeting else None
    attempt = Attempt(
        concern, actor, now, session, Enter(emergency_ruled_out=told.emergency_ruled_out)
    )
    action = "enter_from_meeting" if told.source == "beat_meeting" else "enter"
    return _receive(attempt, action, key, pin)


def saved(session: Session, key: str, now: datetime) -> None:
    """The resident says that number and PIN are kept: from now on the key gives no new PIN."""
    if (concern := _by_key(session, key)) and concern.receipt_saved_at is None:
        concern.receipt_saved_at = now


def _by_key(session: Session, key: str) -> Concern | None:
    """Held, so that of several who send the same at once each sees what the one before made."""
    return session.scalar(
        select(Concern).where(Concern.submission_key == key).with_for_update(of=Concern)
    )


def _again(concern: Concern, pin: NewPin | None) -> Receipt:
    if concern.receipt_saved_at is not None or pin is None:
        return Receipt(concern.control_number, None, concern)
    concern.pin_hash = pin.hashed
    return Receipt(concern.control_number, pin.shown, concern)


def _receive(attempt: Attempt, action: str, key: str, pin: NewPin | None) -> Receipt:
    """Perform, with another number should the first be taken; a faster twin wins."""
    concern, session = attempt.case, attempt.session
    concern.pin_hash = pin.hashed if pin else None
    while True:
        concern.control_number = numbers.new_control_number()
        try:
            with session.begin_nested():
                engine.perform(LIFECYCLE, action, attempt)
                session.flush()
        except IntegrityError:
            if twin := _by_key(session, key):
                return _again(twin, pin)
            if not _is_taken(session, concern.control_number):
                raise
            _as_new(concern)
            continue
        return Receipt(concern.control_number, pin.shown if pin else None, concern)


def _is_taken(session: Session, number: str) -> bool:
    return session.scalar(select(Concern.id).where(Concern.control_number == number)) is not None


def _as_new(concern: Concern) -> None:
    concern.state, concern.history_length, concern.history_seal = None, 0, GENESIS


def _concern(session: Session, told: Told, key: str, now: datetime) -> Concern:
    where = told.where
    found = screen(told.text, reported=told.reported)
    category = session.get(Category, told.category)
    is_criminal = Flag.CRIMINAL in found.flags
    arriving = Concern(
        submission_key=key,
        state=None,
        attention_at=now,
        urgency=0 if is_criminal else 1,
        source=told.source,
        category=told.category,
        is_building=bool(category and category.is_building),
        is_criminal=is_criminal,
        text=told.text,
        language=told.language,
        usual_times=told.usual_times,
        usual_days=list(told.usual_days),
        usual_hours=list(told.usual_hours),
        place=where.place,
        place_details=where.details,
        address=where.address,
        latitude=where.latitude,
        longitude=where.longitude,
        precision=where.precision,
        is_near_boundary=where.is_near_boundary,
        cell=_cell(where),
        district=where.district,
        sector=where.sector,
        beat=where.beat,
        contact_name=told.contact_name,
        contact_email=told.contact_email,
        contact_phone=told.contact_phone,
        screening={
            "outcome": found.outcome.value,
            "flags": sorted(flag.value for flag in found.flags),
            "findings": [
                {"start": f.start, "end": f.end, "reason": f.reason.value, "rule": f.rule}
                for f in found.findings
            ],
            "version": found.version,
            "reported": told.reported,
        },
        submitted_at=now,
        history_length=0,
        history_seal=GENESIS,
    )
    arriving.similar_to_id = similar_to(session, arriving)
    return arriving


def _cell(where: Placed) -> int | None:
    if where.latitude is None or where.longitude is None:
        return None
    return cell_of(where.latitude, where.longitude)
