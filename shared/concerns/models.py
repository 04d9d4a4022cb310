"""A concern and what belongs to it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shared.concerns.states import OPEN, WITH_INVESTIGATORS, State
from shared.database import Base
from shared.people.models import Member
from shared.places.models import Unit
from shared.workflow.record import Case
from shared.workflow.states import StateColumn

PORTAL_SOURCES = ("portal", "open311")  # VII.B.1 counts 36 hours for what came this way
STAFF_SOURCES = ("beat_meeting", "phone", "email", "letter", "in_person", "other")


class Concern(Case, Base):
    """What a community member told the Department, and how far it has come."""

    __tablename__ = "concerns"
    __table_args__ = (
        Index(
            "ix_concerns_district_state_attention",
            "district",
            "state",
            "urgency",
            "attention_at",
            "id",
        ),
        Index("ix_concerns_unit_state_attention", "unit_id", "state", "attention_at", "id"),
        Index("ix_concerns_supervisor_state", "supervisor_id", "state", "attention_at", "id"),
        Index("ix_concerns_cell_submitted_at", "cell", "submitted_at"),
        Index("ix_concerns_primary_id", "primary_id"),
        # Reports count by these moments, and read nothing but the index.
        Index("ix_concerns_submitted_at", "submitted_at", "district", "beat", "category"),
        Index("ix_concerns_decided_at", "decided_at", "district", "beat", "not_accepted_because"),
        Index("ix_concerns_closed_at", "closed_at", "district", "beat", "outcome"),
        Index("ix_concerns_state_due_at", "state", "due_at", "district", "beat"),
        Index("ix_concerns_meeting_id", "meeting_id"),
    )

    control_number: Mapped[str] = mapped_column(String(12), unique=True)
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    submission_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    receipt_saved_at: Mapped[datetime | None]
    state: Mapped[State | None] = mapped_column(StateColumn(State), default=None)
    attention_at: Mapped[datetime]  # when this next wants a look: every queue is in this order
    urgency: Mapped[int] = mapped_column(default=1)  # 0 comes first: criminal in nature

    source: Mapped[str] = mapped_column(String(20))
    category: Mapped[str] = mapped_column(ForeignKey("categories.code"))
    is_building: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8), default="en")
    usual_times: Mapped[str] = mapped_column(String(500), default="")
    usual_days: Mapped[list[str]] = mapped_column(default=list)
    usual_hours: Mapped[list[str]] = mapped_column(default=list)

    place: Mapped[str] = mapped_column(String(300))  # as typed
    place_details: Mapped[str] = mapped_column(String(500), default="")
    address: Mapped[str | None] = mapped_column(String(200))  # as found
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    precision: Mapped[str] = mapped_column(String(20), default="none")
    is_near_boundary: Mapped[bool] = mapped_column(default=False)
    cell: Mapped[int | None] = mapped_column(BigInteger)
    district: Mapped[str | None] = mapped_column(String(3))
    sector: Mapped[str | None] = mapped_column(String(4))
    beat: Mapped[str | None] = mapped_column(String(4))

    contact_name: Mapped[str | None] = mapped_column(String(120))
    contact_email: Mapped[str | None] = mapped_column(String(254))
    contact_phone: Mapped[str | None] = mapped_column(String(40))

    screening: Mapped[dict[str, Any]] = mapped_column(default=dict)
    submitted_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))

    opened_at: Mapped[datetime | None]
    review_due_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    not_accepted_because: Mapped[str | None] = mapped_column(String(40))
    message: Mapped[str | None] = mapped_column(Text)  # what the resident reads of the outcome

    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    assigned_at: Mapped[datetime | None]
    first_due_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    extensions: Mapped[int] = mapped_column(default=0)
    reassignments: Mapped[int] = mapped_column(default=0)
    updated_at: Mapped[datetime | None]  # VII.C.3: the last word on how it goes
    missed_due_at: Mapped[datetime | None]  # a due date that passed before it was extended
    was_late: Mapped[bool] = mapped_column(default=False)  # VII.F.1: a due date passed; it stays
    addressed_due_at: Mapped[datetime | None]  # the late due date the executive officer dealt with
    adrift_addressed: Mapped[int] = mapped_column(default=0)  # re-assignments dealt with
    disputed_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))

    returned_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(40))

    primary_id: Mapped[int | None] = mapped_column(ForeignKey("concerns.id"))
    similar_to_id: Mapped[int | None]  # on arrival; a hint, which no foreign key has to hold

    is_criminal: Mapped[bool] = mapped_column(Boolean, default=False)  # VII.B.3
    station_told_at: Mapped[datetime | None]
    station_acknowledged_at: Mapped[datetime | None]
    case_report: Mapped[str | None] = mapped_column(String(120))

    parts: Mapped[list["Part"]] = relationship(back_populates="concern", order_by="Part.id")
    visits: Mapped[list["Visit"]] = relationship(order_by="Visit.at, Visit.id")
    assigned: Mapped[list["Assigned"]] = relationship(order_by="Assigned.id")
    unit: Mapped[Unit | None] = relationship(foreign_keys=[unit_id])
    supervisor: Mapped[Member | None] = relationship(foreign_keys=[supervisor_id])
    primary: Mapped["Concern | None"] = relationship(
        remote_side="Concern.id", back_populates="followers", foreign_keys=[primary_id]
    )
    followers: Mapped[list["Concern"]] = relationship(
        back_populates="primary", foreign_keys=[primary_id], order_by="Concern.id"
    )

    __mapper_args__ = {"version_id_col": Case.version}  # noqa: RUF012 (as SQLAlchemy types it)

    @property
    def reference(self) -> str:
        return self.control_number

    @property
    def came_by_portal(self) -> bool:
        return self.source in PORTAL_SOURCES

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def is_late(self, now: datetime) -> bool:
        """VII.E.5.b: not closed by its unit by the due date."""
        return self.state in WITH_INVESTIGATORS and self.due_at is not None and now > self.due_at

    def active_parts(self) -> list["Part"]:
        return [part for part in self.parts if part.left_at is None]


class Part(Base):
    """A unit's part in a concern (VII.B.2.b): one is responsible for closing, others assist."""

    __tablename__ = "parts"
    __table_args__ = (
        Index("ix_parts_unit_id_concern_id", "unit_id", "concern_id"),
        Index("ix_parts_concern_id", "concern_id"),
        Index("ix_parts_supervisor_id", "supervisor_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    concern_id: Mapped[int] = mapped_column(ForeignKey("concerns.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    is_responsible: Mapped[bool]
    is_active: Mapped[bool] = mapped_column(default=True)
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    since: Mapped[datetime]
    reported_at: Mapped[datetime | None]  # an assisting unit has said what it did
    left_at: Mapped[datetime | None]

    concern: Mapped[Concern] = relationship(back_populates="parts")
    unit: Mapped[Unit] = relationship()


class Assigned(Base):
    """A member designated to take action (VII.D.2)."""

    __tablename__ = "assigned_members"
    __table_args__ = (
        Index("ix_assigned_members_member_id", "member_id", "concern_id"),
        Index("ix_assigned_members_concern_id", "concern_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    concern_id: Mapped[int] = mapped_column(ForeignKey("concerns.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    is_active: Mapped[bool] = mapped_column(default=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    member: Mapped[Member] = relationship()


class Visit(Base):
    """An action taken: what, by whom, when (VII.D.3)."""

    __tablename__ = "visits"
    __table_args__ = (Index("ix_visits_concern_id", "concern_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    concern_id: Mapped[int] = mapped_column(ForeignKey("concerns.id"))
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(Text)
    member_ids: Mapped[list[int]] = mapped_column(JSON)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    recorded_at: Mapped[datetime]


class DifferentProblem(Base):
    """Two concerns that a member called different problems; they are not suggested again."""

    __tablename__ = "different_problems"
    __table_args__ = (
        UniqueConstraint("concern_id", "other_id"),
        Index("ix_different_problems_other_id", "other_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    concern_id: Mapped[int] = mapped_column(ForeignKey("concerns.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("concerns.id"))
    at: Mapped[datetime]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


class Association(Base):
    """A concern joined to a primary, and what undoing must restore (VI.B.1)."""

    __tablename__ = "associations"
    __table_args__ = (Index("ix_associations_concern_id", "concern_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    concern_id: Mapped[int] = mapped_column(ForeignKey("concerns.id"))
    primary_id: Mapped[int] = mapped_column(ForeignKey("concerns.id"))
    stood: Mapped[State] = mapped_column(StateColumn(State))
    came_with_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"))
    came_from_id: Mapped[int | None] = mapped_column(ForeignKey("concerns.id"))
    because: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    undone_at: Mapped[datetime | None]


class Meeting(Base):
    """A monthly beat meeting at which concerns were told (VII.A.1)."""

    __tablename__ = "meetings"
    __table_args__ = (
        UniqueConstraint("entry_key"),
        Index("ix_meetings_district_on", "district", "held_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_key: Mapped[str] = mapped_column(String(64))
    district: Mapped[str] = mapped_column(String(3))
    beat: Mapped[str] = mapped_column(String(40))  # one beat, or several that meet together
    held_on: Mapped[date] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String(200))
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    attendance: Mapped[int | None]
    notes: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]


class Emergency(Base):
    """A situation of II.B: no concern is opened, but OEMC and the supervisor were told."""

    __tablename__ = "emergencies"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_key: Mapped[str] = mapped_column(String(64), unique=True)
    district: Mapped[str | None] = mapped_column(String(3), index=True)
    what: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(300))
    services: Mapped[str] = mapped_column(String(300))
    oemc_told_at: Mapped[datetime]
    oemc_told_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    supervisor_name: Mapped[str] = mapped_column(String(120))
    supervisor_told_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    recorded_at: Mapped[datetime]
