"""A district's community policing office, with a 311 of its own to work against."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from werkzeug.test import TestResponse

from shared.city311.draining import Drained, drain
from shared.city311.syncing import Synced, sync
from shared.people.models import Member
from shared.work_orders.models import WorkOrder
from shared.work_orders.sheets import LOWER_HALF
from tests.city311.sandbox import Sandbox, client_of
from tests.world import Desk, World, body, done

HERE = {"lat": 41.8735, "long": -87.7056, "address": "3151 W Harrison St"}
TEXT = "Men sell something from a grey van every evening."
EXPLAINED = "Two evenings of foot patrol; the van was seen and its driver identified."


@dataclass
class Office:
    world: World
    sandbox: Sandbox

    def desk(self, name: str) -> Desk:
        return self.world.desk(name)

    def train(self, *names: str, is_trained: bool = True) -> None:
        for name in names:
            star = self.world.district.stars[name]
            member = self.world.session.scalars(select(Member).where(Member.star == star)).one()
            member.is_trained_on_311 = is_trained
        self.world.session.commit()

    def phone_in(self, text: str = TEXT, **but: Any) -> str:
        """A resident telephones 311: the Service Request Number."""
        told = HERE | {"description": text} | but
        [number] = self.sandbox.tell("police-miscellaneous", **told)
        return str(number)

    def fetch(self, name: str = "officer") -> dict[str, Any]:
        return done(self.desk(name).post("/work-orders/fetch", {"district": "011"}))

    def case(self, number: str, name: str = "sergeant") -> dict[str, Any]:
        return body(self.desk(name).get(f"/work-orders/{number}"))

    def act(self, name: str, number: str, action: str, **inputs: Any) -> TestResponse:
        desk = self.desk(name)
        seen = desk.get(f"/work-orders/{number}")
        if seen.status_code != 200:
            return seen
        return desk.post(
            f"/work-orders/{number}/actions/{action}",
            {"version": body(seen)["version"], "inputs": inputs},
        )

    def do(self, name: str, number: str, action: str, **inputs: Any) -> dict[str, Any]:
        return done(self.act(name, number, action, **inputs))

    def offers(self, name: str, number: str) -> dict[str, Any]:
        return {offer["action"]: offer for offer in self.case(number, name)["offers"]}

    def queue(self, name: str, queue: str) -> list[str]:
        page = done(self.desk(name).get(f"/queues/{queue}"))
        return [row["reference"] for row in page["rows"]]

    def row(self, number: str) -> WorkOrder:
        """As it stands, with what belongs to it; it holds no transaction open."""
        with self.world.app.extensions["database"].open(reading=True) as session:
            order: WorkOrder = session.scalars(
                select(WorkOrder).where(WorkOrder.reference == number).options(*LOWER_HALF)
            ).one()
            return order

    def alter(self, number: str, **values: Any) -> None:
        """As no door could."""
        with self.world.app.extensions["database"].open() as session:
            session.execute(update(WorkOrder).where(WorkOrder.reference == number).values(**values))
            session.commit()

    # -- As far along as a test needs it

    def fetched(self, **but: Any) -> str:
        number = self.phone_in(**but)
        self.fetch()
        return number

    def opened(self, **but: Any) -> str:
        number = self.fetched(**but)
        self.do("officer", number, "open")
        return number

    def assigned(self, member: str = "member", **but: Any) -> str:
        number = self.opened(**but)
        self.do("sergeant", number, "assign", member=self.world.district.ids[member])
        return number

    def submitted(self, text: str = EXPLAINED, **but: Any) -> str:
        number = self.assigned(**but)
        self.explain(number, text)
        return number

    def explain(self, number: str, text: str = EXPLAINED, name: str = "member") -> TestResponse:
        return self.act(
            name, number, "submit", explanation=text, acted_at=self.world.clock().isoformat()
        )

    def returned(self, **but: Any) -> str:
        number = self.submitted(**but)
        self.do("sergeant", number, "return", reason="Nobody spoke with the neighbours.")
        return number

    def to_enter(self) -> str:
        number = self.submitted()
        self.do("sergeant", number, "accept", disposition="Patrols were held.")
        return number

    def sending(self) -> str:
        number = self.submitted()
        self.do("sergeant", number, "accept_and_enter", disposition="Patrols were held.")
        return number

    def extended(self, reason: str = "The van's owner is being looked for.") -> str:
        number = self.assigned()
        self.do("member", number, "ask_extension", reason=reason)
        self.do("sergeant", number, "approve_extension")
        return number

    # -- 311

    def drain(self, **later: float) -> Drained:
        now = self.world.clock.move(**later) if later else self.world.clock()
        with client_of(self.sandbox.base_url) as city:
            return drain(self.world.app.extensions["database"], city, now)

    def sync(self, **later: float) -> Synced:
        now = self.world.clock.move(**later) if later else self.world.clock()
        with client_of(self.sandbox.base_url) as city:
            return sync(self.world.app.extensions["database"], city, now)

    def in_311(self, number: str) -> dict[str, Any]:
        [filed] = [each for each in self.sandbox.on_file() if each["service_request_id"] == number]
        return filed

    def notes_in_311(self, number: str) -> list[str]:
        return [note["description"] for note in self.in_311(number)["notes"]]


def refusal(response: TestResponse) -> tuple[int, str | None]:
    """Its status and the clause it cites."""
    return response.status_code, body(response).get("clause")


def end_of_day_after(office: Office, days: int) -> str:
    """The last second of that day in Chicago, as the API writes it (the test's days are in CDT)."""
    day = (office.world.clock() + timedelta(days=days + 1)).date()
    return f"{day}T04:59:59Z"
