"""Looking something up at the screen: concerns, forms and requests from 311."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from shared.people.models import Member
from tests.browser.staff_screen import Screen
from tests.service_requests.conftest import Forms
from tests.world import World

Axe = Callable[[Page], None]


@pytest.mark.directive("III.C.5", "III.A")
def test_a_form_is_found_by_its_311_number_among_the_forms(
    page: Page, live_server: str, world: World, axe: Axe
) -> None:
    stars = world.district.stars
    stars["trained"] = stars["officer"]
    forms = Forms(world)
    world.session.get_one(Member, world.district.ids["officer"]).is_trained_on_311 = True
    world.session.commit()
    reference = forms.entered("SR26-99990001")
    screen = Screen(page, live_server, world).sign_in("chief")
    screen.open("/search")
    among = page.get_by_label("Look among")
    among.focus()
    among.select_option(label="City Service Requests")
    expect(among).to_be_focused()
    page.get_by_label("Form number, 311 number or words").fill("SR26-99990001")
    page.get_by_label("Area").select_option(label="Area 4")
    page.locator("#main").get_by_role("button", name="Search").click()
    row = page.get_by_role("article")
    expect(row).to_contain_text(reference.replace("-", " ", 1))
    axe(page)
    page.get_by_label("Area").select_option(label="Area 1")
    page.locator("#main").get_by_role("button", name="Search").click()
    expect(page.get_by_text("No form within your reach fits.")).to_be_visible()
    axe(page)
