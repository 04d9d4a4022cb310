"""311 as the worker and the commands use it: the client of the settings, and the two jobs."""

from collections.abc import Iterator
from contextlib import contextmanager

from shared.city311.client import City311
from shared.city311.draining import drain
from shared.city311.syncing import sync
from shared.city311.transport import Patience
from shared.jobs.job import Surroundings
from shared.settings import Settings

# Somebody at a screen waits for it.
AT_A_SCREEN = Patience(connect=3, read=8, whole=15, attempts=1)


@contextmanager
def city_of(settings: Settings, patience: Patience | None = None) -> Iterator[City311 | None]:
    """The 311 that the settings name, or None where they name none."""
    endpoint = settings.city311_endpoint()
    if endpoint is None:
        yield None
        return
    with City311(endpoint, patience or Patience()) as city:
        yield city


def drain_job(given: Surroundings) -> int:
    """Send what is queued for 311; how many rows moved on."""
    with city_of(given.settings) as city:
        if city is None:
            return 0
        done = drain(given.database, city, given.now)
    return done.sent + done.numbered + done.refused + done.held_up


def sync_job(given: Surroundings) -> int:
    """Read what changed in 311; how many records were read."""
    with city_of(given.settings) as city:
        return sync(given.database, city, given.now).read if city else 0
