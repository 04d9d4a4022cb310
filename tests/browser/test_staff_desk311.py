"""The 311 desk at the screen: what is offered to a row is done, and nothing else is offered."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from shared.city311.records import Unreadable
from tests.browser.staff_screen import Screen
from tests.city311.sandbox import client_of, make_new
from tests.service_requests.conftest import Forms
from tests.work_orders.conftest import office
from tests.work_orders.office import Office

__all__ = ["office"]

Axe = Callable[[Page], None]
WIDTHS = (360, 1024, 1440)


@pytest.fixture
def screen(page: Page, live_server: str, office: Office) -> Screen:
    return Screen(page, live_server, office.world).sign_in("sergeant")


def section(screen: Screen, title: str) -> Locator:
    return screen.page.get_by_role("region", name=title)


def see(screen: Screen) -> None:
    screen.open("/desk311")
    expect(screen.heading("311 desk")).to_be_visible()
    expect(screen.page.get_by_text("Loading")).to_have_count(0)


def unsure(office: Office) -> str:
    number = office.sending()
    office.sandbox.fault("fail", times=1, method="POST")
    office.drain()
    office.world.clock.move(minutes=3)
    return number


@pytest.mark.directive("III.C.5", "III.D")
def test_a_row_is_stopped_with_a_reason_and_tried_again(
    screen: Screen, office: Office, axe: Axe
) -> None:
    number = unsure(office)
    see(screen)
    row = section(screen, "Nobody knows whether 311 has them")
    expect(row).to_contain_text("It may be in 311")
    expect(row).to_contain_text("Next try")
    axe(screen.page)
    screen.button(f"Stop: SRSWO {number}").click()
    expect(screen.heading(f"Stop SRSWO {number}", level=3)).to_be_focused()
    screen.button("Stop it").click()
    expect(screen.alert()).to_contain_text("This is needed.")
    axe(screen.page)
    screen.page.get_by_label("Why it must not go on by itself").fill("I will look in 311.")
    screen.button("Stop it").click()

    halted = section(screen, "Stopped, for a person to look at")
    expect(halted).to_contain_text("Stopped: I will look in 311.")
    expect(halted).not_to_contain_text("Next try")
    expect(halted.get_by_role("button", name="Stop:")).to_have_count(0)
    axe(screen.page)
    halted.get_by_role("button", name="Try again:").click()
    expect(section(screen, "Nobody knows whether 311 has them")).to_be_visible()
    office.drain(minutes=40)
    office.drain(seconds=1)
    see(screen)
    expect(screen.page.get_by_text("Nothing is in doubt.")).to_be_visible()
    assert office.in_311(number)["status"] == "closed"


@pytest.mark.directive("III.C.3")
def test_what_311_did_not_take_offers_nothing_but_the_way_to_its_case(
    screen: Screen, office: Office, axe: Axe
) -> None:
    number = office.sending()
    see(screen)
    screen.button(f"Stop: SRSWO {number}").click()
    screen.page.get_by_label("Why it must not go on by itself").fill("Wrong street.")
    screen.button("Stop it").click()
    row = section(screen, "Not taken by 311")
    expect(row).to_contain_text("Put the case right and enter it again there.")
    expect(row.get_by_role("button")).to_have_count(0)
    axe(screen.page)
    row.get_by_role("link").click()
    screen.act("Enter the disposition in 311", Disposition="Patrols were held.")
    see(screen)
    expect(screen.page.get_by_text("311 refused nothing.")).to_be_visible()
    expect(section(screen, "Still to be sent")).to_be_visible()


def test_a_row_that_somebody_else_stopped_says_so_once(screen: Screen, office: Office) -> None:
    number = unsure(office)
    see(screen)
    desk = office.desk("officer")
    [row] = desk.get("/desk311").json["unsure"]
    screen.button(f"Stop: SRSWO {number}").click()
    screen.page.get_by_label("Why it must not go on by itself").fill("Late.")
    desk.post(f"/desk311/sendings/{row['id']}/stop", {"reason": "First."})
    screen.button("Stop it").click()
    expect(screen.alert()).to_contain_text("It is stopped already.")
    expect(screen.page.get_by_text("It changed while you had it open")).to_have_count(0)


@pytest.mark.directive("III.C.5")
def test_mismatches_duplicates_and_follow_ons_are_named(
    screen: Screen, office: Office, axe: Axe
) -> None:
    first, second, third = office.fetched(), office.fetched(), office.assigned()
    office.world.clock.move(minutes=5)
    office.sandbox.tell(f"requests/{second}/duplicate", of=first)
    office.sandbox.tell(f"requests/{first}/follow-on", service_code="ALGHT")
    office.sandbox.tell(f"requests/{third}/close", notes="Somebody closed it.")
    office.sync()
    see(screen)
    mismatch = screen.page.get_by_role("table", name="Disagreements").get_by_role("row").last
    expect(mismatch).to_contain_text(third)
    expect(mismatch).to_contain_text("closed")
    twice = section(screen, "Duplicates, as 311 says").get_by_role("row").last
    expect(twice).to_contain_text(second)
    expect(twice).to_contain_text(first)
    expect(section(screen, "Follow-on requests").first).to_contain_text("Alley Light Out")
    axe(screen.page)
    screen.page.get_by_text("311 was last read").click()
    expect(screen.page.get_by_role("row", name="Police Miscellaneous")).to_be_visible()
    axe(screen.page)
    mismatch.get_by_role("link").click()
    expect(screen.page.locator(".cc-case__state")).to_be_visible()


@pytest.mark.directive("IV.A.1")
def test_what_is_twice_in_311_is_named_and_settled_with_a_reason(
    screen: Screen, office: Office, axe: Axe
) -> None:
    forms = Forms(office.world)
    reference = forms.ready()
    forms.act("sergeant", reference, "enter")
    office.sandbox.fault("lose", method="POST")
    office.drain()
    with client_of(office.sandbox.base_url) as city:
        city.post_request(
            make_new(
                reference=f"CPD-21.208 No. {reference}",
                service_code="GRAFF",
                attributes={"SURFACE": "BRICK"},
            )
        )
    office.drain(minutes=30)
    see(screen)
    row = section(screen, "More than once in 311")
    expect(row).to_contain_text("Also in 311 as")
    row.get_by_role("button", name="Settle:").click()
    screen.button("Settle it").click()
    expect(screen.alert()).to_contain_text("This is needed.")
    axe(screen.page)
    screen.page.get_by_label("What became of the second one").fill("311 has closed it.")
    screen.button("Settle it").click()
    expect(screen.page.get_by_text("Nothing is there twice.")).to_be_visible()
    screen.open(f"/service-requests/{reference}")
    expect(screen.page.get_by_text("Settled that 311 has it twice")).to_be_visible()


@pytest.mark.directive("IV.C.2")
def test_a_form_whose_number_another_has_is_given_back_at_the_desk(
    screen: Screen, office: Office, axe: Axe
) -> None:
    stars = office.world.district.stars
    stars["trained"] = stars["officer"]
    forms = Forms(office.world)
    mine = forms.sending()
    office.drain()
    number = office.sandbox.on_file()[0]["service_request_id"]
    other = forms.ready(place="3402 W Ogden Ave")
    forms.act("trained", other, "write_number", city_number=number)
    office.drain(minutes=5)
    see(screen)
    row = section(screen, "Stopped, for a person to look at")
    expect(row).to_contain_text(f"which {other.replace('-', ' ', 1)} has")
    axe(screen.page)
    row.get_by_role("button", name="Give it back to its form:").click()
    expect(screen.page.get_by_text("Nothing was stopped.")).to_be_visible()
    expect(section(screen, "Not taken by 311")).to_contain_text(mine.replace("-", " ", 1))


def unread(office: Office) -> None:
    at = office.world.clock() - timedelta(hours=1)
    with office.world.app.extensions["database"].open() as session:
        session.add(
            Unreadable(service_code="PMISC", what="SR1: status", first_seen_at=at, last_seen_at=at)
        )
        session.commit()


@pytest.mark.directive("III.D")
@pytest.mark.parametrize("name", ["sergeant", "auditor"])
def test_a_record_that_could_not_be_read_is_settled_by_who_is_trained(
    name: str, page: Page, live_server: str, office: Office, axe: Axe
) -> None:
    unread(office)
    office.train(name, is_trained=False)
    screen = Screen(page, live_server, office.world).sign_in(name)
    see(screen)
    expect(page.get_by_text("Only members recorded as trained on the 311")).to_be_visible()
    expect(screen.button("Settled: SR1: status")).to_have_count(0)
    axe(page)
    office.train(name)
    see(screen)
    screen.button("Settled: SR1: status").click()
    expect(page.get_by_text("Rows of 311 that could not be read")).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_button_of_the_desk_is_within_the_screen(
    width: int, new_page: Callable[..., Page], live_server: str, office: Office, axe: Axe
) -> None:
    number = unsure(office)
    unread(office)
    page = new_page(viewport={"width": width, "height": 800})
    screen = Screen(page, live_server, office.world).sign_in("sergeant")
    see(screen)
    screen.button(f"Stop: SRSWO {number}").scroll_into_view_if_needed()
    for button in page.get_by_role("main").get_by_role("button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    axe(page)
    screen.button(f"Stop: SRSWO {number}").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)
