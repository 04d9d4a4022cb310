"""What the application told the holders of today's posts."""

from datetime import datetime

from flask import Response, abort
from sqlalchemy import ColumnElement, and_, or_, select

from shared.notices.models import Notice
from shared.web.access import open_to_staff
from shared.web.requests import now, reading, writing
from staff.blueprint import In, Out, answer, staff
from staff.sign_in import actor


class NoticeOut(Out):
    id: int
    kind: str
    clause: str
    text: str
    reference: str | None
    case_kind: str | None
    created_at: datetime
    acknowledged_at: datetime | None


class NoticesOut(Out):
    notices: list[NoticeOut]
    unread: int


class NoticePath(In):
    notice_id: int


def _mine() -> ColumnElement[bool]:
    member = actor()
    return or_(
        Notice.member_id == member.id,
        *(
            and_(
                Notice.role == held.role.value,
                Notice.district == held.district,
                Notice.unit_id == held.unit_id,
            )
            for held in member.holdings
        ),
    )


@staff.get("/api/notices", responses={200: NoticesOut})
@open_to_staff
def notices() -> Response:
    """The last hundred notices to me and to my posts, newest first."""
    listed = (
        reading()
        .scalars(select(Notice).where(_mine()).order_by(Notice.created_at.desc()).limit(100))
        .all()
    )
    return answer(
        NoticesOut(
            notices=[NoticeOut.model_validate(each, from_attributes=True) for each in listed],
            unread=sum(each.acknowledged_at is None for each in listed),
        )
    )


@staff.post("/api/notices/<int:notice_id>/read", responses={200: NoticeOut})
@open_to_staff
def mark_read(path: NoticePath) -> Response:
    """Mark a notice as read. A criminal matter is acknowledged on its concern (VII.B.3)."""
    session = writing()
    found = session.scalar(select(Notice).where(Notice.id == path.notice_id, _mine()))
    if found is None:
        abort(404)
    if found.acknowledged_at is None:
        found.acknowledged_at, found.acknowledged_by_id = now(), actor().id
        session.commit()
    return answer(NoticeOut.model_validate(found, from_attributes=True))
