"""VII.C.2: a supervisor's designee, who may act for one post until a time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from shared.directive.clauses import Clause
from shared.people.models import Delegation, Member, Post
from shared.workflow.refusals import Refusal, RefusedError


def named(
    session: Session, post: Post, to: Member | None, until: datetime, now: datetime
) -> Delegation:
    """Lend the post until a time; who has it already has it until then. The caller commits."""
    if to is None or to.id == post.member_id:
        raise RefusedError(Refusal("There is no other member with that star.", None, "to_star"))
    if until <= now:
        raise RefusedError(
            Refusal("That time is over. Say until when in the future.", Clause.VII_C_2, "until_at")
        )
    for lent in standing(session, post.member_id, now):
        if (lent.post_id, lent.to_member_id) == (post.id, to.id):
            lent.until_at = until
            return lent
    lent = Delegation(post_id=post.id, to_member_id=to.id, from_at=now, until_at=until)
    session.add(lent)
    return lent


def standing(session: Session, member_id: int, now: datetime) -> Sequence[Delegation]:
    """Who may act for this member's posts now, the one that ends first before the others."""
    return session.scalars(
        select(Delegation)
        .join(Delegation.post)
        .options(contains_eager(Delegation.post))
        .where(
            Post.member_id == member_id,
            Delegation.from_at <= now,
            Delegation.until_at.is_(None) | (Delegation.until_at > now),
        )
        .order_by(Delegation.until_at, Delegation.id)
    ).all()


def taken_back(session: Session, lent_id: int, member_id: int, now: datetime) -> bool:
    """End at once what this member lent; False when it does not stand. The caller commits."""
    for lent in standing(session, member_id, now):
        if lent.id == lent_id:
            lent.until_at = now
            return True
    return False
