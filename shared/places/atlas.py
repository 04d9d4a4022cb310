"""Everything known of the city's places at one time, in memory: streets, landmarks and beats."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from threading import Lock
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shared.places import releases
from shared.places.beats import Beat, BeatFix, BeatIndex
from shared.places.finder import SURE, Finder, NamedPlace, Precision
from shared.places.gazetteer import CornerRow, NameRow, PointRow, StreetData, build
from shared.places.grid import Point
from shared.places.models import AddressPoint, Area, Landmark, StreetCorner, StreetName
from shared.places.numerals import ordinal
from shared.places.outline import near_city
from shared.places.own import own_book, rows
from shared.places.sample import sample_beats
from shared.places.streets import StreetBook

Key = tuple[tuple[str, int, str], ...]
STATION_ENDINGS = ("Police Station", "Station", "District Station", "Police District")
KEPT = 3  # atlases in memory: the one in use, and those that tests or an old request still hold


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """`areas` are the drawn (beat, GeoJSON geometry): while none are loaded, our own sample."""

    key: Key
    finder: Finder
    index: BeatIndex
    areas: tuple[tuple[Beat, dict[str, Any]], ...]
    is_approximate: bool
    has_streets: bool

    def fix(self, point: Point) -> BeatFix | None:
        """The beat at a point; at the edge of our own rough sample, the beat that is nearest."""
        found = self.index.at(point.lat, point.lon)
        if found or not self.is_approximate or not near_city(point):
            return found
        nearby = (self.index.at(point.lat + north, point.lon + east) for north, east in _ROUND)
        return next((replace(fix, inside=False) for fix in nearby if fix), None)


_EIGHT = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (0.7, -0.7), (-0.7, 0.7), (-0.7, -0.7))
# Steps outward in eight directions, as far as the rough outline may be wrong.
_ROUND = [
    (step * north, step * east * 1.34)
    for step in (0.003, 0.006, 0.009, 0.012)
    for north, east in _EIGHT
]


_kept: dict[tuple[str, Key], Atlas] = {}
_streets: dict[tuple[str, Key], Finder] = {}
_making = Lock()


def current(session: Session) -> Atlas:
    """What holds today, built once for each set of loaded data; without any, our own list."""
    held = releases.holding(session)
    # With the moment too: a restored database may give a number out again.
    key = tuple(sorted((kind, made.id, made.valid_from.isoformat()) for kind, made in held.items()))
    where = str(session.get_bind().engine.url)
    if known := _kept.get((where, key)):
        return known
    with _making:
        if known := _kept.get((where, key)):
            return known
        _shrink(_kept)
        made = _made(session, key, where, held)
        _kept[where, key] = made
        return made


def current_or_own(session: Session) -> Atlas:
    """As current(), also where the database has no tables yet."""
    try:
        return current(session)
    except DBAPIError:
        session.rollback()
        return own_atlas()


@cache
def own_atlas() -> Atlas:
    finder = Finder(own_book(), own_landmarks(own_book()))
    areas, index = _sample()
    return Atlas((), finder, index, areas, is_approximate=True, has_streets=False)


def own_landmarks(book: StreetBook) -> list[NamedPlace]:
    """Our own list and the stations, where the book puts their addresses."""
    listed = [(row["name"], row["kind"], row["address"]) for row in rows("landmarks.csv")]
    for row in rows("districts.csv"):
        number = int(row["number"])
        called = (row["name"], f"District {number}", f"{ordinal(number).lower()} District")
        for name in called:
            listed += [
                (f"{name} {ending}", "facility", row["station"]) for ending in STATION_ENDINGS
            ]
    found = (named(book, name, kind, where) for name, kind, where in listed)
    return [place for place in found if place]


def named(book: StreetBook, name: str, kind: str, address: str) -> NamedPlace | None:
    """A place by its address; nothing where the book cannot place it."""
    answers = Finder(book).find(address)
    if not answers or answers[0].score < SURE:
        return None
    return NamedPlace(name, answers[0].point, answers[0].precision, address, kind)


def _made(session: Session, key: Key, where: str, held: Any) -> Atlas:
    areas, index = _indexed(_areas(session, held)) if _drawn(held) else _sample()
    approximate = all(held[kind].is_approximate for kind in _drawn(held))
    streets_key = tuple(part for part in key if part[0] not in (releases.BEATS, releases.DISTRICTS))
    finder = _streets.get((where, streets_key))
    if finder is None:
        _shrink(_streets)
        finder = _streets[where, streets_key] = _finder(session, held)
    has_streets = releases.CORNERS in held or releases.POINTS in held
    return Atlas(key, finder, index, areas, approximate, has_streets)


def _finder(session: Session, held: Any) -> Finder:
    data = StreetData(
        names=_rows(
            session, held, releases.NAMES, StreetName,
            lambda c: (c.direction, c.name, c.suffix, c.low, c.high), NameRow,
        ),
        corners=_rows(
            session, held, releases.CORNERS, StreetCorner,
            lambda c: (c.one, c.other, c.latitude, c.longitude), CornerRow,
        ),
        points=_rows(
            session, held, releases.POINTS, AddressPoint,
            lambda c: (c.direction, c.name, c.suffix, c.number, c.latitude, c.longitude), PointRow,
        ),
    )  # fmt: skip
    book = build(data) if data else own_book()
    loaded = _landmarks(session, held) if releases.LANDMARKS in held else []
    return Finder(book, [*loaded, *own_landmarks(book)])  # of one name, the loaded one


def _rows(
    session: Session,
    held: Any,
    kind: str,
    table: Any,
    columns: Callable[[Any], tuple[Any, ...]],
    make: Callable[..., Any],
) -> list[Any]:
    if kind not in held:
        return []
    query = select(*columns(table)).where(table.release_id == held[kind].id).order_by(table.id)
    return [make(*row) for row in session.execute(query)]


def _landmarks(session: Session, held: Any) -> list[NamedPlace]:
    found = session.scalars(
        select(Landmark)
        .where(Landmark.release_id == held[releases.LANDMARKS].id)
        .order_by(Landmark.id)
    )
    return [
        NamedPlace(
            mark.name,
            Point(mark.latitude, mark.longitude),
            Precision(mark.precision),
            mark.address,
            mark.kind,
            mark.valid_from,
            mark.valid_until,
        )
        for mark in found
    ]


def _drawn(held: Any) -> tuple[str, ...]:
    """Beats where they are loaded; else the districts alone."""
    if releases.BEATS in held:
        return (releases.BEATS,)
    return (releases.DISTRICTS,) if releases.DISTRICTS in held else ()


def _areas(session: Session, held: Any) -> Iterable[tuple[Beat, dict[str, Any]]]:
    for kind in _drawn(held):
        query = select(Area).where(Area.release_id == held[kind].id).order_by(Area.number)
        for area in session.scalars(query):
            number = area.number if kind == releases.BEATS else None
            yield Beat(number, area.district, area.sector), area.geometry


def _indexed(
    found: Iterable[tuple[Beat, dict[str, Any]]],
) -> tuple[tuple[tuple[Beat, dict[str, Any]], ...], BeatIndex]:
    areas = tuple(found)
    return areas, BeatIndex((beat, rings(shape)) for beat, shape in areas)


@cache
def _sample() -> tuple[tuple[tuple[Beat, dict[str, Any]], ...], BeatIndex]:
    features = sample_beats()["features"]
    return _indexed((_sample_beat(one["properties"]), one["geometry"]) for one in features)


def _sample_beat(properties: dict[str, Any]) -> Beat:
    number = properties["BEAT_NUM"]
    return Beat(number, "0" + number[:2], number[:3])


def rings(shape: dict[str, Any]) -> list[Any]:
    if shape["type"] == "Polygon":
        return list(shape["coordinates"])
    return [ring for polygon in shape["coordinates"] for ring in polygon]


def _shrink(kept: dict[Any, Any]) -> None:
    while len(kept) >= KEPT:
        kept.pop(next(iter(kept)))


def holds_on(place: NamedPlace, day: date) -> bool:
    """Whether the place stands on that day."""
    after = place.valid_from is None or place.valid_from <= day
    return after and (place.valid_until is None or day <= place.valid_until)
