"""Who looked at which record (VI.C); kept apart from history, which is about what was done."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from shared.database import Base


class Look(Base):
    """One reading of one record by one member."""

    __tablename__ = "looks"
    __table_args__ = (
        Index("ix_looks_case_kind_case_id", "case_kind", "case_id"),
        Index("ix_looks_member_id_at", "member_id", "at"),
        Index("ix_looks_at", "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    case_kind: Mapped[str] = mapped_column(String(20))
    case_id: Mapped[int]
    what: Mapped[str] = mapped_column(String(30))  # page, contact, words, print, list
    reason: Mapped[str | None] = mapped_column(String(300))


def looked(
    session: Session,
    member_id: int,
    case_kind: str,
    case_id: int,
    what: str,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Log that a member read something; the caller owns the transaction."""
    session.add(
        Look(
            at=now,
            member_id=member_id,
            case_kind=case_kind,
            case_id=case_id,
            what=what,
            reason=reason,
        )
    )


def look_out(look: Look, who: str, reference: str) -> dict[str, Any]:
    return {
        "at": look.at,
        "member": who,
        "record": reference,
        "what": look.what,
        "reason": look.reason,
    }
