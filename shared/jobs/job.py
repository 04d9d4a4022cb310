"""What a job is, and what it is given."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.database import Database
from shared.settings import Settings

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a job works with; `now` is the moment it began."""

    database: Database
    settings: Settings
    now: datetime


@dataclass(frozen=True, slots=True)
class Job:
    """A thing done regularly. `minute`, `hour`, `day` are as in crontab, Chicago time.

    `run` says how many things it did. It is safe to run again, and safe to run twice at once.
    """

    name: str
    says: str
    run: Callable[[Surroundings], int]
    minute: str = "*"
    hour: str = "*"
    day: str = "*"


def going_on(now: datetime) -> Clock:
    """`now`, moving on as time passes: a lease counted from a standing clock would be a lie."""
    began = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - began)
