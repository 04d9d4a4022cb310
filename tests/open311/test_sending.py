"""Another system sends a concern through the portal's own intake."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.open311 import posting
from shared.concerns.models import Concern
from shared.concerns.numbers import is_control_number
from shared.concerns.states import State
from shared.web import limits
from shared.workflow.record import Entry
from tests.making import Clock
from tests.open311.sending import FORM, HERE, Sender, refused
from tests.portal.visiting import Visitor
from tests.world import World

FORMATS = pytest.mark.parametrize("kind", ["json", "xml"])
EMERGENCY = "There is a fire in the house next door right now and people are trapped inside!"
ABUSE = "You are all worthless fucking assholes and I hope you read this."
HEARD = "He stands at the bus stop every day and yells “fucking assholes” at the children."
CONFIRMED = {"attribute[EMERGENCY_RULED_OUT]": "yes"}


def kept(session: Session) -> list[Concern]:
    found = list(session.scalars(select(Concern).order_by(Concern.id)))
    session.expunge_all()
    session.rollback()  # SQLite would keep everybody else from writing
    return found


@pytest.mark.directive("II.D", "VI.A.1")
def test_a_sent_concern_gets_number_and_pin_that_open_the_portal(
    app: Flask, sender: Sender, session: Session
) -> None:
    row = sender.sent()
    number, pin = row["service_request_id"], row["extended_attributes"]["pin"]

    [concern] = kept(session)
    assert is_control_number(number)
    assert (concern.control_number, concern.source) == (number, "open311")
    assert concern.state is State.SUBMITTED
    assert concern.address == "1060 W Addison St"
    assert concern.beat
    assert pin in row["service_notice"]
    assert pin not in (concern.pin_hash or "")
    assert "We have it" in Visitor(app).look_up(number, pin).main


@pytest.mark.directive("VI.A.1")
def test_the_answer_in_xml_says_the_same(sender: Sender, session: Session) -> None:
    answer = sender.post("xml")

    assert answer.status_code == 201
    assert answer.mimetype == "text/xml"
    root = fromstring(answer.data)
    assert root.tag == "service_requests"
    assert root.findtext("request/service_request_id") == kept(session)[0].control_number
    assert len(root.findtext("request/extended_attributes/pin") or "") == 8


def test_everything_sent_is_kept(sender: Sender, session: Session) -> None:
    sender.sent(
        first_name="Ana",
        last_name="O’Neil",
        email="ana@example.com",
        phone="312-555-0100",
        **{"attribute[PLACE_DETAILS]": "in the alley", "attribute[USUAL_TIMES]": "since May"},
    )

    [concern] = kept(session)
    assert (concern.contact_name, concern.contact_email) == ("Ana O’Neil", "ana@example.com")
    assert (concern.contact_phone, concern.place_details) == ("312-555-0100", "in the alley")
    assert concern.usual_times == "since May"


def test_the_history_names_the_system_that_sent_it(sender: Sender, session: Session) -> None:
    sender.sent()

    entry = session.scalars(select(Entry)).one()
    assert (entry.action, entry.details["sent_by"]) == ("submit", "Alderman's app")
    assert sender.key not in str(entry.details)


def test_the_address_of_a_picture_is_shown_to_members_and_to_nobody_else(
    sender: Sender, world: World
) -> None:
    picture = "https://pictures.example.org/a/1.jpg?size=2"
    number = sender.sent(media_url=picture)["service_request_id"]

    first = world.desk("auditor").concern(number)["history"][0]

    assert ["Media", picture] in first["details"]
    assert picture not in sender.get("requests.json").text
    without = sender.sent(media_url="", description="Loud music again.")["service_request_id"]
    assert "Media" not in str(world.desk("auditor").concern(without)["history"])


@pytest.mark.parametrize("given", ["", None, "wrong", "a.b", "ключ.é", "a\x00b.c"])
@FORMATS
def test_without_a_right_key_nothing_is_taken(
    sender: Sender, session: Session, kind: str, given: str | None
) -> None:
    assert "api_key" in refused(sender.post(kind, api_key=given), 403)
    assert kept(session) == []


def test_a_key_in_the_address_is_not_looked_at(app: Flask, sender: Sender) -> None:
    answer = app.test_client().post(f"{HERE}/requests.json?api_key={sender.key}", data={})
    refused(answer, 403)


def test_wrong_keys_must_wait(sender: Sender, clock: Clock) -> None:
    for _try in range(10):
        refused(sender.post(api_key="wrong"), 403)
    waits = sender.post()
    assert "Wait" in refused(waits, 429)
    assert int(waits.headers["Retry-After"]) > 0
    clock.move(hours=2)
    sender.sent()


def test_a_system_that_sends_too_much_must_wait(
    sender: Sender, monkeypatch: pytest.MonkeyPatch, clock: Clock, session: Session
) -> None:
    minute = timedelta(minutes=1)
    monkeypatch.setattr(limits, "OPEN311_BY_KEY", limits.Limit(2, minute, minute, minute))

    sender.sent()
    sender.sent()

    assert "Nothing was taken" in refused(sender.post(), 429)
    assert len(kept(session)) == 2
    clock.move(minutes=2)
    sender.sent()


@pytest.mark.directive("II.B")
@FORMATS
def test_an_emergency_is_sent_to_911(sender: Sender, session: Session, kind: str) -> None:
    says = refused(sender.post(kind, description=EMERGENCY), 400)

    assert "Call 911 now" in says
    assert "attribute[EMERGENCY_RULED_OUT]=yes" in says
    assert kept(session) == []


@pytest.mark.directive("II.B")
def test_an_emergency_comes_before_whatever_else_is_wrong(sender: Sender) -> None:
    says = refused(
        sender.post(description=f"{EMERGENCY} {ABUSE}", address_string="", service_code=""), 400
    )
    assert "Call 911 now" in says
    assert "fucking" not in says


@pytest.mark.directive("II.B")
def test_once_nobody_is_in_danger_it_is_taken(sender: Sender, session: Session) -> None:
    sender.sent(description=EMERGENCY, **CONFIRMED)
    assert len(kept(session)) == 1


@pytest.mark.directive("II.B")
def test_danger_said_in_the_form_is_sent_to_911_whatever_the_text(
    sender: Sender, session: Session
) -> None:
    says = refused(sender.post("json", None, **{"attribute[EMERGENCY_RULED_OUT]": "no"}), 400)
    assert "Call 911 now" in says
    assert kept(session) == []


@pytest.mark.directive("VI.A.2")
@FORMATS
def test_indecent_words_are_named_and_not_taken(
    sender: Sender, session: Session, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    says = refused(sender.post(kind, description=ABUSE), 400)

    assert "fucking" in says
    assert "attribute[REPORTED_SPEECH]=yes" in says
    assert kept(session) == []
    assert "fucking" not in caplog.text
    assert sender.key not in caplog.text


@pytest.mark.directive("VI.A.2")
def test_words_heard_from_somebody_else_are_taken(sender: Sender, session: Session) -> None:
    sender.sent(description=HEARD, **{"attribute[REPORTED_SPEECH]": "yes"})

    [concern] = kept(session)
    assert concern.text == HEARD
    assert concern.screening["outcome"] in ("accept", "hold")


@pytest.mark.parametrize(
    ("but", "says"),
    [
        ({"service_code": ""}, "service_code is required"),
        ({"service_code": "POTHL"}, "service_code was not found"),
        ({"description": " "}, "description is required"),
        ({"description": "a " * 2_001}, "at most 4000"),
        ({"address_string": ""}, "lat and long, or address_string"),
        ({"address_string": "x" * 301}, "at most 300"),
        ({"lat": "41.9"}, "both of them"),
        ({"lat": "nan", "long": "nan"}, "degrees on Earth"),
        ({"lat": "41.9", "long": "x"}, "decimal degrees"),
        ({"lat": "40.7", "long": "-74.0"}, "outside the City"),
        ({"email": "nobody"}, "email:"),
        ({"phone": "1"}, "phone:"),
        ({"attribute[REPORTED_SPEECH]": "perhaps"}, "yes or no"),
        ({"attribute[USUAL_TIMES]": "x" * 501}, "at most 500"),
        ({"media_url": "javascript:alert(1)"}, "media_url:"),
        ({"media_url": "https://"}, "media_url:"),
        ({"media_url": "https://[::1"}, "media_url:"),
        ({"media_url": "https://e.org/a b.jpg"}, "media_url:"),
        ({"media_url": "https://e.org/" + "x" * 2_000}, "media_url:"),
        ({"description": "Loud \N{REPLACEMENT CHARACTER} music"}, "UTF-8"),
    ],
)
def test_what_is_wrong_is_said(
    sender: Sender, session: Session, but: dict[str, Any], says: str
) -> None:
    assert says in refused(sender.post(**but), 400)
    assert kept(session) == []


def test_four_thousand_characters_are_taken(sender: Sender, session: Session) -> None:
    sender.sent(description=("Loud music. " * 400)[:4_000])
    assert len(kept(session)) == 1


def test_a_point_alone_is_a_place(sender: Sender, session: Session) -> None:
    sender.sent(address_string="", lat="41.8735", long="-87.7056")

    [concern] = kept(session)
    assert (concern.latitude, concern.longitude) == pytest.approx((41.8735, -87.7056))
    assert concern.district


def test_a_place_that_is_not_found_is_taken_in_words(sender: Sender, session: Session) -> None:
    sender.sent(address_string="behind the big tree")

    [concern] = kept(session)
    assert (concern.place, concern.beat) == ("behind the big tree", None)


@pytest.mark.parametrize("by_header", [True, False])
def test_the_same_key_again_does_not_double(
    app: Flask, sender: Sender, session: Session, *, by_header: bool
) -> None:
    headers = {"Idempotency-Key": "7c1"} if by_header else None
    once = {} if by_header else {"idempotency_key": "7c1"}

    first = sender.post(headers=headers, **once).get_json()[0]
    again = sender.post(headers=headers, **once).get_json()[0]

    assert first["service_request_id"] == again["service_request_id"]
    assert len(kept(session)) == 1
    pin = again["extended_attributes"]["pin"]
    assert "We have it" in Visitor(app).look_up(first["service_request_id"], pin).main


def test_the_same_key_at_the_same_moment_does_not_double(sender: Sender, session: Session) -> None:
    with ThreadPoolExecutor(4) as threads:
        rows = [*threads.map(lambda _each: sender.sent(idempotency_key="7c1"), range(4))]

    assert len({row["service_request_id"] for row in rows}) == 1
    assert len(kept(session)) == 1


def test_another_text_under_an_old_key_is_not_lost(sender: Sender, session: Session) -> None:
    sender.sent(idempotency_key="1")
    sender.sent(idempotency_key="1", description="Cars race along the street on Sundays.")
    sender.sent()
    sender.sent()
    assert len(kept(session)) == 4


def test_only_this_post_needs_no_token_of_a_page(app: Flask) -> None:
    refused(app.test_client().post(f"{HERE}/requests.json"), 403)
    assert app.test_client().post("/report", data={"go": "next"}).status_code == 400


def test_a_failure_of_ours_is_an_error_document_that_repeats_nothing(
    sender: Sender,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails(*_given: object) -> None:
        raise ValueError(FORM["description"])

    monkeypatch.setattr(posting, "submit", fails)
    says = refused(sender.post("xml"), 500)

    assert "Nothing was taken" in says
    said = says + caplog.text + "".join(capsys.readouterr())
    assert FORM["description"] not in said
    assert sender.key not in said
    assert kept(session) == []
