"""What officers enter for community members, and what they must not enter as a concern."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from shared.concerns.models import Concern, Emergency
from tests.browser.staff_screen import Screen, tick
from tests.world import World

Axe = Callable[[Page], None]


@pytest.fixture
def screen(page: Page, live_server: str, world: World) -> Screen:
    made = Screen(page, live_server, world).sign_in("officer")
    made.link("Enter a concern").click()
    expect(made.heading("Enter a concern")).to_be_visible()
    return made


def count(world: World, kind: type[Concern | Emergency]) -> int:
    found = world.session.scalar(select(func.count()).select_from(kind)) or 0
    world.session.rollback()
    return found


def fill_in(page: Page) -> None:
    tick(page.get_by_label("No, nobody is in danger now"))
    tick(page.get_by_label("Telephone", exact=True).first)
    page.get_by_label("What it is about").select_option(
        label="Noise (Music, parties, car stereos, fireworks)"
    )
    page.get_by_label("What is happening").fill("Music from a car until three every night.")
    page.get_by_label("Where", exact=True).fill("Kedzie and Harrison")
    page.get_by_label("Beat (optional)").fill("1134")


@pytest.mark.directive("VII.A.2")
@pytest.mark.directive("VI.A.1")
def test_a_concern_told_by_telephone_is_entered_and_its_slip_printed(
    screen: Screen, world: World, axe: Axe
) -> None:
    page = screen.page
    axe(page)
    fill_in(page)
    tick(page.get_by_label("Print a slip with the control number and a PIN"))
    axe(page)
    screen.button("Enter the concern").click()
    expect(screen.heading("The concern is entered")).to_be_visible()
    axe(page)
    number = page.locator(".cc-slip__number").first.inner_text().replace(" ", "")
    expect(page.locator(".cc-slip__number")).to_have_count(2)
    kept = screen.kept(number)
    assert (kept.source, kept.beat) == ("phone", "1134")
    assert kept.pin_hash is not None


@pytest.mark.directive("VII.A.2")
def test_a_reload_neither_loses_nor_doubles_what_is_being_entered(
    screen: Screen, world: World
) -> None:
    page = screen.page
    fill_in(page)
    page.reload()
    tick(page.get_by_label("No, nobody is in danger now"))
    expect(page.get_by_label("What is happening")).to_have_value(
        "Music from a car until three every night."
    )
    lost: list[str] = []

    def lose_the_first_answer(route) -> None:  # type: ignore[no-untyped-def]
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    page.route("**/staff/api/concerns", lose_the_first_answer)
    screen.button("Enter the concern").click()
    expect(screen.alert()).to_contain_text("Nothing typed is lost.")
    page.reload()
    tick(page.get_by_label("No, nobody is in danger now"))
    screen.button("Enter the concern").click()
    expect(screen.heading("The concern is entered")).to_be_visible()
    assert count(world, Concern) == 1


@pytest.mark.directive("II.B")
def test_an_emergency_is_recorded_and_no_concern_is_opened(
    screen: Screen, world: World, axe: Axe
) -> None:
    page = screen.page
    tick(page.get_by_label("Yes: OEMC must be told"))
    expect(page.get_by_text("Call OEMC now, then tell your supervisor")).to_be_visible()
    expect(screen.button("Enter the concern")).to_have_count(0)
    page.get_by_label("What it is").fill("A live wire is down.")
    page.get_by_label("Where").fill("Kedzie and Harrison")
    page.get_by_label("Services required").fill("Fire Department")
    page.get_by_label("Supervisor who was told").fill("Sgt. Example")
    screen.button("Record it").click()
    expect(screen.alert().first).to_contain_text("When OEMC was told: This is needed.")
    axe(page)
    for button in page.get_by_role("button", name="Now (").all():
        button.click()
    screen.button("Record it").click()
    expect(page.get_by_text("No concern is opened (II.B).")).to_be_visible()
    axe(page)
    assert count(world, Emergency) == 1
    assert count(world, Concern) == 0
