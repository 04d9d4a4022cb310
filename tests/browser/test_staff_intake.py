"""A sergeant at the intake queue: by keyboard, beside a colleague, and refused in plain words."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from shared.concerns.models import Concern
from shared.concerns.numbers import grouped
from tests.browser.staff_screen import Screen, tick
from tests.making import HERE
from tests.world import World, done

Axe = Callable[[Page], None]


@pytest.fixture
def screen(page: Page, live_server: str, world: World) -> Screen:
    return Screen(page, live_server, world)


@pytest.mark.directive("VII.B.1")
@pytest.mark.directive("VII.B.2.b")
def test_a_sergeant_clears_the_intake_with_the_keyboard_alone(
    screen: Screen, world: World, axe: Axe
) -> None:
    first = world.in_review()
    world.clock.move(hours=1)
    second = world.in_review()
    page = screen.sign_in("sergeant").page
    page.goto(f"{screen.server}/staff/queues/intake")
    expect(screen.heading("To review")).to_be_focused()
    expect(page.get_by_text("35 h 0 min left")).to_be_visible()
    axe(page)

    page.keyboard.press("j")
    expect(page.locator(f'[data-row="{first}"]')).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(f'[data-row="{second}"]')).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 2")).to_be_visible()
    axe(page)

    screen.button("Accept and assign").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Accept and assign")).to_be_focused()
    expect(page.get_by_label("Responsible unit")).not_to_have_value("")  # the server proposes one
    axe(page)
    page.get_by_label("Note to the unit").focus()
    page.keyboard.type("Evenings, the north corner.")
    page.keyboard.press("Control+Enter")
    screen.expect_state("Assigned to a unit")
    assert screen.kept(first).state == "WITH_UNIT"

    page.keyboard.press("j")
    expect(page.get_by_text("2 of 2")).to_be_visible()
    screen.expect_state("In review")
    page.keyboard.press("u")
    expect(screen.heading("To review")).to_be_visible()
    expect(page.locator(f'[data-row="{first}"]')).to_have_count(0)


def test_keys_do_nothing_while_typing_and_can_be_turned_off(screen: Screen, world: World) -> None:
    number = world.submitted()
    page = screen.sign_in("sergeant").page
    page.goto(f"{screen.server}/staff/queues/intake")
    row = page.locator(f'[data-row="{number}"]')
    row.wait_for()
    page.keyboard.press("/")
    page.keyboard.type("jk?")
    search = page.get_by_label("Control number or words")
    expect(search).to_have_value("jk?")
    search.blur()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    tick(page.get_by_label("These keys act on the page"))
    screen.button("Close").click()
    page.keyboard.press("j")
    expect(row).not_to_be_focused()


@pytest.mark.directive("VII.B.1")
def test_what_is_late_says_so_in_words(screen: Screen, world: World) -> None:
    world.in_review()
    world.clock.move(hours=38, minutes=5)
    screen.sign_in("sergeant")
    screen.open("/queues/intake")
    expect(screen.page.get_by_text("Late by 2 h 5 min")).to_be_visible()


@pytest.mark.directive("VII.B.1")
@pytest.mark.both_databases
def test_of_two_sergeants_the_second_learns_what_happened_and_keeps_what_was_typed(
    screen: Screen, world: World, axe: Axe
) -> None:
    number = world.in_review()
    page = screen.sign_in("sergeant").page
    screen.open_concern(number)
    screen.button("Do not accept").click()
    page.get_by_label("Message to the resident").fill("This belongs to the City.")
    tick(page.get_by_label("A City service: belongs to 311"))

    unit = world.district.units["W2"]
    done(world.desk("sergeant_2").act(number, "accept", responsible_unit=unit))
    page.get_by_role("form").get_by_role("button", name="Do not accept").click()

    expect(screen.alert()).to_contain_text("It changed while you had it open")
    expect(screen.alert()).to_contain_text("Accept and assign by 011 Sergeant_2")
    screen.expect_state("Assigned to a unit")
    expect(page.get_by_text("This belongs to the City.")).to_be_visible()
    axe(page)
    assert screen.kept(number).state == "WITH_UNIT"


def test_a_refused_form_names_the_field_and_puts_the_focus_there(
    screen: Screen, world: World, axe: Axe
) -> None:
    number = world.in_review()
    page = screen.sign_in("sergeant").page
    screen.open_concern(number)
    screen.button("Do not accept").click()
    tick(page.get_by_label("Not a matter of crime or disorder"))
    page.get_by_role("form").get_by_role("button", name="Do not accept").click()
    expect(screen.alert()).to_contain_text("Message to the resident: This is needed.")
    expect(page.get_by_label("Message to the resident")).to_be_focused()
    expect(page.get_by_label("Not a matter of crime or disorder")).to_be_checked()
    axe(page)
    assert screen.kept(number).state == "IN_REVIEW"


@pytest.mark.directive("VI.B.1")
def test_an_association_can_be_undone_from_where_it_was_made(screen: Screen, world: World) -> None:
    primary, follower = world.in_review(), world.in_review()
    page = screen.sign_in("sergeant").page
    screen.open_concern(follower)
    screen.act(
        "Associate with a primary concern",
        Control_number_of_the_primary_concern=primary,
        Why_these_are_one_problem="The same corner and the same hours.",
    )
    screen.expect_state("Associated with a primary concern")
    expect(screen.heading("Its primary concern", level=2)).to_be_visible()
    page.get_by_role("status").get_by_role("button", name="Undo the association").click()
    page.get_by_label("Reason").fill("They are two groups.")
    page.get_by_role("form").get_by_role("button", name="Undo the association").click()
    screen.expect_state("In review")
    assert screen.kept(follower).primary_id is None


@pytest.mark.directive("VI.B.1")
def test_a_suggestion_is_taken_undone_and_called_different(
    screen: Screen, world: World, axe: Axe
) -> None:
    same = {"category": "NARCOTICS", "text": "They deal drugs at the laundromat every evening."}
    primary, follower = world.in_review(**same), world.submitted(**same)
    page = screen.sign_in("sergeant").page
    screen.open("/queues/intake")
    expect(page.get_by_text(f"May be one problem with {grouped(primary)}")).to_be_visible()

    screen.open_concern(follower)
    expect(screen.heading("May be the same problem", level=2)).to_be_visible()
    expect(page.get_by_text("both speak of")).to_be_visible()
    axe(page)
    screen.button(f"Associate with {grouped(primary)}").click()
    reasons = page.get_by_label("Why these are one problem")
    expect(reasons).to_have_value(re.compile("same building; both speak of drug sales"))
    page.get_by_role("form").get_by_role("button", name="Associate").click()
    screen.expect_state("Associated with a primary concern")
    expect(screen.heading("May be the same problem", level=2)).to_have_count(0)

    page.get_by_role("status").get_by_role("button", name="Undo the association").click()
    page.get_by_label("Reason").fill("They are two groups.")
    page.get_by_role("form").get_by_role("button", name="Undo the association").click()
    screen.expect_state("In review")
    screen.button(f"Different problem from {grouped(primary)}").click()
    page.get_by_role("form").get_by_role("button", name="Different problem").click()
    expect(screen.heading("May be the same problem", level=2)).to_have_count(0)
    axe(page)
    screen.open_concern(primary)
    expect(screen.heading("May be the same problem", level=2)).to_have_count(0)


@pytest.mark.directive("VI.B.1")
def test_another_of_a_group_becomes_its_primary(screen: Screen, world: World, axe: Axe) -> None:
    first, second, third = (world.in_review() for _ in range(3))
    for other in (second, third):
        done(world.desk("sergeant").act(other, "associate", primary=first, because="One group."))
    page = screen.sign_in("sergeant").page
    screen.open_concern(second)
    screen.button("Make this the primary concern").click()
    axe(page)
    form = page.get_by_role("form", name="Make this the primary concern")
    form.get_by_role("button", name="Make this the primary concern").click()
    expect(screen.alert()).to_contain_text("Reason: This is needed.")
    page.get_by_label("Reason").fill("It tells the hours.")
    form.get_by_role("button", name="Make this the primary concern").click()
    screen.expect_state("In review")
    expect(screen.heading("Associated concerns (2)", level=2)).to_be_visible()
    for other in (first, third):
        expect(page.get_by_role("link", name=grouped(other))).to_be_visible()
    axe(page)
    lead = screen.kept(second).id
    assert {screen.kept(other).primary_id for other in (first, third)} == {lead}
    assert screen.kept(second).primary_id is None


@pytest.mark.directive("VII.B.1")
def test_the_beat_is_corrected_for_a_reason(screen: Screen, world: World, axe: Axe) -> None:
    number = world.in_review()
    page = screen.sign_in("sergeant").page
    screen.open_concern(number)
    screen.button("Correct the beat").click()
    form = page.get_by_role("form", name="Correct the beat")
    beat = form.get_by_label("Beat")
    expect(beat).to_have_value("1134")
    axe(page)
    beat.fill("9999")
    form.get_by_label("Reason").fill("The resident means the other side of the street.")
    form.get_by_role("button", name="Correct the beat").click()
    expect(screen.alert()).to_contain_text("There is no such beat")
    expect(beat).to_be_focused()
    axe(page)
    beat.fill("1133")
    form.get_by_role("button", name="Correct the beat").click()
    expect(page.get_by_text("Done: Correct the beat.")).to_be_visible()
    expect(page.get_by_role("region", name="Where").get_by_text("1133")).to_be_visible()
    expect(page.get_by_text("The resident means the other side of the street.")).to_be_visible()
    axe(page)
    kept = screen.kept(number)
    assert (kept.beat, kept.sector, kept.district) == ("1133", "113", "011")


@pytest.mark.directive("VII.B.1")
def test_the_address_is_corrected_and_the_beat_follows(
    screen: Screen, world: World, axe: Axe
) -> None:
    number = world.in_review()
    page = screen.sign_in("sergeant").page
    screen.open_concern(number)
    screen.button("Correct the address").click()
    form = page.get_by_role("form", name="Correct the address")
    address = form.get_by_label("Address")
    expect(address).to_have_value("3151 W Harrison St")
    expect(form.get_by_text("Which of these")).to_have_count(0)
    axe(page)
    form.get_by_label("Reason").fill("The resident said so by telephone.")
    address.fill("1 Whatsitsname Esplanade")
    form.get_by_role("button", name="Correct the address").click()
    expect(screen.alert()).to_contain_text("No such place was found")
    expect(address).to_be_focused()
    address.fill("Madison and Pulasky")
    form.get_by_role("button", name="Correct the address").click()
    expect(screen.alert()).to_contain_text("Choose the one that is meant")
    expect(form.get_by_text("Which of these", exact=True)).to_be_focused()
    axe(page)
    form.get_by_text("W Madison St & N Pulaski Rd").click()
    form.get_by_role("button", name="Correct the address").click()
    expect(page.get_by_text("Done: Correct the address.")).to_be_visible()
    where = page.get_by_role("region", name="Where")
    expect(where.get_by_text("W Madison St & N Pulaski Rd")).to_be_visible()
    expect(page.get_by_text("The resident said so by telephone.")).to_be_visible()
    axe(page)
    kept = screen.kept(number)
    assert (kept.precision, kept.district) == ("intersection", "011")
    assert str(kept.beat) in where.inner_text()


def test_the_map_follows_the_list_and_names_what_it_draws(
    screen: Screen, world: World, axe: Axe
) -> None:
    far = replace(HERE, latitude=41.8835, longitude=-87.72)
    numbers = [world.submitted(), world.submitted(where=far)]
    page = screen.sign_in("sergeant").page
    page.set_viewport_size({"width": 1440, "height": 900})
    screen.open("/queues/intake")
    chart = page.get_by_role("region", name="Map of the queue")
    expect(chart.get_by_role("button", name="Gang activity or loitering")).to_have_count(2)
    expect(chart.get_by_text(re.compile(r"^11[0-9]{2}$")).first).to_be_visible(timeout=20_000)
    page.locator(f'a[data-row="{numbers[1]}"]').focus()
    expect(chart.locator(".cc-pin--selected")).to_have_count(1)
    axe(page)
    chart.locator(".cc-pin--selected").press("Enter")
    expect(page).to_have_url(re.compile(numbers[1]))


def test_many_at_one_corner_are_one_pin_and_a_whole_list(
    screen: Screen, world: World, axe: Axe
) -> None:
    numbers = [world.submitted() for _ in range(300)]
    page = screen.sign_in("sergeant").page
    page.set_viewport_size({"width": 1440, "height": 900})
    screen.open("/queues/intake")
    chart = page.get_by_role("region", name="Map of the queue")
    expect(chart.get_by_role("button", name="25 here")).to_have_count(1)
    page.get_by_role("button", name="Load more").click()
    expect(chart.get_by_role("button", name="50 here")).to_have_count(1)
    axe(page)

    chart.get_by_role("button", name="50 here; the list names them").press("Enter")
    expect(page.locator(f'a[data-row="{numbers[0]}"]')).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(f'a[data-row="{numbers[1]}"]')).to_be_focused()
    for shown in range(75, 301, 25):
        page.get_by_role("button", name="Load more").click()
        expect(chart.get_by_role("button", name=f"{shown} here")).to_have_count(1)
    expect(page.get_by_role("button", name="Load more")).to_have_count(0)
    expect(page.locator("a[data-row]")).to_have_count(300)


def test_a_cluster_opens_by_keyboard_and_keeps_the_focus(
    screen: Screen, world: World, axe: Axe
) -> None:
    latitude = HERE.latitude or 0
    for north in (0, 0.0015, 0.02):
        world.submitted(where=replace(HERE, latitude=latitude + north))
    page = screen.sign_in("sergeant").page
    page.set_viewport_size({"width": 1440, "height": 900})
    screen.open("/queues/intake")
    chart = page.get_by_role("region", name="Map of the queue")
    cluster = chart.get_by_role("button", name="2 here; zoom in")
    cluster.press("Enter")
    expect(cluster).to_have_count(0)
    expect(chart.locator(".cc-pin:focus")).to_have_count(1)
    axe(page)


@pytest.mark.directive("VI.B.1")
def test_neighbors_are_on_the_concerns_map(screen: Screen, world: World, axe: Axe) -> None:
    same = {"category": "NARCOTICS", "text": "They deal drugs at the laundromat every evening."}
    near = replace(HERE, latitude=(HERE.latitude or 0) + 0.0012)
    primary, number = world.in_review(where=near, **same), world.in_review(**same)
    page = screen.sign_in("sergeant").page
    screen.open_concern(number)
    pin = page.get_by_role("button", name=re.compile("^Nearby: "))
    expect(pin).to_have_count(1)
    chart = page.get_by_role("region", name=re.compile("^Map of"))
    expect(chart.get_by_text(re.compile(r"^11[0-9]{2}$")).first).to_be_visible(timeout=20_000)
    axe(page)
    pin.press("Enter")
    expect(page).to_have_url(re.compile(primary))


@pytest.mark.directive("VI.B.1")
def test_a_chronic_place_is_told_on_the_page(screen: Screen, world: World, axe: Axe) -> None:
    same = {"category": "NARCOTICS", "text": "They deal drugs at the laundromat every evening."}
    before = world.closed(**same)
    world.clock.move(days=20)
    number = world.in_review(**same)
    page = screen.sign_in("sergeant").page
    screen.open_concern(number)
    expect(screen.heading("Chronic place", level=2)).to_be_visible()
    expect(page.get_by_text("Closed at this place once within a year")).to_be_visible()
    axe(page)
    page.get_by_role("region", name="Chronic place").get_by_role("link").click()
    expect(page.get_by_text(grouped(before)).first).to_be_visible()
    screen.expect_state("Closed")


@pytest.mark.directive("VI.A.2")
@pytest.mark.directive("VI.C")
def test_held_words_stay_hidden_until_somebody_says_why(
    screen: Screen, world: World, axe: Axe
) -> None:
    number = world.in_review(text="They shout bananas at everybody.")
    finding = {"start": 11, "end": 18, "reason": "borderline", "rule": "test"}
    held = {"outcome": "hold", "flags": ["third_party"], "findings": [finding]}
    world.session.execute(
        update(Concern).where(Concern.control_number == number).values(screening=held)
    )
    world.session.commit()
    page = screen.sign_in("sergeant").page
    screen.open("/queues/intake")
    expect(page.get_by_text("Held: words hidden until you open it")).to_be_visible()
    expect(page.get_by_text("bananas")).to_have_count(0)

    screen.open_concern(number)
    expect(page.get_by_text("They shout ■■■■■■■ at everybody.")).to_be_visible()
    axe(page)
    screen.button("Show the hidden words").click()
    page.get_by_label("Why do you need it?").fill("To review it.")
    screen.button("Show the hidden words").click()
    expect(page.get_by_text("They shout bananas at everybody.")).to_be_visible()
    looks = world.desk("auditor").get("/access-log").json["looks"]
    assert ("words", "To review it.") in {(look["what"], look["reason"]) for look in looks}


@pytest.mark.directive("VI.C")
def test_contact_is_shown_for_a_reason_only(screen: Screen, world: World) -> None:
    number = world.in_review(contact_name="Maria Example", contact_phone="312-555-0199")
    page = screen.sign_in("sergeant").page
    screen.open_concern(number)
    expect(page.get_by_text("312-555-0199")).to_have_count(0)
    screen.button("Show how to reach the resident").click()
    page.get_by_label("Why do you need it?").fill("To ask when it happens.")
    screen.button("Show how to reach the resident").click()
    expect(page.get_by_text("312-555-0199")).to_be_visible()


@pytest.mark.directive("VI.B.2")
def test_an_action_that_must_wait_is_reached_by_keyboard_and_says_why(
    screen: Screen, world: World, axe: Axe
) -> None:
    number = world.investigating()
    done(world.desk("supervisor").act(number, "extend", justification="A search warrant."))
    page = screen.sign_in("supervisor").page
    screen.open_concern(number)
    extend = screen.button("Extend by seven days")
    extend.focus()
    expect(extend).to_be_focused()
    expect(extend).to_have_attribute("aria-disabled", "true")
    why = page.locator(f"[id='{extend.get_attribute('aria-describedby')}']")
    expect(why).to_contain_text("VI.B.2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("form", name="Extend by seven days")).to_have_count(0)
    axe(page)
