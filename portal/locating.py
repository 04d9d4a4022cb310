"""Where a resident's words, or a pin, lead: the portal's one seam to the places."""

import hashlib
from dataclasses import asdict, astuple, dataclass
from enum import StrEnum

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from shared.concerns.intake import Placed
from shared.places.locate import Candidate, Located, locate, locate_point
from shared.web.geocoders import behind

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


def find(session: Session, where: Where, found_before: str = "") -> Spot:
    """`found_before` is what sealed() gave for the same words: then nothing is asked again."""
    if kept := _kept(where, found_before):
        return Spot(kept)
    if point := _point(where.pin):
        return _pinned(where, locate_point(session, *point))
    if not where.place or where.chosen == AS_TYPED:
        return Spot(described(where))
    return _typed(where, locate(session, where.place, behind()))


def _pinned(where: Where, located: Located) -> Spot:
    if located.best is None:
        has_words = where.chosen == AS_TYPED and (where.place or where.details)
        return Spot(described(where), None if has_words else Doubt.OUTSIDE)
    return Spot(_placed(where, located.best))


def _typed(where: Where, located: Located) -> Spot:
    offered = {candidate.address: candidate for candidate in located.candidates}
    if chosen := offered.get(where.chosen):
        return Spot(_placed(where, chosen))
    doubt = _doubt(located)
    if doubt is None and located.best:
        return Spot(_placed(where, located.best))
    addresses = tuple(offered) if doubt is Doubt.UNCLEAR else ()
    return Spot(described(where), doubt, addresses, located.town)


def _doubt(located: Located) -> Doubt | None:
    if located.is_outside:
        return Doubt.OUTSIDE
    if located.best is None:
        return Doubt.UNKNOWN
    if located.best.precision == "street":
        return Doubt.STREET
    return Doubt.UNCLEAR if located.is_unclear else None


def _placed(where: Where, found: Candidate) -> Placed:
    return Placed(
        where.place or found.address,
        where.details,
        address=found.address,
        latitude=found.latitude,
        longitude=found.longitude,
        precision=found.precision,
        district=found.district,
        sector=found.sector,
        beat=found.beat,
        is_near_boundary=found.is_near_boundary,
    )


def described(where: Where) -> Placed:
    """The place in the resident's own words alone."""
    if where.place:
        return Placed(where.place, where.details)
    short = " ".join(where.details.split())[:PLACE_LENGTH]
    return Placed(short, where.details if len(where.details) > len(short) else "")


def _point(pin: str) -> tuple[float, float] | None:
    latitude, _comma, longitude = pin.partition(",")
    return (float(latitude), float(longitude)) if pin else None


def sealed(where: Where, placed: Placed) -> str:
    """What was found, to travel with the form; only this application can have written it."""
    return str(_seals().dumps([_said(where), asdict(placed)]))


def _kept(where: Where, found_before: str) -> Placed | None:
    try:
        said, placed = _seals().loads(found_before)
    except BadSignature:
        return None
    return Placed(**placed) if said == _said(where) else None


def _said(where: Where) -> str:
    return hashlib.sha256(repr(astuple(where)).encode()).hexdigest()


def _seals() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="portal place")
