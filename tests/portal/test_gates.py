"""What stops a report: danger, words that are not accepted, and what belongs to 311."""

import logging

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns.models import Concern
from tests.portal.visiting import Page, Visitor, number_of

FIRE = "My neighbor's house is on fire right now, there is smoke coming out of the windows."
ABUSE = "You are all worthless fucking assholes and I hope you read this."
REPORTED = "He stands at the bus stop every day and yells fucking assholes at the children."
POTHOLE = "There is a huge pothole in the street in front of our house."
CIVIL = "A group sells drugs from the corner every evening after nine."


def told(visitor: Visitor, text: str) -> Page:
    return visitor.send(visitor.at("what"), category="NOISE", text=text)


def stored(session: Session) -> list[Concern]:
    found = list(session.scalars(select(Concern).order_by(Concern.id)))
    session.expunge_all()
    session.rollback()
    return found


# -- Danger


@pytest.mark.directive("II.B")
def test_danger_is_asked_first_and_yes_leads_to_911(visitor: Visitor) -> None:
    page = visitor.get("/report")
    assert page.heading == "Is anybody in danger now?"
    for kind in ("cave-in", "traffic light", "power line", "water main", "crime", "fire", "ill"):
        assert kind in page.main

    stopped = visitor.send(page, danger="yes")
    assert stopped.heading == "Call 911 now"
    assert any(each.get("href") == "tel:911" for each in stopped.tree.iter("a"))
    assert visitor.send(stopped).heading == "Call 911 now"  # there is no way on, only back

    back = visitor.send(stopped, "back")
    assert back.heading == "Is anybody in danger now?"
    assert visitor.send(back, danger="no").heading == "What is happening?"


@pytest.mark.directive("II.B")
def test_an_emergency_in_the_text_is_seen_and_goes_on_only_when_confirmed(
    visitor: Visitor, session: Session
) -> None:
    stopped = told(visitor, FIRE)
    assert stopped.heading == "Call 911 now"
    assert "sounds" in stopped.main

    unconfirmed = visitor.send(stopped)
    assert unconfirmed.status == 422
    assert unconfirmed.heading == "Call 911 now"
    assert unconfirmed.problems == ["Tick the box if nobody needs help now."]

    proof = unconfirmed.by_id("emergency_ruled_out").get("value")
    page = visitor.send(unconfirmed, emergency_ruled_out=proof)
    assert page.heading == "Where is it?"
    page = visitor.send(page, place="1060 W Addison St")
    page = visitor.send(visitor.send(visitor.send(page)), "submit")
    assert number_of(page)
    assert stored(session)[0].text == FIRE


@pytest.mark.directive("II.B")
def test_changing_what_was_written_brings_it_back(visitor: Visitor) -> None:
    page = visitor.send(told(visitor, FIRE), "back")
    assert page.heading == "What is happening?"
    assert page.value("text") == FIRE
    assert visitor.send(page, text=CIVIL).heading == "Where is it?"


@pytest.mark.directive("II.B")
@pytest.mark.parametrize("forged", ["y", "", "x" * 40, "é"])
def test_a_crafted_form_cannot_confirm_for_the_resident(
    visitor: Visitor, session: Session, forged: str
) -> None:
    page = visitor.at("check")
    answer = visitor.send(page, "submit", text=FIRE, emergency_ruled_out=forged)
    assert answer.heading == "Call 911 now"
    assert stored(session) == []


@pytest.mark.directive("II.B")
def test_confirming_one_text_does_not_confirm_another(visitor: Visitor, session: Session) -> None:
    proof = told(visitor, FIRE).by_id("emergency_ruled_out").get("value")
    answer = visitor.send(
        visitor.at("check"), "submit", text=f"{FIRE} Hurry!", emergency_ruled_out=proof
    )
    assert answer.heading == "Call 911 now"
    assert stored(session) == []


# -- Words that are not accepted


@pytest.mark.directive("VI.A.2")
def test_refused_words_are_named_and_everything_typed_is_kept(
    visitor: Visitor, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = told(visitor, ABUSE)

    assert page.status == 422
    assert page.heading == "What is happening?"
    assert page.value("text") == ABUSE
    assert page.value("category") == "NOISE"
    assert any("fucking" in word for word in page.problems)
    assert stored(session) == []
    assert "fucking" not in caplog.text
    assert "worthless" not in caplog.text


@pytest.mark.directive("VI.A.2")
def test_reworded_it_goes_on(visitor: Visitor, session: Session) -> None:
    page = visitor.send(told(visitor, ABUSE), text="I am angry that nobody comes.")
    assert page.heading == "Where is it?"


@pytest.mark.directive("VI.A.2")
def test_reporting_what_somebody_else_said_is_held_for_a_person(
    visitor: Visitor, session: Session
) -> None:
    page = visitor.send(told(visitor, ABUSE), text=REPORTED, reported="y")
    assert page.heading == "Where is it?"
    page = visitor.send(page, place="1060 W Addison St")
    page = visitor.send(visitor.send(page))
    assert "reporting what somebody else said" in page.main
    receipt = visitor.send(page, "submit")

    [concern] = stored(session)
    assert number_of(receipt) == concern.control_number
    assert concern.screening["outcome"] == "hold"
    assert concern.screening["reported"] is True


@pytest.mark.directive("VI.A.2")
def test_a_crafted_form_cannot_send_refused_words(visitor: Visitor, session: Session) -> None:
    answer = visitor.send(visitor.at("check"), "submit", text=ABUSE)
    assert answer.status == 422
    assert answer.heading == "What is happening?"
    assert answer.value("place") == "1060 W Addison St"
    assert stored(session) == []


@pytest.mark.directive("VI.A.2")
@pytest.mark.parametrize(
    "text",
    [
        CIVIL,
        "Prostitution on the corner of Cicero, men expose themselves to the children.",
        "A naked man sleeps in the vestibule every morning.",
        "They smoke weed and drink in front of Dick's tavern.",
    ],
)
def test_reporting_lewd_conduct_is_not_lewd(visitor: Visitor, text: str) -> None:
    assert told(visitor, text).heading == "Where is it?"


# -- What belongs to 311


@pytest.mark.directive("II.C")
def test_a_city_service_is_named_and_the_resident_may_go_on(
    visitor: Visitor, session: Session
) -> None:
    page = told(visitor, POTHOLE)
    assert page.status == 200
    assert page.heading == "This may be a matter for 311"
    assert "pothole" in page.main
    assert any(each.get("href") == "tel:311" for each in page.tree.iter("a"))

    on = visitor.send(page)
    assert on.heading == "Where is it?"
    assert visitor.send(on, "back").value("text") == POTHOLE


@pytest.mark.parametrize("text", [FIRE, POTHOLE])
def test_a_page_in_between_can_change_its_language(visitor: Visitor, text: str) -> None:
    page = told(visitor, text)
    spanish = visitor.send(page, "language:es")
    assert spanish.tree.get("lang") == "es"
    assert visitor.send(spanish, "language:en").heading == page.heading
