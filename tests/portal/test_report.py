"""A resident tells of a concern, page by page."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.steps import NAMES
from shared.concerns.models import Concern
from shared.concerns.numbers import is_control_number
from shared.database import Database
from tests.making import Clock
from tests.portal.visiting import TELLS, Page, Visitor, number_of, pin_of


def kept(session: Session) -> list[Concern]:
    found = list(session.scalars(select(Concern).order_by(Concern.id)))
    session.expunge_all()
    session.rollback()  # SQLite would keep everybody else from writing
    return found


@pytest.mark.directive("II.D", "II.E.1", "VI.A.1")
def test_a_report_needs_no_account_and_gets_a_number_and_a_pin(
    visitor: Visitor, session: Session
) -> None:
    receipt = visitor.tell()

    [concern] = kept(session)
    assert concern.control_number == number_of(receipt)
    assert is_control_number(number_of(receipt))
    assert len(pin_of(receipt)) == 8
    assert pin_of(receipt).isdigit()
    assert concern.pin_hash
    assert pin_of(receipt) not in concern.pin_hash
    assert receipt.response.headers["Cache-Control"] == "no-store"


@pytest.mark.directive("II.E.1")
def test_everything_told_is_kept_as_it_was_typed(visitor: Visitor, session: Session) -> None:
    said = (
        "Música a todo volumen;\n„głośno” <b>all</b> night & day \N{SPEAKER WITH THREE SOUND WAVES}"
    )
    visitor.tell(
        what={"text": said},
        where={"details": "in the alley, third floor"},
        when={"times": "since May"},
        contact={"name": "Ana O’Neil", "email": "ana@example.com", "phone": "312-555-0100"},
    )

    [concern] = kept(session)
    assert concern.text == said
    assert (concern.category, concern.source, concern.language) == ("NOISE", "portal", "en")
    assert (concern.place, concern.place_details) == (
        "1060 W Addison St",
        "in the alley, third floor",
    )
    assert (concern.usual_days, concern.usual_hours) == (["fri", "sat"], ["night"])
    assert concern.usual_times == "since May"
    assert (concern.contact_name, concern.contact_email, concern.contact_phone) == (
        "Ana O’Neil",
        "ana@example.com",
        "312-555-0100",
    )


def test_nothing_is_kept_before_it_is_sent(visitor: Visitor, session: Session) -> None:
    page = visitor.at("check")

    assert kept(session) == []
    assert "Nothing has been sent yet" in page.main
    with visitor.client.session_transaction() as kept_in_cookie:
        assert set(kept_in_cookie) <= {"csrf_token"}


def test_the_answers_are_shown_before_sending_and_each_can_be_changed(
    visitor: Visitor, session: Session
) -> None:
    page = visitor.at("check", what={"text": "Racing <i>cars</i>"})
    assert "Racing <i>cars</i>" in page.main

    page = visitor.send(page, "change:what")
    assert page.value("text") == "Racing <i>cars</i>"
    page = visitor.send(page, text="Racing cars at ten")
    assert page.heading == "Check your answers"
    visitor.send(page, "submit")

    [concern] = kept(session)
    assert concern.text == "Racing cars at ten"
    assert concern.usual_days == ["fri", "sat"]


def test_back_keeps_what_was_typed_on_both_pages(visitor: Visitor) -> None:
    page = visitor.send(visitor.at("where"), "back", place="half an addr")
    assert page.heading == "What is happening?"
    assert page.value("text") == TELLS["what"]["text"]

    page = visitor.send(page)
    assert page.value("place") == "half an addr"


@pytest.mark.parametrize("step", NAMES[:-1])
def test_the_language_switch_keeps_the_page_and_what_was_typed(visitor: Visitor, step: str) -> None:
    before = visitor.at(step)
    after = visitor.send(before, "language:pl", **TELLS[step])

    assert after.status == 200
    assert after.tree.get("lang") == "pl"
    assert after.value("step") == step
    sent = {(n, v) for n, v in before.fields() if n not in {"language", "csrf_token", "choice"}}
    assert sent - set(after.fields()) <= {(name, "") for name, _value in before.fields()}
    for name, typed in TELLS[step].items():
        values = typed if isinstance(typed, list) else [typed]
        assert [v for n, v in after.fields() if n == name] == values


def test_a_double_click_makes_one_concern(visitor: Visitor, session: Session) -> None:
    page = visitor.at("check")
    first, second = visitor.send(page, "submit"), visitor.send(page, "submit")

    assert number_of(first) == number_of(second)
    assert len(kept(session)) == 1
    assert visitor.look_up(number_of(second), pin_of(second)).heading == "We have it"


def test_a_form_used_again_with_another_text_is_another_concern(
    visitor: Visitor, session: Session
) -> None:
    page = visitor.at("check")
    first = visitor.send(page, "submit")
    second = visitor.send(page, "submit", text="Another thing: dice games in the lobby.")

    assert number_of(first) != number_of(second)
    assert len(kept(session)) == 2


@pytest.mark.directive("VI.A.1")
def test_the_pin_is_shown_until_it_is_saved_and_never_again(visitor: Visitor) -> None:
    page = visitor.at("check")
    receipt = visitor.send(page, "submit")
    saved = visitor.send(receipt, last_two=pin_of(receipt)[-2:])
    assert saved.heading == "All is saved"
    assert pin_of(receipt) not in saved.text.replace(" ", "")

    again = visitor.send(page, "submit")
    assert number_of(again) == number_of(receipt)
    assert not again.has_id("pin")
    assert visitor.look_up(number_of(receipt), pin_of(receipt)).heading == "We have it"


@pytest.mark.parametrize("typed", ["", "xx", "999999999"])
def test_saving_asks_for_the_last_two_digits(visitor: Visitor, typed: str) -> None:
    receipt = visitor.tell()
    page = visitor.send(receipt, last_two=typed)

    assert page.status == 422
    assert page.problems
    assert (number_of(page), pin_of(page)) == (number_of(receipt), pin_of(receipt))


def test_a_forged_receipt_is_not_shown(visitor: Visitor) -> None:
    page = visitor.send(visitor.tell(), number="123456789012", last_two="11")
    assert page.status == 400
    assert "123456789012" not in page.text


def test_the_receipt_names_the_status_page_without_number_or_pin(visitor: Visitor) -> None:
    receipt = visitor.tell()
    assert "/status" in receipt.main
    assert number_of(receipt) not in receipt.title
    for each in receipt.tree.iter():
        address = each.get("href") or each.get("action") or ""
        assert number_of(receipt) not in address
        assert pin_of(receipt) not in address


# -- Forms that are not as we made them


@pytest.mark.parametrize("skipped", ["danger", "what", "where"])
def test_a_crafted_form_cannot_skip_a_page(
    visitor: Visitor, session: Session, skipped: str
) -> None:
    page = visitor.at("check")
    without = dict.fromkeys(TELLS[skipped])
    answer = visitor.send(page, "submit", **without)

    assert answer.status == 422
    assert answer.value("step") == skipped
    assert answer.problems
    assert kept(session) == []


@pytest.mark.directive("II.B")
def test_a_crafted_form_that_says_yes_to_danger_is_told_to_call(
    visitor: Visitor, session: Session
) -> None:
    answer = visitor.send(visitor.at("check"), "submit", danger="yes")
    assert answer.heading == "Call 911 now"
    assert kept(session) == []


@pytest.mark.parametrize(
    ("step", "answers", "says"),
    [
        ("danger", {}, "Answer “Yes” or “No”."),
        ("danger", {"danger": "perhaps"}, "Answer “Yes” or “No”."),
        ("what", {"text": "x"}, "Choose what it is about."),
        ("what", {"category": "NONSENSE", "text": "x"}, "Choose what it is about."),
        ("what", {"category": "NOISE"}, "Write in your own words what happens."),
        ("what", {"category": "NOISE", "text": " \n\t "}, "Write in your own words what happens."),
        ("what", {"category": "NOISE", "text": "x" * 4_001}, "At most 4000 characters."),
        ("where", {}, "Say where it is"),
        ("where", {"place": "x" * 301}, "At most 300 characters."),
        ("where", {"place": "State", "details": "x" * 501}, "At most 500 characters."),
        ("when", {"days": ["someday"]}, "Choose from the list."),
        ("when", {"times": "x" * 501}, "At most 500 characters."),
        ("contact", {"email": "nobody"}, "Write the e-mail address like"),
        ("contact", {"email": "a@b.cd\r\nBcc: x@y.zz"}, "Write the e-mail address like"),
        ("contact", {"phone": "call me"}, "Write the phone number"),
        ("contact", {"name": "x" * 121}, "At most 120 characters."),
    ],
)
def test_a_wrong_answer_is_named_and_what_was_typed_is_there(
    visitor: Visitor, step: str, answers: dict[str, Any], says: str
) -> None:
    page = visitor.send(visitor.at(step), **answers)

    assert page.status == 422
    assert page.title.startswith("Error:")
    assert any(says in problem for problem in page.problems)
    assert page.value("step") == step
    for name, typed in answers.items():
        if isinstance(typed, str) and name in {"text", "details", "times"}:
            assert page.value(name) == typed.strip()


def test_four_thousand_characters_are_accepted_whatever_the_line_ends(
    visitor: Visitor, session: Session
) -> None:
    visitor.tell(what={"text": "Loud.\r\n" * 666 + "four"})
    assert len(kept(session)[0].text) == 666 * 6 + 4


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Noise\x00 at night", "Noise at night"),
        ("\x1b[31mNoise\x07\x85", "[31mNoise"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{ 7*7 }} %(x)s {0}", "{{ 7*7 }} %(x)s {0}"),
        ("'; DROP TABLE concerns; --", "'; DROP TABLE concerns; --"),
    ],
)
def test_hostile_text_is_only_text(
    visitor: Visitor, session: Session, typed: str, stored: str
) -> None:
    page = visitor.at("check", what={"text": typed})
    assert stored in page.main
    visitor.send(page, "submit")
    assert kept(session)[0].text == stored


def test_bytes_that_are_no_text_are_asked_for_again(visitor: Visitor) -> None:
    page = visitor.at("what")
    sent = [(n, v) for n, v in page.fields() if n != "text"] + [("category", "NOISE")]
    parts = [*((n, v.encode()) for n, v in sent), ("text", b"Noise \xff\xfe at night")]
    body = b"".join(
        b'--edge\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (n.encode(), v)
        for n, v in parts
    )
    answer = Page(
        visitor.client.post(
            "/report",
            data=body + b"--edge--\r\n",
            content_type="multipart/form-data; boundary=edge",
        )
    )
    assert answer.status == 422
    assert any("could not be read" in problem for problem in answer.problems)
    assert answer.value("text").startswith("Noise ")


def test_a_body_that_is_no_text_at_all_is_an_error_page(visitor: Visitor) -> None:
    visitor.at("what")
    kind = "application/x-www-form-urlencoded"
    answer = visitor.client.post("/report", data=b"text=\xff\xfe&go=next", content_type=kind)
    assert answer.status_code == 400
    assert Page(answer).heading


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data"])
def test_another_kind_of_content_is_an_error_page_and_not_a_failure(
    visitor: Visitor, kind: str
) -> None:
    answer = visitor.client.post("/report", data=b'{"danger": "no"}', content_type=kind)
    assert 400 <= answer.status_code < 500
    assert Page(answer).heading


def test_an_enormous_form_is_refused_with_words(visitor: Visitor) -> None:
    page = visitor.send(visitor.at("what"), category="NOISE", text="x" * 3_000_000)
    assert page.status == 413
    assert page.heading == "That was too much text"


@pytest.mark.parametrize("step", [*NAMES])
def test_an_expired_form_loses_nothing(visitor: Visitor, step: str, session: Session) -> None:
    page = visitor.at(step)
    fresh = Visitor(visitor.client.application)  # another browser: the token is not its own
    answers = {name: value for name, value in TELLS[step].items() if name != "go"}
    answer = fresh.send(page, "submit" if step == "check" else "next", **answers)

    assert answer.status == 400
    assert "Nothing is lost" in answer.problems[0]
    assert answer.value("step") == step
    after = fresh.send(answer, "submit" if step == "check" else "next")
    assert after.status == 200
    assert after.value("step") != step
    assert len(kept(session)) == (1 if step == "check" else 0)


def test_two_tabs_do_not_mix(visitor: Visitor, session: Session) -> None:
    one = visitor.at("check", what={"text": "The first tab"})
    other = visitor.at("check", what={"text": "The other tab"})
    visitor.send(one, "submit")
    visitor.send(other, "submit")
    assert [concern.text for concern in kept(session)] == ["The first tab", "The other tab"]


def test_a_program_that_fills_in_every_field_is_not_heard(
    visitor: Visitor, session: Session
) -> None:
    page = visitor.send(visitor.at("check"), "submit", website="http://spam.example")
    assert page.status == 422
    assert kept(session) == []

    visitor.send(page, "submit")  # a person whose browser filled it in presses once more
    assert len(kept(session)) == 1


def test_an_address_that_sends_very_many_waits_and_loses_nothing(
    visitor: Visitor, session: Session, clock: Clock
) -> None:
    page = visitor.at("check")
    for count in range(60):
        answer = visitor.send(page, "submit", text=f"Report {count}")
    assert answer.status == 200
    limited = visitor.send(page, "submit", text="One too many")

    assert limited.status == 429
    assert int(limited.response.headers["Retry-After"]) > 0
    assert "One too many" in limited.main
    assert visitor.address not in limited.text
    clock.move(minutes=3)
    assert number_of(visitor.send(limited, "submit"))
    assert number_of(Visitor(visitor.client.application, address="192.0.2.8").tell())


def test_a_library_that_sends_one_every_two_minutes_all_day_is_never_stopped(
    visitor: Visitor, clock: Clock
) -> None:
    page = visitor.at("check")
    for count in range(80):
        assert visitor.send(page, "submit", text=f"Report {count}").status == 200
        clock.move(minutes=2)


def test_sending_holds_no_lock_while_it_hashes(app: Flask, session: Session) -> None:
    """A concern that another process is writing does not stop the hashing, only the insert."""
    database: Database = app.extensions["database"]
    with database.open(reading=True) as reader:
        assert reader.scalar(select(func.count()).select_from(Concern)) == 0
        assert number_of(Visitor(app).tell())
