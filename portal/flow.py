"""A report on its way: everything travels in the form, nothing is kept before it is sent."""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cached_property
from uuid import uuid4

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from portal import proof
from portal.fields import Answers, tidy
from portal.locating import Spot, Where, find, sealed
from portal.steps import BY_NAME, NAMES, STEPS, Step, listed
from shared.concerns.categories import Category
from shared.concerns.intake import Told
from shared.web.requests import reading

FOUND = "found"  # the place, sealed
EMERGENCY, SERVICE = "emergency_ruled_out", "service_seen"  # what the pages in between confirm
_KEY = re.compile(r"[0-9a-f]{32}")


class Flow:
    """The answers so far and the page they were sent from."""

    def __init__(self, typed: MultiDict[str, str]) -> None:
        self.typed = typed
        self.step = BY_NAME.get(typed.get("step", ""), STEPS[0])
        given = typed.get("key", "")
        self.key = given if _KEY.fullmatch(given) else uuid4().hex
        self.done = {name for name in typed.getlist("done") if name in BY_NAME}
        self.forms = {step.name: step.form(formdata=typed) for step in STEPS}
        self["what"].category.choices = listed((row.code, row.label) for row in self.categories)

    def __getitem__(self, name: str) -> Answers:
        return self.forms[name]

    @cached_property
    def categories(self) -> list[Category]:
        listed = select(Category).where(Category.is_active).order_by(Category.position)
        return list(reading().scalars(listed))

    @property
    def category(self) -> Category | None:
        chosen = self["what"].category.data
        return next((row for row in self.categories if row.code == chosen), None)

    @property
    def text(self) -> str:
        text: str = self["what"].text.data or ""
        return text

    def proof(self, question: str) -> str:
        return proof.sign(question, self.key, self.text)

    def has_proof(self, question: str) -> bool:
        return proof.holds(question, self.key, self.text, self.typed.get(question, ""))

    @property
    def where(self) -> Where:
        form = self["where"]
        return Where(
            form.place.data,
            form.details.data,
            form.pin.data,
            form.choice.data or "",
            form.choice_for.data,
        )

    @cached_property
    def spot(self) -> Spot:
        return find(reading(), self.where, self.typed.get(FOUND, ""))

    def after(self, step: Step) -> Step:
        """The next page that has not been answered; the last one shows all answers."""
        return next(one for one in STEPS if one.name not in self.done or one is STEPS[-1])

    def before(self, step: Step) -> Step:
        """The page before; to the answers again for who came from there to change one."""
        if step is not STEPS[-1] and {*NAMES[:-1]} <= self.done:
            return STEPS[-1]
        return STEPS[max(0, STEPS.index(step) - 1)]

    def carried(self, shown: Step | None) -> Iterator[tuple[str, str]]:
        """The hidden fields: every answer but those on the page that is shown."""
        yield "key", self.key
        yield from (("done", name) for name in NAMES if name in self.done)
        for step in STEPS[:-1]:
            if step is not shown:
                names = self.forms[step.name].data
                yield from (
                    (name, tidy(value)) for name in names for value in self.typed.getlist(name)
                )
        for question in (EMERGENCY, SERVICE):
            if self.has_proof(question):
                yield question, self.typed[question]
        if "where" in self.done and self.spot.doubt is None:
            yield FOUND, sealed(self.where, self.spot.placed)

    def told(self, language: str) -> Told:
        what, when, contact = self["what"], self["when"], self["contact"]
        return Told(
            category=what.category.data,
            text=self.text,
            where=self.spot.placed,
            language=language,
            usual_times=when.times.data,
            usual_days=tuple(when.days.data),
            usual_hours=tuple(when.hours.data),
            contact_name=contact.name.data or None,
            contact_email=contact.email.data or None,
            contact_phone=contact.phone.data or None,
            emergency_ruled_out=self["danger"].danger.data == "no",
            reported=bool(what.reported.data),
        )

    def submission_key(self) -> str:
        """The same form again is the same report; another text under an old key is another one."""
        said = {
            name: value for step in STEPS[:-1] for name, value in self.forms[step.name].data.items()
        }
        return hashlib.sha256(f"{self.key} {json.dumps(said, sort_keys=True)}".encode()).hexdigest()
