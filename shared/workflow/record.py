"""The history of every case: only ever added to, each row sealed with the one before."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.database import Base
from shared.workflow.table import Attempt

GENESIS = "0" * 64


class Entry(Base):
    """One thing that happened to one case."""

    __tablename__ = "history"
    __table_args__ = (
        UniqueConstraint("case_kind", "case_id", "number"),
        Index("ix_history_member_id_at", "member_id", "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    case_kind: Mapped[str] = mapped_column(String(20))
    case_id: Mapped[int]
    number: Mapped[int]  # 1, 2, 3 … within the case
    action: Mapped[str] = mapped_column(String(40))
    from_state: Mapped[str | None] = mapped_column(String(30))
    to_state: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    role: Mapped[str] = mapped_column(String(40))
    clauses: Mapped[str] = mapped_column(String(120))
    details: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))


class Case:
    """What the engine needs of every kind of case."""

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    history_length: Mapped[int] = mapped_column(default=0)
    history_seal: Mapped[str] = mapped_column(String(64), default=GENESIS)


def append(attempt: Attempt, entry: Entry) -> Entry:
    """Seal the entry to the end of its case's history; the caller owns the transaction."""
    case, session = attempt.case, attempt.session
    session.add(case)
    if case.id is None:
        session.flush()
    entry.case_id = case.id
    entry.number = (case.history_length or 0) + 1
    entry.previous = case.history_seal or GENESIS
    entry.seal = seal(entry)
    case.history_length, case.history_seal = entry.number, entry.seal
    session.add(entry)
    return entry


def seal(entry: Entry) -> str:
    """SHA-256 over everything the row says and the seal before it."""
    says = [
        entry.previous,
        entry.case_kind,
        entry.case_id,
        entry.number,
        entry.action,
        entry.from_state,
        entry.to_state,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.member_id,
        entry.role,
        entry.clauses,
        entry.details,
    ]
    return hashlib.sha256(
        json.dumps(says, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()
