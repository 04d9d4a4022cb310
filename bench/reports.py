"""Every report of the last whole quarter or month, counted and shown: how long each takes."""

import argparse
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import func, select

from bench.fill import FILLED, fill_up
from bench.filling.concerns import MEASURED_DISTRICT
from shared.database import Database
from shared.reports.comparing import Asked
from shared.reports.kinds import KINDS, Kind
from shared.reports.periods import Length, Period, last_ended
from shared.reports.scopes import CITY, Level, Scope, district
from shared.reports.tables import to_json
from shared.schema.upgrade import upgrade


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser("bench reports", description=__doc__)
    parser.add_argument("--database", required=True, help="its address")
    parser.add_argument("--cases", type=int, default=0, help="how many there shall be in all")
    given = parser.parse_args(arguments)
    database = Database(given.database)
    upgrade(database, given.database)
    fill_up(database, (given.cases // 2, given.cases // 4, given.cases // 4))
    with database.open(reading=True) as session:
        cases = sum(session.scalar(select(func.count()).select_from(m)) or 0 for m in FILLED)
    print(f"{cases:,} cases on {database.engine.dialect.name}")
    print(f"{'report':18} {'of':14} {'period':10} {'s':>7} {'rows':>6}")
    for kind in KINDS:
        for scope, period in _asked_for(kind):
            _time(database, kind, scope, period)
    database.close()


def _asked_for(kind: Kind) -> Iterator[tuple[Scope, Period]]:
    length = Length.QUARTER if Length.QUARTER in kind.lengths else Length.MONTH
    period = last_ended(length, datetime.now(UTC))
    if Level.CITY in kind.levels:
        yield CITY, period
    if Level.DISTRICT in kind.levels:
        yield district(MEASURED_DISTRICT), period


def _time(database: Database, kind: Kind, scope: Scope, period: Period) -> None:
    with database.open(reading=True) as session:
        began = time.perf_counter()
        report = kind.report(Asked(session, scope, period, datetime.now(UTC)))
        to_json(report)
        took = time.perf_counter() - began
    rows = sum(len(table.rows) for table in report.tables)
    print(f"{kind.name:18} {scope.key:14} {period.key:10} {took:>7.2f} {rows:>6}")
