"""From typed words to points: an address, a block, a corner, a street or a named place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz, process

from shared.places.grid import Point
from shared.places.names import compact, shown
from shared.places.parsing import Query, parse, tidied
from shared.places.streets import Match, Street, StreetBook

ACCEPTED = 64.0  # a match below this is no answer
SURE = 94.0  # above this a single answer needs no question
RIVAL = 4.0  # an answer this close to the best makes it unclear
NEAR_NUMBERS = 160  # about two blocks: how far from a known number an address is still exact
AWAY = 0.0005  # degrees: answers closer than about 50 m are one

_INNER = re.compile(r"(?<= )\d{1,5} +(?:[NSEW]|NORTH|SOUTH|EAST|WEST) +[A-Z0-9].*$")


class Precision(StrEnum):
    ADDRESS = "address"
    BLOCK = "block"
    INTERSECTION = "intersection"
    STREET = "street"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Found:
    """One answer. `score` is 0..100: how well the words fit."""

    point: Point
    precision: Precision
    normalised: str
    score: float


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A park, a station, a school: what a person would name."""

    name: str
    point: Point
    precision: Precision
    address: str
    kind: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


class Finder:
    """Streets and named places of one set of data, asked by typed text."""

    def __init__(self, book: StreetBook, places: Iterable[NamedPlace] = ()) -> None:
        self.book = book
        self.places: dict[str, NamedPlace] = {}
        for place in places:
            self.places.setdefault(_place_key(place.name), place)
        self._place_names = list(self.places)

    def find(self, text: str) -> list[Found]:
        """Every answer worth showing, the best first. Never raises."""
        query = parse(text)
        answers = self._answers(query, text)
        if not answers and (inner := _INNER.search(query.text)):
            # "in the alley by 2100 W Cermak": the words before the number are no part of it.
            answers = self._answers(parse(inner.group()), text)
        return _apart(sorted(answers, key=lambda answer: -answer.score))

    def _answers(self, query: Query, text: str) -> list[Found]:
        found = (*self._on_grid(query), *self._streets(query), *self._named(query, text))
        return [answer for answer in found if answer.score >= ACCEPTED]

    def _streets(self, query: Query) -> Iterator[Found]:
        if len(query.streets) == 1 and query.number is not None:
            yield from self._addresses(query, query.number)
        elif len(query.streets) == 1:
            yield from self._whole_streets(query)
        elif len(query.streets) == 3:
            yield from self._stretches(query)
        elif len(query.streets) == 2 and query.number is not None:
            yield from self._addresses(query, query.number)
        elif len(query.streets) == 2:
            yield from self._corners(query)

    def _addresses(self, query: Query, number: int) -> Iterator[Found]:
        for match in self.book.matches(query.streets[0], number, limit=8):
            if found := self._address(match, number, query.block):
                yield found

    def _address(self, match: Match, number: int, block: bool) -> Found | None:
        street = match.street
        if block:
            return self._block(match, number)
        placed = self.book.point(street, number)
        if placed is None:
            return _at_end(match, number)
        point, away = placed
        near = away <= NEAR_NUMBERS and not street.approximate
        return Found(
            self.book.side(street, number, point),
            Precision.ADDRESS if near else Precision.BLOCK,
            f"{number} {shown(street.full)}",
            match.score - min(away / 100, 6.0),
        )

    def _block(self, match: Match, number: int) -> Found | None:
        """The middle of the hundred."""
        hundred = number // 100 * 100
        placed = self.book.point(match.street, hundred + 50)
        if placed is None:
            return _at_end(match, number)
        point, away = placed
        name = f"{hundred} block of {shown(match.street.full)}"
        return Found(point, Precision.BLOCK, name, match.score - min(away / 100, 6.0))

    def _whole_streets(self, query: Query) -> Iterator[Found]:
        if query.text.isdigit():
            return
        for match in self.book.matches(query.streets[0], None):
            anchors = match.street.anchors
            middle = anchors[len(anchors) // 2].point
            # A bare word is weak evidence of a street: "church", "park".
            yield Found(middle, Precision.STREET, shown(match.street.full), match.score - 4)

    def _corners(self, query: Query) -> Iterator[Found]:
        firsts, seconds = (self.book.matches(way, None, limit=12) for way in query.streets)
        for first in firsts:
            for second in seconds:
                score = min(first.score, second.score)
                if score < ACCEPTED or first.street is second.street:
                    continue
                for point in self.book.corner(first.street, second.street):
                    name = f"{shown(first.street.full)} & {shown(second.street.full)}"
                    yield Found(point, Precision.INTERSECTION, name, score)

    def _stretches(self, query: Query) -> Iterator[Found]:
        """ "Belmont between Clark and Broadway": half way between the corners."""
        along, one, other = (self.book.matches(way, None, limit=6) for way in query.streets)
        for street in along:
            for a in self._meetings(street.street, one):
                for b in self._meetings(street.street, other):
                    middle = Point((a[0].lat + b[0].lat) / 2, (a[0].lon + b[0].lon) / 2)
                    name = f"{shown(street.street.full)} between {a[1]} and {b[1]}"
                    score = min(street.score, a[2], b[2])
                    yield Found(middle, Precision.BLOCK, name, score)

    def _meetings(
        self, street: Street, others: Iterable[Match]
    ) -> Iterator[tuple[Point, str, float]]:
        for other in others:
            for point in self.book.corner(street, other.street)[:1]:
                yield point, shown(other.street.full), other.score

    def _on_grid(self, query: Query) -> Iterator[Found]:
        """ "4000 W 2600 S"."""
        if query.grid is None:
            return
        x, y = query.grid
        name = f"{abs(x)} {'E' if x >= 0 else 'W'}, {abs(y)} {'N' if y >= 0 else 'S'}"
        yield Found(self.book.grid.point(x, y), Precision.INTERSECTION, name, 95.0)

    def _named(self, query: Query, text: str) -> Iterator[Found]:
        key = _place_key(tidied(text))
        if not key or query.grid is not None:
            return
        if key in self.places:
            yield _as_found(self.places[key], 100.0)
            return
        if query.number is not None:
            # "10000 W Ohare": a number before a place that needs none.
            names = {compact(reading.name) for way in query.streets for reading in way}
            yield from (_as_found(self.places[name], 80.0) for name in names & self.places.keys())
            return
        if len(key) < 5:
            return
        close = process.extract(key, self._place_names, scorer=fuzz.ratio, score_cutoff=82, limit=4)
        for name, score, _ in close:
            if _digits(name) != _digits(key):
                continue  # the 7th District's station is not nearly the 17th's
            yield _as_found(self.places[name], min(score, 97.0))


def unclear(answers: list[Found]) -> bool:
    """Whether a person should choose: the best is doubtful, or another is as good."""
    if not answers:
        return False
    best = answers[0]
    rivals = [other for other in answers[1:] if best.score - other.score < RIVAL]
    return best.score < SURE or bool(rivals)


def _at_end(match: Match, number: int) -> Found | None:
    """A number the street does not have: only the street, at the end nearest to it."""
    anchors = match.street.anchors
    end = min(anchors, key=lambda anchor: abs(anchor.number - number))
    return Found(end.point, Precision.STREET, shown(match.street.full), match.score - 10)


def _as_found(place: NamedPlace, score: float) -> Found:
    shown_name = f"{place.name}, {place.address}" if place.address else place.name
    return Found(place.point, place.precision, shown_name, score)


def _place_key(name: str) -> str:
    words = [word for word in tidied(name).split() if word not in ("THE", "AT", "NEAR", "IN", "BY")]
    return compact("".join(words))


def _digits(name: str) -> str:
    return "".join(letter for letter in name if letter.isdigit())


def _apart(answers: list[Found]) -> list[Found]:
    """Without repeats: the same words, or the same spot."""
    kept: list[Found] = []
    for answer in answers:
        if not any(
            answer.normalised == other.normalised
            or (
                abs(answer.point.lat - other.point.lat) < AWAY
                and abs(answer.point.lon - other.point.lon) < AWAY
            )
            for other in kept
        ):
            kept.append(answer)
    return kept[:8]
