"""A notice is what a member reads here; an outbox row is what must leave the application."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.database import Base


class Notice(Base):
    """Something told to the holder of a post, or to one member, and kept."""

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_role_district_created_at", "role", "district", "created_at"),
        Index("ix_notices_member_id_created_at", "member_id", "created_at"),
        Index("ix_notices_case_kind_case_id", "case_kind", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    clause: Mapped[str] = mapped_column(String(20))
    case_kind: Mapped[str | None] = mapped_column(String(20))
    case_id: Mapped[int | None]
    reference: Mapped[str | None] = mapped_column(String(40))
    role: Mapped[str | None] = mapped_column(String(40))
    district: Mapped[str | None] = mapped_column(String(3))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


class Outgoing(Base):
    """One thing that must leave: tried until it is done or a person says stop."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_open", "channel", "done_at", "stopped_at", "next_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))  # mail, 311, report
    key: Mapped[str] = mapped_column(String(120), unique=True)  # says the same thing only once
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    next_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(300))
    done_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    stopped_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
