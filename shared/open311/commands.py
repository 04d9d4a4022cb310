"""flask open311 keys: which systems may send concerns by Open311."""

from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from shared.directive.clocks import CHICAGO
from shared.open311.keys import give, in_use
from shared.open311.models import ApiKey

open311 = AppGroup("open311", help="What this application serves by Open311 GeoReport v2.")
keys = AppGroup("keys", help="The keys with which other systems send concerns.")
open311.add_command(keys)


@keys.command("add")
@click.argument("name")
def add(name: str) -> None:
    """Give the system NAME a key, and print it this once."""
    name = " ".join(name.split())
    if not 0 < len(name) <= 120:
        raise click.ClickException("A name has 1 to 120 characters.")
    with current_app.extensions["database"].open() as session:
        if in_use(session, name):
            raise click.ClickException(f"{name} has a key. Revoke it first, or choose a new name.")
        key = give(session, name, datetime.now(UTC))
        session.commit()
    click.echo(f"{key}\nThis is the key of {name}. It is not shown again.")


@keys.command("list")
def show() -> None:
    """Every key that was given, by name; never the secret."""
    with current_app.extensions["database"].open(reading=True) as session:
        for key in session.scalars(select(ApiKey).order_by(ApiKey.id)):
            ended = f", revoked {_day(key.revoked_at)}" if key.revoked_at else ""
            click.echo(f"{key.identifier}  {key.name}  given {_day(key.created_at)}{ended}")


@keys.command("revoke")
@click.argument("name")
def revoke(name: str) -> None:
    """The key of NAME opens nothing from now on."""
    with current_app.extensions["database"].open() as session:
        key = in_use(session, name)
        if key is None:
            raise click.ClickException(f"{name} has no key in use.")
        key.revoked_at = datetime.now(UTC)
        session.commit()
    click.echo(f"Revoked the key of {name}.")


def _day(at: datetime) -> str:
    return f"{at.astimezone(CHICAGO):%Y-%m-%d}"
