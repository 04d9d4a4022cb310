"""How a notice or an outgoing message is written, in the transaction of what caused it."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.directive.clauses import Clause
from shared.directive.roles import Role
from shared.notices.models import Notice, Outgoing


def tell(  # noqa: PLR0913 (whom it is for is named by keyword)
    session: Session,
    kind: str,
    clause: Clause,
    text: str,
    now: datetime,
    *,
    case: tuple[str, int, str] | None = None,
    role: Role | None = None,
    district: str | None = None,
    unit_id: int | None = None,
    member_id: int | None = None,
) -> Notice:
    """Tell the holder of a post or one member. `case` is its kind, id and reference."""
    kind_of, case_id, reference = case or (None, None, None)
    notice = Notice(
        kind=kind,
        clause=clause.number,
        text=text,
        created_at=now,
        case_kind=kind_of,
        case_id=case_id,
        reference=reference,
        role=role.value if role else None,
        district=district,
        unit_id=unit_id,
        member_id=member_id,
    )
    session.add(notice)
    return notice


def send(session: Session, channel: str, key: str, payload: dict[str, Any], now: datetime) -> None:
    """Put something in the outbox; the same key leaves once."""
    session.add(Outgoing(channel=channel, key=key, payload=payload, created_at=now, next_at=now))
