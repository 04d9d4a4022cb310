"""flask sample: a demonstration, only when asked for."""

import click
from flask import current_app
from flask.cli import AppGroup

from shared.jobs.job import Surroundings
from shared.reports.periodic import issue_due
from shared.sample.load import CONCERNS, NotEmptyError, load
from shared.sample.people import PASSWORD
from shared.sample.services import decide_on_reports

sample = AppGroup("sample", help="Made-up people and concerns for a demonstration.")


@sample.command("load")
@click.option("--concerns", default=CONCERNS, show_default=True, type=click.IntRange(0, 5_000))
def load_command(concerns: int) -> None:
    """Fill an empty installation with a demonstration that ends now."""
    extensions = current_app.extensions
    if extensions["settings"].mode == "production":
        raise click.ClickException("Sample data is not for production (MODE=production).")
    # Cut off, it must leave the installation empty: half a demonstration is never completed.
    with extensions["database"].open_as_a_whole() as session:
        try:
            with click.progressbar(length=concerns, label="Concerns") as bar:
                loaded = load(
                    session, extensions["clock"](), lambda _n, _of: bar.update(1), concerns
                )
        except NotEmptyError as error:
            raise click.ClickException("There are members already; nothing was added.") from error
    given = Surroundings(extensions["database"], extensions["settings"], extensions["clock"]())
    issue_due(given)
    with extensions["database"].open() as session:
        decide_on_reports(session, given.now)
    click.echo(f"{loaded.people} people and {loaded.concerns} concerns.")
    click.echo(f"The sign-in page at /staff/ names them; the password is {PASSWORD}.")
