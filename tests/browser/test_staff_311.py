"""City services and police-related requests at the screen, against a 311 of the test's own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.staff_screen import Screen
from tests.work_orders.conftest import office
from tests.work_orders.office import Office

__all__ = ["office"]

Axe = Callable[[Page], None]
Seats = Callable[[str], Screen]
PDF = "application/pdf"
VEHICLES = (("AB 12 345", "Ford Focus"), ("XYZ 987", "Buick"), ("K 44 901", "Dodge van"))


@pytest.fixture
def at_screen(new_page: Callable[..., Page], live_server: str, office: Office) -> Seats:
    """Signs somebody in at a screen of their own."""
    return lambda name: Screen(new_page(), live_server, office.world).sign_in(name)


def open_first(screen: Screen, queue: str) -> None:
    screen.open(f"/queues/{queue}")
    screen.page.locator(".cc-row__title a").first.click()
    expect(screen.heading("What you can do", level=2)).to_be_visible()


@pytest.mark.directive("IV.A.1", "IV.A.2", "IV.C.1", "IV.C.2", "IV.A.4", "III.C.1", "III.C.5")
def test_three_abandoned_vehicles_from_the_officers_form_to_the_residents_answer(
    at_screen: Seats, office: Office, axe: Axe
) -> None:
    officer = at_screen("officer")
    page = officer.page
    officer.open("/file")
    page.get_by_label("Service", exact=True).select_option(value="ABVEH")
    page.get_by_label("What is there").fill("Three cars without plates' stickers, left for weeks.")
    page.get_by_label("Where", exact=True).fill("3400 W Ogden Ave")
    page.get_by_label("Beat (optional)").fill("1134")
    page.get_by_label("Name of the community member").fill("Zofia Łęcka")
    page.get_by_label("How to reach the community member").fill("312-555-0101")
    for _more in VEHICLES[1:]:
        officer.button("Add a vehicle: each gets a form of its own").click()
    for place, (plate, make) in enumerate(VEHICLES, 1):
        page.get_by_label(f"Vehicle {place}: License plate").fill(plate)
        page.get_by_label(f"Vehicle {place}: Make").fill(make)
        page.get_by_label(f"Vehicle {place}: Color").select_option(index=1)
    axe(page)
    officer.button("File it").click()
    expect(officer.heading("3 forms are filed")).to_be_visible()
    axe(page)

    sergeant = at_screen("sergeant")
    for _form in VEHICLES:
        open_first(sergeant, "csr-review")
        sergeant.act("Complete and properly categorized")
        sergeant.act("Enter in 311")
    sergeant.open("/desk311")
    expect(sergeant.heading("Still to be sent (3)", level=2)).to_be_visible()
    axe(sergeant.page)

    assert office.drain().sent == 3
    office.drain(minutes=30)  # a token first, the number later
    sergeant.open("/desk311")
    expect(sergeant.page.get_by_text("Every request has its number.")).to_be_visible()
    filed = office.sandbox.on_file()
    assert len(filed) == 3
    for each in filed:
        office.sandbox.tell(f"requests/{each['service_request_id']}/close")
    office.sync(minutes=30)

    for told, _form in enumerate(VEHICLES):
        open_first(officer, "csr-to-tell")
        expect(page.locator(".cc-facts").first).to_contain_text("3400 W Ogden Ave")
        if told == 0:
            axe(page)
        officer.act("The community member was told")
    officer.open("/queues/csr-to-tell")
    expect(page.get_by_text("Everybody was told.")).to_be_visible()
    officer.open("/my-forms?state=COMPLETED")
    expect(page.locator(".cc-row__title")).to_have_count(3)
    expect(page.get_by_text("Tell the community member")).to_have_count(1)  # the menu's alone
    axe(page)


def explain(member: Screen, words: str, at: str) -> None:
    """V.E.1: in the member's own words, from the worklist."""
    open_first(member, "wo-mine")
    member.act("Submit the explanation", When_action_was_taken=at, Written_explanation=words)


@pytest.mark.directive("V.D.1", "V.D.2.a", "V.D.2.b", "V.D.3", "V.D.4.b", "V.E.3", "V.D.4.a")
def test_a_police_related_request_from_the_call_to_closed_in_311(
    at_screen: Seats, office: Office, axe: Axe
) -> None:
    number = office.phone_in()
    clerk = at_screen("officer")
    clerk.open("/requests-from-311")
    clerk.button("Fetch from 311").click()
    expect(clerk.page.get_by_text("Fetched: 1 new. 1 wait to be opened.")).to_be_visible()
    clerk.button("Open all new").click()
    expect(clerk.page.get_by_text("Opened: 1.")).to_be_visible()
    clerk.button("Issue the Query Report").click()
    expect(clerk.page.get_by_text("went to the executive officer")).to_be_visible()
    axe(clerk.page)
    clerk.page.get_by_role("table", name="Issued Query Reports").get_by_role("link").click()
    expect(clerk.page.get_by_role("link", name=number)).to_be_visible()
    axe(clerk.page)

    sergeant, member = at_screen("sergeant"), at_screen("member")
    open_first(sergeant, "wo-assign")
    sergeant.act("Assign to a member", Investigating_member=office.world.district.ids["member"])
    explain(member, "Two evenings of foot patrol; its driver was spoken with.", "2026-03-10T09:00")
    open_first(sergeant, "wo-review")
    expect(sergeant.page.get_by_text("its driver was spoken with").first).to_be_visible()
    sergeant.act(
        "Not sufficient: return with an explanation", Reason="Say whether the van came back."
    )
    open_first(member, "wo-mine")
    expect(member.page.get_by_text("Say whether the van came back.").first).to_be_visible()
    axe(member.page)
    office.world.clock.move(hours=2)
    explain(member, "The van was seen again and towed.", "2026-03-10T13:00")
    open_first(sergeant, "wo-review")
    sergeant.act("Sufficient: enter the disposition in 311", Disposition="The van was towed.")
    assert office.drain().sent == 1
    sergeant.open(f"/work-orders/{number}")
    sergeant.expect_state("Closed")
    assert office.in_311(number)["status"] == "closed"


@pytest.mark.directive("V.D.5", "V.D.5.a", "V.D.5.b", "V.E.2")
def test_a_second_extension_is_the_commanders(at_screen: Seats, office: Office, axe: Axe) -> None:
    number = office.assigned()
    sergeant, member = at_screen("sergeant"), at_screen("member")
    open_first(member, "wo-mine")
    member.act("Ask for an extension", Reason="The van's owner is being looked for.")
    open_first(sergeant, "wo-extensions")
    expect(sergeant.page.get_by_text("The van's owner is being looked for.").first).to_be_visible()
    axe(sergeant.page)
    sergeant.act("Approve fifteen days more")
    assert office.drain().sent == 1
    assert any("owner is being looked for" in note for note in office.notes_in_311(number))
    open_first(member, "wo-mine")
    expect(member.page.get_by_text("Approved on March 10: fifteen days from then")).to_be_attached()
    member.act("Ask for an extension", Reason="The owner is abroad until next week.")
    sergeant.open(f"/work-orders/{number}")
    expect(sergeant.heading("What you can do", level=2)).to_be_visible()
    expect(sergeant.button("Approve a further fifteen days")).to_have_count(0)
    commander = at_screen("commander")
    open_first(commander, "wo-further")
    axe(commander.page)
    commander.act("Approve a further fifteen days")
    assert office.row(number).extensions == 2


def test_a_311_that_is_down_is_said_and_nothing_is_lost(
    at_screen: Seats, office: Office, axe: Axe
) -> None:
    office.sandbox.fault("fail", times=50)
    clerk = at_screen("officer")
    clerk.open("/requests-from-311")
    clerk.button("Fetch from 311").click()
    expect(clerk.alert()).to_contain_text("try again later")
    axe(clerk.page)


@pytest.mark.directive("V.D.2.a", "V.D.2.c")
def test_new_requests_are_opened_by_beat_and_printed(
    at_screen: Seats, office: Office, axe: Axe
) -> None:
    first, second = office.fetched(), office.fetched()
    office.alter(second, beat="1112")
    clerk = at_screen("officer")
    clerk.open("/requests-from-311")
    page = clerk.page
    page.get_by_label("Beat", exact=True).select_option(label="1112, 1 new")
    clerk.button("Open all new").click()
    expect(page.get_by_text("Opened: 1.")).to_be_visible()
    expect(page.get_by_label("Beat", exact=True)).to_have_value("")
    axe(page)
    assert [office.row(each).opened_at is None for each in (first, second)] == [True, False]
    for name in ("Print the SRSWOs new in this tour", "Print every open SRSWO"):
        href = clerk.link(name).get_attribute("href")
        assert page.request.get(clerk.server + (href or "")).headers["content-type"] == PDF

    sergeant = at_screen("sergeant")
    sergeant.open("/queues/wo-assign")
    href = sergeant.link("Print these SRSWOs").get_attribute("href")
    assert sergeant.page.request.get(sergeant.server + (href or "")).headers["content-type"] == PDF
    sergeant.open("/queues/wo-new")
    expect(sergeant.page.locator(".cc-row__title")).to_have_count(1)
    expect(sergeant.link("Print these SRSWOs")).to_have_count(0)


@pytest.mark.directive("V.C.2")
def test_the_log_of_311_is_shown_for_any_day(at_screen: Seats, office: Office, axe: Axe) -> None:
    office.fetch()
    office.world.clock.move(days=1)
    xo = at_screen("xo")
    xo.open("/requests-from-311")
    watches = xo.page.get_by_role("table", name="Who accessed 311, watch by watch")
    expect(watches).to_contain_text("open")
    expect(watches).not_to_contain_text("011 Officer")
    xo.page.get_by_label("Day").fill("2026-03-10")
    expect(watches.get_by_role("row").nth(2)).to_contain_text("011 Officer")
    expect(watches.get_by_role("row").nth(2)).to_contain_text("done")
    expect(watches.get_by_role("row").nth(1)).to_contain_text("missed")
    axe(xo.page)


@pytest.mark.directive("V.D.2.c", "V.E.1", "V.E.2", "V.E.3")
@pytest.mark.parametrize("width", [360, 1440])
def test_the_srswo_is_on_the_screen_with_both_halves(
    width: int, new_page: Callable[..., Page], live_server: str, office: Office, axe: Axe
) -> None:
    number = office.returned()
    office.do("member", number, "ask_extension", reason="The owner is abroad.")
    page = new_page(viewport={"width": width, "height": 800})
    member = Screen(page, live_server, office.world).sign_in("member")
    member.open(f"/work-orders/{number}")
    member.link("SRSWO on the screen").click()
    expect(member.heading(f"SRSWO {number}")).to_be_focused()
    upper, lower = page.get_by_role("region", name="Request"), page.locator("#lower").locator("..")
    expect(upper).to_contain_text("Men sell something from a grey van every evening.")
    expect(lower).to_contain_text("Two evenings of foot patrol")
    expect(lower).to_contain_text("Nobody spoke with the neighbours.")
    expect(lower).to_contain_text("The owner is abroad.")
    expect(lower).to_contain_text("Not decided yet.")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)
    page.emulate_media(media="print")
    expect(member.link("Back to the work order")).to_be_hidden()
    expect(lower).to_be_visible()


def test_a_request_that_is_not_opened_says_on_the_screen_that_it_has_no_srswo(
    at_screen: Seats, office: Office, axe: Axe
) -> None:
    number = office.fetched()
    clerk = at_screen("officer")
    clerk.open(f"/work-orders/{number}")
    expect(clerk.heading("What you can do", level=2)).to_be_visible()
    expect(clerk.link("SRSWO on the screen")).to_have_count(0)
    clerk.open(f"/work-orders/{number}/sheet")
    expect(clerk.alert()).to_contain_text("not opened yet: it has no SRSWO")
    axe(clerk.page)
