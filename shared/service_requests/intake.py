"""How forms are filed: one for each need, one for each vehicle, once for each key (IV.A.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns.placing import district_of, sector_of
from shared.directive.clauses import Clause
from shared.people.actors import MemberActor
from shared.places.cells import cell_of
from shared.places.locate import beat_at
from shared.places.models import District
from shared.service_requests.addresses import addressed
from shared.service_requests.inputs import Confirmed
from shared.service_requests.lifecycle import LIFECYCLE
from shared.service_requests.models import ServiceRequest
from shared.service_requests.numbers import next_reference
from shared.service_requests.questions import Answers, clean, plate_of
from shared.service_requests.types import ServiceType
from shared.workflow import engine
from shared.workflow.record import GENESIS
from shared.workflow.refusals import Refusal, RefusedError
from shared.workflow.table import Attempt

MOST_VEHICLES = 20


@dataclass(frozen=True, slots=True)
class Where:
    """Where the service is needed. `place` is what was typed."""

    place: str
    details: str = ""
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    beat: str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What a member asks of the City; each vehicle of several is a need of its own."""

    service: str
    details: str
    where: Where
    answers: Answers = field(default_factory=dict)
    vehicles: Sequence[Answers] = ()
    asker_name: str | None = None
    asker_contact: str | None = None
    confirmed: Confirmed = field(default_factory=Confirmed)

    def split(self) -> list[Answers]:
        """What 311 will be told, form by form."""
        if not self.vehicles:
            return [self.answers]
        return [{**self.answers, **vehicle} for vehicle in self.vehicles]


def filed(session: Session, actor: MemberActor, key: str) -> list[ServiceRequest]:
    """The forms that this member filed under this key, in order."""
    return list(
        session.scalars(
            select(ServiceRequest)
            .where(ServiceRequest.filed_with == _own(actor, key))
            .order_by(ServiceRequest.id)
        )
    )


def file(
    session: Session, actor: MemberActor, need: Need, key: str, now: datetime
) -> list[ServiceRequest]:
    """All or, with RefusedError, none; the same key again gives the same. The caller commits."""
    if known := filed(session, actor, key):
        return known
    _check_vehicles(session, need)
    where = _found(session, need.where)
    return [
        _file_one(session, actor, need, where, answers, f"{_own(actor, key)}/{place}", now)
        for place, answers in enumerate(need.split())
    ]


def _own(actor: MemberActor, key: str) -> str:
    """A key is its member's: nobody learns from another's key what was filed with it."""
    return f"{actor.id}:{key}"


def _check_vehicles(session: Session, need: Need) -> None:
    service = session.get(ServiceType, need.service)
    if need.vehicles and (service is None or not service.needs_vehicle):
        raise RefusedError(
            Refusal("Only abandoned vehicles are listed one by one.", Clause.IV_A_1, "vehicles")
        )
    plates = [plate for answers in need.vehicles if (plate := plate_of(answers))]
    if len(set(plates)) < len(plates):
        raise RefusedError(
            Refusal("The same license plate stands there twice.", Clause.IV_A_1, "vehicles")
        )


@dataclass(frozen=True, slots=True)
class _Placed:
    address: str | None
    latitude: float | None
    longitude: float | None
    beat: str


def _found(session: Session, where: Where) -> _Placed:
    """What was told, and what can be found of the rest; a form must have its beat (IV.A.2)."""
    address, latitude, longitude = where.address, where.latitude, where.longitude
    if latitude is None or longitude is None:
        if best := addressed(session, where.place):
            address, latitude, longitude = best.address, best.latitude, best.longitude
    elif address is None:
        address = where.place
    return _Placed(address, latitude, longitude, _beat(session, where.beat, latitude, longitude))


def _beat(
    session: Session, told: str | None, latitude: float | None, longitude: float | None
) -> str:
    beat = told
    if beat is None and latitude is not None and longitude is not None:
        fix = beat_at(session, latitude, longitude)
        beat = fix.beat.number if fix else None
    if beat is None or session.get(District, district_of(beat)) is None:
        raise RefusedError(Refusal("Say in which beat it is.", Clause.IV_A_2, "beat"))
    return beat


def _file_one(
    session: Session,
    actor: MemberActor,
    need: Need,
    where: _Placed,
    answers: Answers,
    key: str,
    now: datetime,
) -> ServiceRequest:
    form = _form(actor, need, where, clean(answers), key, now)
    form.reference = next_reference(session, form.district, now)
    if service := session.get(ServiceType, need.service):
        form.type = service
    engine.perform(LIFECYCLE, "file", Attempt(form, actor, now, session, need.confirmed))
    session.flush()
    return form


def _form(
    actor: MemberActor,
    need: Need,
    where: _Placed,
    answers: Mapping[str, str | list[str]],
    key: str,
    now: datetime,
) -> ServiceRequest:
    point = where.latitude, where.longitude
    return ServiceRequest(
        state=None,
        attention_at=now,
        urgency=1,
        filing_key=key,
        filed_with=key.rsplit("/", 1)[0],
        service=need.service,
        details=need.details,
        answers=dict(answers),
        plate=plate_of(answers),
        place=need.where.place,
        place_details=need.where.details,
        address=where.address,
        latitude=where.latitude,
        longitude=where.longitude,
        cell=None if None in point else cell_of(*point),  # type: ignore[arg-type]
        district=district_of(where.beat),
        sector=sector_of(where.beat),
        beat=where.beat,
        asker_name=need.asker_name,
        asker_contact=need.asker_contact,
        originator_id=actor.id,
        filed_at=now,
        submitted_at=now,
        tries=0,
        is_number_typed=False,
        is_number_verified=False,
        history_length=0,
        history_seal=GENESIS,
    )
