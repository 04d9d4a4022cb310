"""The doors through which people in tests act: as residents and as members they would."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from shared.concerns.models import Concern
from tests.making import PASSWORD, Clock, District, make_concern, make_district


class Answer(TestResponse):
    """An answer whose JSON a test reads without asking what it is."""

    json: Any


@dataclass
class Desk:
    """One signed-in member at the staff API."""

    client: FlaskClient
    csrf: str

    def get(self, path: str, **query: Any) -> Answer:
        return cast(Answer, self.client.get(f"/staff/api{path}", query_string=query))

    def post(self, path: str, told: Any = None, **headers: str) -> Answer:
        given = {"X-CSRFToken": self.csrf} | headers
        return cast(Answer, self.client.post(f"/staff/api{path}", json=told or {}, headers=given))

    def create(self, path: str, told: Any, key: str | None = None) -> Answer:
        return self.post(path, told, **{"Idempotency-Key": key or uuid4().hex})

    def concern(self, number: str) -> dict[str, Any]:
        response = self.get(f"/concerns/{number}")
        assert response.status_code == 200, response.text
        return body(response)

    def act(self, number: str, action: str, version: Any = None, **inputs: Any) -> Answer:
        """Take an action on a concern as it stands (or as it stood at `version`)."""
        if version is None:
            seen = self.get(f"/concerns/{number}")
            if seen.status_code != 200:
                return seen
            version = body(seen)["version"]
        return self.post(
            f"/concerns/{number}/actions/{action}", {"version": version, "inputs": inputs}
        )

    def offers(self, number: str) -> dict[str, Any]:
        return {offer["action"]: offer for offer in self.concern(number)["offers"]}

    def queue(self, name: str) -> list[str]:
        response = self.get(f"/queues/{name}")
        assert response.status_code == 200, response.text
        return [row["control_number"] for row in body(response)["rows"]]


@dataclass
class World:
    app: Flask
    clock: Clock
    district: District
    session: Session
    _desks: dict[str, tuple[datetime, Desk]] = field(default_factory=dict)

    def desk(self, name: str) -> Desk:
        """The desk of a member of the district, signed in once."""
        return self.desk_of(self.district.stars[name])

    def desk_of(self, star: str) -> Desk:
        since, desk = self._desks.get(star, (None, None))
        if desk is None or since is None or self.clock() - since > timedelta(hours=11):
            desk = sign_in(self.app, star)
            self._desks[star] = self.clock(), desk
        return desk

    def other_district(self, code: str = "012") -> District:
        made = make_district(self.session, code)
        self.session.commit()
        return made

    def submitted(self, **but: Any) -> str:
        """A resident's concern; its control number."""
        return make_concern(self.session, self.clock(), **but).control_number

    def in_review(self, **but: Any) -> str:
        number = self.submitted(**but)
        self.desk("sergeant").concern(number)
        return number

    def with_unit(self, unit: str = "W2", assisting: tuple[str, ...] = (), **but: Any) -> str:
        number = self.in_review(**but)
        units = self.district.units
        done(
            self.desk("sergeant").act(
                number,
                "accept",
                responsible_unit=units[unit],
                assisting_units=[units[name] for name in assisting],
            )
        )
        return number

    def with_supervisor(self, **but: Any) -> str:
        number = self.with_unit(**but)
        ids = self.district.ids
        done(self.desk("lieutenant").act(number, "assign_supervisor", supervisor=ids["supervisor"]))
        return number

    def investigating(self, **but: Any) -> str:
        number = self.with_supervisor(**but)
        member = self.district.ids["member"]
        done(self.desk("supervisor").act(number, "assign_members", members=[member]))
        return number

    def document(self, number: str) -> None:
        done(
            self.desk("supervisor").act(
                number,
                "document",
                what="Foot patrol from nine to eleven; spoke with the store owner.",
                at=self.clock().isoformat(),
                members=[self.district.ids["member"]],
            )
        )

    def awaiting_approval(self, **but: Any) -> str:
        number = self.investigating(**but)
        self.document(number)
        done(self.desk("supervisor").act(number, "submit_actions", summary="Patrols held."))
        return number

    def complete(self, **but: Any) -> str:
        number = self.awaiting_approval(**but)
        done(
            self.desk("lieutenant").act(
                number, "complete", outcome="resolved", message="Patrols ended the gatherings."
            )
        )
        return number

    def closed(self, **but: Any) -> str:
        number = self.complete(**but)
        done(self.desk("xo").act(number, "approve"))
        return number

    def row(self, number: str) -> Concern:
        """The concern as it is stored now; a reading of the test's own, which holds no lock."""
        with self.app.extensions["database"].open(reading=True) as reading:
            wanted = select(Concern).where(Concern.control_number == number)
            found: Concern = reading.scalars(wanted).one()
            return found


def sign_in(app: Flask, star: str, password: str = PASSWORD) -> Desk:
    client = app.test_client()
    page = client.get("/staff/")
    csrf = page.text.split('name="csrf-token" content="')[1].split('"')[0]
    answer = client.post(
        "/staff/api/sign-in",
        json={"star": star, "password": password},
        headers={"X-CSRFToken": csrf},
    )
    assert answer.status_code == 200, answer.text
    return Desk(client, body(answer)["csrf_token"])


def done(response: TestResponse) -> dict[str, Any]:
    """The answer's body, once it is sure that it was done."""
    assert response.status_code in (200, 201, 204), response.text
    return body(response)


def body(response: TestResponse) -> dict[str, Any]:
    found: dict[str, Any] = response.json or {}
    return found
