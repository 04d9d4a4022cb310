"""Repeated tries slow down and then stop, counted in the database so that every process knows."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Response, request
from sqlalchemy import String, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from shared.database import Base
from shared.web.requests import database


class Tries(Base):
    """Wrong tries by one key: an address, or a control number, each as a hash."""

    __tablename__ = "tries"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(index=True)
    open_at: Mapped[datetime]


ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many free tries, then doubling waits up to the longest; forgotten after a while.

    `forgives` takes one try off for each such time since the last, so that many people behind one
    address, each of whom does little, are not taken for one who does much.
    """

    free: int
    first_wait: timedelta
    longest_wait: timedelta
    forget_after: timedelta
    forgives: timedelta | None = None

    def wait(self, failures: int) -> timedelta:
        over = failures - self.free
        if over < 0:
            return timedelta(0)
        doubled: timedelta = self.first_wait * 2 ** min(over, 20)
        return min(doubled, self.longest_wait)


SIGN_IN_BY_ADDRESS = Limit(20, timedelta(seconds=5), timedelta(minutes=15), timedelta(hours=1))
STATUS_BY_ADDRESS = Limit(
    20, timedelta(seconds=5), timedelta(hours=1), timedelta(hours=24), timedelta(minutes=5)
)
STATUS_BY_NUMBER = Limit(5, timedelta(seconds=10), timedelta(hours=1), timedelta(hours=24))
SUBMIT_BY_ADDRESS = Limit(
    60, timedelta(minutes=1), timedelta(hours=1), timedelta(hours=1), timedelta(minutes=1)
)

KEY_BY_ADDRESS = Limit(10, timedelta(seconds=10), timedelta(hours=1), timedelta(hours=24))
OPEN311_BY_KEY = Limit(
    600, timedelta(seconds=10), timedelta(minutes=15), timedelta(hours=1), timedelta(seconds=2)
)


class Limited(Exception):  # noqa: N818  (a state one is in, not a fault)
    """Too many tries; `open_at` is when the next one counts."""

    def __init__(self, open_at: datetime, now: datetime) -> None:
        super().__init__("too many tries")
        self.open_at = open_at
        self.seconds = max(1, round((open_at - now).total_seconds()))

    def response(self, response: Response) -> Response:
        response.headers["Retry-After"] = str(self.seconds)
        return response


def address() -> str:
    return request.remote_addr or "unknown"


def check(key: str, now: datetime) -> None:
    """Raise Limited while the key must wait."""
    with database().open(reading=True) as session:
        open_at = session.scalar(select(Tries.open_at).where(Tries.key == _hash(key)))
    if open_at is not None and open_at > now:
        raise Limited(open_at, now)


def failed(key: str, limit: Limit, now: datetime) -> None:
    """Count one wrong try, in a transaction of its own."""
    with database().open() as session:
        _count(_held(session, key, now), limit, now)
        session.commit()


def claim(*tries: tuple[str, Limit], now: datetime) -> None:
    """Count a try before it is made, so that a burst of them cannot slip through together.

    Raises Limited, and counts nothing, while any of the keys must wait.
    """
    with database().open() as session:
        held = [(_held(session, key, now), limit) for key, limit in tries]
        open_at = max(each.open_at for each, _limit in held)
        if open_at > now:
            raise Limited(open_at, now)
        for each, limit in held:
            _count(each, limit, now)
        session.commit()


def give_back(key: str, limit: Limit, now: datetime) -> None:
    """The try that was claimed was right: it does not count."""
    with database().open() as session:
        tries = _held(session, key, now)
        tries.failures = max(0, tries.failures - 1)
        tries.open_at = min(tries.open_at, now + limit.wait(tries.failures))
        session.commit()


def _held(session: Session, key: str, now: datetime) -> Tries:
    """The row of a key, locked; another process may make it at the same moment."""
    hashed = _hash(key)
    if found := session.get(Tries, hashed, with_for_update=True):
        return found
    made = Tries(key=hashed, failures=0, last_at=now, open_at=ALWAYS)
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        return session.get_one(Tries, hashed, with_for_update=True)
    return made


def _count(tries: Tries, limit: Limit, now: datetime) -> None:
    _forgive(tries, limit, now)
    tries.failures += 1
    if wait := limit.wait(tries.failures):  # else who asked a moment earlier would have to wait
        tries.open_at = now + wait


def _forgive(tries: Tries, limit: Limit, now: datetime) -> None:
    """What time has taken off; `last_at` keeps the part of a step that has not yet counted."""
    quiet = now - tries.last_at
    if quiet > limit.forget_after:
        tries.failures = 0
    elif limit.forgives:
        steps = int(quiet / limit.forgives)
        tries.failures = max(0, tries.failures - steps)
        tries.last_at += steps * limit.forgives
    if not limit.forgives or not tries.failures:
        tries.last_at = now


def passed(key: str) -> None:
    with database().open() as session:
        session.execute(delete(Tries).where(Tries.key == _hash(key)))
        session.commit()


def try_again(what: str, now: datetime, *, is_right: bool) -> None:
    """Count a sign-in by address; raises Limited when the address must wait."""
    key = f"{what} {address()}"
    check(key, now)
    if not is_right:
        failed(key, SIGN_IN_BY_ADDRESS, now)


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
