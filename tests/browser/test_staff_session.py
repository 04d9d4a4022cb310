"""Signing in, the end of a session in the middle of a form, and signing out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from shared.people.models import SignIn
from tests.browser.staff_screen import Screen, tick
from tests.making import PASSWORD
from tests.world import World

Axe = Callable[[Page], None]


@pytest.fixture
def screen(page: Page, live_server: str, world: World) -> Screen:
    return Screen(page, live_server, world)


def end_every_session(world: World) -> None:
    world.session.execute(update(SignIn).values(ended_at=world.clock()))
    world.session.commit()


@pytest.mark.directive("VI.D")
def test_the_sign_in_page_names_the_help_desk_and_says_what_was_wrong(
    screen: Screen, axe: Axe
) -> None:
    page = screen.page
    screen.open("/")
    expect(screen.heading("Sign in")).to_be_visible()
    expect(page.get_by_text("Help Desk: 312-555-0143")).to_be_visible()
    axe(page)
    screen.fill_sign_in("011-sergeant", "wrong")
    expect(screen.alert()).to_have_text("The star number or the password is not right.")
    axe(page)


@pytest.mark.directive("VI.D")
def test_a_locked_member_is_told_so_and_unlocked_by_the_help_desk(
    new_page: Callable[..., Page], live_server: str, world: World, axe: Axe
) -> None:
    star = world.district.stars["sergeant"]
    locked = Screen(new_page(), live_server, world)
    locked.open("/")
    for _ in range(5):
        locked.fill_sign_in(star, "wrong")
        expect(locked.alert()).to_be_visible()
    locked.fill_sign_in(star)
    expect(locked.alert()).to_contain_text("This account is locked")

    desk = Screen(new_page(), live_server, world).sign_in("help_desk")
    desk.link("Members and posts").click()
    desk.page.get_by_label("Star number or name").fill(star)
    desk.button("Find").click()
    desk.button("Unlock 011 Sergeant").click()
    expect(desk.page.get_by_text("011 Sergeant can sign in again.")).to_be_visible()
    axe(desk.page)
    expect(desk.page.get_by_role("search", name="All records")).to_have_count(0)

    locked.fill_sign_in(star)
    expect(locked.heading("Worklist Dashboard")).to_be_visible()


def test_a_session_that_ends_in_mid_form_loses_nothing_typed(
    screen: Screen, world: World, axe: Axe
) -> None:
    number = world.in_review()
    page = screen.sign_in("sergeant").page
    screen.open_concern(number)
    screen.button("Do not accept").click()
    tick(page.get_by_label("Too little to go on"))
    page.get_by_label("Message to the resident").fill("Please tell us where it happens.")
    end_every_session(world)
    page.get_by_role("form").get_by_role("button", name="Do not accept").click()

    dialog = page.get_by_role("dialog", name="Your session has ended")
    expect(dialog.get_by_label("Star number")).to_have_value("011-sergeant")
    axe(page)
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    screen.expect_state("Not accepted")
    assert screen.kept(number).message == "Please tell us where it happens."


def test_a_sign_in_that_is_put_off_leaves_the_form_as_it_is(screen: Screen, world: World) -> None:
    number = world.in_review()
    page = screen.sign_in("sergeant").page
    screen.open_concern(number)
    screen.button("Do not accept").click()
    message = page.get_by_label("Message to the resident")
    message.fill("Please tell us where it happens.")
    end_every_session(world)
    page.get_by_role("form").get_by_role("button", name="Do not accept").click()
    screen.button("Not now").click()
    expect(message).to_have_value("Please tell us where it happens.")
    expect(page.get_by_text("What you do now is not sent.")).to_be_visible()
    assert screen.kept(number).state == "IN_REVIEW"


def test_a_page_kept_open_past_its_token_still_sends(screen: Screen, world: World) -> None:
    number = world.in_review()
    page = screen.sign_in("sergeant").page
    screen.open_concern(number)
    screen.button("Do not accept").click()
    tick(page.get_by_label("Too little to go on"))
    page.get_by_label("Message to the resident").fill("Please tell us where it happens.")
    page.context.clear_cookies()
    page.get_by_role("form").get_by_role("button", name="Do not accept").click()
    dialog = page.get_by_role("dialog", name="Your session has ended")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    screen.expect_state("Not accepted")


@pytest.mark.directive("VI.C")
def test_signing_out_takes_everything_from_the_device(screen: Screen, world: World) -> None:
    world.submitted()
    page = screen.sign_in("sergeant").page
    screen.open("/queues/intake")
    expect(page.locator("[data-row]").first).to_be_visible()
    page.locator("summary").filter(has_text="011 Sergeant").click()
    screen.button("Sign out").click()
    expect(screen.heading("Sign in")).to_be_visible()
    assert page.evaluate("[localStorage.getItem('cc-me'), sessionStorage.length]") == [None, 0]
    page.go_back()
    expect(screen.heading("Sign in")).to_be_visible()
    expect(page.locator("[data-row]")).to_have_count(0)


def test_a_password_is_changed_and_counts_from_the_next_sign_in(
    screen: Screen, world: World, axe: Axe
) -> None:
    page = screen.sign_in("sergeant").page
    screen.open("/password")
    page.get_by_label("Current password").fill("wrong")
    page.get_by_label("New password").fill("a quite different horse")
    screen.button("Change it").click()
    expect(page.get_by_text("The current password is not right.").first).to_be_visible()
    axe(page)
    page.get_by_label("Current password").fill(PASSWORD)
    screen.button("Change it").click()
    expect(screen.heading("Sign in")).to_be_visible()
    screen.fill_sign_in("011-sergeant", "a quite different horse")
    expect(page.locator("#main h1")).not_to_have_text("Sign in")
