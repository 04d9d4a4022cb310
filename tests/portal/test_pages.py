"""The pages that stand still, the errors, and what every answer of the portal carries."""

import pytest
from flask import Flask, abort
from sqlalchemy.exc import OperationalError

from portal.languages import LANGUAGES
from shared.web.access import open_to_all
from tests.portal.visiting import Visitor

PAGES = ("/", "/report", "/status", "/privacy", "/accessibility", "/nothing-here")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_in_every_language(visitor: Visitor, path: str, language: str) -> None:
    page = visitor.get(f"{path}?language={language}")
    assert page.tree.get("lang") == language
    english = visitor.get(f"{path}?language=en")
    assert (page.heading == english.heading) is (language == "en")


def test_the_first_page_says_what_this_is_and_is_not(visitor: Visitor) -> None:
    page = visitor.get("/")
    assert "You need no account" in page.main
    assert "911" in page.main
    assert "311" in page.main
    links = {each.get("href") for each in page.tree.iter("a")}
    assert {"/report", "/status", "tel:911", "tel:311"} <= links


def test_a_language_chosen_once_stays_without_a_session(visitor: Visitor) -> None:
    visitor.get("/?language=pl")
    assert visitor.get("/status").tree.get("lang") == "pl"
    assert visitor.get("/?language=xx").tree.get("lang") == "pl"


def test_without_a_choice_the_browser_s_language_is_taken(visitor: Visitor) -> None:
    header = {"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}
    assert visitor.get("/", **header).tree.get("lang") == "es"
    assert visitor.get("/", **{"Accept-Language": "tlh"}).tree.get("lang") == "en"


@pytest.mark.parametrize("path", PAGES)
def test_pages_carry_the_strict_headers(visitor: Visitor, path: str) -> None:
    headers = visitor.get(path).response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_programs_are_told_where_they_need_not_look(visitor: Visitor) -> None:
    answer = visitor.client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert "Disallow: /report" in answer.text


def test_health_says_whether_the_database_answers(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visitor.client.get("/healthz").json == {"status": "ok"}

    def gone() -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr("portal.pages.reading", gone)
    assert visitor.client.get("/healthz").status_code == 503


@pytest.mark.parametrize("path", ["/report", "/status", "/report/saved"])
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_another_method_is_refused(visitor: Visitor, path: str, method: str) -> None:
    answer = getattr(visitor.client, method)(path)
    assert answer.status_code in {400, 405}


def test_a_failure_shows_no_trace_and_says_what_to_do(app: Flask, visitor: Visitor) -> None:
    def fail() -> str:
        raise RuntimeError("the secret of the house")

    def busy() -> str:
        abort(503)

    for path, view in (("/fail", fail), ("/busy", busy)):
        app._got_first_request = False
        app.add_url_rule(path, path, open_to_all(view))
    page = visitor.get("/fail")
    assert page.status == 500
    assert page.heading == "Something failed here"
    assert "secret" not in page.text
    assert "Traceback" not in page.text
    assert visitor.get("/busy").heading == "We are very busy"
