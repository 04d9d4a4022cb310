"""What the pages ask: candidates, pins, facilities, and geocoders that hang, fail or lie."""

import threading
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from shared.places import map_layers
from shared.places.atlas import own_atlas
from shared.places.geocoder import HUNG_AT_MOST, Behind, ChicagoGeocoder, GeocoderError, configured
from shared.places.grid import Grid
from shared.places.locate import facility_at, locate, locate_in, locate_point
from tests.places.conftest import Run

UNKNOWN = "1 Whatsitsname Esplanade"


def test_a_clear_address_has_its_beat(session: Session) -> None:
    found = locate(session, "1060 W Addison St")

    assert not found.is_unclear
    assert found.best is not None
    assert found.best.address == "1060 W Addison St"
    assert (found.district, found.sector) == ("019", found.beat[:3] if found.beat else "")
    assert found.is_approximate  # no map is loaded


def test_a_misspelt_address_asks_did_you_mean(session: Session) -> None:
    found = locate(session, "1060 W Adison")

    assert found.is_unclear
    assert found.candidates[0].address == "1060 W Addison St"


def test_north_or_south_is_a_question(session: Session) -> None:
    found = locate(session, "3600 Halsted")

    assert found.is_unclear
    assert {c.address for c in found.candidates[:2]} == {"3600 N Halsted St", "3600 S Halsted St"}


def test_another_town_is_named(session: Session) -> None:
    found = locate(session, "500 Davis St, Evanston, IL 60201")

    assert (found.is_outside, found.town, found.best) == (True, "Evanston", None)


def test_a_guess_outside_the_city_does_not_call_the_place_outside(session: Session) -> None:
    found = locate(session, "Fullerton & Kimball")  # of which our own list has only the one

    assert (found.best, found.is_outside) == (None, False)


def test_oak_park_avenue_is_a_street_here(session: Session) -> None:
    assert locate(session, "3600 N Oak Park").town is None


def test_a_pin_has_words_and_a_beat(session: Session) -> None:
    found = locate_point(session, 41.9474, -87.6563)

    assert found.best is not None
    assert found.best.beat
    assert found.best.address


@pytest.mark.parametrize(
    ("lat", "lon"), [(42.4, -87.9), (0, 0), (float("nan"), -87.6), (41.9, float("inf"))]
)
def test_a_pin_elsewhere_is_outside(session: Session, lat: float, lon: float) -> None:
    found = locate_point(session, lat, lon)

    assert found.is_outside
    assert found.best is None


@pytest.mark.directive("III.B.2")
def test_a_department_facility_is_known_as_one(session: Session) -> None:
    station = locate(session, "1718 S State St").best
    house = locate(session, "1060 W Addison St").best
    assert station is not None
    assert house is not None
    today = date(2026, 3, 10)

    found = facility_at(session, station.latitude, station.longitude, today)
    assert found is not None
    assert found.kind == "facility"
    assert facility_at(session, house.latitude, house.longitude, today) is None


@pytest.mark.directive("III.B.2")
def test_a_facility_is_one_only_while_it_stands(run: Run, session: Session, tmp_path: Any) -> None:
    file = tmp_path / "f.csv"
    file.write_text(
        "name,kind,latitude,longitude,valid_from,valid_until\n"
        "Old Station,facility,41.8735,-87.7056,2020-01-01,2025-12-31\n"
    )
    assert run("load-places", file).exit_code == 0

    assert facility_at(session, 41.8735, -87.7056, date(2025, 12, 31)) is not None
    assert facility_at(session, 41.8735, -87.7056, date(2026, 1, 1)) is None
    assert facility_at(session, 41.8735, -87.7056, date(2019, 12, 31)) is None


class Other:
    """A geopy geocoder that does as it is told."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked = 0

    def geocode(self, query: str, *, timeout: float) -> Any:
        self.asked += 1
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer


def at(lat: Any, lon: Any, address: Any = "somewhere") -> SimpleNamespace:
    return SimpleNamespace(latitude=lat, longitude=lon, address=address)


def test_the_geocoder_behind_is_asked_only_when_ours_finds_nothing(session: Session) -> None:
    other = Other(at(41.88, -87.63, "1 Whatsitsname Esplanade, Chicago"))
    behind = (Behind(other, 1.0),)

    assert locate(session, "1060 W Addison St", behind).best is not None
    assert other.asked == 0
    found = locate(session, UNKNOWN, behind)
    assert other.asked == 1
    assert found.best is not None
    assert found.best.address == "1 Whatsitsname Esplanade, Chicago"
    assert found.is_unclear  # a person confirms what a stranger says
    assert found.beat


class Explodes:
    """An answer that fails when it is looked at."""

    latitude, longitude = 41.88, -87.63

    @property
    def address(self) -> str:
        raise RuntimeError("boom")


LIES: list[Any] = [
    None,
    at(48.85, 2.35),
    at(float("nan"), -87.6),
    at(41.88, float("inf")),
    at("x", "y"),
    at(None, None),
    at(-87.63, 41.88),
    at(10**400, -87.63),
    at("41.88", "nan"),
    at([41.88], -87.63),
    Explodes(),
    [[]],
    {"latitude": 41.88, "longitude": -87.63},
    b"41.88",
    at(41.88, -87.63, None),
    at(41.88, -87.63, ""),
    at(41.88, -87.63, "\0\ud800"),
    [],
    "41.88, -87.63",
    SimpleNamespace(),
    42,
]
FAILURES = [RuntimeError("boom"), TimeoutError(), ValueError(), KeyError("x"), RecursionError()]


@pytest.mark.parametrize("answer", [*LIES, *FAILURES])
def test_a_geocoder_that_lies_or_fails_loses_nothing(session: Session, answer: Any) -> None:
    found = locate(session, UNKNOWN, (Behind(Other(answer), 1.0),))

    assert found.best is None
    assert found.typed == UNKNOWN


def test_a_geocoders_words_can_be_shown_and_stored(session: Session) -> None:
    found = locate(session, UNKNOWN, (Behind(Other(at(41.88, -87.63, "1\0 Elm\ud800 St\n")), 1.0),))

    assert found.best is not None
    assert found.best.address == "1 Elm St"


def test_a_point_beside_the_loaded_beats_is_outside(
    run: Run, two_beats: Any, session: Session
) -> None:
    assert run("load", two_beats).exit_code == 0
    behind = (Behind(Other(at(41.88, -87.63, "1 Whatsit, beyond the map")), 1.0),)

    found = locate(session, UNKNOWN, behind)

    assert (found.best, found.is_outside) == (None, True)


def test_of_an_endless_answer_only_a_line_is_kept(session: Session) -> None:
    endless = Other(at(41.88, -87.63, "1 Elm St " + "\u202e<script>x" * 2_000_000))

    found = locate(session, UNKNOWN, (Behind(endless, 5.0),))

    assert found.best is not None
    assert len(found.best.address) <= 200
    assert found.best.address.isprintable()


def test_an_answer_that_comes_too_late_is_not_taken(session: Session) -> None:
    """Neither for this question nor, mixed up, for the next."""
    late, done = threading.Event(), threading.Event()

    def geocode(query: str, *, timeout: float) -> Any:
        if "Esplanade" not in query:
            return at(41.8812, -87.7169, "2 Another St")
        late.wait(30)
        done.set()
        return at(41.88, -87.63, "1 Whatsitsname Esplanade")

    now = [0.0]
    behind = (Behind(SimpleNamespace(geocode=geocode), 0.2, clock=lambda: now[0]),)
    assert locate(session, UNKNOWN, behind).best is None
    late.set()
    assert done.wait(10)
    now[0] = 61.0

    found = locate(session, "2 Anotherone Esplan", behind)

    assert found.best is not None
    assert found.best.address == "2 Another St"


def test_geocoders_that_hang_never_hold_more_than_a_few_threads(
    session: Session, hanging: SimpleNamespace
) -> None:
    now = [0.0]
    behind = (Behind(hanging, 0.01, clock=lambda: now[0]),)
    for _ in range(12):
        locate(session, UNKNOWN, behind)
        now[0] += 61.0

    assert len(hanging.asked) == HUNG_AT_MOST


@pytest.fixture
def hanging() -> Iterator[SimpleNamespace]:
    """A geocoder that never answers, until the test is over."""
    release, asked = threading.Event(), []

    def geocode(query: str, *, timeout: float) -> None:
        asked.append(query)
        release.wait(30)

    yield SimpleNamespace(geocode=geocode, asked=asked)
    release.set()


def test_a_geocoder_that_hangs_is_left_and_rests(
    session: Session, hanging: SimpleNamespace
) -> None:
    now = [0.0]
    behind = Behind(hanging, 0.05, clock=lambda: now[0])

    assert locate(session, UNKNOWN, (behind,)).best is None
    assert locate(session, UNKNOWN, (behind,)).best is None
    assert len(hanging.asked) == 1

    now[0] = 61.0
    locate(session, UNKNOWN, (behind,))
    assert len(hanging.asked) == 2


def test_the_next_geocoder_is_asked_when_one_hangs(
    session: Session, hanging: SimpleNamespace
) -> None:
    good = Other(at(41.88, -87.63))

    found = locate(session, UNKNOWN, (Behind(hanging, 0.05), Behind(good, 1.0)))

    assert found.best is not None


def test_any_geopy_geocoder_can_be_configured() -> None:
    (behind,) = configured("nominatim", '{"user_agent": "test"}', 2.0)
    assert type(behind.geocoder).__name__ == "Nominatim"
    assert configured("", "{}", 2.0) == ()


@pytest.mark.parametrize(
    ("name", "options"),
    [("nosuch", "{}"), ("nominatim", "{"), ("nominatim", '{"nosuch": 1}'), ("nominatim", "[1]")],
)
def test_wrong_geocoder_settings_say_so(name: str, options: str) -> None:
    with pytest.raises(GeocoderError, match="GEOCODER"):
        configured(name, options, 2.0)


def test_ours_speaks_geopys_interface() -> None:
    ours = ChicagoGeocoder(own_atlas().finder)

    location = ours.geocode("1060 W Adison")
    assert location.address == "1060 W Addison St, Chicago, IL"
    assert location.raw["precision"] == "block"
    assert ours.geocode("nowhere at all") is None
    assert len(ours.geocode("3600 Halsted", exactly_one=False)) >= 2
    assert ours.reverse((41.9474, -87.6563)).address
    assert ours.reverse((48.85, 2.35)) is None


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_it(text: str) -> None:
    assert locate_in(own_atlas(), text).typed == " ".join(text.split())[:300]


WORDS = (
    "1200 BLOCK OF S N W E NORTH STATE ST AVE & / AND AT BETWEEN CLARK 63RD 63 AVENUE J CORNER #"
    " APT CHICAGO IL 60613 XX . , - KING DR"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12))
@settings(max_examples=300, deadline=None)
def test_no_order_of_words_breaks_it(words: list[str]) -> None:
    locate_in(own_atlas(), " ".join(words))


@given(st.integers(-8000, 3500), st.integers(-13500, 7600))
@settings(max_examples=200, deadline=None)
def test_the_grid_and_its_inverse_agree(x: int, y: int) -> None:
    grid = Grid.surveyed()
    back = grid.numbers(*grid.point(x, y))

    assert back == pytest.approx((x, y), abs=1.0)


def test_the_offline_map_has_beats_districts_and_named_streets(session: Session) -> None:
    beats = map_layers.beats_layer(session)
    streets = map_layers.streets_layer(session)
    districts = map_layers.districts_layer(session)

    assert beats["approximate"]
    assert all(one["properties"]["label"] for one in beats["features"])
    assert {one["properties"]["district"] for one in districts["features"]} >= {"001", "025"}
    names = {one["properties"]["name"] for one in streets["features"]}
    assert {"Western Ave", "63rd St", "Milwaukee Ave"} <= names


def test_the_offline_map_follows_what_is_loaded(run: Run, two_beats: Any, session: Session) -> None:
    before = map_layers.layers_version(session)
    session.rollback()
    assert run("load", two_beats).exit_code == 0

    assert map_layers.layers_version(session) != before
    assert len(map_layers.beats_layer(session)["features"]) == 2
    assert map_layers.beats_layer(session)["approximate"] is None
