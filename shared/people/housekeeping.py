"""What is only kept for a while: wrong tries and ended sign-ins."""

from datetime import timedelta

from sqlalchemy import delete, or_

from shared.jobs.job import Surroundings
from shared.people.models import SignIn
from shared.web.limits import Tries

KEPT = timedelta(days=30)


def tidy(given: Surroundings) -> int:
    before = given.now - KEPT
    with given.database.open() as session:
        tries = session.scalars(
            delete(Tries).where(Tries.last_at < before).returning(Tries.key)
        ).all()
        ended = session.scalars(
            delete(SignIn)
            .where(or_(SignIn.ends_at < before, SignIn.ended_at < before))
            .returning(SignIn.id)
        ).all()
        session.commit()
    return len(tries) + len(ended)
