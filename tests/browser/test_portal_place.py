"""Saying where, each way alone: a candidate, words, a pin, the device; with scripts and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_portal import at_where, fits, heading, press, push, tick

Check = Callable[[Page], None]
NewPage = Callable[..., Page]

WHEN = "When does it usually happen?"
EVANSTON = {"latitude": 42.0451, "longitude": -87.6877}
TAKE_MY_WORDS = "Take my words as they are"


@pytest.fixture(params=["a phone without scripts", "a desk with them"])
def resident(request: pytest.FixtureRequest, new_page: NewPage) -> Page:
    if request.param == "a desk with them":
        return new_page(viewport={"width": 1440, "height": 900})
    return new_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)


def say(page: Page, address: str) -> None:
    page.get_by_label("Address, corner or place").fill(address)
    press(page, "Continue")


def stops_with(page: Page, words: str, axe: Check) -> None:
    heading(page, "Where is it?")
    expect(page.locator(".cc-summary")).to_contain_text(words)
    fits(page)
    axe(page)


def test_a_misspelled_address_is_asked_about_and_the_choice_goes_on(
    resident: Page, live_server: str, axe: Check
) -> None:
    at_where(resident, live_server)
    say(resident, "1060 W Adison")
    stops_with(resident, "Choose the one you mean", axe)
    expect(resident.get_by_label("Address, corner or place")).to_have_value("1060 W Adison")
    press(resident, "Continue")  # nothing chosen is asked again, and nothing is lost
    stops_with(resident, "Choose the one you mean", axe)
    tick(resident, "1060 W Addison St")
    press(resident, "Continue")
    heading(resident, WHEN)


def test_none_of_the_candidates_is_a_way_on(resident: Page, live_server: str) -> None:
    at_where(resident, live_server)
    say(resident, "125 state")
    tick(resident, "None of these: take my words as they are")
    press(resident, "Continue")
    heading(resident, WHEN)


def test_outside_the_city_is_said_with_where_to_turn_and_is_no_dead_end(
    resident: Page, live_server: str, axe: Check
) -> None:
    at_where(resident, live_server)
    say(resident, "500 Davis St, Evanston")
    stops_with(resident, "outside the City of Chicago", axe)
    expect(resident.get_by_role("main")).to_contain_text("Evanston")
    expect(resident.get_by_role("main")).to_contain_text("non-emergency number")
    tick(resident, TAKE_MY_WORDS)
    press(resident, "Continue")
    heading(resident, WHEN)


def test_an_address_in_the_city_after_one_outside_goes_on(resident: Page, live_server: str) -> None:
    at_where(resident, live_server)
    say(resident, "500 Davis St, Evanston")
    say(resident, "1060 W Addison St")
    heading(resident, WHEN)


def test_a_description_alone_is_enough(resident: Page, live_server: str, axe: Check) -> None:
    at_where(resident, live_server)
    resident.get_by_label("How do we find the exact spot?").fill("Behind the big blue church")
    press(resident, "Continue")
    heading(resident, WHEN)
    axe(resident)


def test_a_place_that_no_map_knows_is_taken_in_the_residents_words(
    resident: Page, live_server: str, axe: Check
) -> None:
    at_where(resident, live_server)
    say(resident, "the alley where the ice cream truck sleeps")
    stops_with(resident, "did not find this place", axe)
    press(resident, "Continue")
    heading(resident, WHEN)


def test_nothing_at_all_is_asked_for(resident: Page, live_server: str, axe: Check) -> None:
    at_where(resident, live_server)
    press(resident, "Continue")
    heading(resident, "Where is it?")
    expect(resident.locator(".cc-summary")).to_be_visible()
    axe(resident)


def test_without_scripts_no_map_and_no_position_is_offered(phone: Page, live_server: str) -> None:
    canvas = at_where(phone, live_server)
    expect(canvas).to_be_hidden()
    for name in ("Mark it on a map", "Use where I am now"):
        expect(phone.get_by_role("button", name=name)).to_have_count(0)


def test_a_pin_can_be_set_by_pointer_and_taken_away(
    page: Page, live_server: str, axe: Check
) -> None:
    canvas = at_where(page, live_server)
    push(page, "Mark it on a map")
    expect(canvas).not_to_have_attribute("aria-busy", "true")
    canvas.click()
    expect(page.get_by_role("status")).to_contain_text("Marked")
    axe(page)
    press(page, "Continue")
    heading(page, WHEN)
    press(page, "Back")
    expect(page.get_by_text("Marked on the map:")).to_be_visible()
    press(page, "Remove the mark")
    expect(page.get_by_text("Marked on the map:")).to_have_count(0)
    press(page, "Continue")
    stops_with(page, "", axe)


def test_a_device_outside_the_city_is_told_so_and_words_go_on(
    new_page: NewPage, live_server: str, axe: Check
) -> None:
    page = new_page(geolocation=EVANSTON, permissions=["geolocation"])
    at_where(page, live_server)
    push(page, "Use where I am now")
    expect(page.get_by_role("status")).to_contain_text("Marked")
    press(page, "Continue")
    stops_with(page, "outside the City of Chicago", axe)
    say(page, "1060 W Addison St")
    heading(page, WHEN)
