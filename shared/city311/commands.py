"""flask city311: sending to 311 and reading from it, by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click
from flask import current_app
from flask.cli import AppGroup

from shared.city311.client import City311
from shared.city311.draining import drain
from shared.city311.syncing import sync
from shared.city311.working import city_of
from shared.database import Database

city311 = AppGroup("city311", help="The City's 311 system.")


@city311.command("drain")
def drain_command() -> None:
    """Send what waits for 311, and ask for the numbers of what was sent."""
    with _connected() as (database, city, now):
        done = drain(database, city, now)
    click.echo(
        f"Sent {done.sent}, numbered {done.numbered}, refused {done.refused},"
        f" to try again {done.waiting}."
    )
    if done.held_up:
        click.echo(f"Stopped for a person to look at, on the 311 desk: {done.held_up}.")
    for failure in done.failed:
        click.echo(f"Kept for another try: {failure}", err=True)
    if done.failed:
        raise SystemExit(1)


@city311.command("sync")
def sync_command() -> None:
    """Read what changed in 311 since last time; cut off, it goes on where it was."""
    with _connected() as (database, city, now):
        synced = sync(database, city, now)
    click.echo(f"Read {synced.read}, of them {synced.new} new police-related requests.")
    for trouble in synced.troubles:
        click.echo(f"Not read to the end: {trouble}", err=True)
    if synced.troubles:
        raise SystemExit(1)


@contextmanager
def _connected() -> Iterator[tuple[Database, City311, datetime]]:
    extensions = current_app.extensions
    with city_of(extensions["settings"]) as city:
        if city is None:
            raise click.ClickException(
                "No 311 is connected. Set CITY311 and the _URL and _KEY that go with it."
            )
        yield extensions["database"], city, extensions["clock"]()
