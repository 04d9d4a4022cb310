"""What is done with forms by the clock; each stops at a point from which it can go on."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from shared.jobs.job import Surroundings
from shared.service_requests.late import report_late
from shared.service_requests.retention import purge


def report_all_late(given: Surroundings) -> int:
    """IV.C.7: how many forms were reported to OCP."""
    total = 0
    with given.database.open() as session:
        while reported := report_late(session, given.now):
            session.commit()
            total += len(reported)
    return total


def purge_all(given: Surroundings) -> int:
    """IV.C.3: how many forms were purged. Of two at once, one leaves the rest to the other."""
    total = 0
    with given.database.open() as session:
        try:
            while gone := purge(session, given.now):
                session.commit()
                total += len(gone)
        except (IntegrityError, StaleDataError):
            session.rollback()
    return total
