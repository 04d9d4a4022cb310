"""Repeated tries slow down and then stop, counted in the database so that every process knows."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Response, request
from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from shared.database import Base
from shared.web.requests import database


class Tries(Base):
    """Wrong tries by one key: an address, or a control number, each as a hash."""

    __tablename__ = "tries"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(index=True)
    open_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many free tries, then doubling waits up to the longest; forgotten after a while."""

    free: int
    first_wait: timedelta
    longest_wait: timedelta
    forget_after: timedelta

    def wait(self, failures: int) -> timedelta:
        over = failures - self.free
        if over < 0:
            return timedelta(0)
        doubled: timedelta = self.first_wait * 2 ** min(over, 20)
        return min(doubled, self.longest_wait)


SIGN_IN_BY_ADDRESS = Limit(20, timedelta(seconds=5), timedelta(minutes=15), timedelta(hours=1))
STATUS_BY_ADDRESS = Limit(10, timedelta(seconds=5), timedelta(hours=1), timedelta(hours=24))
STATUS_BY_NUMBER = Limit(5, timedelta(seconds=10), timedelta(hours=1), timedelta(hours=24))
SUBMIT_BY_ADDRESS = Limit(30, timedelta(minutes=1), timedelta(hours=1), timedelta(hours=1))


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
        tries = session.get(Tries, _hash(key), with_for_update=True)
        if tries is None:
            tries = Tries(key=_hash(key), failures=0, last_at=now, open_at=now)
            session.add(tries)
        if now - tries.last_at > limit.forget_after:
            tries.failures = 0
        tries.failures += 1
        tries.last_at, tries.open_at = now, now + limit.wait(tries.failures)
        session.commit()


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
