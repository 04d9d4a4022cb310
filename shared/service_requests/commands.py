"""flask service-requests: what runs by the clock."""

import click
from flask import current_app
from flask.cli import AppGroup

from shared.service_requests.late import report_late
from shared.service_requests.retention import over, purge

service_requests = AppGroup("service-requests", help="City Service Request forms, CPD-21.208.")


@service_requests.command("purge")
@click.option("--dry-run", is_flag=True, help="Name what would go, and keep it.")
def purge_command(dry_run: bool) -> None:
    """Purge forms kept 180 days after the service was completed (IV.C.3)."""
    now = current_app.extensions["clock"]()
    database = current_app.extensions["database"]
    if dry_run:
        with database.open(reading=True) as session:
            due = over(session, now)
        for each in due:
            click.echo(f"{each.reference}  ended {each.ended_at:%Y-%m-%d}")
        click.echo(f"{len(due)} form(s) would be purged.")
        return
    total = 0
    with database.open() as session:
        while gone := purge(session, now):
            session.commit()
            total += len(gone)
            for each in gone:
                click.echo(each.reference)
    click.echo(f"{total} form(s) purged.")


@service_requests.command("report-late")
def report_late_command() -> None:
    """Report to OCP what is unresolved past its service's usual time (IV.C.7), each once."""
    now = current_app.extensions["clock"]()
    total = 0
    with current_app.extensions["database"].open() as session:
        while reported := report_late(session, now):
            session.commit()
            total += len(reported)
    click.echo(f"{total} form(s) reported.")
