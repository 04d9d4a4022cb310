"""Signing in and out, and the lock that repeated failures bring (VI.C, VI.D)."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shared.people.actors import MemberActor, actor_for
from shared.people.models import Member, SignIn

FAILURES_UNTIL_LOCKED = 5
SEEN_EVERY = timedelta(minutes=5)

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = _HASHER.hash(secrets.token_hex(16))


class SignInRefusedError(Exception):
    """The words say what to do; they do not say whether the star number exists."""


WRONG = "The star number or the password is not right."
LOCKED = "This account is locked after repeated failures. Telephone the Help Desk."


def hash_password(password: str) -> str:
    return _HASHER.hash(password)


def password_matches(password_hash: str | None, password: str) -> bool:
    """Takes as long when there is no such member."""
    try:
        _HASHER.verify(password_hash or _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return password_hash is not None


def find_member(session: Session, star: str) -> Member | None:
    return session.scalar(select(Member).where(Member.star == star.strip(), Member.is_active))


def judge(member: Member | None, is_right: bool) -> str | None:
    """Why not, or None. A locked account says so only to whoever knows its password."""
    if member is None or not is_right:
        return WRONG
    return LOCKED if member.locked_at is not None else None


def failed(session: Session, member: Member, now: datetime) -> None:
    """Count a failure and lock at the fifth; the count is made in the database, so none is lost."""
    session.execute(
        update(Member).where(Member.id == member.id).values(failures=Member.failures + 1)
    )
    session.execute(
        update(Member)
        .where(
            Member.id == member.id,
            Member.failures >= FAILURES_UNTIL_LOCKED,
            Member.locked_at.is_(None),
        )
        .values(locked_at=now)
    )


def begin(session: Session, member: Member, now: datetime, hours: int) -> str:
    """A new sign-in; the token goes into the cookie, only its hash is kept."""
    token = secrets.token_urlsafe(32)
    session.execute(update(Member).where(Member.id == member.id).values(failures=0))
    session.add(
        SignIn(
            token_hash=_hash(token),
            member_id=member.id,
            began_at=now,
            seen_at=now,
            ends_at=now + timedelta(hours=hours),
        )
    )
    return token


def end(session: Session, token: str, now: datetime) -> None:
    session.execute(
        update(SignIn)
        .where(SignIn.token_hash == _hash(token), SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )


def unlock(session: Session, member: Member) -> None:
    member.failures, member.locked_at = 0, None


def change_password(session: Session, member: Member, password: str, now: datetime) -> None:
    """Also ends every sign-in of the member."""
    member.password_hash = hash_password(password)
    session.execute(
        update(SignIn)
        .where(SignIn.member_id == member.id, SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )


@dataclass(frozen=True, slots=True)
class Known:
    """A signed-in member as this request sees them."""

    token: str
    star: str
    rank: str
    actor: MemberActor


def recognise(session: Session, token: str, now: datetime) -> Known | None:
    """Whose token this is, if it still counts; locking or leaving ends it at once."""
    member = session.scalar(
        select(Member)
        .join(SignIn, SignIn.member_id == Member.id)
        .where(SignIn.token_hash == _hash(token), SignIn.ended_at.is_(None), SignIn.ends_at > now)
    )
    if member is None or not member.is_active or member.locked_at is not None:
        return None
    return Known(token, member.star, member.rank, actor_for(session, member, now))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
