"""Where a typed place is, when the words name one house or corner and no other."""

from sqlalchemy.orm import Session

from shared.places.locate import Candidate, locate

PRECISE = frozenset({"address", "block", "intersection"})


def addressed(session: Session, typed: str) -> Candidate | None:
    found = locate(session, typed)
    if found.best is None or found.is_unclear or found.best.precision not in PRECISE:
        return None
    return found.best
