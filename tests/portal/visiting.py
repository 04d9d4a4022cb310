"""A resident at the portal, through the client: reads pages, fills in forms, presses buttons."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from shared.concerns.states import State

Fields = list[tuple[str, str]]

TELLS: dict[str, dict[str, Any]] = {
    "danger": {"danger": "no"},
    "what": {"category": "NOISE", "text": "Loud music from parked cars on most nights."},
    "where": {"place": "1060 W Addison St"},
    "when": {"days": ["fri", "sat"], "hours": ["night"]},
    "contact": {},
    "check": {"go": "submit"},
}
TYPED = {"text", "email", "tel", "password"}


class Page:
    """One answer, taken apart. Every HTML page is policed as it is read."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.text = response.get_data(as_text=True)
        self.tree: Element = html5lib.parse(self.text, namespaceHTMLElements=False)
        if response.mimetype == "text/html":
            police(self)

    @property
    def heading(self) -> str:
        return words(next(self.tree.iter("h1")))

    @property
    def title(self) -> str:
        return words(next(self.tree.iter("title")))

    @property
    def main(self) -> str:
        return words(next(self.tree.iter("main")))

    @property
    def problems(self) -> list[str]:
        return [
            words(item) for box in self.all_with("class", "cc-summary") for item in box.iter("li")
        ]

    def all_with(self, name: str, value: str) -> Iterator[Element]:
        return (each for each in self.tree.iter() if value in (each.get(name) or "").split())

    def by_id(self, identifier: str) -> Element:
        return next(each for each in self.tree.iter() if each.get("id") == identifier)

    def has_id(self, identifier: str) -> bool:
        return any(each.get("id") == identifier for each in self.tree.iter())

    @property
    def form(self) -> Element:
        return self.by_id("answers")

    def fields(self) -> Fields:
        """What a browser would send of the form as it stands."""
        found: Fields = []
        for each in self.form.iter():
            name, kind = each.get("name") or "", each.get("type")
            if each.tag == "textarea":
                found.append((name, "".join(each.itertext()).removeprefix("\n")))
            elif each.tag == "input" and (kind in TYPED or kind == "hidden"):
                found.append((name, each.get("value") or ""))
            elif each.tag == "input" and each.get("checked") is not None:
                found.append((name, each.get("value") or "on"))
        return found

    def value(self, name: str) -> str:
        return dict(self.fields()).get(name, "")


class Visitor:
    """A browser without JavaScript."""

    def __init__(self, app: Flask, *, address: str = "192.0.2.7") -> None:
        self.client = app.test_client()
        self.address = address

    def get(self, path: str, **headers: str) -> Page:
        return Page(self.client.get(path, headers=headers, environ_base=self._from()))

    def send(self, page: Page, go: str = "next", **but: Any) -> Page:
        """Press a button of the page's form, with these answers changed; None takes one out."""
        kept = [(name, value) for name, value in page.fields() if name not in but]
        for name, value in but.items():
            values = value if isinstance(value, list) else [] if value is None else [value]
            kept += [(name, str(each)) for each in values]
        return self.post(page.form.get("action") or "", [*kept, ("go", go)])

    def post(self, path: str, fields: Fields) -> Page:
        return Page(self.client.post(path, data=MultiDict(fields), environ_base=self._from()))

    def at(self, step: str, **but: Any) -> Page:
        """A report filled in as far as this page; `but` is by page: what={...}."""
        page = self.get("/report")
        for name, answers in TELLS.items():
            if name == step:
                return page
            page = self.send(page, **(answers | but.get(name, {})))
            assert page.status == 200, page.problems
        return page

    def tell(self, **but: Any) -> Page:
        """A whole report; the receipt."""
        page = self.at("done", **but)
        assert page.has_id("control-number"), page.heading
        return page

    def look_up(self, number: str, pin: str) -> Page:
        return self.send(self.get("/status"), number=number, pin=pin)

    def _from(self) -> dict[str, str]:
        return {"REMOTE_ADDR": self.address}


def number_of(receipt: Page) -> str:
    return words(receipt.by_id("control-number")).replace(" ", "")


def pin_of(receipt: Page) -> str:
    return words(receipt.by_id("pin")).replace(" ", "")


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def police(page: Page) -> None:
    """What every page of the portal keeps, whatever it is about."""
    html5lib.HTMLParser(strict=True).parse(page.text)
    tree = page.tree
    assert tree.get("lang") in {"en", "es", "pl"}
    assert len([*tree.iter("h1")]) == 1
    assert page.heading
    assert re.fullmatch(r"\S.+ – \S.+", page.title)
    ids = Counter(each.get("id") for each in tree.iter() if each.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    assert _unlabelled(tree) == []
    assert [each for each in tree.iter("script") if (each.text or "").strip()] == []
    assert [*tree.iter("style")] == []
    assert [each.tag for each in tree.iter() if each.get("style")] == []
    assert [name for each in tree.iter() for name in each.attrib if name.startswith("on")] == []
    assert [state for state in State if re.search(rf"\b{state.value}\b", page.text)] == []
    described = {
        name for each in tree.iter() for name in (each.get("aria-describedby") or "").split()
    }
    assert described - set(ids) == set()


def _unlabelled(tree: Element) -> list[str]:
    labelled = {label.get("for") for label in tree.iter("label")}
    controls = (each for each in tree.iter() if each.tag in {"input", "textarea", "select"})
    return [
        each.get("name") or ""
        for each in controls
        if each.get("type") != "hidden" and each.get("id") not in labelled
    ]
