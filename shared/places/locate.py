"""What the portal and the staff pages ask: where is this, and whose beat is it?"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from shared.places import geocoder
from shared.places.atlas import Atlas, current_or_own, holds_on
from shared.places.beats import BeatFix
from shared.places.finder import RIVAL, SURE, Found, NamedPlace, Precision, unclear
from shared.places.geocoder import Behind
from shared.places.grid import METRES_PER_DEGREE, Point
from shared.places.own import rows
from shared.places.parsing import SUFFIXES

SHOWN = 5  # candidates offered to a person
GUESSED = 80.0  # below this an answer outside the city is a guess, and no reason to say so
FACILITY_METRES = 60.0  # about as far as a station's own ground reaches

_STATE = re.compile(r"[\s,]+(?:IL|ILLINOIS|IN|INDIANA)\b\.?(?:\s+\d{5}(?:-\d{4})?)?$")

# "41.8735, -87.7056", as a map or a telephone gives it.
_POINT = re.compile(r"\(?([0-9]{2}\.[0-9]+)°?(?: *, *| )(-[0-9]{2,3}\.[0-9]+)°?\)?", re.ASCII)

# "1010 Lake St Oak Park": a number, a street with its suffix, and more behind them.
_UNMARKED = re.compile(rf"^\d[^&/@]*? (?:{'|'.join(SUFFIXES)})\.? +((?:(?!AND\b)[A-Z]+ ?){{1,2}})$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place a person may mean, with whose it is."""

    address: str
    latitude: float
    longitude: float
    precision: str  # address, block, intersection, street
    score: float
    district: str | None  # "011"
    sector: str | None  # "112"
    beat: str | None  # "1122"
    is_near_boundary: bool
    neighbour: str | None  # the beat across a boundary within 40 m


@dataclass(frozen=True, slots=True)
class Located:
    """`best` is the likeliest; where it is unclear, `candidates` are offered, best first."""

    typed: str
    best: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()
    is_unclear: bool = False
    is_outside: bool = False  # found, but not in the city
    town: str | None = None  # which town instead, where the words say so
    elsewhere: Candidate | None = None  # what was found outside
    is_approximate: bool = False  # the beats are the project's own sample

    @property
    def district(self) -> str | None:
        return self.best.district if self.best else None

    @property
    def sector(self) -> str | None:
        return self.best.sector if self.best else None

    @property
    def beat(self) -> str | None:
        return self.best.beat if self.best else None

    @property
    def precision(self) -> str:
        return self.best.precision if self.best else Precision.NONE.value

    @property
    def near_boundary(self) -> bool:
        return self.best is not None and self.best.is_near_boundary


def locate(session: Session, text: str, behind: Sequence[Behind] = ()) -> Located:
    """Find typed words. Never raises; what cannot be found is a Located without a best."""
    return locate_in(current_or_own(session), text, behind)


def locate_in(atlas: Atlas, text: str, behind: Sequence[Behind] = ()) -> Located:
    """As locate(), in an atlas at hand."""
    typed = " ".join(text.split())[:300]
    if given := _POINT.fullmatch(typed):
        return _located_point(atlas, typed, float(given[1]), float(given[2]))
    if town := _other_town(typed):
        return Located(typed, is_outside=True, town=town, is_approximate=atlas.is_approximate)
    answers = atlas.finder.find(typed)
    if not answers or answers[0].precision is Precision.STREET:
        answers = [*_asked(behind, typed), *answers]
    inside = [found for found in answers if _inside(atlas, found.point)]
    if not inside:
        return Located(
            typed,
            is_outside=bool(answers) and answers[0].score >= GUESSED,
            elsewhere=_candidate(atlas, answers[0]) if answers else None,
            is_approximate=atlas.is_approximate,
        )
    candidates = tuple(_candidate(atlas, found) for found in _offered(inside))
    return Located(
        typed,
        candidates[0],
        candidates,
        is_unclear=unclear(inside),
        is_approximate=atlas.is_approximate,
    )


def locate_point(session: Session, latitude: float, longitude: float) -> Located:
    """A pin or the device's position. Never raises; nonsense is outside."""
    typed = f"{latitude:.6f}, {longitude:.6f}"
    return _located_point(current_or_own(session), typed, latitude, longitude)


def _located_point(atlas: Atlas, typed: str, latitude: float, longitude: float) -> Located:
    point = Point(latitude, longitude)
    if not (math.isfinite(latitude) and math.isfinite(longitude)) or not _inside(atlas, point):
        return Located(typed, is_outside=True, is_approximate=atlas.is_approximate)
    words = geocoder.near(atlas.finder, point)
    found = Found(point, Precision.ADDRESS, words[0].upper() + words[1:], 100.0)
    best = _candidate(atlas, found)
    return Located(typed, best, (best,), is_approximate=atlas.is_approximate)


def beat_at(session: Session, latitude: float, longitude: float) -> BeatFix | None:
    """The beat at a point; nothing outside the city, and for what is no point."""
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    return current_or_own(session).fix(Point(latitude, longitude))


def facility_at(session: Session, latitude: float, longitude: float, on: date) -> NamedPlace | None:
    """The Department facility at a point (III.B.2), if there is one on that day."""
    here = Point(latitude, longitude)
    near = (
        place
        for place in current_or_own(session).finder.places.values()
        if place.kind == "facility"
        and holds_on(place, on)
        and _metres(here, place.point) <= FACILITY_METRES
    )
    return min(near, key=lambda place: _metres(here, place.point), default=None)


def _asked(behind: Sequence[Behind], typed: str) -> list[Found]:
    for one in behind:
        if found := one.find(typed):
            return [found]
    return []


def _other_town(typed: str) -> str | None:
    """ "500 Davis St, Evanston": the words behind the address name another town."""
    clean = typed.upper().rstrip(" .")
    before = _STATE.sub("", clean)
    has_state = before != clean
    head, comma, last = before.rpartition(",")
    town = last.strip()
    if not comma and (unmarked := _UNMARKED.search(before)):
        town = unmarked[1]
    if town not in _towns():
        return None
    sure = (comma and head.strip()) or has_state or town not in _ALSO_STREETS
    return town.title() if sure else None


@cache
def _towns() -> frozenset[str]:
    return frozenset(row["town"].upper() for row in rows("towns.csv"))


_ALSO_STREETS = frozenset(
    ("OAK PARK", "BLUE ISLAND", "CICERO", "EVERGREEN PARK", "BERWYN", "RIVERSIDE")
)


def _inside(atlas: Atlas, point: Point) -> bool:
    return atlas.fix(point) is not None


def _offered(answers: list[Found]) -> list[Found]:
    """The best, and those that a person may have meant instead."""
    best = answers[0]
    reach = RIVAL if best.score >= SURE else 3 * RIVAL
    return [found for found in answers if best.score - found.score < reach][:SHOWN]


def _candidate(atlas: Atlas, found: Found) -> Candidate:
    fix = atlas.fix(found.point)
    beat = fix.beat if fix else None
    return Candidate(
        address=found.normalised,
        latitude=round(found.point.lat, 6),
        longitude=round(found.point.lon, 6),
        precision=found.precision.value,
        score=round(found.score, 1),
        district=beat.district if beat else None,
        sector=beat.sector if beat else None,
        beat=beat.number if beat else None,
        is_near_boundary=bool(fix and fix.near_boundary),
        neighbour=fix.neighbour.number if fix and fix.neighbour else None,
    )


def _metres(a: Point, b: Point) -> float:
    east = (a.lon - b.lon) * math.cos(math.radians(a.lat))
    return math.hypot(a.lat - b.lat, east) * METRES_PER_DEGREE
