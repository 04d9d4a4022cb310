"""Every page of the staff application in each of its states, for axe, on a phone and on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.staff_screen import Screen
from tests.world import World, done

Axe = Callable[[Page], None]

WIDTHS = (360, 1440)
PAGES = {
    "sergeant": (
        "/",
        "/queues/intake",
        "/search",
        "/search?q=corner",
        "/search?q=zebra",
        "/search?kind=service-requests&q=zebra",
        "/search?kind=work-orders&late=true",
        "/notices",
        "/desk311",
        "/requests-from-311",
        "/reports",
    ),
    "officer": ("/", "/enter", "/meeting", "/emergency", "/my-forms"),
    "xo": ("/", "/tours", "/absence", "/queues/late"),
    "supervisor": ("/", "/designee", "/queues/worklist"),
    "auditor": ("/", "/tours", "/access-log", "/overrules", "/desk311"),
    "administrator": ("/", "/members", "/password"),
    "help_desk": ("/", "/members"),
    "chief": (
        "/",
        "/search?kind=work-orders&q=van",
        "/nothing-here",
        "/nothing/here",
        "/concerns/123456789012",
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_clean_narrow_and_wide(
    name: str, new_page: Callable[..., Page], live_server: str, world: World, axe: Axe
) -> None:
    world.submitted()
    world.investigating()
    for width in WIDTHS:
        page = new_page(viewport={"width": width, "height": 800})
        screen = Screen(page, live_server, world).sign_in(name)
        for path in PAGES[name]:
            screen.open(path)
            expect(page.locator("#main h1")).to_be_visible()
            expect(page.get_by_text("Loading")).to_have_count(0)
            assert page.title().endswith("| Community Concerns")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            axe(page)


def test_the_menu_opens_on_a_phone_and_closes_on_going(
    new_page: Callable[..., Page], live_server: str, world: World, axe: Axe
) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    screen = Screen(page, live_server, world).sign_in("sergeant")
    expect(page.get_by_role("navigation", name="Queues and screens")).to_be_hidden()
    screen.button("Menu").click()
    expect(screen.button("Menu")).to_have_attribute("aria-expanded", "true")
    axe(page)
    page.get_by_role("navigation", name="Queues and screens").get_by_text(
        "To review", exact=True
    ).click()
    expect(screen.heading("To review")).to_be_focused()
    expect(page.get_by_role("navigation", name="Queues and screens")).to_be_hidden()


def test_a_server_that_fails_leaves_words_and_a_way_on(
    page: Page, live_server: str, world: World, axe: Axe
) -> None:
    screen = Screen(page, live_server, world).sign_in("sergeant")
    page.route("**/staff/api/queues/intake*", lambda route: route.fulfill(status=404, body="{}"))
    screen.open("/queues/intake")
    expect(screen.alert()).to_be_visible()
    expect(page.get_by_text("Help Desk: 312-555-0143")).to_be_visible()  # VI.D
    axe(page)
    page.unroute("**/staff/api/queues/intake*")
    screen.button("Try again").click()
    expect(page.get_by_text("Nothing waits for review.")).to_be_visible()


@pytest.mark.directive("VI.C")
def test_an_administrator_gives_and_ends_a_post_and_reads_no_concern(
    page: Page, live_server: str, world: World, axe: Axe
) -> None:
    number = world.submitted()
    screen = Screen(page, live_server, world).sign_in("administrator")
    screen.open("/members")
    page.get_by_label("Star number or name").fill("011-member_2")
    screen.button("Find").click()
    screen.button("Give 011 Member_2 a post").click()
    page.get_by_label("Role").select_option(label="supervisor (held in a unit)")
    axe(page)
    screen.button("Give the post").click()
    expect(screen.alert()).to_contain_text("Unit: Choose the unit.")
    page.get_by_label("Unit", exact=False).first.select_option(
        value=str(world.district.units["W2"])
    )
    screen.button("Give the post").click()
    expect(page.get_by_text("011 Member_2 has the post.")).to_be_visible()
    screen.button("End the post supervisor").click()
    screen.button("End the post").click()
    expect(page.get_by_role("listitem").filter(has_text="supervisor").last).to_contain_text("until")

    screen.open(f"/concerns/{number}")
    expect(screen.alert()).to_be_visible()
    expect(page.get_by_text("What was told")).to_have_count(0)


@pytest.mark.directive("VII.E")
def test_the_commander_stands_in_while_the_executive_officer_is_marked_absent(
    page: Page, live_server: str, world: World
) -> None:
    number = world.complete()
    screen = Screen(page, live_server, world).sign_in("commander")
    screen.open("/absence")
    page.get_by_label("Absent from").fill("2026-03-10T08:00")
    screen.button("Mark as absent").click()
    expect(page.get_by_text("Marked as absent.")).to_be_visible()
    expect(page.locator("summary").first).to_contain_text("standing in")
    screen.open_concern(number)
    screen.act("Approve and close")
    screen.expect_state("Closed")


@pytest.mark.directive("VII.C.2")
def test_a_supervisor_names_a_designee_who_then_sees_the_worklist(
    new_page: Callable[..., Page], live_server: str, world: World, axe: Axe
) -> None:
    world.with_supervisor()
    screen = Screen(new_page(), live_server, world).sign_in("supervisor")
    screen.open("/designee")
    page = screen.page
    expect(page.get_by_text("Nobody may act for you now.")).to_be_visible()
    page.locator("[name=post_id]").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("Star number of the designee").fill("011-supervisor_2")
    page.get_by_label("Until").fill("2026-03-20T08:00")
    screen.button("Name the designee").click()
    expect(page.get_by_text("The designee may act for your post now.")).to_be_visible()
    designee = Screen(new_page(), live_server, world).sign_in("supervisor_2")
    expect(designee.page.locator("[data-row]").first).to_be_visible()
    expect(designee.page.locator("summary").first).to_contain_text("standing in")
    axe(page)
    page.get_by_role("button", name="Take back from").click()
    expect(page.get_by_text("Nobody may act for you now.")).to_be_visible()
    designee.page.reload()
    expect(designee.page.get_by_text("standing in")).to_have_count(0)


@pytest.mark.directive("VI.C")
def test_an_auditor_reads_who_looked_at_a_concern(
    new_page: Callable[..., Page], live_server: str, world: World, axe: Axe
) -> None:
    number = world.in_review()
    world.submitted()
    page = new_page(viewport={"width": 360, "height": 740})
    screen = Screen(page, live_server, world).sign_in("auditor")
    screen.open("/access-log")
    table = page.get_by_role("region", name="Who read what")
    expect(table).to_be_visible()
    assert table.evaluate("one => one.scrollWidth <= one.clientWidth")
    axe(page)
    page.get_by_label("Control number", exact=True).fill(number)
    screen.button("Show").click()
    rows = page.get_by_role("row")
    expect(rows.filter(has_text="011 Sergeant")).to_be_visible()


@pytest.mark.directive("VII.B.3")
def test_a_notice_is_unread_until_it_is_read_and_leads_to_its_concern(
    page: Page, live_server: str, world: World, axe: Axe
) -> None:
    number = world.in_review()
    done(world.desk("sergeant").act(number, "tell_station", what="A sale was seen."))
    screen = Screen(page, live_server, world).sign_in("station")
    expect(screen.link("Notices 1 unread")).to_be_visible()
    screen.link("Notices 1 unread").click()
    expect(screen.heading("Notices")).to_be_focused()
    axe(page)
    page.get_by_role("link", name="Open").first.click()
    expect(screen.button("Acknowledge the notification")).to_be_visible()
    screen.act("Acknowledge the notification")
    assert screen.kept(number).station_acknowledged_at is not None


def test_a_concern_prints_without_what_can_be_pressed(
    page: Page, live_server: str, world: World
) -> None:
    number = world.in_review()
    screen = Screen(page, live_server, world).sign_in("sergeant")
    screen.open_concern(number)
    page.emulate_media(media="print")
    expect(page.get_by_text("A group stands on the corner")).to_be_visible()
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    for hidden in (".cc-header", ".cc-menu", ".cc-case__next", ".cc-footer"):
        expect(page.locator(hidden)).to_be_hidden()
