"""Form CPD-21.208 at the screen: one need a form, and what to open instead (IV.A, V.A)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.staff_screen import Screen, tick
from tests.service_requests.conftest import Forms
from tests.world import World, body, done

Axe = Callable[[Page], None]


@pytest.fixture
def screen(page: Page, live_server: str, world: World) -> Screen:
    made = Screen(page, live_server, world).sign_in("officer")
    made.link("File a service request").click()
    expect(made.heading("File a service request")).to_be_visible()
    return made


def choose(screen: Screen, code: str) -> None:
    screen.page.get_by_label("Service", exact=True).select_option(value=code)


def tell(screen: Screen, details: str) -> None:
    page = screen.page
    page.get_by_label("What is there").fill(details)
    page.get_by_label("Where", exact=True).fill("3400 W Ogden Ave")
    page.get_by_label("Beat (optional)").fill("1134")


@pytest.mark.directive("IV.A.1")
@pytest.mark.directive("IV.A.2")
def test_a_form_asks_what_311_asks_of_the_service_and_reaches_the_office(
    screen: Screen, world: World, axe: Axe
) -> None:
    page = screen.page
    axe(page)
    choose(screen, "GRAFF")
    screen.button("File it").click()
    expect(screen.alert()).to_contain_text("What is there: This is needed.")
    tell(screen, "Red paint over the side wall of the corner store.")
    axe(page)
    services = body(world.desk("officer").get("/service-types"))["services"]
    graffiti = next(service for service in services if service["code"] == "GRAFF")
    for question in graffiti["questions"]:
        if question["required"]:
            tick(page.get_by_label(question["choices"][0]["label"]).first)
    screen.button("File it").click()
    expect(screen.heading("The form is filed")).to_be_visible()
    axe(page)
    listed = body(world.desk("sergeant").get("/service-requests"))["rows"]
    assert [row["category"] for row in listed] == [graffiti["name"]]


@pytest.mark.directive("V.A")
def test_a_police_matter_is_refused_and_opened_as_a_concern_with_what_was_typed(
    screen: Screen, world: World, axe: Axe
) -> None:
    page = screen.page
    services = body(world.desk("officer").get("/service-types"))["services"]
    police = next(service for service in services if service["elsewhere"] == "V.A")
    choose(screen, police["code"])
    tell(screen, "They sell from the porch every evening.")
    screen.button("File it").click()
    expect(screen.alert()).to_contain_text("V.A")
    axe(page)
    screen.button("Open it as a community concern").click()
    tick(page.get_by_label("No, nobody is in danger now"))
    expect(page.get_by_label("What is happening")).to_have_value(
        "They sell from the porch every evening."
    )
    expect(page.get_by_label("Where", exact=True)).to_have_value("3400 W Ogden Ave")


@pytest.mark.directive("IV.C.6")
def test_a_returned_form_is_put_right_where_it_was_returned(
    screen: Screen, world: World, axe: Axe
) -> None:
    form = {
        "service": "GRAFF",
        "details": "Red paint.",
        "answers": {"SURFACE": "BRICK"},
        "place": "3400 W Ogden Ave",
        "beat": "1134",
    }
    filed = done(world.desk("officer").create("/service-requests", form))["forms"][0]
    seen = body(world.desk("sergeant").get(f"/service-requests/{filed['reference']}"))
    done(
        world.desk("sergeant").post(
            f"/service-requests/{filed['reference']}/actions/return",
            {"version": seen["version"], "inputs": {"reason": "Say which wall."}},
        )
    )
    page = screen.page
    screen.open(f"/service-requests/{filed['reference']}")
    screen.button("Submit again").click()
    expect(page.get_by_label("What is there")).to_have_value("Red paint.")
    axe(page)
    page.get_by_label("What is there").fill("Red paint over the whole east wall.")
    page.get_by_role("form").get_by_role("button", name="Submit again").click()
    expect(page.get_by_text("Done: Submit again.")).to_be_visible()


@pytest.mark.directive("II.C", "IV.B.1")
@pytest.mark.parametrize("width", [360, 1440])
def test_a_member_finds_every_form_of_their_own_page_after_page(
    width: int, new_page: Callable[..., Page], live_server: str, world: World, axe: Axe
) -> None:
    forms = Forms(world)
    for number in range(3400, 3426):
        reference = forms.filed("officer", place=f"{number} W Ogden Ave")
    done(forms.act("officer", reference, "withdraw", reason="It is gone."))
    directed = forms.filed("officer", place="3500 W Ogden Ave")
    forms.act("sector_sergeant", directed, "direct", direction="Ask the owner first.")
    page = new_page(viewport={"width": width, "height": 800})
    screen = Screen(page, live_server, world).sign_in("officer")
    screen.open("/my-forms")
    rows = page.get_by_role("list", name="My forms").locator(".cc-row")
    expect(rows).to_have_count(25)
    screen.button("Load more").click()
    expect(rows).to_have_count(27)
    expect(rows.nth(25).get_by_role("link")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)
    page.get_by_label("State").select_option(label="Withdrawn")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text(reference.removeprefix("CSR-"))
    page.get_by_label("State").select_option(label="Service completed")
    expect(page.get_by_text("None of your forms stands there.")).to_be_visible()
    axe(page)
    page.get_by_label("State").select_option(label="Any")
    rows.first.get_by_role("link").click()
    direction = page.locator(".cc-facts > div", has_text="Direction of 011 Sector_Sergeant")
    expect(direction).to_contain_text("Ask the owner first.")
    axe(page)
