"""What may be one problem with a stored concern: how long the question takes in a full database."""

import argparse
import time
from random import Random
from statistics import median, quantiles

from sqlalchemy import func, select

from bench.fill import fill_up
from shared.concerns.models import Concern
from shared.concerns.neighbours import likely_same
from shared.concerns.states import State
from shared.database import Database
from shared.schema.upgrade import upgrade

ASKED = 300


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser("bench suggestions", description=__doc__)
    parser.add_argument("--database", required=True, help="its address")
    parser.add_argument("--concerns", type=int, default=0, help="how many there shall be")
    given = parser.parse_args(arguments)
    database = Database(given.database)
    upgrade(database, given.database)
    fill_up(database, (given.concerns, 0, 0))
    with database.open(reading=True) as session:
        count = session.scalar(select(func.count()).select_from(Concern)) or 0
        asked = list(session.scalars(select(Concern.id).where(Concern.state == State.IN_REVIEW)))
    Random(1).shuffle(asked)
    times = [_time(database, concern_id) for concern_id in asked[: ASKED + 1]][1:]
    print(f"{count:,} concerns on {database.engine.dialect.name}")
    print(
        f"  suggestions for one: p50 {median(times):.1f} ms, p95 {quantiles(times, n=20)[-1]:.1f}"
    )
    database.close()


def _time(database: Database, concern_id: int) -> float:
    """Milliseconds; the first one also reads the lexicon, and is not counted."""
    with database.open(reading=True) as session:
        concern = session.get_one(Concern, concern_id)
        began = time.perf_counter()
        likely_same(session, concern)
        return (time.perf_counter() - began) * 1000
