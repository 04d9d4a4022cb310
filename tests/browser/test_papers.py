"""What the browser prints of a concern, and where the case page leads to paper."""

import io
from collections.abc import Callable

import pymupdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.staff_screen import Screen
from tests.service_requests.conftest import Forms, forms
from tests.world import World, done

__all__ = ["forms"]

LONG = " ".join(f"Word{number}" for number in range(500))[:3_900] + " Finis."


@pytest.mark.directive("II.E")
def test_a_concern_is_printed_whole(page: Page, live_server: str, world: World) -> None:
    number = world.investigating(text=LONG)
    members = [world.district.ids["member"]]
    for day in range(9):
        inputs = {
            "what": f"Patrol number {day}.",
            "at": world.clock().isoformat(),
            "members": members,
        }
        done(world.desk("supervisor").act(number, "document", **inputs))
    screen = Screen(page, live_server, world).sign_in("supervisor")
    screen.open_concern(number)
    expect(page.get_by_text("Loading")).to_have_count(0)

    printed = page.pdf(prefer_css_page_size=True, format="Letter", tagged=True)

    with pymupdf.open(stream=io.BytesIO(printed), filetype="pdf") as document:  # type: ignore[no-untyped-call]
        told = " ".join(" ".join(sheet.get_text() for sheet in document).split())
    assert "Finis." in told
    assert all(f"Patrol number {day}." in told for day in range(9))
    assert "Accepted" in told or "Accept" in told  # the oldest of the history too
    assert "What you can do" not in told
    assert "Show all" not in told


@pytest.mark.directive("II.E", "III.B")
def test_a_form_offers_its_paper(
    page: Page, live_server: str, forms: Forms, axe: Callable[[Page], None]
) -> None:
    reference = forms.filed()
    screen = Screen(page, live_server, forms.world).sign_in("sergeant")
    screen.open(f"/service-requests/{reference}")
    link = screen.link("CPD-21.208")
    expect(link).to_have_attribute("href", f"/staff/api/service-requests/{reference}/file.pdf")
    axe(page)
