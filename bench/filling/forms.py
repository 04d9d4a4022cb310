"""City Service Request forms: two in three completed, the rest with the office or with the City."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from bench.filling.crews import Crew
from bench.filling.histories import Step, write
from bench.filling.places import address, somewhere
from bench.filling.rows import Row, Rows
from shared.directive import clocks
from shared.directive.roles import Role
from shared.service_requests.models import ServiceRequest
from shared.service_requests.states import State

SERVICES = ("ABVEH", "GRAFF", "STLGT", "ALGHT", "POTHL", "TRTRM", "RODNT", "SANIT", "FLYDP")
ENDS: Mapping[State, float] = {
    State.COMPLETED: 66.0,
    State.ENTERED: 26.0,
    State.WITHDRAWN: 2.0,
    State.READY: 2.0,
    State.SUBMITTED: 4.0,
}
FILE = Step("file", None, State.SUBMITTED, Role.MEMBER, "III.B")
WITHDRAW = Step("withdraw", State.SUBMITTED, State.WITHDRAWN, Role.MEMBER, "II.C")
WAY = (
    Step("review", State.SUBMITTED, State.READY, Role.SERGEANT, "IV.C.1"),
    Step("write_number", State.READY, State.ENTERED, Role.OFFICER, "IV.C.2"),
    Step("status_changed", State.ENTERED, State.COMPLETED, Role.SYSTEM, "III.C.5"),
)
REACHED = {step.target: place for place, step in enumerate(WAY, 1)}


def forms(ids: range, crews: list[Crew], random: Random, now: datetime) -> Rows:
    rows = Rows()
    ends = random.choices(tuple(ENDS), tuple(ENDS.values()), k=len(ids))
    for number, end in zip(ids, ends, strict=True):
        _one(rows, number, end, random.choice(crews), random, now)
    return rows


def _one(rows: Rows, number: int, state: State, crew: Crew, random: Random, now: datetime) -> None:
    at = now - timedelta(days=random.uniform(1, 200))
    form = _filed(number, crew, random, at)
    way = (WITHDRAW,) if state is State.WITHDRAWN else WAY[: REACHED.get(state, 0)]
    steps = []
    for step in (FILE, *way):
        steps.append((step, at))
        form |= _effects(step.action, at, number, crew)
        at = min(at + timedelta(days=random.uniform(0.2, 9)), now)
    form |= write(rows, "service_request", number, steps, crew.ids)
    rows.add(ServiceRequest, form | {"state": state})


def _filed(number: int, crew: Crew, random: Random, at: datetime) -> Row:
    where = address(random)
    return somewhere(crew, random) | {
        "id": number,
        # Numbered above what the application gives, so that both live in one table.
        "reference": f"CSR-{crew.district}-{at.year}-9{number:08d}",
        "filing_key": f"bench-{number}",
        "filed_with": f"bench-{number}",
        "service": random.choice(SERVICES),
        "details": "Seen on patrol, and it was there last week.",
        "answers": {},
        "place": where,
        "address": where,
        "originator_id": crew.ids[Role.MEMBER],
        "filed_at": at,
        "submitted_at": at,
        "attention_at": at,
    }


def _effects(action: str, at: datetime, number: int, crew: Crew) -> Row:
    """What the engine's effects would have set."""
    if action == "review":
        return {"reviewed_at": at, "attention_at": at}
    if action == "write_number":
        due = clocks.end_of_day(at, 14)
        told: Row = {"city_number": f"SR9{number:09d}", "city_status": "open", "city_as_of": at}
        return told | {
            "is_number_typed": True,
            "is_number_verified": True,
            "entered_by_id": crew.ids[Role.OFFICER],
            "entered_at": at,
            "due_at": due,
            "attention_at": due,
        }
    if action == "status_changed":
        return {"city_status": "closed", "city_as_of": at, "completed_at": at, "ended_at": at}
    if action == "withdraw":
        return {"ended_at": at}
    return {}
