"""Which concerns a new map of beats would put elsewhere; the map moves none of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns.models import Concern
from shared.concerns.states import OPEN
from shared.places.beats import BeatIndex


@dataclass(frozen=True, slots=True)
class Moved:
    """A concern whose point lies in another beat on the new map. `beat` None: in none."""

    control_number: str
    was: str | None
    beat: str | None
    is_open: bool
    is_near_boundary: bool


def moved_by(session: Session, index: BeatIndex) -> Iterator[Moved]:
    query = (
        select(
            Concern.control_number,
            Concern.latitude,
            Concern.longitude,
            Concern.beat,
            Concern.state,
        )
        .where(Concern.latitude.is_not(None))
        .order_by(Concern.control_number)
        .execution_options(yield_per=5_000)
    )
    for number, latitude, longitude, beat, state in session.execute(query):
        if latitude is None or longitude is None:
            continue
        fix = index.at(latitude, longitude)
        found = fix.beat.number if fix else None
        if found != beat:
            yield Moved(number, beat, found, state in OPEN, bool(fix and fix.near_boundary))
