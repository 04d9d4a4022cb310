"""One concern from the intake to closed, each step taken at a screen by whose step it is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.staff_screen import Screen, tick
from tests.world import World, body, done

Axe = Callable[[Page], None]


@pytest.mark.directive("VII.B.1")
@pytest.mark.directive("VII.C.2")
@pytest.mark.directive("VII.D.1")
@pytest.mark.directive("VII.D.2")
@pytest.mark.directive("VII.D.3")
@pytest.mark.directive("VII.C.4")
@pytest.mark.directive("VII.E.2")
@pytest.mark.both_databases
def test_every_role_takes_its_step_until_the_concern_is_closed(
    new_page: Callable[..., Page], live_server: str, world: World, axe: Axe
) -> None:
    number = world.submitted()
    ids = world.district.ids

    def at(name: str, queue: str) -> Screen:
        """Signed in, from the landing page through the queue to the concern."""
        screen = Screen(new_page(), live_server, world).sign_in(name)
        axe(screen.page)
        screen.open(f"/queues/{queue}")
        screen.page.locator(f'[data-row="{number}"]').click()
        expect(screen.heading("What you can do", level=2)).to_be_visible()
        axe(screen.page)
        return screen

    sergeant = at("sergeant", "intake")
    sergeant.act("Accept and assign", Responsible_unit=world.district.units["W2"])
    sergeant.expect_state("Assigned to a unit")

    lieutenant = at("lieutenant", "unit")
    choose = lieutenant.world.desk("lieutenant").offers(number)["assign_supervisor"]["form"][0]
    label = next(c["label"] for c in choose["choices"] if c["value"] == ids["supervisor"])
    lieutenant.act("Assign a supervisor", **{label: True})
    lieutenant.expect_state("With a supervisor")

    supervisor = at("supervisor", "worklist")
    form = world.desk("supervisor").offers(number)["assign_members"]["form"][0]
    label = next(c["label"] for c in form["choices"] if c["value"] == ids["member"])
    supervisor.act("Assign members", **{label: True})
    supervisor.expect_state("Under investigation")

    member = at("member", "my-actions")
    member.button("Document an action taken").click()
    axe(member.page)
    member.page.get_by_role("textbox", name="Action taken").fill("Foot patrol from nine to eleven.")
    member.page.get_by_role("button", name="Now (").click()
    tick(member.page.get_by_label(label))
    member.page.get_by_role("form").get_by_role("button", name="Document an action taken").click()
    expect(member.heading("Actions taken", level=2)).to_be_visible()

    supervisor.open_concern(number)
    supervisor.act("Submit the actions taken", Summary="Patrols were held.")
    supervisor.expect_state("Actions submitted, awaiting approval")

    approving = at("lieutenant", "unit-approval")
    approving.act(
        "Investigation Complete",
        **{"The problem was resolved": True},
        Message_to_the_resident="Patrols ended the gatherings.",
    )
    approving.expect_state("Investigation Complete")

    xo = at("xo", "approvals")
    xo.act("Approve and close")
    xo.expect_state("Closed")
    expect(xo.page.get_by_text("Nothing here waits for you.")).to_be_visible()
    axe(xo.page)
    assert xo.kept(number).state == "CLOSED"


@pytest.mark.directive("VII.E.2")
def test_a_returned_investigation_says_why_on_the_supervisors_screen(
    new_page: Callable[..., Page], live_server: str, world: World
) -> None:
    number = world.complete()
    xo = Screen(new_page(), live_server, world).sign_in("xo")
    xo.open_concern(number)
    xo.act("Return for corrective action", Reason="Nobody spoke with the store owner.")
    supervisor = Screen(new_page(), live_server, world).sign_in("supervisor")
    supervisor.open_concern(number)
    supervisor.expect_state("Returned for corrective action")
    expect(supervisor.page.get_by_text("Nobody spoke with the store owner.")).to_be_visible()


@pytest.mark.directive("VII.E.5.b")
@pytest.mark.directive("VII.E.4")
def test_the_executive_officer_sees_what_is_late_and_in_dispute_on_landing(
    page: Page, live_server: str, world: World, axe: Axe
) -> None:
    late = world.investigating()
    disputed = world.with_unit()
    world.desk("lieutenant").act(
        disputed, "dispute", should_be=world.district.units["TAC"], reason="A tactical matter."
    )
    world.clock.move(days=9)
    screen = Screen(page, live_server, world).sign_in("xo")
    for title, number in (("Late", late), ("Disputes", disputed)):
        card = page.get_by_role("region", name=title).filter(has=screen.link(title))
        expect(card.locator(f'[data-row="{number}"]')).to_be_visible()
    expect(page.get_by_text("Late by").first).to_be_visible()
    axe(page)


@pytest.mark.directive("VII.B.1")
def test_the_landing_page_is_a_glance_and_the_queue_is_the_review(
    page: Page, live_server: str, world: World
) -> None:
    world.submitted()
    screen = Screen(page, live_server, world).sign_in("sergeant")
    expect(page.locator("[data-row]").first).to_be_visible()
    star = world.district.stars["sergeant"].title().replace("-", " ")

    def standing() -> set[str]:
        duties = world.desk("xo").get("/tours", district="011").json["duties"]
        return {duty["standing"] for duty in duties if duty["member"] == star}

    assert "done" not in standing()
    screen.open("/queues/intake")
    expect(page.locator("[data-row]").first).to_be_visible()
    assert "done" in standing()


@pytest.mark.directive("IV.C.1")
def test_another_kind_of_case_is_listed_and_acted_on_at_the_same_pages(
    page: Page, live_server: str, world: World, axe: Axe
) -> None:
    form = {
        "service": "GRAFF",
        "details": "Red paint over the side wall of the corner store.",
        "answers": {"SURFACE": "BRICK"},
        "place": "3400 W Ogden Ave",
        "beat": "1134",
    }
    filed = done(world.desk("member").create("/service-requests", form))["forms"][0]
    screen = Screen(page, live_server, world).sign_in("sergeant")
    page.get_by_role("navigation", name="Queues and screens").get_by_text(
        "Forms to review today"
    ).click()
    page.locator(f'[data-row="{filed["reference"]}"]').click()
    expect(screen.heading(f"Service request {filed['number']}")).to_be_visible()
    expect(page.get_by_text("3400 W Ogden Ave").first).to_be_visible()
    axe(page)
    offers = body(world.desk("sergeant").get(f"/service-requests/{filed['reference']}"))["offers"]
    back = next(offer for offer in offers if offer["action"] == "return")
    screen.act(back["label"], **{back["form"][0]["label"]: "Say which wall, and how large."})
    axe(page)
