"""flask service-requests: what is done with forms by the clock, by hand."""

import click
from flask import current_app
from flask.cli import AppGroup

from shared.jobs.job import Surroundings
from shared.service_requests.jobs import purge_all, report_all_late
from shared.service_requests.retention import over

service_requests = AppGroup("service-requests", help="City Service Request forms, CPD-21.208.")


@service_requests.command("purge")
@click.option("--dry-run", is_flag=True, help="Name what would go, and keep it.")
def purge_command(dry_run: bool) -> None:
    """Purge forms kept 180 days after the service was completed (IV.C.3)."""
    given = _surroundings()
    if not dry_run:
        click.echo(f"{purge_all(given)} form(s) purged.")
        return
    with given.database.open(reading=True) as session:
        due = over(session, given.now)
    for each in due:
        click.echo(f"{each.reference}  ended {each.ended_at:%Y-%m-%d}")
    click.echo(f"{len(due)} form(s) would be purged.")


@service_requests.command("report-late")
def report_late_command() -> None:
    """Report to OCP what is unresolved past its service's usual time (IV.C.7), each once."""
    click.echo(f"{report_all_late(_surroundings())} form(s) reported.")


def _surroundings() -> Surroundings:
    extensions = current_app.extensions
    return Surroundings(extensions["database"], extensions["settings"], extensions["clock"]())
