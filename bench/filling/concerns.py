"""Community concerns: nearly all behind the city, some on their way."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random

from bench.filling.crews import Crew
from bench.filling.histories import Step, write
from bench.filling.places import address, somewhere
from bench.filling.rows import Row, Rows
from shared.concerns.models import Assigned, Concern, Part, Visit
from shared.concerns.numbers import check_digit
from shared.concerns.states import State
from shared.directive import clocks
from shared.directive.roles import Role
from shared.sample.texts import SAYINGS, told

MEASURED_DISTRICT = "011"
MEASURED = 16  # however few there are, the measured supervisor has some to look at

ENDS: Mapping[State, float] = {
    State.CLOSED: 86.0,
    State.NOT_ACCEPTED: 11.0,
    State.SUBMITTED: 0.4,
    State.IN_REVIEW: 0.4,
    State.WITH_UNIT: 0.4,
    State.WITH_SUPERVISOR: 0.3,
    State.INVESTIGATING: 1.0,
    State.AWAITING_APPROVAL: 0.2,
    State.INVESTIGATION_COMPLETE: 0.3,
}
SUBMIT = Step("submit", None, State.SUBMITTED, Role.RESIDENT, "VI.A.1 II.B VI.A.2")
NOT_ACCEPT = Step(
    "not_accept", State.IN_REVIEW, State.NOT_ACCEPTED, Role.SERGEANT, "VII.B.1 VII.B.3 II.B"
)
# fmt: off
WAY = (
    Step("open", State.SUBMITTED, State.IN_REVIEW, Role.SERGEANT, "VII.B.1"),
    Step("accept", State.IN_REVIEW, State.WITH_UNIT, Role.SERGEANT, "VII.B.2.b VII.C.2"),
    Step("assign_supervisor", State.WITH_UNIT, State.WITH_SUPERVISOR, Role.WATCH_LIEUTENANT, "VII.C.2"),  # noqa: E501
    Step("assign_members", State.WITH_SUPERVISOR, State.INVESTIGATING, Role.SUPERVISOR, "VII.D.2"),
    Step("document", State.INVESTIGATING, State.INVESTIGATING, Role.SUPERVISOR, "VII.D.3"),
    Step("submit_actions", State.INVESTIGATING, State.AWAITING_APPROVAL, Role.SUPERVISOR, "VII.D.3"),  # noqa: E501
    Step("complete", State.AWAITING_APPROVAL, State.INVESTIGATION_COMPLETE, Role.WATCH_LIEUTENANT, "VII.C.4"),  # noqa: E501
    Step("approve", State.INVESTIGATION_COMPLETE, State.CLOSED, Role.EXECUTIVE_OFFICER, "VII.E.2"),
)
# fmt: on
REACHED = {step.target: place for place, step in enumerate(WAY) if step.action != "document"}


def concerns(ids: range, crews: list[Crew], random: Random, now: datetime, pin_hash: str) -> Rows:
    rows = Rows()
    ends = random.choices(tuple(ENDS), tuple(ENDS.values()), k=len(ids))
    for number, end in zip(ids, ends, strict=True):
        if number <= MEASURED:
            crew = next(crew for crew in crews if crew.district == MEASURED_DISTRICT)
            _one(rows, number, State.INVESTIGATING, crew, random, now, pin_hash)
        else:
            _one(rows, number, end, random.choice(crews), random, now, pin_hash)
    return rows


def _one(
    rows: Rows, number: int, state: State, crew: Crew, random: Random, now: datetime, pin_hash: str
) -> None:
    ended = state in (State.CLOSED, State.NOT_ACCEPTED)
    ago = random.uniform(12, 730) if ended else random.uniform(0.1, 8)
    at = now - timedelta(days=ago)
    concern = _told(number, crew, random, at, pin_hash)
    steps = []
    for step in (SUBMIT, *_steps(state)):
        steps.append((step, at))
        concern |= _effects(step.action, at, crew)
        at = min(at + timedelta(hours=random.uniform(1, 14)), now)
    concern |= write(rows, "concern", number, steps, crew.ids)
    concern |= {"state": state, "attention_at": _attention(concern, state)}
    rows.add(Concern, concern)
    _belongings(rows, concern, crew, state)


def _steps(state: State) -> Iterator[Step]:
    if state is State.NOT_ACCEPTED:
        yield from (WAY[0], NOT_ACCEPT)
    elif state is not State.SUBMITTED:
        yield from WAY[: REACHED[state] + 1]


def _told(number: int, crew: Crew, random: Random, at: datetime, pin_hash: str) -> Row:
    saying = random.choice(SAYINGS)
    body = f"9{number:010d}"
    return somewhere(crew, random) | {
        "id": number,
        "control_number": body + check_digit(body),
        "pin_hash": pin_hash,
        "submission_key": f"bench-{number}",
        "urgency": 0 if random.random() < 0.03 else 1,
        "source": "portal",
        "category": saying.category,
        "is_building": False,
        "text": told(random, saying),
        "language": saying.language,
        "usual_times": "",
        "usual_days": list(saying.days),
        "usual_hours": list(saying.hours),
        "place": address(random),
        "place_details": "",
        "precision": "address",
        "is_near_boundary": False,
        "screening": {"outcome": "accept", "flags": [], "findings": [], "version": "bench"},
        "submitted_at": at,
        "is_criminal": False,
    }


def _effects(action: str, at: datetime, crew: Crew) -> Row:
    """What the engine's effects would have set."""
    if action == "open":
        return {"opened_at": at, "review_due_at": clocks.review_due(at)}
    if action == "accept":
        due = clocks.investigation_due(at)
        set_ = {"decided_at": at, "assigned_at": at, "due_at": due, "first_due_at": due}
        return set_ | {"unit_id": crew.unit}
    if action == "assign_supervisor":
        return {"supervisor_id": crew.ids[Role.SUPERVISOR]}
    ends: dict[str, Row] = {
        "complete": {"completed_at": at, "outcome": "resolved", "message": "It is quiet now."},
        "not_accept": {"decided_at": at, "closed_at": at, "not_accepted_because": "too_little"},
        "approve": {"closed_at": at},
    }
    return ends.get(action, {})


def _attention(concern: Row, state: State) -> datetime:
    if state is State.IN_REVIEW:
        key = "review_due_at"
    elif state is State.INVESTIGATION_COMPLETE:
        key = "completed_at"
    else:
        key = "due_at" if concern.get("due_at") else "submitted_at"
    found: datetime = concern[key]
    return found


def _belongings(rows: Rows, concern: Row, crew: Crew, state: State) -> None:
    if "assigned_at" not in concern:
        return
    belongs = {"concern_id": concern["id"]}
    rows.add(
        Part,
        belongs
        | {
            "unit_id": crew.unit,
            "is_responsible": True,
            "is_active": True,
            "supervisor_id": concern.get("supervisor_id"),
            "since": concern["assigned_at"],
        },
    )
    if REACHED[state] < REACHED[State.INVESTIGATING]:
        return
    rows.add(
        Assigned,
        belongs
        | {
            "member_id": crew.ids[Role.MEMBER],
            "is_active": state is not State.CLOSED,
            "since": concern["assigned_at"],
        },
    )
    rows.add(
        Visit,
        belongs
        | {
            "at": concern["assigned_at"],
            "what": "Foot patrol at the times named.",
            "member_ids": [crew.ids[Role.MEMBER]],
            "unit_id": crew.unit,
            "recorded_by_id": crew.ids[Role.SUPERVISOR],
            "recorded_at": concern["assigned_at"],
        },
    )
