"""What is kept of 311: what was sent and how far it came, and what 311 told."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shared.database import Base
from shared.notices.models import Outgoing
from shared.workflow.states import StateColumn


class Stage(StrEnum):
    """How far something on its way to 311 has come."""

    WAITING = "waiting"  # nothing has left yet, or 311 says that it took nothing
    SENDING = "sending"  # it may have left: 311 is asked before anything is posted again
    NUMBERING = "numbering"  # 311 has it and gave a token
    DONE = "done"
    REFUSED = "refused"


class Sending(Base):
    """An outbox row of channel 311: whose it is and how far it came."""

    __tablename__ = "city_sendings"
    __table_args__ = (Index("ix_city_sendings_case_kind_case_id", "case_kind", "case_id"),)

    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), primary_key=True)
    case_kind: Mapped[str] = mapped_column(String(20))
    case_id: Mapped[int]
    what: Mapped[str] = mapped_column(String(10))  # request or update
    reference: Mapped[str] = mapped_column(String(60))
    stage: Mapped[Stage] = mapped_column(StateColumn(Stage), default=Stage.WAITING)
    claim: Mapped[str | None] = mapped_column(String(32))  # the worker that has it in hand
    sent_at: Mapped[datetime | None]
    token: Mapped[str | None] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(String(100))
    doubles: Mapped[list[str]] = mapped_column(default=list)  # other numbers with our reference
    is_doubled: Mapped[bool] = mapped_column(default=False)

    outgoing: Mapped[Outgoing] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_held_up(self) -> bool:
        """311 has it under a number that stands on another case here."""
        if self.what != "request" or self.number is None or self.stage is Stage.REFUSED:
            return False
        return self.outgoing.done_at is None and self.outgoing.stopped_at is not None


class CityRecord(Base):
    """A request as 311 told it last, and the case it belongs to."""

    __tablename__ = "city_requests"
    __table_args__ = (
        Index("ix_city_requests_case_kind_case_id", "case_kind", "case_id"),
        Index("ix_city_requests_service_code_status", "service_code", "status"),
    )

    number: Mapped[str] = mapped_column(String(100), primary_key=True)
    service_code: Mapped[str] = mapped_column(String(100))
    case_kind: Mapped[str | None] = mapped_column(String(20))
    case_id: Mapped[int | None]
    status: Mapped[str | None] = mapped_column(String(10))  # None: not told yet
    as_of: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    status_notes: Mapped[str | None] = mapped_column(Text)
    agency: Mapped[str | None] = mapped_column(Text)
    is_duplicate: Mapped[bool] = mapped_column(default=False)
    parent_number: Mapped[str | None] = mapped_column(Text)
    follow_ons: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    has_follow_ons: Mapped[bool] = mapped_column(default=False)
    told: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # all that 311 said, notes included


class Sweep(Base):
    """How far the reading of one service's requests has come."""

    __tablename__ = "city_sweeps"

    service_code: Mapped[str] = mapped_column(String(100), primary_key=True)
    cursor: Mapped[str] = mapped_column(String(200))
    read_at: Mapped[datetime | None]  # the last page
    finished_at: Mapped[datetime | None]


class Unreadable(Base):
    """A record in 311's list that could not be read, until a person has dealt with it."""

    __tablename__ = "city_unreadables"
    __table_args__ = (UniqueConstraint("service_code", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_code: Mapped[str] = mapped_column(String(100))
    what: Mapped[str] = mapped_column(String(400))
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
