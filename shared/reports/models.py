"""A report as it was issued."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.database import Base
from shared.reports.states import State
from shared.workflow.record import Case
from shared.workflow.states import StateColumn


class IssuedReport(Case, Base):
    """What a report said when it was issued; `data` is never written again.

    A Status Report that the commander returned is followed by another copy of the same period.
    """

    __tablename__ = "issued_reports"
    __table_args__ = (
        UniqueConstraint("kind", "scope", "period", "copy"),
        Index("ix_issued_reports_kind_scope_issued_at", "kind", "scope", "issued_at"),
        Index("ix_issued_reports_district_state", "district", "state", "attention_at", "id"),
    )

    reference: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    scope: Mapped[str] = mapped_column(String(20))
    district: Mapped[str | None] = mapped_column(String(3))
    period: Mapped[str] = mapped_column(String(8))
    copy: Mapped[int]  # 1, 2 … of one kind, scope and period
    state: Mapped[State | None] = mapped_column(StateColumn(State), default=None)
    attention_at: Mapped[datetime]
    urgency: Mapped[int] = mapped_column(default=1)

    title: Mapped[str] = mapped_column(String(200))
    data: Mapped[dict[str, Any]]
    seal: Mapped[str] = mapped_column(String(64))  # SHA-256 over the data
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    remarks: Mapped[str | None] = mapped_column(Text)  # IV.C.5, the sergeant's
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    returned_because: Mapped[str | None] = mapped_column(Text)

    __mapper_args__ = {"version_id_col": Case.version}  # noqa: RUF012 (as SQLAlchemy types it)
