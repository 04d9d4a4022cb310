"""What the browser prints of a concern, and where the case page leads to paper."""

import io
from collections.abc import Callable

import pymupdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.staff_screen import Screen
from tests.service_requests.conftest import Forms, forms
from tests.work_orders.conftest import office
from tests.work_orders.office import Office
from tests.world import World, done

__all__ = ["forms", "office"]

MARGIN = 0.6 * 72  # points
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


@pytest.mark.directive("II.E", "V.D.2.b")
@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_query_report_is_printed_to_its_last_column(
    page: Page, live_server: str, office: Office, paper: str
) -> None:
    numbers = [office.assigned() for _ in range(3)]
    office.fetched(address="11234 South Doctor Martin Luther King Junior Drive, rear entrance")
    issued = done(office.desk("officer").post("/query-reports", {"district": "011"}))
    screen = Screen(page, live_server, office.world).sign_in("sergeant")
    screen.open(f"/query-reports/{issued['id']}")
    expect(page.get_by_role("link", name=numbers[0])).to_be_visible()

    printed = page.pdf(prefer_css_page_size=True, format=paper)

    with pymupdf.open(stream=io.BytesIO(printed), filetype="pdf") as document:  # type: ignore[no-untyped-call]
        width = document[0].rect.width
        words = [(word[2], word[4]) for sheet in document for word in sheet.get_text("words")]
    told = "".join(word for _right, word in words)
    assert max(right for right, _word in words) <= width - MARGIN + 1
    assert next(right for right, word in words if word == "Due") > width / 2
    assert all(f"SRSWO{number}" in told for number in numbers)
    assert told.count("11:59PM") == len(numbers)
