"""Fills a database with N made-up concerns and whole, sealed histories.

The histories are what the engine would have written, built in bulk: `flask history verify` holds.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Engine, Table, func, insert, select
from sqlalchemy.orm import Session

from shared.concerns.models import Assigned, Concern, Part, Visit
from shared.concerns.numbers import check_digit, hash_pin
from shared.concerns.states import State
from shared.database import Database
from shared.directive import clocks
from shared.directive.roles import Role
from shared.people.models import Member, Post
from shared.people.signing_in import hash_password
from shared.places.cells import cell_of
from shared.places.models import Unit
from shared.places.starting import DISTRICTS
from shared.sample.texts import SAYINGS, told
from shared.workflow.record import GENESIS, Entry, seal

BATCH = 5_000
MEASURED = 16  # however few there are, the measured supervisor has some to look at
PIN = "12345678"
PASSWORD = "bench-only-password"  # noqa: S105 (made-up people of a benchmark)

# How a concern ends up; a city's history is nearly all behind it.
ENDS: tuple[tuple[State, float], ...] = (
    (State.CLOSED, 86.0),
    (State.NOT_ACCEPTED, 11.0),
    (State.SUBMITTED, 0.4),
    (State.IN_REVIEW, 0.4),
    (State.WITH_UNIT, 0.4),
    (State.WITH_SUPERVISOR, 0.3),
    (State.INVESTIGATING, 1.0),
    (State.AWAITING_APPROVAL, 0.2),
    (State.INVESTIGATION_COMPLETE, 0.3),
)
WAY = (
    ("open", State.SUBMITTED, State.IN_REVIEW, Role.SERGEANT, "VII.B.1"),
    ("accept", State.IN_REVIEW, State.WITH_UNIT, Role.SERGEANT, "VII.B.2.b VII.C.2"),
    ("assign_supervisor", State.WITH_UNIT, State.WITH_SUPERVISOR, Role.WATCH_LIEUTENANT, "VII.C.2"),
    ("assign_members", State.WITH_SUPERVISOR, State.INVESTIGATING, Role.SUPERVISOR, "VII.D.2"),
    ("document", State.INVESTIGATING, State.INVESTIGATING, Role.SUPERVISOR, "VII.D.3"),
    ("submit_actions", State.INVESTIGATING, State.AWAITING_APPROVAL, Role.SUPERVISOR, "VII.D.3"),
    (
        "complete",
        State.AWAITING_APPROVAL,
        State.INVESTIGATION_COMPLETE,
        Role.WATCH_LIEUTENANT,
        "VII.C.4",
    ),
    ("approve", State.INVESTIGATION_COMPLETE, State.CLOSED, Role.EXECUTIVE_OFFICER, "VII.E.2"),
)
REACHED = {state: place for place, (_, _, state, _, _) in enumerate(WAY) if place != 4}


@dataclass
class Crew:
    """Who acts in a district."""

    district: str
    unit: int
    ids: dict[Role, int]


@dataclass
class Rows:
    """Rows of every table, as they will be inserted."""

    concerns: list[dict[str, Any]]
    history: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    assigned: list[dict[str, Any]]
    visits: list[dict[str, Any]]


def fill(database: Database, concerns: int, now: datetime, seed: int = 1) -> None:
    """Add so many concerns, numbered on from those that are there."""
    with database.open() as session:
        crews = _crews(session)
        session.commit()
        first = (session.scalar(select(func.max(Concern.id))) or 0) + 1
    random, hashed = Random(seed + first), hash_pin(PIN)
    for start in range(first, first + concerns, BATCH):
        ids = range(start, min(start + BATCH, first + concerns))
        _store(database.engine, _rows(ids, crews, random, now, hashed))
    _settle(database.engine)


def _crews(session: Session) -> list[Crew]:
    """A crew for each district; made on the first fill, found again after that."""
    units = {unit.code: unit.id for unit in session.scalars(select(Unit))}
    hashed, crews = hash_password(PASSWORD), []
    for code, _name in DISTRICTS:
        crew = Crew(code, units[f"{code}-W2"], {})
        for role in (
            Role.SERGEANT,
            Role.WATCH_LIEUTENANT,
            Role.SUPERVISOR,
            Role.MEMBER,
            Role.EXECUTIVE_OFFICER,
        ):
            crew.ids[role] = _member(session, crew, role, hashed)
        crews.append(crew)
    return crews


def _member(session: Session, crew: Crew, role: Role, hashed: str) -> int:
    star = f"bench-{crew.district}-{role.value}"[:32]
    if found := session.scalar(select(Member.id).where(Member.star == star)):
        return found
    member = Member(star=star, name=star, rank="", password_hash=hashed, is_active=True, failures=0)
    session.add(member)
    session.flush()
    in_unit = role in (Role.WATCH_LIEUTENANT, Role.SUPERVISOR, Role.MEMBER)
    session.add(
        Post(
            member_id=member.id,
            role=role.value,
            district=None if in_unit else crew.district,
            unit_id=crew.unit if in_unit else None,
            from_on=datetime(2020, 1, 1, tzinfo=UTC).date(),
        )
    )
    return member.id


def _rows(ids: range, crews: list[Crew], random: Random, now: datetime, pin_hash: str) -> Rows:
    made = Rows([], [], [], [], [])
    states, weights = zip(*ENDS, strict=True)
    drawn = random.choices(states, weights, k=len(ids))
    for number, end in zip(ids, drawn, strict=True):
        state = end
        crew = random.choice(crews)
        if number <= MEASURED:
            crew, state = _measured(crews), State.INVESTIGATING
        _one(made, number, state, crew, random, now, pin_hash)
    return made


def _measured(crews: list[Crew]) -> Crew:
    return next(crew for crew in crews if crew.district == "011")


def _one(
    made: Rows,
    number: int,
    state: State,
    crew: Crew,
    random: Random,
    now: datetime,
    pin_hash: str,
) -> None:
    ended = state in (State.CLOSED, State.NOT_ACCEPTED)
    ago = random.uniform(12, 730) if ended else random.uniform(0.1, 8)
    at = now - timedelta(days=ago)
    concern = _concern(number, crew, random, at, pin_hash)
    concern["state"] = state
    steps = list(_steps(state))
    entries = [("submit", None, State.SUBMITTED, Role.RESIDENT, "VI.A.1 II.B VI.A.2"), *steps]
    previous = GENESIS
    for place, (action, source, target, role, clauses) in enumerate(entries, 1):
        entry = Entry(
            case_kind="concern",
            case_id=number,
            number=place,
            action=action,
            from_state=source.value if source else None,
            to_state=target.value,
            at=at,
            member_id=crew.ids.get(role),
            role=role.value,
            clauses=clauses,
            details={},
            previous=previous,
        )
        entry.seal = previous = seal(entry)
        made.history.append(_as_row(entry))
        _stamp(concern, action, at, crew)
        at = min(at + timedelta(hours=random.uniform(1, 14)), now)
    concern |= {"history_length": len(entries), "history_seal": previous, "version": len(entries)}
    concern["attention_at"] = _attention(concern, state)
    made.concerns.append(concern)
    _belongings(made, concern, crew, state)


def _steps(state: State) -> Iterator[tuple[str, State, State, Role, str]]:
    if state is State.NOT_ACCEPTED:
        yield WAY[0]
        yield ("not_accept", State.IN_REVIEW, state, Role.SERGEANT, "VII.B.1 VII.B.3 II.B")
    elif state is not State.SUBMITTED:
        yield from WAY[: REACHED[state] + 1]


def _concern(
    number: int, crew: Crew, random: Random, at: datetime, pin_hash: str
) -> dict[str, Any]:
    saying = random.choice(SAYINGS)
    latitude, longitude = random.uniform(41.65, 42.02), random.uniform(-87.82, -87.55)
    body = f"9{number:010d}"
    return {
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
        "place": f"{random.randint(1, 79) * 100} W {random.randint(1, 119)}th St",
        "place_details": "",
        "latitude": latitude,
        "longitude": longitude,
        "precision": "address",
        "is_near_boundary": False,
        "cell": cell_of(latitude, longitude),
        "district": crew.district,
        "sector": f"{crew.district[1:]}{random.randint(1, 3)}",
        "beat": f"{crew.district[1:]}{random.randint(1, 3)}{random.randint(1, 4)}",
        "screening": {"outcome": "accept", "flags": [], "findings": [], "version": "bench"},
        "submitted_at": at,
        "extensions": 0,
        "reassignments": 0,
        "adrift_addressed": 0,
        "is_criminal": False,
    }


def _stamp(concern: dict[str, Any], action: str, at: datetime, crew: Crew) -> None:
    """What the engine's effects would have set."""
    if action == "open":
        concern |= {"opened_at": at, "review_due_at": clocks.review_due(at)}
    elif action == "accept":
        due = clocks.investigation_due(at)
        concern |= {"decided_at": at, "assigned_at": at, "due_at": due, "first_due_at": due}
        concern["unit_id"] = crew.unit
    elif action == "assign_supervisor":
        concern["supervisor_id"] = crew.ids[Role.SUPERVISOR]
    elif action == "complete":
        concern |= {"completed_at": at, "outcome": "resolved", "message": "It is quiet now."}
    elif action == "not_accept":
        concern |= {"decided_at": at, "closed_at": at, "not_accepted_because": "too_little"}
    elif action == "approve":
        concern["closed_at"] = at


def _attention(concern: dict[str, Any], state: State) -> datetime:
    if state is State.IN_REVIEW:
        key = "review_due_at"
    elif state is State.INVESTIGATION_COMPLETE:
        key = "completed_at"
    else:
        key = "due_at" if concern.get("due_at") else "submitted_at"
    found: datetime = concern[key]
    return found


def _belongings(made: Rows, concern: dict[str, Any], crew: Crew, state: State) -> None:
    if "assigned_at" not in concern:
        return
    made.parts.append(
        {
            "concern_id": concern["id"],
            "unit_id": crew.unit,
            "is_responsible": True,
            "is_active": True,
            "supervisor_id": concern.get("supervisor_id"),
            "since": concern["assigned_at"],
        }
    )
    if REACHED[state] < REACHED[State.INVESTIGATING]:
        return
    made.assigned.append(
        {
            "concern_id": concern["id"],
            "member_id": crew.ids[Role.MEMBER],
            "is_active": state is not State.CLOSED,
            "since": concern["assigned_at"],
        }
    )
    made.visits.append(
        {
            "concern_id": concern["id"],
            "at": concern["assigned_at"],
            "what": "Foot patrol at the times named.",
            "member_ids": [crew.ids[Role.MEMBER]],
            "unit_id": crew.unit,
            "recorded_by_id": crew.ids[Role.SUPERVISOR],
            "recorded_at": concern["assigned_at"],
        }
    )


def _as_row(entry: Entry) -> dict[str, Any]:
    names = (column.key for column in Entry.__table__.columns if column.key != "id")
    return {name: getattr(entry, name) for name in names}


def _store(engine: Engine, rows: Rows) -> None:
    with engine.begin() as connection:
        for model, made in (
            (Concern, rows.concerns),
            (Entry, rows.history),
            (Part, rows.parts),
            (Assigned, rows.assigned),
            (Visit, rows.visits),
        ):
            table: Table = model.__table__  # type: ignore[assignment]
            if made and engine.dialect.name == "postgresql":
                _copy(connection.connection.driver_connection, table, made)
            elif made:
                connection.execute(insert(table), _evened(made))


def _evened(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every row with the same keys, as executemany wants them."""
    names = dict.fromkeys(name for row in rows for name in row)
    return [{name: row.get(name) for name in names} for row in rows]


def _copy(driver: Any, table: Table, rows: list[dict[str, Any]]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = ", ".join(f'"{name}"' for name in names)
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([_plain(row.get(name)) for name in names])


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value


def _settle(engine: Engine) -> None:
    """What bulk loading leaves undone: sequences, and the planner's statistics."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(
                "SELECT setval('concerns_id_seq', (SELECT max(id) FROM concerns))"
            )
            connection.exec_driver_sql("ANALYZE")
        else:
            connection.exec_driver_sql("ANALYZE")
