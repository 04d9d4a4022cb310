"""A police-related request from 311, its work order (SRSWO), and what belongs to it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shared.database import Base
from shared.people.models import Member
from shared.places.models import Unit
from shared.work_orders.states import INVESTIGATED, OPEN, State
from shared.workflow.record import Case
from shared.workflow.states import StateColumn


class WorkOrder(Case, Base):
    """One "Police Miscellaneous" request and, once opened, its SRSWO (V.D.2.a)."""

    __tablename__ = "work_orders"
    __table_args__ = (
        Index("ix_work_orders_district_state", "district", "state", "attention_at", "id"),
        Index("ix_work_orders_member_id_state", "member_id", "state", "attention_at", "id"),
        Index("ix_work_orders_beat_state", "beat", "state", "attention_at", "id"),
        Index("ix_work_orders_state_due_at", "state", "due_at"),
        Index("ix_work_orders_received_at", "received_at"),
    )

    reference: Mapped[str] = mapped_column(String(60), unique=True)  # its number, as an address
    city_number: Mapped[str] = mapped_column(String(100), unique=True)  # Service Request Number
    state: Mapped[State | None] = mapped_column(StateColumn(State), default=None)
    attention_at: Mapped[datetime]
    urgency: Mapped[int] = mapped_column(default=1)

    text: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    cell: Mapped[int | None] = mapped_column(BigInteger)
    is_near_boundary: Mapped[bool] = mapped_column(default=False)
    district: Mapped[str | None] = mapped_column(String(3))
    sector: Mapped[str | None] = mapped_column(String(4))
    beat: Mapped[str | None] = mapped_column(String(4))

    requested_at: Mapped[datetime]  # by the resident, at 311
    received_at: Mapped[datetime]  # here
    city_status: Mapped[str] = mapped_column(String(10), default="open")
    city_notes: Mapped[str | None] = mapped_column(Text)
    city_as_of: Mapped[datetime | None]
    is_duplicate: Mapped[bool] = mapped_column(default=False)
    parent_number: Mapped[str | None] = mapped_column(Text)

    opened_at: Mapped[datetime | None]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    assigned_at: Mapped[datetime | None]  # to a member, the first time: seven days from here
    first_due_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    missed_due_at: Mapped[datetime | None]  # a due date that passed before it was extended
    extensions: Mapped[int] = mapped_column(default=0)
    stood: Mapped[State | None] = mapped_column(StateColumn(State))  # before an extension was asked

    explained_at: Mapped[datetime | None]  # submitted, the last time
    returned_at: Mapped[datetime | None]
    returned_because: Mapped[str | None] = mapped_column(Text)
    accepted_at: Mapped[datetime | None]
    disposition: Mapped[str | None] = mapped_column(Text)  # what 311 is told
    entries: Mapped[int] = mapped_column(default=0)  # how often something was entered in 311
    sent_as: Mapped[str | None] = mapped_column(String(60))  # the reference of the disposition
    not_taken_because: Mapped[str | None] = mapped_column(Text)
    closed_at: Mapped[datetime | None]

    member: Mapped[Member | None] = relationship(foreign_keys=[member_id])
    explanations: Mapped[list["Explanation"]] = relationship(order_by="Explanation.id")
    asked: Mapped[list["Extension"]] = relationship(order_by="Extension.id")
    supports: Mapped[list["Support"]] = relationship(order_by="Support.id")

    __mapper_args__ = {"version_id_col": Case.version}  # noqa: RUF012 (as SQLAlchemy types it)

    @property
    def number(self) -> str:
        return f"SRSWO {self.city_number}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def is_late(self, now: datetime) -> bool:
        """V.C.3.a: no explanation by the due date."""
        if self.due_at is None or self.state is None:
            return False
        if self.state is State.SUBMITTED:
            return self.explained_at is not None and self.explained_at > self.due_at
        return self.state in INVESTIGATED and now > self.due_at

    def pending(self) -> "Extension | None":
        """The extension that was asked for and is not decided."""
        return next((each for each in self.asked if each.decided_at is None), None)

    def unentered(self) -> list["Extension"]:
        """Approved extensions whose reason is not on its way to 311 (V.D.5.a)."""
        return [each for each in self.asked if each.is_approved and each.sent_as is None]


class Explanation(Base):
    """What the member wrote in the lower half of the SRSWO (V.E.1)."""

    __tablename__ = "work_order_explanations"
    __table_args__ = (Index("ix_work_order_explanations_work_order_id", "work_order_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    work_order_id: Mapped[int] = mapped_column(ForeignKey("work_orders.id"))
    text: Mapped[str] = mapped_column(Text)
    acted_at: Mapped[datetime]
    written_at: Mapped[datetime]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))

    member: Mapped[Member] = relationship()


class Extension(Base):
    """More time, asked for with its reason (V.E.2) and decided (V.D.5)."""

    __tablename__ = "work_order_extensions"
    __table_args__ = (Index("ix_work_order_extensions_work_order_id", "work_order_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    work_order_id: Mapped[int] = mapped_column(ForeignKey("work_orders.id"))
    is_further: Mapped[bool]  # V.D.5.b: the district commander's
    reason: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    is_approved: Mapped[bool] = mapped_column(default=False)
    because: Mapped[str | None] = mapped_column(Text)
    due_at: Mapped[datetime | None]
    sent_as: Mapped[str | None] = mapped_column(String(60))  # V.D.5.a: the reason's reference
    entered_at: Mapped[datetime | None]  # 311 has it

    asked_by: Mapped[Member] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[Member | None] = relationship(foreign_keys=[decided_by_id])


class Support(Base):
    """An Intra-Departmental Support Service Request, CPD-21.224 (V.B)."""

    __tablename__ = "support_requests"
    __table_args__ = (
        Index("ix_support_requests_work_order_id", "work_order_id"),
        Index("ix_support_requests_unit_id", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    work_order_id: Mapped[int] = mapped_column(ForeignKey("work_orders.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    what: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[str | None] = mapped_column(String(200))  # who of the unit
    answered_at: Mapped[datetime | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    unit: Mapped[Unit] = relationship()
    asked_by: Mapped[Member] = relationship(foreign_keys=[asked_by_id])


class Fetch(Base):
    """311 was accessed for new police-related requests in a tour of duty (V.C.2, V.D.1)."""

    __tablename__ = "work_order_fetches"
    __table_args__ = (
        Index("ix_work_order_fetches_district_watch_on", "district", "watch_on", "watch"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    district: Mapped[str] = mapped_column(String(3))
    watch_on: Mapped[date] = mapped_column(Date)
    watch: Mapped[int]
    at: Mapped[datetime]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    new: Mapped[int]  # since the fetch before
    trouble: Mapped[str | None] = mapped_column(String(300))  # 311 could not be reached: not done

    member: Mapped[Member] = relationship()


class QueryReport(Base):
    """A Service Request Query Report as it was issued (V.D.2.b)."""

    __tablename__ = "query_reports"
    __table_args__ = (UniqueConstraint("district", "watch_on", "watch", "copy"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district: Mapped[str] = mapped_column(String(3))
    watch_on: Mapped[date] = mapped_column(Date)
    watch: Mapped[int]
    copy: Mapped[int]  # 1, 2 … within the tour
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    issued_by: Mapped[Member] = relationship()

    @property
    def number(self) -> str:
        return f"{self.district}-{self.watch_on:%Y%m%d}-{self.watch}-{self.copy}"


class ReportLine(Base):
    """Where a work order stands in a Query Report: each refers to the other (V.D.2.c)."""

    __tablename__ = "query_report_lines"
    __table_args__ = (Index("ix_query_report_lines_work_order_id", "work_order_id"),)

    report_id: Mapped[int] = mapped_column(ForeignKey("query_reports.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    work_order_id: Mapped[int] = mapped_column(ForeignKey("work_orders.id"))
