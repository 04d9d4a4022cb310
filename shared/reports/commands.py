"""flask reports: reports made, issued, written to files and proved from the command line."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from shared.jobs.job import Surroundings
from shared.reports.csv_file import csv_of
from shared.reports.issuing import asked_of
from shared.reports.kinds import BY_NAME
from shared.reports.models import IssuedReport
from shared.reports.paper import report_pdf
from shared.reports.periodic import issue_due
from shared.reports.periods import PeriodError, period_of
from shared.reports.scopes import ScopeError, scope_of
from shared.reports.tables import seal

reports = AppGroup("reports", help="Reports of the order.")


@reports.command("due")
def due() -> None:
    """Issue every periodic report whose period has ended and that is not there."""
    extensions = current_app.extensions
    given = Surroundings(extensions["database"], extensions["settings"], extensions["clock"]())
    click.echo(f"{issue_due(given)} issued")


@reports.command("write")
@click.argument("kind", type=click.Choice(sorted(BY_NAME)))
@click.argument("scope")
@click.argument("period")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
def write(kind: str, scope: str, period: str, path: Path) -> None:
    """Count a report now and write it to PATH, whose name ends in .pdf or .csv."""
    if path.suffix not in (".pdf", ".csv"):
        raise click.ClickException("The file's name must end in .pdf or .csv.")
    try:
        where, when = scope_of(scope), period_of(period)
    except (ScopeError, PeriodError) as error:
        raise click.ClickException(str(error)) from error
    if not BY_NAME[kind].fits(where, when):
        raise click.ClickException(f"{kind} is not made of {scope} and {period}.")
    now = current_app.extensions["clock"]()
    with current_app.extensions["database"].open(reading=True) as session:
        report = BY_NAME[kind].report(asked_of(session, BY_NAME[kind], where, when, now))
    path.write_bytes(report_pdf(report, []) if path.suffix == ".pdf" else csv_of(report))
    click.echo(f"Wrote {path}.")


@reports.command("verify")
def verify() -> None:
    """Prove that every issued report still says what it said when it was issued."""
    changed = []
    with current_app.extensions["database"].open(reading=True) as session:
        rows = session.execute(
            select(IssuedReport.reference, IssuedReport.data, IssuedReport.seal)
            .order_by(IssuedReport.id)
            .execution_options(yield_per=100)
        )
        number = 0
        for reference, data, sealed in rows:
            number += 1
            if seal(data) != sealed:
                changed.append(reference)
    for reference in changed:
        click.echo(f"{reference} was changed after it was issued.", err=True)
    click.echo(f"{number} reports, {len(changed)} changed")
    sys.exit(1 if changed else 0)
