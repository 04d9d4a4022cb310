"""The portal in a real browser: a small phone without scripts, a desk with them, the keyboard."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.making import Clock, make_concern
from tests.portal.test_gates import ABUSE, FIRE, POTHOLE
from tests.world import World

Check = Callable[[Page], None]
NewPage = Callable[..., Page]


def press(page: Page, name: str) -> None:
    """Press a button that sends the form, and wait until the next page has its styles."""
    with page.expect_navigation(wait_until="load"):
        push(page, name)


def push(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def tick(page: Page, text: str) -> None:
    page.locator("main label", has_text=re.compile(rf"^\s*{re.escape(text)}")).click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def fits(page: Page) -> None:
    """Nothing is cut off and nothing needs scrolling sideways."""
    shown = page.viewport_size
    assert shown
    assert page.locator("html").bounding_box()
    widest = max(
        (box["x"] + box["width"])
        for each in page.locator("main *:visible").all()
        if (box := each.bounding_box()) and box["x"] >= 0
    )
    assert widest <= shown["width"] + 1


def fill_in(page: Page, address: str, look: Check) -> None:
    """A whole report up to the answers, looking at every page."""
    page.goto(f"{address}/")
    look(page)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("main").get_by_role("link", name="Tell us about a concern").click()
    heading(page, "Is anybody in danger now?")
    look(page)
    press(page, "Continue")
    look(page)
    tick(page, "Yes")
    press(page, "Continue")
    heading(page, "Call 911 now")
    look(page)
    press(page, "Back: nobody needs help now")
    tick(page, "No")
    press(page, "Continue")
    heading(page, "What is happening?")
    look(page)
    press(page, "Continue")
    look(page)
    tick(page, "Noise")
    page.get_by_label("What happens?").fill("Loud music from parked cars.\nEvery night.")
    press(page, "Continue")
    heading(page, "Where is it?")
    look(page)
    page.get_by_label("Address, corner or place").fill("125 state")
    press(page, "Continue")
    look(page)
    tick(page, "125 N State St")
    press(page, "Continue")
    heading(page, "When does it usually happen?")
    look(page)
    tick(page, "Friday")
    press(page, "Continue")
    heading(page, "May we contact you?")
    look(page)
    page.get_by_label("E-mail address").fill("nobody")
    press(page, "Continue")
    look(page)
    page.get_by_label("E-mail address").fill("nobody@example.com")
    press(page, "Continue")
    heading(page, "Check your answers")
    look(page)


@pytest.mark.directive("II.E.1", "VI.A.1", "II.B")
def test_a_phone_without_scripts_goes_the_whole_way(
    phone: Page, live_server: str, axe: Check
) -> None:
    def look(page: Page) -> None:
        fits(page)
        axe(page)

    fill_in(phone, live_server, look)
    press(phone, "Send")
    heading(phone, "We have your concern")
    look(phone)
    number = phone.locator("#control-number").inner_text()
    pin = phone.locator("dd#pin").inner_text()
    assert phone.get_by_role("button", name="Print this page").is_hidden()
    press(phone, "I have saved both")
    look(phone)
    phone.get_by_label("Type the last two digits").fill(pin[-2:])
    press(phone, "I have saved both")
    heading(phone, "All is saved")
    look(phone)

    with phone.expect_navigation(wait_until="load"):
        phone.get_by_role("main").get_by_role("link", name="See how it goes").click()
    look(phone)
    phone.get_by_label("Control number").fill(number)
    phone.get_by_label("PIN", exact=True).fill("00000000")
    press(phone, "Show how it goes")
    expect(phone.locator(".cc-summary")).to_be_visible()
    expect(phone.get_by_label("PIN", exact=True)).to_have_value("")
    look(phone)
    phone.get_by_label("PIN", exact=True).fill(pin)
    press(phone, "Show how it goes")
    heading(phone, "We have it")
    look(phone)
    assert phone.url == f"{live_server}/status"
    assert pin.replace(" ", "") not in phone.content().replace(" ", "")


@pytest.mark.parametrize("width", [1024, 1440])
def test_a_desk_with_scripts_goes_the_whole_way(
    new_page: NewPage, live_server: str, axe: Check, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    fill_in(page, live_server, axe)
    press(page, "Send")
    heading(page, "We have your concern")
    expect(page.get_by_role("button", name="Print this page")).to_be_visible()
    axe(page)


@pytest.mark.parametrize("language", ["es", "pl"])
def test_other_languages_fit_a_phone(
    phone: Page, live_server: str, axe: Check, language: str
) -> None:
    for path in ("/", "/report", "/status", "/privacy", "/accessibility", "/nothing"):
        phone.goto(f"{live_server}{path}?language={language}")
        assert phone.locator("html").get_attribute("lang") == language
        fits(phone)
        axe(phone)


def test_the_language_switch_keeps_what_was_typed(phone: Page, live_server: str) -> None:
    phone.goto(f"{live_server}/report")
    tick(phone, "No")
    press(phone, "Continue")
    phone.get_by_label("What happens?").fill("Half a sent")
    phone.get_by_role("button", name="Polski").click()
    heading(phone, "Jaki to problem?")
    expect(phone.locator("#text")).to_have_value("Half a sent")


def test_the_keyboard_alone_is_enough(page: Page, live_server: str) -> None:
    page.goto(f"{live_server}/report")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("No", exact=False).first).to_be_checked()
    page.keyboard.press("Enter")  # sends the form as “Continue” would, in the same language
    heading(page, "What is happening?")
    assert page.locator("html").get_attribute("lang") == "en"
    tick(page, "Noise")
    page.get_by_label("What happens?").fill("Loud music every night")
    press(page, "Continue")
    page.get_by_label("Address, corner or place").fill("26th and Pulaski")
    page.keyboard.press("Enter")
    heading(page, "When does it usually happen?")


def test_an_error_takes_the_focus_and_leads_to_its_field(page: Page, live_server: str) -> None:
    page.goto(f"{live_server}/status")
    press(page, "Show how it goes")
    expect(page.locator(".cc-summary")).to_be_focused()
    page.get_by_role("link", name="Type the PIN.").click()
    expect(page.get_by_label("PIN", exact=True)).to_be_focused()


def test_the_browsers_back_button_shows_what_was_typed(page: Page, live_server: str) -> None:
    page.goto(f"{live_server}/report")
    tick(page, "No")
    press(page, "Continue")
    tick(page, "Noise")
    page.get_by_label("What happens?").fill("Loud music every night")
    press(page, "Continue")
    page.get_by_label("Address, corner or place").fill("26th and Pulaski")
    press(page, "Continue")
    heading(page, "When does it usually happen?")
    page.go_back()
    heading(page, "Where is it?")
    page.go_back()
    heading(page, "What is happening?")
    expect(page.get_by_label("What happens?")).to_have_value("Loud music every night")
    page.get_by_label("What happens?").fill("Loud music every night but Monday")
    press(page, "Continue")
    heading(page, "Where is it?")


def test_the_count_says_how_much_room_is_left(page: Page, live_server: str) -> None:
    page.goto(f"{live_server}/report")
    tick(page, "No")
    press(page, "Continue")
    page.get_by_label("What happens?").fill("x" * 4_003)
    expect(page.get_by_text("3 characters too many")).to_be_visible()


# -- Texts that stop a report


def at_what(page: Page, address: str) -> None:
    page.goto(f"{address}/report")
    tick(page, "No")
    press(page, "Continue")
    tick(page, "Noise")


@pytest.mark.directive("II.B")
def test_an_emergency_that_was_typed_leads_to_911_and_on_when_ruled_out(
    phone: Page, live_server: str, axe: Check
) -> None:
    at_what(phone, live_server)
    phone.get_by_label("What happens?").fill(FIRE)
    press(phone, "Continue")
    heading(phone, "Call 911 now")
    fits(phone)
    axe(phone)
    press(phone, "Go on with the report")
    expect(phone.locator(".cc-summary")).to_contain_text("Tick the box")
    axe(phone)
    tick(phone, "Nobody is in danger now")
    press(phone, "Go on with the report")
    heading(phone, "Where is it?")


@pytest.mark.directive("VI.A.2")
def test_refused_words_are_named_and_reworded(phone: Page, live_server: str, axe: Check) -> None:
    at_what(phone, live_server)
    phone.get_by_label("What happens?").fill(ABUSE)
    press(phone, "Continue")
    expect(phone.locator(".cc-summary mark").first).to_be_visible()
    expect(phone.get_by_label("What happens?")).to_have_value(ABUSE)
    fits(phone)
    axe(phone)
    phone.get_by_label("What happens?").fill("I am angry that nobody comes.")
    press(phone, "Continue")
    heading(phone, "Where is it?")


@pytest.mark.directive("VI.A.2")
def test_what_somebody_else_said_is_taken(phone: Page, live_server: str) -> None:
    at_what(phone, live_server)
    phone.get_by_label("What happens?").fill(ABUSE)
    press(phone, "Continue")
    tick(phone, "I am reporting what somebody else said or did")
    press(phone, "Continue")
    heading(phone, "Where is it?")


def test_a_city_service_is_shown_the_way_to_311(phone: Page, live_server: str, axe: Check) -> None:
    at_what(phone, live_server)
    phone.get_by_label("What happens?").fill(POTHOLE)
    press(phone, "Continue")
    heading(phone, "This may be a matter for 311")
    fits(phone)
    axe(phone)
    press(phone, "Go on with the report")
    heading(phone, "Where is it?")


# -- The map, for those who want it


def at_where(page: Page, address: str) -> Locator:
    page.goto(f"{address}/report")
    tick(page, "No")
    press(page, "Continue")
    tick(page, "Noise")
    page.get_by_label("What happens?").fill("Loud music every night")
    press(page, "Continue")
    heading(page, "Where is it?")
    return page.locator("[data-map-canvas]")


def test_a_pin_on_the_map_is_enough(page: Page, live_server: str, axe: Check) -> None:
    canvas = at_where(page, live_server)
    push(page, "Mark it on a map")
    expect(canvas.locator("path.leaflet-interactive, path").first).to_be_attached()
    axe(page)
    canvas.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Marked")
    press(page, "Continue")
    heading(page, "When does it usually happen?")
    press(page, "Back")
    expect(page.get_by_text("Marked on the map:")).to_be_visible()
    axe(page)


def test_the_devices_position_is_enough(new_page: NewPage, live_server: str) -> None:
    page = new_page(
        geolocation={"latitude": 41.9474, "longitude": -87.6563}, permissions=["geolocation"]
    )
    at_where(page, live_server)
    push(page, "Use where I am now")
    expect(page.get_by_role("status")).to_contain_text("Marked")
    press(page, "Continue")
    heading(page, "When does it usually happen?")


def test_a_device_that_does_not_tell_leaves_the_address(page: Page, live_server: str) -> None:
    at_where(page, live_server)
    push(page, "Use where I am now")
    expect(page.get_by_role("status")).to_contain_text("Type the address instead")
    expect(page.get_by_label("Address, corner or place")).to_be_editable()


# -- The status page at the end of the way


def test_a_long_way_fits_a_phone(
    phone: Page, live_server: str, axe: Check, world: World, clock: Clock, app: Flask
) -> None:
    receipt = make_concern(world.session, clock())
    number = receipt.control_number
    world.session.rollback()
    world.desk("sergeant").concern(number)
    world.desk("sergeant").act(
        number, "not_accept", reason="city_service", message="Call 311.\nThey repair it."
    )
    phone.goto(f"{live_server}/status")
    phone.get_by_label("Control number").fill(number)
    phone.get_by_label("PIN", exact=True).fill(receipt.pin or "")
    press(phone, "Show how it goes")
    heading(phone, "It was not accepted")
    fits(phone)
    axe(phone)
