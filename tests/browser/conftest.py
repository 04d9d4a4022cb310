"""A real Chromium, as the machine has it, and axe on what it shows."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any
from weakref import WeakSet

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.absent import absent

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCRIPTLESS: WeakSet[Page] = WeakSet()
PATIENCE = 20_000  # milliseconds; two at once on a busy machine are slow


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    here = [item for item in items if HERE in item.path.parents]
    for item in here:
        item.add_marker(pytest.mark.browser)
    # A screen is the same over either database; the ways through the whole application are not.
    repeated = [item for item in here if is_repeated(item)]
    if repeated:
        config.hook.pytest_deselected(items=repeated)
        items[:] = [item for item in items if item not in repeated]


def is_repeated(item: pytest.Item) -> bool:
    given = getattr(getattr(item, "callspec", None), "params", {})
    on_postgresql = given.get("database_url") == "postgresql"
    return on_postgresql and item.get_closest_marker("both_databases") is None


def chromium() -> str:
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    return found or absent("Chromium (install chromium, or set CHROMIUM)")


class Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """The application logs its requests itself."""


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    """The address of the application on a port of its own, answering from real threads."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    let_requests_end(app.extensions["database"].engine)


def let_requests_end(engine: Engine) -> None:
    """Wait for what a browser asked for as it closed: its connection is to be given back."""
    until = monotonic() + PATIENCE / 1000
    while isinstance(engine.pool, QueuePool) and engine.pool.checkedout() and monotonic() < until:
        sleep(0.02)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = chromium()
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=QUIET + as_root)
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Makes a page for one more person, with Playwright's context options.

    A script that fails, or anything that the content security policy had to stop, fails the test.
    """
    contexts = []
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    def make(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", note)
        if options.get("java_script_enabled") is False:
            SCRIPTLESS.add(page)
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """A resident's phone, 360 pixels wide, without JavaScript."""
    return new_page(
        viewport={"width": 360, "height": 740}, java_script_enabled=False, has_touch=True
    )


@pytest.fixture
def axe(new_page: Callable[..., Page]) -> Callable[[Page], None]:
    """Fails with what axe finds wrong, by WCAG 2.2 AA and its own best practice."""
    runner = Axe()

    def check(page: Page) -> None:
        shown = copy_of(page, new_page) if page in SCRIPTLESS else page
        results = runner.run(shown, options={"runOnly": STANDARDS})
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check


def copy_of(page: Page, new_page: Callable[..., Page]) -> Page:
    """The same page where scripts run: axe is one, and without them it waits for ever."""
    copy = new_page(viewport=page.viewport_size)
    shown = page.content()
    if page.url == "about:blank":
        copy.set_content(shown)
        return copy
    copy.route(page.url, lambda route: route.fulfill(body=shown, content_type="text/html"))
    copy.goto(page.url)
    return copy
