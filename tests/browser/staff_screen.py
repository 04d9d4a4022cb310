"""What a member does at the staff application's screen, in the words of the screen."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from shared.concerns.models import Concern
from tests.making import PASSWORD
from tests.world import World


@dataclass
class Screen:
    page: Page
    server: str
    world: World

    def sign_in(self, name: str) -> "Screen":
        """As a person of the world's district; from wherever the page is."""
        self.open("/")
        self.fill_sign_in(self.world.district.stars[name])
        expect(self.heading("Worklist Dashboard")).to_be_visible()
        return self

    def fill_sign_in(self, star: str, password: str = PASSWORD) -> None:
        self.page.get_by_label("Star number").fill(star)
        self.page.get_by_label("Password").fill(password)
        self.button("Sign in").click()

    def open(self, path: str) -> None:
        self.page.goto(f"{self.server}/staff{path}")

    def open_concern(self, number: str) -> None:
        self.open(f"/concerns/{number}")
        expect(self.heading("What you can do", level=2)).to_be_visible()

    def heading(self, name: str, level: int = 1) -> Locator:
        return self.page.get_by_role("heading", name=name, level=level)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name)

    def alert(self) -> Locator:
        return self.page.get_by_role("alert")

    def act(self, label: str, **typed: Any) -> None:
        """Choose an action, fill its form by the labels' first words, and send it."""
        self.button(label).click()
        form = self.page.get_by_role("form", name=label)
        for name, value in typed.items():
            fill(form.get_by_label(name.replace("_", " ")), value)
        form.get_by_role("button", name=label).click()
        expect(self.page.get_by_text(f"Done: {label}.")).to_be_visible()

    def kept(self, number: str) -> Concern:
        return self.world.row(number)

    def expect_state(self, state: str) -> None:
        expect(self.page.locator(".cc-case__state strong")).to_have_text(state)


def tick(box: Locator) -> None:
    """By keyboard: USWDS draws a box of its own and puts the control out of sight."""
    box.focus()
    box.press("Space")


def fill(field: Locator, value: Any) -> None:
    if value is True:
        tick(field)
    elif isinstance(value, int) or field.evaluate("one => one.tagName") == "SELECT":
        field.select_option(value=str(value))
    else:
        field.fill(value)
