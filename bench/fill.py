"""Fills a database with made-up concerns, forms and work orders, and prints how long it took."""

import argparse
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from random import Random

from bench.filling.concerns import concerns
from bench.filling.crews import crews
from bench.filling.forms import forms
from bench.filling.rows import Rows, first_free, in_batches, settle
from bench.filling.work_orders import work_orders
from shared.concerns.models import Concern
from shared.concerns.numbers import hash_pin
from shared.database import Base, Database
from shared.schema.upgrade import upgrade
from shared.service_requests.models import ServiceRequest
from shared.work_orders.models import WorkOrder

BATCH = 5_000
PIN = "12345678"
FILLED: tuple[type[Base], ...] = (Concern, ServiceRequest, WorkOrder)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser("bench fill", description=__doc__)
    parser.add_argument("--database", required=True, help="its address")
    for name in ("concerns", "forms", "work-orders"):
        parser.add_argument(f"--{name}", type=int, default=0, help="how many there shall be")
    given = parser.parse_args(arguments)
    database = Database(given.database)
    upgrade(database, given.database)
    fill_up(database, (given.concerns, given.forms, given.work_orders))
    database.close()


def fill_up(database: Database, wanted: Iterable[int]) -> None:
    """Add what lacks to so many of each kind."""
    for model, number in zip(FILLED, wanted, strict=True):
        there = first_free(database.engine, model) - 1
        if there < number:
            began = time.perf_counter()
            fill(database, model, number - there, datetime.now(UTC))
            took = time.perf_counter() - began
            print(f"{model.__tablename__}: {number - there:,} filled in {took:,.0f} s", flush=True)


def fill(database: Database, model: type[Base], number: int, now: datetime, seed: int = 1) -> None:
    """Add so many, numbered on from those that are there."""
    with database.open() as session:
        people = crews(session)
        session.commit()
    first = first_free(database.engine, model)
    random, hashed = Random(seed + first), hash_pin(PIN)
    make: dict[type[Base], Callable[[range], Rows]] = {
        Concern: lambda ids: concerns(ids, people, random, now, hashed),
        ServiceRequest: lambda ids: forms(ids, people, random, now),
        WorkOrder: lambda ids: work_orders(ids, people, random, now),
    }
    in_batches(range(first, first + number), BATCH, make[model], database.engine)
    settle(database.engine, (model,))
