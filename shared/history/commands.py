"""flask history: proof that the record is whole."""

import sys

import click
from flask import current_app
from flask.cli import AppGroup

from shared.history.verify import breaks
from shared.schema.models import KINDS
from shared.service_requests import retention

history = AppGroup("history", help="The append-only record of every case.")


@history.command("verify")
def verify() -> None:
    """Check every chain; names each broken place and then fails."""
    with current_app.extensions["database"].open(reading=True) as session:
        found = 0
        for broken in (*breaks(session, KINDS), *retention.breaks(session)):
            click.echo(str(broken), err=True)
            found += 1
    if found:
        click.echo(f"{found} broken place(s).", err=True)
        sys.exit(1)
    click.echo("Every history is whole.")
