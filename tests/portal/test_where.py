"""A place as a resident says it: an address, a corner, a description, a pin."""

import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.locating import AS_TYPED
from shared.concerns.models import Concern
from shared.places.geocoder import Behind
from shared.places.locate import locate
from tests.portal.visiting import Page, Visitor, number_of


def sent(visitor: Visitor, page: Page, session: Session) -> Concern:
    while page.value("step") != "check":
        page = visitor.send(page)
    number = number_of(visitor.send(page, "submit"))
    found = session.scalars(select(Concern).where(Concern.control_number == number)).one()
    session.rollback()
    return found


def test_an_address_is_found_with_its_beat(visitor: Visitor, session: Session) -> None:
    best = locate(session, "1060 W Addison St").best
    session.rollback()
    assert best
    page = visitor.send(visitor.at("where"), place="1060 w addison")
    assert page.heading == "When does it usually happen?"

    concern = sent(visitor, page, session)
    assert concern.place == "1060 w addison"
    assert concern.address == best.address
    assert (concern.district, concern.sector, concern.beat) == (
        best.district,
        best.sector,
        best.beat,
    )
    assert concern.latitude == pytest.approx(best.latitude)
    assert concern.cell is not None


def test_a_corner_is_found(visitor: Visitor, session: Session) -> None:
    concern = sent(visitor, visitor.send(visitor.at("where"), place="26th and Pulaski"), session)
    assert concern.precision == "intersection"
    assert concern.beat


def test_what_is_unclear_is_asked_and_the_choice_is_taken(
    visitor: Visitor, session: Session
) -> None:
    unclear = "125 state"
    found = locate(session, unclear)
    session.rollback()
    assert found.is_unclear, "choose another example: this one is clear"
    page = visitor.send(visitor.at("where"), place=unclear)

    assert page.status == 422
    assert "more than one" in page.problems[0]
    offered = [
        each.get("value") for each in page.tree.iter("input") if each.get("name") == "choice"
    ]
    assert offered == [*(each.address for each in found.candidates), AS_TYPED]

    page = visitor.send(page, choice=offered[1])
    assert page.heading == "When does it usually happen?"
    assert sent(visitor, page, session).address == offered[1]


def test_a_choice_holds_only_for_the_words_it_was_given_for(visitor: Visitor) -> None:
    page = visitor.send(visitor.at("where"), place="125 state")
    page = visitor.send(page, place="zzqx nowhere at all", choice=AS_TYPED)
    assert page.status == 422


def test_a_place_that_is_not_found_is_taken_as_described(
    visitor: Visitor, session: Session
) -> None:
    page = visitor.send(visitor.at("where"), place="the alley where the ice cream truck sleeps")
    assert page.status == 422
    page = visitor.send(page)  # the description stands chosen: one more press goes on
    assert page.heading == "When does it usually happen?"

    concern = sent(visitor, page, session)
    assert concern.place == "the alley where the ice cream truck sleeps"
    assert (concern.district, concern.latitude, concern.precision) == (None, None, "none")


def test_a_description_alone_is_enough(visitor: Visitor, session: Session) -> None:
    page = visitor.send(visitor.at("where"), details="Behind the big\nblue church")
    concern = sent(visitor, page, session)
    assert concern.place == "Behind the big blue church"


def test_a_street_without_a_number_is_asked_where(visitor: Visitor) -> None:
    page = visitor.send(visitor.at("where"), place="Western Ave")
    assert page.status == 422
    assert "not where on it" in page.problems[0]
    assert visitor.send(page, place="Western and Devon").status == 200


def test_outside_the_city_says_so_and_where_to_turn(visitor: Visitor) -> None:
    page = visitor.send(visitor.at("where"), place="500 Davis St, Evanston")
    assert page.status == 422
    assert "outside the City of Chicago" in page.problems[0]
    assert "Evanston" in page.main
    assert "non-emergency number" in page.main
    assert visitor.send(page, choice=AS_TYPED).heading == "When does it usually happen?"


def test_a_pin_is_a_place(visitor: Visitor, session: Session) -> None:
    page = visitor.send(visitor.at("where"), pin="41.947000,-87.656400")
    assert page.heading == "When does it usually happen?"
    seen = visitor.send(visitor.send(page, "back"))
    concern = sent(visitor, seen, session)
    assert concern.latitude == pytest.approx(41.947)
    assert concern.address
    assert concern.beat


def test_a_pin_outside_the_city_does_not_stand_against_an_address(
    visitor: Visitor, session: Session
) -> None:
    page = visitor.send(visitor.at("where"), pin="42.045100,-87.687700")
    assert "outside the City of Chicago" in page.problems[0]
    assert "Marked on the map" not in page.main
    concern = sent(visitor, visitor.send(page, place="1060 W Addison St"), session)
    assert concern.address == "1060 W Addison St"


def test_a_pin_can_be_taken_away_without_scripts(visitor: Visitor) -> None:
    page = visitor.send(visitor.send(visitor.at("where"), pin="41.947000,-87.656400"), "back")
    assert "Marked on the map" in page.main
    page = visitor.send(page, "unpin")
    assert "Marked on the map" not in page.main
    assert visitor.send(page).status == 422


@pytest.mark.parametrize(
    "pin",
    [
        "0,0",
        "0.0,0.0",
        "nan,nan",
        "inf,-inf",
        "41.9",
        "a,b",
        "91.0,181.0",
        "1e999,1",
        "42.05,-87.68",
        "41.9,-87.6,1",
        "٤١.٩,-٨٧.٦",
    ],
)
def test_a_pin_that_is_no_place_in_the_city_is_not_taken(visitor: Visitor, pin: str) -> None:
    assert visitor.send(visitor.at("where"), pin=pin).status == 422


def test_a_forged_place_is_looked_up_again(visitor: Visitor, session: Session) -> None:
    page = visitor.at("check")
    true = page.value("found")
    assert true
    for forged in ("", "x", true[:-3] + "abc"):
        receipt = visitor.send(page, "submit", found=forged, text=f"Noise {forged}")
        number = number_of(receipt)
        found = session.scalars(select(Concern).where(Concern.control_number == number)).one()
        assert found.address == "1060 W Addison St"
        session.rollback()


def test_a_sealed_place_holds_only_for_its_own_words(visitor: Visitor, session: Session) -> None:
    page = visitor.at("check")
    receipt = visitor.send(page, "submit", place="26th and Pulaski")
    number = number_of(receipt)
    found = session.scalars(select(Concern).where(Concern.control_number == number)).one()
    assert found.precision == "intersection"
    session.rollback()


@pytest.mark.parametrize("name", ["districts", "streets"])
def test_the_map_draws_itself_and_is_kept_by_browsers(visitor: Visitor, name: str) -> None:
    answer = visitor.client.get(f"/map/{name}")
    assert answer.status_code == 200
    assert answer.json
    assert answer.json["features"]
    again = visitor.client.get(f"/map/{name}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert visitor.client.get("/map/members").status_code == 404


UNKNOWN = "1 Whatsitsname Esplanade"
Geocode = Callable[..., Any]


@pytest.fixture
def asked_behind(app: Flask) -> Iterator[Callable[[Geocode], None]]:
    """Puts a geocoder behind ours."""

    def put(geocode: Geocode) -> None:
        app.extensions["geocoders"] = (Behind(SimpleNamespace(geocode=geocode), 0.1),)

    yield put
    app.extensions["geocoders"] = ()


def answering(latitude: Any, longitude: Any, address: Any) -> Geocode:
    told = SimpleNamespace(latitude=latitude, longitude=longitude, address=address)
    return lambda _query, **_: told


@pytest.mark.parametrize(
    "geocode",
    [
        answering(48.85, 2.35, "Paris"),
        answering(float("nan"), float("nan"), "Nowhere"),
        answering(41.88, -87.63, None),
        lambda _query, **_: 1 / 0,
    ],
    ids=["another city", "no number", "no words", "a failure"],
)
def test_what_a_geocoder_makes_up_is_not_believed(
    visitor: Visitor, asked_behind: Callable[[Geocode], None], geocode: Geocode
) -> None:
    asked_behind(geocode)

    page = visitor.send(visitor.at("where"), place=UNKNOWN)

    assert page.status == 422
    assert page.value("place") == UNKNOWN


def test_a_geocoder_that_hangs_does_not_keep_the_resident(
    visitor: Visitor, session: Session, asked_behind: Callable[[Geocode], None]
) -> None:
    over = threading.Event()
    asked_behind(lambda _query, **_: over.wait(30))

    page = visitor.send(visitor.at("where"), place=UNKNOWN)
    assert page.status == 422
    page = visitor.send(page, choice=AS_TYPED)
    concern = sent(visitor, page, session)
    over.set()

    assert (concern.place, concern.address, concern.beat) == (UNKNOWN, None, None)


def test_a_geocoders_words_are_shown_as_words_and_cut(
    visitor: Visitor, session: Session, asked_behind: Callable[[Geocode], None]
) -> None:
    asked_behind(answering(41.8812, -87.7169, "<script>alert(1)</script> \u202e" + "x" * 100_000))

    page = visitor.send(visitor.at("where"), place=UNKNOWN)
    (offered, *_) = [
        each.get("value") for each in page.tree.iter("input") if each.get("name") == "choice"
    ]
    assert offered is not None
    assert len(offered) <= 200
    concern = sent(visitor, visitor.send(page, choice=offered), session)

    assert concern.address == offered
    assert (concern.latitude, concern.longitude) == (41.8812, -87.7169)
