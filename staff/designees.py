"""One's own designees: who may act for my posts until a time (VII.C.2)."""

from datetime import datetime

from flask import Response, abort
from pydantic import AwareDatetime
from sqlalchemy import select

from shared.directive.roles import UNIT_ROLES, Role
from shared.people import designees, signing_in
from shared.people.models import Member, Post
from shared.web.access import open_to
from shared.web.requests import now, reading, writing
from staff.blueprint import In, Out, answer, staff
from staff.sign_in import actor

LENDERS = (
    Role.SUPERVISOR,
    Role.WATCH_LIEUTENANT,
    Role.TACTICAL_LIEUTENANT,
    Role.COMMANDING_OFFICER,
)


class DesigneeIn(In):
    post_id: int
    to_star: str
    until_at: AwareDatetime


class DesigneePath(In):
    designee_id: int


class DesigneeOut(Out):
    id: int
    post_id: int
    star: str
    name: str
    until_at: datetime | None


class DesigneesOut(Out):
    designees: list[DesigneeOut]


@staff.get("/api/designees", responses={200: DesigneesOut})
@open_to(*LENDERS)
def my_designees() -> Response:
    """Who may act for my posts now."""
    lent = designees.standing(reading(), actor().id, now())
    ids = {each.to_member_id for each in lent}
    members = {m.id: m for m in reading().scalars(select(Member).where(Member.id.in_(ids)))}
    return answer(
        DesigneesOut(
            designees=[
                DesigneeOut(
                    id=each.id,
                    post_id=each.post_id,
                    star=members[each.to_member_id].star,
                    name=members[each.to_member_id].name,
                    until_at=each.until_at,
                )
                for each in lent
            ]
        )
    )


@staff.post("/api/designees", responses={204: None})
@open_to(*LENDERS)
def designate(body: DesigneeIn) -> Response:
    """Name a designee who may act for my post until a time."""
    session = writing()
    post = session.get(Post, body.post_id, with_for_update=True)
    if post is None or post.member_id != actor().id or post.role not in UNIT_ROLES:
        abort(404)
    to = signing_in.find_member(session, body.to_star)
    designees.named(session, post, to, body.until_at, now())
    session.commit()
    return Response(status=204)


@staff.post("/api/designees/<int:designee_id>/end", responses={204: None})
@open_to(*LENDERS)
def take_back(path: DesigneePath) -> Response:
    """The designee may not act for my post any more, from now."""
    if not designees.taken_back(writing(), path.designee_id, actor().id, now()):
        abort(404)
    writing().commit()
    return Response(status=204)
