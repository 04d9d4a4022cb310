"""Police-related requests from 311 and their work orders (SRSWO)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from bench.filling.crews import Crew
from bench.filling.histories import Step, write
from bench.filling.places import address, somewhere
from bench.filling.rows import Row, Rows
from shared.directive import clocks
from shared.directive.roles import Role
from shared.sample.texts import SAYINGS, told
from shared.work_orders.models import Explanation, WorkOrder
from shared.work_orders.states import State

ENDS: Mapping[State, float] = {
    State.CLOSED: 97.0,
    State.NEW: 0.5,
    State.OPENED: 0.5,
    State.ASSIGNED: 1.5,
    State.SUBMITTED: 0.5,
}
RECEIVE = Step("receive", None, State.NEW, Role.SYSTEM, "III.C.2")
WAY = (
    Step("open", State.NEW, State.OPENED, Role.SERGEANT, "V.D.2.a"),
    Step("assign", State.OPENED, State.ASSIGNED, Role.SERGEANT, "V.D.3"),
    Step("submit", State.ASSIGNED, State.SUBMITTED, Role.MEMBER, "V.E.1"),
    Step("accept_and_enter", State.SUBMITTED, State.SENDING, Role.SERGEANT, "V.D.4.a"),
    Step("entered", State.SENDING, State.CLOSED, Role.SYSTEM, "V.D.4.a"),
)
REACHED = {step.target: place for place, step in enumerate(WAY, 1)}
FOUND = "Went there at the hours named; spoke with the neighbors and the owner."


def work_orders(ids: range, crews: list[Crew], random: Random, now: datetime) -> Rows:
    rows = Rows()
    ends = random.choices(tuple(ENDS), tuple(ENDS.values()), k=len(ids))
    for number, end in zip(ids, ends, strict=True):
        _one(rows, number, end, random.choice(crews), random, now)
    return rows


def _one(rows: Rows, number: int, state: State, crew: Crew, random: Random, now: datetime) -> None:
    ended = state is State.CLOSED
    at = now - timedelta(days=random.uniform(20, 730) if ended else random.uniform(0.1, 8))
    order = _received(number, crew, random, at)
    steps = []
    for step in (RECEIVE, *WAY[: REACHED.get(state, 0)]):
        steps.append((step, at))
        order |= _effects(step.action, at, number, crew)
        at = min(at + timedelta(hours=random.uniform(1, 60)), now)
    order |= write(rows, "work_order", number, steps, crew.ids)
    rows.add(WorkOrder, order | {"state": state})
    if written := order.get("explained_at"):
        rows.add(
            Explanation,
            {
                "work_order_id": number,
                "text": FOUND,
                "acted_at": written,
                "written_at": written,
                "member_id": crew.ids[Role.MEMBER],
            },
        )


def _received(number: int, crew: Crew, random: Random, at: datetime) -> Row:
    return somewhere(crew, random) | {
        "id": number,
        "reference": f"SR8{number:09d}",
        "city_number": f"SR8{number:09d}",
        "text": told(random, random.choice(SAYINGS)),
        "address": address(random),
        "requested_at": at,
        "received_at": at,
        "attention_at": at,
    }


def _effects(action: str, at: datetime, number: int, crew: Crew) -> Row:
    """What the engine's effects would have set."""
    if action == "open":
        return {"opened_at": at, "opened_by_id": crew.ids[Role.SERGEANT]}
    if action == "assign":
        due = clocks.work_order_due(at)
        given = {"member_id": crew.ids[Role.MEMBER], "assigned_at": at, "attention_at": due}
        return given | {"first_due_at": due, "due_at": due}
    if action == "submit":
        return {"explained_at": at, "attention_at": at}
    if action == "accept_and_enter":
        return {"accepted_at": at, "disposition": FOUND, "entries": 1, "sent_as": f"bench-{number}"}
    if action == "entered":
        return {"closed_at": at, "city_status": "closed", "city_as_of": at}
    return {}
