"""Reports at the screen: counted, issued, decided on, and the cases behind their figures."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.staff_screen import Screen
from tests.service_requests.conftest import Forms, forms
from tests.world import World

__all__ = ["forms"]

Axe = Callable[[Page], None]
APRIL = datetime(2026, 4, 2, 17, 0, tzinfo=UTC)
TITLE = "City Service Requests Status Report"


@pytest.fixture
def quarter(forms: Forms) -> World:
    """A form was filed and entered in the first quarter; now it is April."""
    forms.entered()
    forms.world.clock.at = APRIL
    return forms.world


def show(screen: Screen, title: str) -> None:
    screen.open("/reports")
    screen.page.get_by_role("form", name=title).get_by_role("button", name="Show").click()
    expect(screen.heading(title)).to_be_visible()
    expect(screen.page.get_by_text("Loading")).to_have_count(0)


@pytest.mark.directive("IV.C.4", "IV.D.2")
def test_the_status_report_is_submitted_returned_and_approved(
    new_page: Callable[..., Page], live_server: str, quarter: World, axe: Axe
) -> None:
    sergeant = Screen(new_page(), live_server, quarter).sign_in("sergeant")
    show(sergeant, TITLE)
    axe(sergeant.page)
    sergeant.button("Submit to the commander").click()
    sergeant.expect_state("With the commander")
    axe(sergeant.page)
    for width in (360, 1024):
        sergeant.page.set_viewport_size({"width": width, "height": 800})
        tables = sergeant.page.locator(".cc-report .usa-table-container--scrollable").all()
        assert tables
        assert all(one.evaluate("each => each.scrollWidth <= each.clientWidth") for one in tables)
        axe(sergeant.page)

    commander = Screen(new_page(), live_server, quarter).sign_in("commander")
    commander.open("/queues/reports-to-approve")
    commander.page.locator(".cc-row__title a").first.click()
    commander.act("Return", Reason="Say more of the rising beats.")
    commander.expect_state("Returned by the commander")

    sergeant.open("/queues/reports-returned")
    expect(sergeant.page.get_by_text("Say more of the rising beats.")).to_be_visible()
    show(sergeant, TITLE)
    sergeant.button("Submit to the commander").click()
    sergeant.expect_state("With the commander")
    commander.open("/queues/reports-to-approve")
    commander.page.locator(".cc-row__title a").first.click()
    commander.act("Approve")
    commander.expect_state("Approved")
    commander.open("/reports")
    expect(commander.page.get_by_role("table", name="Issued reports")).to_contain_text("Approved")
    axe(commander.page)


@pytest.mark.directive("IV.C.4")
def test_a_report_of_a_quarter_that_runs_cannot_be_issued_and_says_when(
    new_page: Callable[..., Page], live_server: str, quarter: World, axe: Axe
) -> None:
    screen = Screen(new_page(), live_server, quarter).sign_in("sergeant")
    screen.open("/reports/counted/csr_status/district-011/2026-Q2")
    waiting = screen.button("Submit to the commander")
    expect(waiting).to_have_attribute("aria-disabled", "true")
    expect(screen.page.get_by_text("July 1")).to_be_visible()
    axe(screen.page)


@pytest.mark.directive("III.C.4")
def test_a_figure_leads_to_the_cases_behind_it(
    new_page: Callable[..., Page], live_server: str, world: World, axe: Axe
) -> None:
    number = world.submitted()
    world.closed()
    page = new_page(viewport={"width": 360, "height": 740})
    screen = Screen(page, live_server, world).sign_in("sergeant")
    screen.open("/reports/counted/statistics/district-011/2026-03")
    expect(screen.heading("Statistics by beat and district")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="2: the cases of 1134, Received", exact=True).first.click()
    expect(screen.heading("Cases: 1134, Received")).to_be_visible()
    expect(page.locator(f"[data-row='{number}']")).to_be_visible()
    axe(page)
    screen.link("Back to the report").click()
    expect(screen.heading("Statistics by beat and district")).to_be_visible()


@pytest.mark.directive("VI.A.2")
def test_an_auditor_sees_what_sergeants_overruled(
    new_page: Callable[..., Page], live_server: str, world: World, axe: Axe
) -> None:
    screen = Screen(new_page(), live_server, world).sign_in("auditor")
    screen.open("/overrules")
    expect(screen.page.get_by_text("Nothing was held and decided.")).to_be_visible()
    axe(screen.page)


def test_a_report_that_is_not_mine_is_not_found(
    new_page: Callable[..., Page], live_server: str, world: World
) -> None:
    screen = Screen(new_page(), live_server, world).sign_in("sergeant")
    screen.open("/reports/counted/statistics/district-012/2026-03")
    expect(screen.alert()).to_be_visible()
