"""The named lists of City Service Request forms, and the search among them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from shared.directive.clauses import Clause
from shared.directive.roles import Role
from shared.people.actors import MemberActor
from shared.people.reach import visible_to
from shared.places.patrol_areas import PatrolArea
from shared.service_requests.lifecycle import FILERS, IN_DISTRICT, IN_SECTOR, ON_BEAT, OWN, REACH
from shared.service_requests.models import ServiceRequest
from shared.service_requests.numbers import reference_of
from shared.service_requests.states import NOT_SENT, OPEN, TO_ENTER, WITH_THE_CITY, State
from shared.service_requests.types import ServiceType
from shared.workflow.queues import Condition, Queue
from shared.workflow.table import Scope

LOADED = (joinedload(ServiceRequest.type), joinedload(ServiceRequest.originator))
_OFFICE = (Role.OFFICER, Role.SERGEANT)
_OCP = (Role.DEPUTY_CHIEF, Role.AUDITOR)


def _of(scope: Scope, *conditions: ColumnElement[bool]) -> Condition:
    return lambda actor, role, now: and_(scope.sql(actor, role), *conditions)  # type: ignore[attr-defined]


def _in(*states: State) -> ColumnElement[bool]:
    return ServiceRequest.state.in_(states)


def is_late(now: datetime) -> ColumnElement[bool]:
    """What ServiceRequest.is_late says of a row, over the table (IV.C.7; IV.A.3, note)."""
    in_season = select(ServiceType.code).where(ServiceType.in_season_now(now))
    return and_(
        ServiceRequest.state == State.ENTERED,
        ServiceRequest.due_at < now,
        ServiceRequest.service.in_(in_season),
    )


def disagrees(_now: datetime) -> ColumnElement[bool]:
    """311 says closed, the beat says not (III.C.5)."""
    return and_(
        ServiceRequest.city_status == "closed", ServiceRequest.unresolved_since.is_not(None)
    )


def _late(actor: MemberActor, role: Role, now: datetime) -> ColumnElement[bool]:
    return and_(REACH[role].sql(actor, role), is_late(now))


ENTERS = _in(*TO_ENTER)
_RETURNED = _in(State.RETURNED)
_TO_TELL = ServiceRequest.to_tell_since.is_not(None)
_ASKED = ServiceRequest.follow_up_since.is_not(None)
_UNVERIFIED = and_(
    ServiceRequest.is_number_typed,
    ServiceRequest.is_number_verified.is_(False),
    _in(State.ENTERED),
)

# fmt: off
QUEUES = (
    Queue("csr-mine", "My service requests", Clause.II_C, FILERS, _of(OWN, _in(*OPEN)), "None of your forms is open."),
    Queue("csr-returned", "Forms returned to me", Clause.IV_C_6, FILERS, _of(OWN, _RETURNED), "No form was returned to you."),
    Queue("csr-beat", "Unresolved on my beat", Clause.IV_A_3, (Role.MEMBER, Role.OFFICER), _of(ON_BEAT, _in(*WITH_THE_CITY)), "Nothing is unresolved on your beat."),
    Queue("csr-to-tell", "Tell the community member", Clause.IV_A_4, FILERS, _of(OWN, _TO_TELL), "Everybody was told."),
    Queue("csr-sector", "My sector's forms", Clause.IV_B_1, (Role.SECTOR_SERGEANT,), _of(IN_SECTOR, _in(*NOT_SENT)), "No form is being prepared."),
    Queue("csr-sector-untold", "Community members to be told", Clause.IV_B_3, (Role.SECTOR_SERGEANT,), _of(IN_SECTOR, _TO_TELL), "Everybody was told."),
    Queue("csr-review", "Forms to review today", Clause.IV_C_1, (Role.SERGEANT,), _of(IN_DISTRICT, _in(State.SUBMITTED)), "Every form was reviewed."),
    Queue("csr-to-enter", "To enter in 311", Clause.IV_C_2, _OFFICE, _of(IN_DISTRICT, ENTERS), "Nothing waits to be entered."),
    Queue("csr-waiting", "Waiting for a 311 number", Clause.IV_C_2, _OFFICE, _of(IN_DISTRICT, _in(State.SENDING)), "Every form has its number."),
    Queue("csr-unverified", "311 numbers to be checked", Clause.IV_C_2, _OFFICE, _of(IN_DISTRICT, _UNVERIFIED), "Every number was checked."),
    Queue("csr-unresolved", "Unresolved, please look", Clause.IV_A_3, (Role.SERGEANT,), _of(IN_DISTRICT, ServiceRequest.unresolved_since.is_not(None)), "Nobody asked you to look."),
    Queue("csr-follow-up", "Follow-up asked", Clause.IV_B_2, _OFFICE, _of(IN_DISTRICT, _ASKED), "Nobody asked for follow-up."),
    Queue("csr-late", "Service late", Clause.IV_C_7, (Role.SERGEANT, Role.COMMANDER, *_OCP), _late, "No service is late."),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Search:
    """What a member looks for among the forms within reach (III.A: area, district, sector, beat)."""

    words: str = ""
    state: State | None = None
    service: str | None = None
    area: str | None = None
    district: str | None = None
    sector: str | None = None
    beat: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    late: bool = False

    def where(self, actor: MemberActor, now: datetime) -> ColumnElement[bool]:
        return and_(visible_to(REACH, actor), *self._equal(), *self._words(), *self._times(now))

    def _equal(self) -> list[ColumnElement[bool]]:
        wanted = {
            ServiceRequest.state: self.state,
            ServiceRequest.service: self.service,
            ServiceRequest.district: self.district,
            ServiceRequest.sector: self.sector,
            ServiceRequest.beat: self.beat,
        }
        conditions = [column == value for column, value in wanted.items() if value]
        if self.area:
            within = select(PatrolArea.district).where(PatrolArea.area == self.area)
            conditions.append(ServiceRequest.district.in_(within))
        return conditions

    def _words(self) -> list[ColumnElement[bool]]:
        if not self.words:
            return []
        sought = f"%{_escaped(self.words)}%"
        return [
            or_(
                ServiceRequest.reference == reference_of(self.words),
                ServiceRequest.city_number == self.words,
                ServiceRequest.details.ilike(sought, escape="\\"),
                ServiceRequest.place.ilike(sought, escape="\\"),
            )
        ]

    def _times(self, now: datetime) -> list[ColumnElement[bool]]:
        conditions = []
        if self.since:
            conditions.append(ServiceRequest.filed_at >= self.since)
        if self.until:
            conditions.append(ServiceRequest.filed_at < self.until)
        if self.late:
            conditions.append(is_late(now))
        return conditions


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def filed_by(actor: MemberActor, state: State | None) -> ColumnElement[bool]:
    """A member's own forms, open or not (II.C)."""
    mine = ServiceRequest.originator_id == actor.id
    return mine if state is None else and_(mine, ServiceRequest.state == state)


def find(session: Session, actor: MemberActor, typed: str) -> ServiceRequest | None:
    """A form out of reach is not found."""
    return session.scalar(
        select(ServiceRequest).where(
            ServiceRequest.reference == reference_of(typed), visible_to(REACH, actor)
        )
    )


def late_and_unreported(now: datetime) -> ColumnElement[bool]:
    return and_(is_late(now), ServiceRequest.late_reported_at.is_(None))
