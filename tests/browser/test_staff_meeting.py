"""VII.A.1: a beat meeting in a basement, on a tablet, with and without a network."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import func, select, update

from shared.concerns.models import Concern, Meeting
from shared.people.models import SignIn
from tests.browser.staff_screen import Screen, tick
from tests.making import PASSWORD
from tests.world import World

Axe = Callable[[Page], None]
TABLET = {"width": 1024, "height": 768}


@pytest.fixture
def screen(new_page: Callable[..., Page], live_server: str, world: World) -> Screen:
    made = Screen(new_page(viewport=TABLET, has_touch=True), live_server, world)
    made.sign_in("officer")
    made.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return made


@pytest.fixture
def offline(screen: Screen) -> Iterator[BrowserContext]:
    context = screen.page.context
    yield context
    context.set_offline(False)


def begin(screen: Screen, beat: str = "1134") -> None:
    screen.link("Beat meeting").click()
    page = screen.page
    page.get_by_label("Beat", exact=True).fill(beat)
    page.get_by_label("Place of the meeting").fill("Basement of the church, 3100 W Harrison St")
    screen.button("Begin").click()
    expect(screen.heading(f"Beat meeting, {beat}")).to_be_visible()


def tell(screen: Screen, words: str, place: str = "Kedzie and Harrison") -> None:
    """One concern, as fast as an officer types it."""
    page = screen.page
    page.get_by_label("What it is about").select_option(label="Noise")
    page.get_by_label("In their words").fill(words)
    page.get_by_label("Corner or address").fill(place)
    tick(page.get_by_label("Nobody is in danger now"))
    page.get_by_label("Corner or address").press("Enter")
    expect(page.get_by_role("listitem").filter(has_text=words)).to_be_visible()


def concerns(world: World) -> int:
    found = world.session.scalar(select(func.count()).select_from(Concern)) or 0
    world.session.rollback()
    return found


@pytest.mark.directive("VII.A.1")
def test_concerns_typed_without_a_network_are_each_sent_once_when_it_is_there(
    screen: Screen, world: World, offline: BrowserContext, axe: Axe
) -> None:
    page = screen.page
    begin(screen)
    axe(page)
    offline.set_offline(True)
    expect(page.get_by_text("No network.")).to_be_visible()
    for words in ("Music until three.", "Racing on Sundays.", "Dogs all night."):
        tell(screen, words)
    expect(page.get_by_text("0 sent, 3 waiting")).to_be_visible()
    expect(page.get_by_label("What it is about")).to_be_focused()
    axe(page)
    assert concerns(world) == 0

    page.reload()  # from the tablet's own copy: the server cannot be reached
    expect(page.get_by_text("0 sent, 3 waiting")).to_be_visible()
    tell(screen, "Bottles on the playground.")

    offline.set_offline(False)
    expect(page.get_by_text("4 sent, 0 waiting")).to_be_visible(timeout=30_000)
    assert concerns(world) == 4
    meeting = world.session.scalars(select(Meeting)).one()
    told = world.session.scalars(select(Concern).order_by(Concern.id)).all()
    assert [concern.text for concern in told] == [
        "Music until three.",
        "Racing on Sundays.",
        "Dogs all night.",
        "Bottles on the playground.",
    ]
    assert {concern.meeting_id for concern in told} == {meeting.id}
    assert {concern.beat for concern in told} == {"1134"}
    world.session.rollback()
    axe(page)


@pytest.mark.directive("VII.A.1")
@pytest.mark.both_databases
def test_an_answer_that_is_lost_on_the_way_makes_no_second_concern(
    screen: Screen, world: World
) -> None:
    page = screen.page
    begin(screen)
    expect(page.get_by_text("0 sent, 0 waiting")).to_be_visible()
    lost: list[str] = []

    def lose_the_first_answer(route) -> None:  # type: ignore[no-untyped-def]
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    page.route("**/staff/api/concerns", lose_the_first_answer)
    tell(screen, "Music until three.")
    expect(page.get_by_text("0 sent, 1 waiting")).to_be_visible()
    screen.button("Send now").click()
    expect(page.get_by_text("1 sent, 0 waiting")).to_be_visible()
    assert len(lost) == 1
    assert concerns(world) == 1


@pytest.mark.directive("VII.A.1")
def test_what_the_server_does_not_take_is_kept_with_its_words_and_corrected(
    screen: Screen, world: World, axe: Axe
) -> None:
    page = screen.page
    begin(screen)
    page.get_by_label("Beat (optional)").fill("9999")
    tell(screen, "Music until three.")
    item = page.get_by_role("listitem").filter(has_text="Music until three.")
    expect(item).to_contain_text("Needs correction")
    expect(item).to_contain_text("Beat: There is no such beat.")
    tell(screen, "Racing on Sundays.")
    expect(page.get_by_text("1 sent, 0 waiting, 1 need correction")).to_be_visible()
    axe(page)
    screen.button("Correct: Kedzie and Harrison").click()
    item.get_by_label("Beat (optional)").fill("1134")
    item.get_by_role("button", name="Save and send").click()
    expect(page.get_by_text("2 sent, 0 waiting")).to_be_visible()
    assert concerns(world) == 2


@pytest.mark.directive("VII.A.1")
def test_nothing_needed_is_forgotten_even_without_a_network(
    screen: Screen, offline: BrowserContext
) -> None:
    page = screen.page
    begin(screen)
    offline.set_offline(True)
    page.get_by_label("What it is about").select_option(label="Noise")
    page.get_by_label("Corner or address").fill("Kedzie and Harrison")
    screen.button("Keep, then the next").click()
    expect(screen.alert().filter(has_text="Something is missing.")).to_contain_text(
        "In their words: This is needed."
    )
    expect(page.get_by_label("In their words")).to_be_focused()
    expect(page.get_by_label("Corner or address")).to_have_value("Kedzie and Harrison")


@pytest.mark.directive("VII.A.1")
def test_a_meeting_survives_the_end_of_the_session(
    screen: Screen, world: World, offline: BrowserContext
) -> None:
    page = screen.page
    begin(screen)
    offline.set_offline(True)
    tell(screen, "Music until three.")
    world.session.execute(update(SignIn).values(ended_at=world.clock()))
    world.session.commit()
    offline.set_offline(False)
    dialog = page.get_by_role("dialog", name="Your session has ended")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("1 sent, 0 waiting")).to_be_visible(timeout=30_000)
    assert concerns(world) == 1


@pytest.mark.directive("VII.A.1")
def test_signing_out_with_unsent_concerns_warns_and_keeps_them_for_their_officer(
    screen: Screen, world: World
) -> None:
    page = screen.page
    begin(screen)
    page.route("**/staff/api/concerns", lambda route: route.abort())
    tell(screen, "Music until three.")
    page.locator("summary").filter(has_text="011 Officer").click()
    screen.button("Sign out").click()
    expect(page.get_by_role("dialog", name="Not everything is sent")).to_be_visible()
    screen.button("Sign out all the same").click()
    expect(screen.heading("Sign in")).to_be_visible()
    expect(page.get_by_text("1 concern of a beat meeting is kept on this tablet")).to_be_visible()
    page.unroute("**/staff/api/concerns")

    screen.sign_in("sergeant")
    assert concerns(world) == 0
    page.locator("summary").filter(has_text="011 Sergeant").click()
    screen.button("Sign out").click()
    expect(screen.heading("Sign in")).to_be_visible()
    screen.sign_in("officer")
    page.wait_for_function(
        "async () => (await (await fetch('/staff/api/meetings')).json()).meetings[0].concerns === 1"
    )
    assert concerns(world) == 1
