"""How a resident follows a concern, with its number and its PIN and nothing less."""

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import pytest
from flask import Flask
from sqlalchemy import update

from portal.standing import ALIKE, BECAUSE, OUTCOMES, WORDS
from portal.timeline import SAID, UNSAID
from shared.concerns import choices
from shared.concerns.lifecycle import LIFECYCLE
from shared.concerns.models import Concern
from shared.concerns.states import State
from tests.making import make_concern
from tests.portal.visiting import Page, Visitor, number_of, pin_of, words
from tests.world import World, done


def steps(page: Page) -> list[str]:
    timeline = next(page.all_with("class", "cc-timeline"))
    return [words([*line.iter("p")][-1]) for line in timeline.iter("li")]


class Told:
    """A resident's concern in the world, and how to look it up."""

    def __init__(self, world: World, **but: object) -> None:
        receipt = make_concern(world.session, world.clock(), **but)
        assert receipt.pin
        self.world, self.number, self.pin = world, receipt.control_number, receipt.pin
        world.session.rollback()

    def seen(self) -> Page:
        page = Visitor(self.world.app).look_up(self.number, self.pin)
        assert page.status == 200, page.problems
        return page


@pytest.mark.directive("VI.A.1")
def test_number_and_pin_together_show_it(visitor: Visitor) -> None:
    receipt = visitor.tell()
    page = visitor.look_up(f"{number_of(receipt)[:4]}-{number_of(receipt)[4:]}", pin_of(receipt))

    assert page.heading == "We have it"
    assert "1060 W Addison St" in page.main
    assert page.response.headers["Cache-Control"] == "no-store"
    assert pin_of(receipt) not in page.text.replace(" ", "")
    assert number_of(receipt) not in page.title


@pytest.mark.directive("VI.A.1")
def test_nothing_less_than_both_shows_anything(visitor: Visitor) -> None:
    receipt = visitor.tell()
    number, pin = number_of(receipt), pin_of(receipt)
    other = pin[:-1] + str((int(pin[-1]) + 1) % 10)

    known = visitor.look_up(number, other)
    unknown = visitor.look_up("100000000008", other)
    assert known.status == unknown.status == 422
    assert known.problems == unknown.problems
    assert known.main == unknown.main
    assert known.value("pin") == ""
    assert "Addison" not in known.text

    for path in (f"/status/{number}", f"/status?number={number}&pin={pin}", f"/report/{number}"):
        assert "Addison" not in visitor.get(path).text


@pytest.mark.directive("VI.A.1")
def test_a_concern_entered_without_a_pin_is_shown_to_nobody(world: World) -> None:
    told = Told(world)
    chosen = Concern.control_number == told.number
    world.session.execute(update(Concern).where(chosen).values(pin_hash=None))
    world.session.commit()
    assert Visitor(world.app).look_up(told.number, told.pin).status == 422


@pytest.mark.parametrize(
    ("number", "pin", "says"),
    [
        ("", "", "Type the control number."),
        ("12345", "12345678", "The control number has 12 digits."),
        ("1234 5678 901x", "12345678", "The control number has 12 digits."),
        ("١٢٣٤٥٦٧٨٩٠١٢", "12345678", "The control number has 12 digits."),
        ("-12345678901", "12345678", "The control number has 12 digits."),
        ("123456789012", "1234567", "The PIN has 8 digits."),
        ("123456789012", "1" * 41, "At most 40 characters."),
        ("123456789012", "1234567\x00", "The PIN has 8 digits."),
    ],
)
def test_what_cannot_be_a_pair_is_named(visitor: Visitor, number: str, pin: str, says: str) -> None:
    page = visitor.look_up(number, pin)
    assert page.status == 422
    assert any(says in problem for problem in page.problems)


def test_repeated_tries_at_one_number_slow_down_then_stop(app: Flask, visitor: Visitor) -> None:
    receipt = visitor.tell()
    number, pin = number_of(receipt), pin_of(receipt)
    others = [Visitor(app, address=f"198.51.100.{last}") for last in range(9)]
    answers = [other.look_up(number, "00000000").status for other in others]
    assert answers == [422] * 5 + [429] * 4

    right = visitor.look_up(number, pin)
    assert right.status == 429
    assert "Wait" in right.problems[0]
    app.extensions["clock"].move(seconds=11)
    assert visitor.look_up(number, pin).status == 200
    assert visitor.look_up(number, "00000000").status == 422  # the right PIN wiped the slate


def test_a_burst_of_tries_cannot_slip_through_together(app: Flask) -> None:
    visitors = [Visitor(app, address=f"198.51.100.{last}") for last in range(12)]
    forms = [each.get("/status") for each in visitors]

    def attempt(which: int) -> int:
        return visitors[which].send(forms[which], number="100000000008", pin="00000000").status

    with ThreadPoolExecutor(12) as together:
        answers = sorted(together.map(attempt, range(12)))
    assert answers == [422] * 5 + [429] * 7


def test_repeated_tries_from_one_address_slow_down_then_stop(visitor: Visitor) -> None:
    numbers = [f"{10**11 + count:012d}" for count in range(22)]
    answers = [visitor.look_up(number, "00000000").status for number in numbers]
    assert answers[:20] == [422] * 20
    assert answers[20:] == [429] * 2

    elsewhere = Visitor(visitor.client.application, address="198.51.100.9")
    assert elsewhere.look_up(numbers[0], "00000000").status == 422


def test_unknown_numbers_are_slowed_as_known_ones_are(app: Flask) -> None:
    visitors = [Visitor(app, address=f"198.51.100.{last}") for last in range(7)]
    answers = [each.look_up("100000000008", "00000000").status for each in visitors]
    assert answers == [422] * 5 + [429] * 2


def test_those_who_know_the_pin_are_not_counted(visitor: Visitor) -> None:
    receipt = visitor.tell()
    for _time in range(25):
        assert visitor.look_up(number_of(receipt), pin_of(receipt)).status == 200


def test_an_unknown_number_costs_a_hash_like_a_known_one(visitor: Visitor) -> None:
    """No figure, only that neither answer skips the work: within a factor of four."""
    receipt = visitor.tell()
    spent = []
    for number in (number_of(receipt), "100000000008"):
        began = perf_counter()
        visitor.look_up(number, "00000000")
        spent.append(perf_counter() - began)
    assert max(spent) < 4 * min(spent)


def test_an_open_status_page_changes_its_language_without_the_pin(visitor: Visitor) -> None:
    receipt = visitor.tell()
    page = visitor.look_up(number_of(receipt), pin_of(receipt))
    assert visitor.send(page, "language:es").tree.get("lang") == "es"

    forged = visitor.send(page, "language:es", shown="1.abc")
    assert "Addison" not in forged.text


def test_an_expired_status_form_is_asked_again(app: Flask, visitor: Visitor) -> None:
    page = visitor.get("/status")
    fresh = Visitor(app)  # another browser: the token is not its own
    answer = fresh.send(page, number="123456789012", pin="12345678")
    assert answer.status == 400
    assert answer.value("number") == "123456789012"
    assert fresh.send(answer, pin="12345678").status == 422  # asked, and there is no such pair


def test_an_expired_receipt_still_shows_what_must_be_saved(app: Flask, visitor: Visitor) -> None:
    receipt = visitor.tell()
    fresh = Visitor(app)
    answer = fresh.send(receipt, last_two=pin_of(receipt)[-2:])
    assert (number_of(answer), pin_of(answer)) == (number_of(receipt), pin_of(receipt))
    assert fresh.send(answer, last_two=pin_of(receipt)[-2:]).heading == "All is saved"


# -- What is told


@pytest.mark.directive("VI.A.1", "VII.B.1")
def test_the_resident_sees_that_it_is_reviewed_and_by_when(world: World) -> None:
    told = Told(world)
    assert "36 hours" in told.seen().main

    world.desk("sergeant").concern(told.number)
    page = told.seen()
    assert page.heading == "A sergeant is reviewing it"
    assert "By Thursday, March 12, 2026, 12:00 AM" in page.main


@pytest.mark.directive("VI.A.1")
def test_the_whole_way_in_plain_words(world: World) -> None:
    told = Told(world)
    number, units, ids = told.number, world.district.units, world.district.ids
    world.desk("sergeant").concern(number)
    world.clock.move(hours=1)
    done(
        world.desk("sergeant").act(
            number, "accept", responsible_unit=units["W2"], assisting_units=[]
        )
    )
    page = told.seen()
    assert page.heading == "A police unit has it"
    assert "By Tuesday, March 17, 2026" in page.main

    done(world.desk("lieutenant").act(number, "assign_supervisor", supervisor=ids["supervisor"]))
    done(world.desk("supervisor").act(number, "assign_members", members=[ids["member"]]))
    done(world.desk("supervisor").act(number, "extend", justification="A secret informant."))
    page = told.seen()
    assert page.heading == "Officers are working on it"
    assert "The new date is Tuesday, March 24, 2026." in page.main
    assert "By Tuesday, March 24, 2026" in page.main

    world.document(number)
    done(world.desk("supervisor").act(number, "submit_actions", summary="Internal summary."))
    done(
        world.desk("lieutenant").act(
            number, "complete", outcome="resolved", message="Patrols ended the gatherings."
        )
    )
    page = told.seen()
    assert page.heading == "The investigation is complete"
    assert "Patrols ended the gatherings." not in page.main  # not before it is approved

    done(world.desk("xo").act(number, "approve"))
    page = told.seen()
    assert page.heading == "It is closed"
    assert "Patrols ended the gatherings." in page.main
    assert "The problem was resolved." in page.main
    for inside in ("informant", "summary", "Foot patrol", "011-", "Supervisor", "Second Watch"):
        assert inside not in page.text


@pytest.mark.directive("VII.B.1")
def test_not_accepted_says_why_in_plain_words(world: World) -> None:
    told = Told(world)
    world.desk("sergeant").concern(told.number)
    done(
        world.desk("sergeant").act(
            told.number, "not_accept", reason="not_police", message="Please call your landlord."
        )
    )
    page = told.seen()
    assert page.heading == "It was not accepted"
    assert "It is not about crime or disorder." in page.main
    assert "Please call your landlord." in page.main


def test_a_late_concern_says_so(world: World) -> None:
    told = Told(world)
    world.desk("sergeant").concern(told.number)
    units = world.district.units
    done(
        world.desk("sergeant").act(
            told.number, "accept", responsible_unit=units["W2"], assisting_units=[]
        )
    )
    world.clock.move(days=9)
    page = told.seen()
    assert "It is late" in page.main
    assert "should have been done by Tuesday, March 17, 2026" in page.main


@pytest.mark.directive("VI.B.1")
def test_followers_see_the_primary_s_progress_under_their_own_number(world: World) -> None:
    first = Told(world, text="Dice games by the red door of number nine.")
    second = Told(world, text="My cousin Wanda saw gamblers.")
    sergeant, ids = world.desk("sergeant"), world.district.ids
    for told in (first, second):
        sergeant.concern(told.number)
    units = world.district.units
    done(sergeant.act(first.number, "accept", responsible_unit=units["W2"], assisting_units=[]))
    world.clock.move(hours=2)
    done(sergeant.act(second.number, "associate", primary=first.number, because="One game"))
    world.clock.move(hours=2)
    done(
        world.desk("lieutenant").act(
            first.number, "assign_supervisor", supervisor=ids["supervisor"]
        )
    )
    done(world.desk("supervisor").act(first.number, "assign_members", members=[ids["member"]]))

    page = second.seen()
    assert page.heading == "Officers are working on it"
    assert "one other report from nearby" in page.main
    assert any("handled together with theirs" in step for step in steps(page))
    assert any("Officers were assigned" in step for step in steps(page))
    assert not any("accepted" in step for step in steps(page))  # that was before it joined
    assert first.number not in page.text.replace(" ", "")
    assert "red door" not in page.text
    assert "One game" not in page.text

    page = first.seen()
    assert "one other report from nearby" in page.main
    assert "Wanda" not in page.text
    assert second.number not in page.text.replace(" ", "")

    world.document(first.number)
    done(world.desk("supervisor").act(first.number, "submit_actions", summary="Done."))
    done(
        world.desk("lieutenant").act(
            first.number, "complete", outcome="resolved", message="The games ended."
        )
    )
    done(world.desk("xo").act(first.number, "approve"))
    for told in (first, second):
        page = told.seen()
        assert page.heading == "It is closed"
        assert "The games ended." in page.main
        assert [step for step in steps(page) if step == "It was closed."] == ["It was closed."]


@pytest.mark.directive("VI.B.1")
def test_an_undone_association_shows_nothing_of_what_came_after(world: World) -> None:
    first, second = Told(world), Told(world)
    sergeant, units = world.desk("sergeant"), world.district.units
    for told in (first, second):
        sergeant.concern(told.number)
    done(sergeant.act(second.number, "associate", primary=first.number, because="Alike"))
    world.clock.move(hours=1)
    done(sergeant.act(second.number, "dissociate", reason="Another corner"))
    world.clock.move(hours=1)
    done(sergeant.act(first.number, "accept", responsible_unit=units["W2"], assisting_units=[]))

    page = second.seen()
    assert page.heading == "A sergeant is reviewing it"
    assert "handled on its own again" in page.main
    assert "Another corner" not in page.text
    assert "from nearby" not in page.main
    assert not any("accepted and given" in step for step in steps(page))


# -- Every state, step and reason has its words


def test_every_action_is_either_told_or_left_out_on_purpose() -> None:
    assert set(SAID) | UNSAID == LIFECYCLE.actions | {"mark_different"}
    assert not set(SAID) & UNSAID


def test_every_state_outcome_and_reason_has_its_words() -> None:
    assert set(WORDS) | set(ALIKE) | {State.ASSOCIATED} == set(State)
    assert set(OUTCOMES) == {outcome.value for outcome in choices.Outcome}
    assert set(BECAUSE) == {reason.value for reason in choices.Because} | {"criminal"}
