"""A City Service Request form, and what belongs to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shared.database import Base
from shared.directive.clocks import CHICAGO
from shared.people.models import Member
from shared.service_requests.states import OPEN, State
from shared.service_requests.types import ServiceType
from shared.workflow.record import Case
from shared.workflow.states import StateColumn


class ServiceRequest(Case, Base):
    """One form CPD-21.208: one need of one City service (IV.A.1)."""

    __tablename__ = "service_requests"
    __table_args__ = (
        Index("ix_service_requests_district_state", "district", "state", "attention_at", "id"),
        Index("ix_service_requests_sector_state", "sector", "state", "attention_at", "id"),
        Index("ix_service_requests_beat_state", "beat", "state", "attention_at", "id"),
        Index("ix_service_requests_originator_id_state", "originator_id", "state"),
        Index("ix_service_requests_state_due_at", "state", "due_at"),
        Index("ix_service_requests_service_state", "service", "state"),
        Index("ix_service_requests_ended_at", "ended_at"),
        Index("ix_service_requests_filed_at", "filed_at"),
        Index("ix_service_requests_filed_with", "filed_with"),
        # A purged form's id must not come back: the access log still speaks of it.
        {"sqlite_autoincrement": True},
    )

    reference: Mapped[str] = mapped_column(String(24), unique=True)
    state: Mapped[State | None] = mapped_column(StateColumn(State), default=None)
    attention_at: Mapped[datetime]
    urgency: Mapped[int] = mapped_column(default=1)  # 0 comes first: somebody asked to look

    filing_key: Mapped[str] = mapped_column(String(90), unique=True)
    filed_with: Mapped[str] = mapped_column(String(80))  # the forms of one filing share it
    service: Mapped[str] = mapped_column(ForeignKey("service_types.code"))
    details: Mapped[str] = mapped_column(Text)
    answers: Mapped[dict[str, Any]]
    plate: Mapped[str | None] = mapped_column(String(20))

    place: Mapped[str] = mapped_column(String(300))  # as typed
    place_details: Mapped[str] = mapped_column(String(500), default="")
    address: Mapped[str | None] = mapped_column(String(200))  # as found
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    cell: Mapped[int | None] = mapped_column(BigInteger)
    district: Mapped[str] = mapped_column(String(3))
    sector: Mapped[str] = mapped_column(String(4))
    beat: Mapped[str] = mapped_column(String(4))

    asker_name: Mapped[str | None] = mapped_column(String(120))
    asker_contact: Mapped[str | None] = mapped_column(String(254))
    to_tell_since: Mapped[datetime | None]  # IV.A.4: there is news the asker was not told
    told_at: Mapped[datetime | None]
    told_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    originator_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    filed_at: Mapped[datetime]
    submitted_at: Mapped[datetime]  # to the community policing office, the last time
    reviewed_at: Mapped[datetime | None]
    returned_because: Mapped[str | None] = mapped_column(Text)

    tries: Mapped[int] = mapped_column(default=0)  # how often it was sent to 311
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    not_taken_because: Mapped[str | None] = mapped_column(Text)
    city_number: Mapped[str | None] = mapped_column(String(60), unique=True)  # IV.C.2
    is_number_typed: Mapped[bool] = mapped_column(default=False)
    is_number_verified: Mapped[bool] = mapped_column(default=False)
    city_status: Mapped[str | None] = mapped_column(String(20))
    city_notes: Mapped[str | None] = mapped_column(Text)
    city_as_of: Mapped[datetime | None]
    city_expects_at: Mapped[datetime | None]
    entered_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]  # completed or withdrawn: the 180 days run from here

    unresolved_since: Mapped[datetime | None]  # IV.A.3
    unresolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    follow_up_since: Mapped[datetime | None]  # IV.B.2
    late_reported_at: Mapped[datetime | None]  # IV.C.7
    held_because: Mapped[str | None] = mapped_column(Text)  # a legal hold stops the purge
    held_at: Mapped[datetime | None]

    type: Mapped[ServiceType] = relationship()
    originator: Mapped[Member] = relationship(foreign_keys=[originator_id])

    __mapper_args__ = {"version_id_col": Case.version}  # noqa: RUF012 (as SQLAlchemy types it)

    @property
    def number(self) -> str:
        """As it is written on the form: CSR 011-2026-000123."""
        return self.reference.replace("-", " ", 1)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_entered(self) -> bool:
        """IV.C.2: only with the number 311 gave."""
        return self.state in (State.ENTERED, State.COMPLETED) and self.city_number is not None

    def is_late(self, now: datetime) -> bool:
        """IV.C.7: past its service's usual time, and the service is in season."""
        if self.state is not State.ENTERED or self.due_at is None or now <= self.due_at:
            return False
        return self.type.in_season(now.astimezone(CHICAGO).date())


# What stands in few rows of a district is found without reading the others.
for _name, _few in {
    "unresolved": ServiceRequest.unresolved_since.is_not(None),
    "follow_up": ServiceRequest.follow_up_since.is_not(None),
    "to_tell": ServiceRequest.to_tell_since.is_not(None),
    "unverified": and_(
        ServiceRequest.is_number_typed, ServiceRequest.is_number_verified.is_(False)
    ),
}.items():
    Index(
        f"ix_service_requests_{_name}",
        ServiceRequest.district,
        postgresql_where=_few,
        sqlite_where=_few,
    )


class FormNumber(Base):
    """The last number given in a district and year."""

    __tablename__ = "form_numbers"

    district: Mapped[str] = mapped_column(String(3), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Purged(Base):
    """What is left of a form that was purged (IV.C.3): which, when, and how its history ended."""

    __tablename__ = "purged_service_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(unique=True)
    reference: Mapped[str] = mapped_column(String(24), unique=True)
    district: Mapped[str] = mapped_column(String(3))
    service: Mapped[str] = mapped_column(String(20))
    ended_state: Mapped[str] = mapped_column(String(30))
    ended_at: Mapped[datetime]
    purged_at: Mapped[datetime]
    history_length: Mapped[int]
    history_seal: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64), unique=True)  # so the record is one chain
    seal: Mapped[str] = mapped_column(String(64))
