"""Where a resident's words, or a pin, lead: the portal's one seam to the places."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from shared.concerns.intake import Placed

AS_TYPED = "as typed"
PLACE_LENGTH = 300


class Doubt(StrEnum):
    """What must be asked before a place can be taken."""

    UNCLEAR = "unclear"
    STREET = "street"
    UNKNOWN = "unknown"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Where:
    """What the resident said of the place. `choice` answers what was asked about `choice_for`."""

    place: str
    details: str = ""
    pin: str = ""
    choice: str = ""
    choice_for: str = ""

    @property
    def chosen(self) -> str:
        return self.choice if self.choice_for == self.place else ""


@dataclass(frozen=True, slots=True)
class Spot:
    """The place as far as it is known, and what is in doubt about it."""

    placed: Placed
    doubt: Doubt | None = None
    candidates: tuple[str, ...] = ()
    town: str | None = None


def find(_session: Session, where: Where) -> Spot:
    return Spot(described(where))


def described(where: Where) -> Placed:
    """The place in the resident's own words alone."""
    if where.place:
        return Placed(where.place, where.details)
    short = " ".join(where.details.split())[:PLACE_LENGTH]
    return Placed(short, where.details if len(where.details) > len(short) else "")
