"""Forms CPD-21.208 in tests: filed, reviewed, entered, completed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from click.testing import Result
from sqlalchemy import select
from werkzeug.test import TestResponse

from shared.city311.models import CityRequest
from shared.city311.sending import Refused
from shared.people.models import Member, Post
from shared.service_requests import from_311
from shared.service_requests.models import ServiceRequest
from shared.service_requests.queries import LOADED
from tests.world import Desk, World, body, done

GRAFFITI: dict[str, Any] = {
    "service": "GRAFF",
    "details": "Red paint over the side wall of the corner store, about ten feet long.",
    "answers": {"SURFACE": "BRICK"},
    "place": "3400 W Ogden Ave",
    "address": "3400 W Ogden Ave",
    "latitude": 41.8543,
    "longitude": -87.7100,
    "beat": "1134",
}
VEHICLES: list[dict[str, Any]] = [
    {"plate": "AB 12 345", "make": "Ford Focus", "color": "BLUE", "days": 14},
    {"plate": "none", "make": "Dodge van", "color": "white"},
    {"plate": "XYZ 987", "make": "Buick", "color": "Gray", "days": 30},
]


@dataclass
class Forms:
    """What people do with forms, through the doors of the staff API; 311 answers as told."""

    world: World

    def try_to_file(self, who: str = "member", key: str | None = None, **but: Any) -> TestResponse:
        return self.world.desk(who).create("/service-requests", GRAFFITI | but, key)

    def filed(self, who: str = "member", **but: Any) -> str:
        reference: str = done(self.try_to_file(who, **but))["forms"][0]["reference"]
        return reference

    def see(self, reference: str, who: str = "sergeant") -> dict[str, Any]:
        response = self.world.desk(who).get(f"/service-requests/{reference}")
        assert response.status_code == 200, response.text
        return body(response)

    def facts(self, reference: str, who: str = "sergeant") -> dict[str, str]:
        return {fact["label"]: fact["value"] for fact in self.see(reference, who)["facts"]}

    def offers(self, reference: str, who: str = "sergeant") -> dict[str, Any]:
        return {offer["action"]: offer for offer in self.see(reference, who)["offers"]}

    def act(self, who: str, reference: str, action: str, **inputs: Any) -> TestResponse:
        return self.act_at(self.world.desk(who), reference, action, **inputs)

    def act_at(self, desk: Desk, reference: str, action: str, **inputs: Any) -> TestResponse:
        seen = desk.get(f"/service-requests/{reference}")
        if seen.status_code != 200:
            return seen
        return desk.post(
            f"/service-requests/{reference}/actions/{action}",
            {"version": body(seen)["version"], "inputs": inputs},
        )

    def queue(self, who: str, name: str) -> list[str]:
        response = self.world.desk(who).get(f"/queues/{name}")
        assert response.status_code == 200, response.text
        return [row["reference"] for row in body(response)["rows"]]

    def search(self, who: str, **query: Any) -> list[str]:
        response = self.world.desk(who).get("/service-requests", **query)
        assert response.status_code == 200, response.text
        return [row["reference"] for row in body(response)["rows"]]

    def notices(self, who: str) -> list[tuple[str, str]]:
        told = body(self.world.desk(who).get("/notices"))["notices"]
        return [(notice["kind"], notice["clause"]) for notice in told]

    def set_sector(self, who: str, sector: str) -> None:
        session = self.world.session
        member_id = self.world.district.ids[who]
        session.scalars(select(Post).where(Post.member_id == member_id)).one().sector = sector
        session.commit()

    # -- The way of a form

    def returned(self, **but: Any) -> str:
        reference = self.filed(**but)
        done(self.act("sergeant", reference, "return", reason="Say how high the wall is."))
        return reference

    def ready(self, **but: Any) -> str:
        reference = self.filed(**but)
        done(self.act("sergeant", reference, "review"))
        return reference

    def sending(self, **but: Any) -> str:
        reference = self.ready(**but)
        done(self.act("trained", reference, "enter"))
        return reference

    def not_taken(self, **but: Any) -> str:
        reference = self.sending(**but)
        self.refused_by_311(reference)
        return reference

    def entered(self, number: str | None = None, **but: Any) -> str:
        reference = self.sending(**but)
        self.number_arrives(reference, number or f"SR26-{uuid4().hex[:8]}")
        return reference

    def completed(self, **but: Any) -> str:
        reference = self.entered(**but)
        self.told(reference, "closed", "Cleaned.")
        return reference

    def withdrawn(self, **but: Any) -> str:
        reference = self.filed(**but)
        done(self.act("member", reference, "withdraw", reason="The owner cleaned it."))
        return reference

    # -- What 311 answers, as the draining and the sync bring it

    def number_arrives(self, reference: str, number: str) -> None:
        self._brought(from_311.number_arrived, reference, number)

    def refused_by_311(self, reference: str, words: str = "The address is not in Chicago.") -> None:
        told = Refused("request", f"CPD-21.208 No. {reference}", words)
        self._brought(from_311.refused, reference, told)

    def told(
        self, reference: str, status: str, says: str | None = None, at: datetime | None = None
    ) -> None:
        moment = (at or self.world.clock()).isoformat()
        row = self.row(reference)
        told = CityRequest.model_validate(
            {
                "service_request_id": row.city_number,
                "status": status,
                "service_code": row.service,
                "requested_datetime": moment,
                "updated_datetime": moment,
                "status_notes": says,
            }
        )
        self._brought(from_311.status_changed, reference, told)

    def _brought(self, handler: Any, reference: str, told: Any) -> None:
        with self.world.app.extensions["database"].open() as session:
            handler(session, self._id(session, reference), told, self.world.clock())
            session.commit()

    def _id(self, session: Any, reference: str) -> int:
        wanted = select(ServiceRequest.id).where(ServiceRequest.reference == reference)
        return int(session.scalars(wanted).one())

    def row(self, reference: str) -> ServiceRequest:
        with self.world.app.extensions["database"].open(reading=True) as reading:
            form: ServiceRequest = reading.scalars(
                select(ServiceRequest).where(ServiceRequest.reference == reference).options(*LOADED)
            ).one()
            return form

    def count(self) -> int:
        with self.world.app.extensions["database"].open(reading=True) as reading:
            return len(reading.scalars(select(ServiceRequest.id)).all())

    def run(self, *words: str) -> Result:
        return self.world.app.test_cli_runner().invoke(args=list(words))


@pytest.fixture
def forms(world: World) -> Forms:
    """The district, with a member on beat 1134, and one officer trained on 311."""
    session, ids = world.session, world.district.ids
    post = session.scalars(select(Post).where(Post.member_id == ids["member"])).one()
    post.beat = "1134"
    trained = session.get_one(Member, ids["officer"])
    trained.is_trained_on_311 = True
    session.commit()
    world.district.stars["trained"] = world.district.stars["officer"]
    return Forms(world)
