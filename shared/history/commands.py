"""flask history: proof that the record is whole."""

import sys
from itertools import chain
from typing import TextIO

import click
from flask import current_app
from flask.cli import AppGroup

from shared.history import checkpoint
from shared.history.verify import breaks
from shared.schema.models import KINDS
from shared.service_requests import retention

history = AppGroup("history", help="The append-only record of every case.")


@history.command("verify")
@click.option(
    "--against",
    type=click.File(encoding="utf-8"),
    help="A checkpoint kept elsewhere: also find what was written anew as a whole since.",
)
def verify(against: TextIO | None) -> None:
    """Check every chain; names each broken place and then fails."""
    with current_app.extensions["database"].open(reading=True) as session:
        known = checkpoint.read(against or (), KINDS)
        found = 0
        try:
            for broken in chain(
                breaks(session, KINDS),
                retention.breaks(session),
                checkpoint.unlike(session, known, retention.is_purged),
            ):
                click.echo(str(broken), err=True)
                found += 1
        except (checkpoint.MarkError, UnicodeDecodeError) as error:
            raise click.ClickException(str(error)) from error
    if found:
        click.echo(f"{found} broken place(s).", err=True)
        sys.exit(1)
    click.echo("Every history is whole.")


@history.command("checkpoint")
def write_checkpoint() -> None:
    """Print where every history ends now, to be kept elsewhere for `verify --against`."""
    with current_app.extensions["database"].open(reading=True) as session:
        for mark in checkpoint.marks(session, KINDS):
            click.echo(str(mark))
