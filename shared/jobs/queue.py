"""Huey: the clock that starts each job, in the same database family as the rest."""

from collections.abc import Callable
from datetime import datetime

import structlog
from huey import Huey, PostgresHuey, SqliteHuey, crontab
from sqlalchemy.engine import make_url

from shared.database import Database
from shared.directive.clocks import CHICAGO
from shared.jobs.job import Job, Surroundings
from shared.jobs.table import JOBS
from shared.settings import Settings

log = structlog.get_logger("jobs")


def huey_for(settings: Settings, database: Database, clock: Callable[[], datetime]) -> Huey:
    """A Huey with every job on its timetable."""
    huey = _storage(settings)
    for job in JOBS:
        _schedule(huey, job, settings, database, clock)
    return huey


def _storage(settings: Settings) -> Huey:
    url = make_url(settings.database)
    if url.get_backend_name() == "postgresql":
        dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        return PostgresHuey("concerns", dsn=dsn, utc=False)
    return SqliteHuey("concerns", filename=str(settings.var_dir / "jobs.sqlite3"), utc=False)


def _schedule(
    huey: Huey,
    job: Job,
    settings: Settings,
    database: Database,
    clock: Callable[[], datetime],
) -> None:
    fits = crontab(minute=job.minute, hour=job.hour, day=job.day)

    def due(_at: datetime) -> bool:
        """Huey's own time may be the machine's; the timetable is Chicago's."""
        return bool(fits(clock().astimezone(CHICAGO).replace(tzinfo=None)))

    def run() -> int:
        done = job.run(Surroundings(database, settings, clock()))
        if done:
            log.info("job", name=job.name, done=done)
        return done

    huey.periodic_task(due, name=job.name)(run)
