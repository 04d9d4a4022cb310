"""Fills an empty installation with a demonstration that ends at the present moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns.intake import Placed
from shared.concerns.models import Concern
from shared.people.models import Member
from shared.places.locate import locate
from shared.sample.people import DISTRICTS, add_people
from shared.sample.play import STORIES, Play
from shared.sample.texts import SAYINGS

CONCERNS = 320
SEED = 20180108  # the day the order took effect

# (street, from, to) that lie well inside each district; numbers are picked along them.
STREETS = {
    "011": (
        ("W Harrison St", 2700, 4300),
        ("W Madison St", 2700, 4500),
        ("N Pulaski Rd", 100, 900),
        ("S Kedzie Ave", 300, 900),
        ("W Chicago Ave", 3300, 4500),
        ("S Homan Ave", 400, 800),
    ),
    "019": (
        ("N Clark St", 2900, 3900),
        ("N Halsted St", 2900, 3900),
        ("W Belmont Ave", 500, 2300),
        ("W Addison St", 600, 2300),
        ("N Southport Ave", 2900, 3900),
    ),
}
# How often each story is told; what is closed is most of the past.
WEIGHTS = {
    "closed": 34,
    "not accepted": 8,
    "complete": 6,
    "submitted for approval": 6,
    "investigating": 12,
    "extended": 6,
    "with supervisor": 5,
    "assigned": 6,
    "returned": 3,
    "disputed": 2,
    "adrift": 2,
    "sent back": 2,
    "in review": 4,
    "submitted": 4,
}
RECENT = {"submitted": 1.5, "in review": 3, "assigned": 5, "sent back": 5, "with supervisor": 6}


class NotEmptyError(Exception):
    """There are members already: sample data is only for an empty installation."""


@dataclass(frozen=True, slots=True)
class Loaded:
    people: int
    concerns: int


def load(
    session: Session, now: datetime, progress: Callable[[int, int], None], concerns: int = CONCERNS
) -> Loaded:
    """Raises NotEmptyError. Commits as it goes."""
    if session.scalar(select(Member.id).limit(1)) is not None:
        raise NotEmptyError
    add_people(session)
    session.commit()
    random = Random(SEED)  # noqa: S311 (a made-up past, not a secret)
    play = Play(session, now, random)
    stories = random.choices(list(WEIGHTS), list(WEIGHTS.values()), k=concerns)
    for number, story in enumerate(stories, 1):
        days = random.uniform(0.2, RECENT.get(story, 45))
        play.concern(_somewhere(session, random), now - timedelta(days=days), *_what(random, story))
        progress(number, concerns)
    return Loaded(
        len(session.scalars(select(Member.id)).all()),
        len(session.scalars(select(Concern.id)).all()),
    )


def _what(random: Random, story: str) -> tuple[object, str]:
    assert story in STORIES
    return random.choice(SAYINGS), story


def _somewhere(session: Session, random: Random) -> Placed:
    """An address in one of the two districts, found as a resident's would be."""
    district = random.choices(DISTRICTS, (3, 2))[0]
    street, low, high = random.choice(STREETS[district])
    direction, _, name = street.partition(" ")
    typed = f"{random.randint(low, high)} {direction} {name}"
    found = locate(session, typed)
    return Placed(typed, district=district) if found.best is None else _placed(typed, found)
