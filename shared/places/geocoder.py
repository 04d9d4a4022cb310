"""geopy's interface over our own finder, and over whatever geocoder is configured behind it."""

import json
import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from threading import BoundedSemaphore, Thread
from typing import Any

from geopy.exc import GeopyError
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from shared.places.finder import Finder, Found, Precision
from shared.places.grid import Point
from shared.places.names import shown
from shared.places.outline import near_city

log = logging.getLogger(__name__)

REST_SECONDS = 60.0  # a geocoder that hung or failed is left alone for so long
LONGEST = 2_000  # characters of an answer that are looked at
HUNG_AT_MOST = 4  # threads that may wait on a geocoder at one time


class ChicagoGeocoder(Geocoder):
    """Chicago's addresses without a network. `raw` carries precision, score and the words.

    Both answer as geopy's do: a Location, a list of them when not exactly_one, or None.
    """

    def __init__(self, finder: Finder, **options: Any) -> None:
        super().__init__(**options)
        self.finder = finder

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Any:
        locations = [_location(found) for found in self.finder.find(str(query))]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Any:
        lat, lon = (float(part) for part in self._coerce_point_to_string(query).split(","))
        point = Point(lat, lon)
        if not near_city(point):
            return None
        location = Location(near(self.finder, point), (lat, lon), {"precision": "block"})
        return location if exactly_one else [location]


def near(finder: Finder, point: Point) -> str:
    """Words for a point: its nearest corner, or about where it is on the grid."""
    if corner := finder.book.nearest_corner(point):
        return f"near {shown(corner[1])} & {shown(corner[2])}"
    x, y = (round(number / 10) * 10 for number in finder.book.grid.numbers(*point))
    return f"about {abs(x)} {'E' if x >= 0 else 'W'}, {abs(y)} {'N' if y >= 0 else 'S'}"


def _location(found: Found) -> Location:
    raw = {
        "precision": found.precision.value,
        "score": found.score,
        "normalised": found.normalised,
    }
    return Location(f"{found.normalised}, Chicago, IL", tuple(found.point), raw)


@dataclass(slots=True)
class Behind:
    """A geocoder that may hang, fail or lie, asked with care; it never raises."""

    geocoder: Any
    seconds: float
    clock: Callable[[], float] = time.monotonic
    _rested_at: float = -math.inf
    _waiting: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(HUNG_AT_MOST))

    def find(self, text: str) -> Found | None:
        """What it answers, if that is a point in the city."""
        if self.clock() < self._rested_at or not self._waiting.acquire(blocking=False):
            return None
        answers: list[Found | None] = []
        # A daemon: a geocoder that never answers must not keep the process from ending.
        thread = Thread(target=self._ask, args=(text, answers), daemon=True)
        thread.start()
        thread.join(self.seconds)
        if not answers:
            log.warning("A geocoder gave no answer in time; it rests for a while.")
            self._rested_at = self.clock() + REST_SECONDS
            return None
        return answers[0]

    def _ask(self, text: str, answers: list[Found | None]) -> None:
        """What comes late is appended where nobody looks any more."""
        try:
            told = self.geocoder.geocode(f"{text}, Chicago, IL", timeout=self.seconds)
            answers.append(_believed(told))
        except Exception as error:  # noqa: BLE001  # whatever it raises, the form goes on
            log.warning("A geocoder failed: %s", type(error).__name__)
        finally:
            self._waiting.release()


def _believed(answer: Any) -> Found | None:
    """Only a finite point in or by the city, with words of a sane length."""
    try:
        location = answer[0] if isinstance(answer, list) and answer else answer
        lat, lon = float(location.latitude), float(location.longitude)
        words = _printable(location.address or "")
    except (AttributeError, TypeError, ValueError, IndexError, OverflowError):
        return None
    if not (words and math.isfinite(lat) and math.isfinite(lon) and near_city(Point(lat, lon))):
        return None
    return Found(Point(lat, lon), Precision.BLOCK, words, 80.0)


def _printable(address: object) -> str:
    """What a page can show and a column can hold."""
    shown = "".join(each if each.isprintable() else " " for each in str(address)[:LONGEST])
    return " ".join(shown.split())[:200]


class GeocoderError(Exception):
    """The configured geocoder cannot be made."""


@cache
def configured(name: str, options: str, seconds: float) -> tuple[Behind, ...]:
    """The geopy geocoder that the settings name, with its options as JSON; none without a name.

    One for the process, so that its rest after a failure holds for every request.
    """
    if not name:
        return ()
    try:
        given = json.loads(options or "{}")
        geocoder = get_geocoder_for_service(name)(**given)
    except (GeopyError, TypeError, ValueError) as error:
        raise GeocoderError(f"GEOCODER or GEOCODER_OPTIONS is wrong: {error}") from error
    return (Behind(geocoder, seconds),)
