"""flask worker and flask jobs: what runs by itself, and running it by hand."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from shared.jobs.job import Surroundings
from shared.jobs.queue import huey_for
from shared.jobs.table import BY_NAME, JOBS
from shared.schema.upgrade import SchemaError, check

jobs = AppGroup("jobs", help="What runs by itself.")


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Run every job on its timetable until stopped."""
    extensions = current_app.extensions
    try:
        check(extensions["database"])
    except SchemaError as error:
        raise click.ClickException(str(error)) from error
    extensions["settings"].var_dir.mkdir(parents=True, exist_ok=True)
    huey = huey_for(extensions["settings"], extensions["database"], extensions["clock"])
    huey.create_consumer(workers=2, worker_type="thread", check_worker_health=True).run()


@jobs.command("list")
def list_jobs() -> None:
    """Name every job."""
    for job in JOBS:
        click.echo(f"{job.name:24} {job.says}")


@jobs.command("run")
@click.argument("name", type=click.Choice(sorted(BY_NAME)))
def run_job(name: str) -> None:
    """Run one job now."""
    extensions = current_app.extensions
    given = Surroundings(extensions["database"], extensions["settings"], extensions["clock"]())
    click.echo(f"{name}: {BY_NAME[name].run(given)} done")
