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
from shared.sample.play import Play
from shared.sample.services import add_services
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
# How many days ago at most each unfinished story began, so that most of it is in time.
RECENT = {
    "submitted": 1.5,
    "in review": 2.5,
    "assigned": 5,
    "sent back": 5,
    "adrift": 6,
    "disputed": 5,
    "with supervisor": 6,
    "investigating": 8,
    "submitted for approval": 8,
    "complete": 9,
    "returned": 10,
    "extended": 14,
}
GROUPS = 8
CAME_BACK_AFTER = (290, 200, 110)  # days ago that the chronic place's earlier concerns were told


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
        where, at = _somewhere(session, random), now - _ago(random, story)
        play.concern(where, at, random.choice(SAYINGS), story)
        progress(number, concerns)
    for _ in range(min(GROUPS, concerns)):
        _group(play, _somewhere(session, random))
    if concerns:
        _chronic_place(play, _in_district(session, random, DISTRICTS[0]))
        add_services(session, now, random, lambda code: _in_district(session, random, code))
    return Loaded(
        len(session.scalars(select(Member.id)).all()),
        len(session.scalars(select(Concern.id)).all()),
    )


def _ago(random: Random, story: str) -> timedelta:
    """Finished stories began long enough ago; of the others one in ten is by now late."""
    if story not in RECENT:
        return timedelta(days=random.uniform(13, 60))
    if random.random() < 0.1:
        return timedelta(days=random.uniform(12, 20))
    return timedelta(days=random.uniform(0.2, RECENT[story]))


def _group(play: Play, where: Placed) -> None:
    """Two or three neighbors tell of one problem; the sergeant joins what they told."""
    random = play.random
    about = random.choice(SAYINGS).category
    sayings = [saying for saying in SAYINGS if saying.category == about]
    at = play.now - timedelta(days=random.uniform(3, 6))
    primary = play.concern(where, at, sayings[0], "in review")
    for _ in range(random.randint(1, 2)):
        other = play.concern(where, at + timedelta(hours=4), random.choice(sayings), "in review")
        play.join(other, primary, at + timedelta(hours=50))


def _chronic_place(play: Play, where: Placed) -> None:
    """One corner where the same problem was closed again and again, and is told once more."""
    about = SAYINGS[0]
    for days in CAME_BACK_AFTER:
        play.concern(where, play.now - timedelta(days=days), about, "closed")
    play.concern(where, play.now - timedelta(hours=5), about, "submitted")


def _somewhere(session: Session, random: Random) -> Placed:
    """An address in one of the two districts, found as a resident's would be."""
    return _in_district(session, random, random.choices(DISTRICTS, (3, 2))[0])


def _in_district(session: Session, random: Random, district: str) -> Placed:
    street, low, high = random.choice(STREETS[district])
    typed = f"{random.randint(low, high)} {street}"
    best = locate(session, typed).best
    if best is None or best.district != district:
        return Placed(typed, district=district)
    return Placed(
        typed,
        address=best.address,
        latitude=best.latitude,
        longitude=best.longitude,
        precision=best.precision,
        district=best.district,
        sector=best.sector,
        beat=best.beat,
        is_near_boundary=best.is_near_boundary,
    )
