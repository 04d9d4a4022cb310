"""Whatever people do, in whatever order and at whatever time, these stay true."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns.inputs import ASKS
from shared.concerns.intake import submit
from shared.concerns.lifecycle import LIFECYCLE
from shared.concerns.models import Association, Concern
from shared.concerns.states import State
from shared.database import Base, Database
from shared.directive.clocks import CHICAGO
from shared.people.actors import MemberActor, actor_for
from shared.people.models import Member
from shared.places.locate import locate
from shared.schema.upgrade import start_with
from shared.workflow import engine
from shared.workflow.record import Entry
from shared.workflow.refusals import OutOfReachError, RefusedError
from shared.workflow.table import Attempt
from tests.making import NOON, District, make_district, make_told

CONCERNS = 3
ACTIONS = sorted(LIFECYCLE.actions - {"submit", "enter", "enter_from_meeting"})


@pytest.fixture(scope="module")
def stage() -> Iterator[tuple[Database, District]]:
    database = Database("sqlite://")
    Base.metadata.create_all(database.engine)
    with database.open() as session:
        start_with(session)
        session.flush()
        district = make_district(session)
        session.commit()
    yield database, district
    database.close()


Move = tuple[int, str, str, float, int]
moves = st.lists(
    st.tuples(
        st.integers(0, CONCERNS - 1),
        st.sampled_from(ACTIONS),
        st.sampled_from(
            [
                "sergeant",
                "lieutenant",
                "tactical",
                "supervisor",
                "tactical_supervisor",
                "xo",
                "member",
            ]
        ),
        st.sampled_from([0.0, 0.5, 5.0, 30.0, 24.0 * 7, 24.0 * 8]),
        st.integers(0, 7),
    ),
    max_size=40,
)
# Most random sequences go nowhere; these go far, and chance goes on from there.
openings = st.sampled_from([0, 1, 2, 4, 6, 8])
WAY = (
    ("open", "sergeant"),
    ("accept", "sergeant"),
    ("assign_supervisor", "lieutenant"),
    ("assign_members", "supervisor"),
    ("document", "supervisor"),
    ("submit_actions", "supervisor"),
    ("complete", "lieutenant"),
    ("disapprove", "xo"),
)


def inputs(
    action: str, district: District, numbers: list[str], pick: int, now: datetime
) -> dict[str, Any]:
    """Plausible inputs, some of them wrong; `pick` varies them."""
    ids, units = district.ids, district.units
    unit = [units["W2"], units["TAC"], units["241"]][pick % 3 if pick < 6 else 0]
    known: dict[str, Any] = {
        "reason": "too_little" if action == "not_accept" else "So it is.",
        "message": "Plain words.",
        "oemc_told": True,
        "responsible_unit": unit,
        "assisting_units": [units["189"]] if pick == 5 else [],
        "note": "",
        "case_report": "RD 1",
        "sworn_member": ids["member"],
        "notifications": "Told.",
        "what": "Something was done.",
        "category": "VACANT_BUILDING" if pick == 4 else "NOISE",
        "is_building": pick == 4,
        "is_criminal": pick == 3,
        "beat": "1134",
        "address": "1060 W Addison St",
        "primary": numbers[pick % len(numbers)],
        "because": "One problem.",
        "other": numbers[pick % len(numbers)],
        "should_be": unit,
        "unit": unit,
        "supervisor": ids["tactical_supervisor" if pick % 2 else "supervisor"],
        "members": [ids["tactical_member" if pick % 2 else "member"]],
        "at": now,
        "progress": "It goes on.",
        "justification": "" if pick == 7 else "More time is needed.",
        "summary": "Done.",
        "outcome": "resolved",
        "with_whom": "Lt. Kane",
    }
    asked = ASKS[action].model_fields if action in ASKS else {}
    return {name: value for name, value in known.items() if name in asked}


@pytest.mark.directive("VI.B.2")
@pytest.mark.directive("VI.B.3.a")
@pytest.mark.directive("VII.B.1")
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(opening=openings, after=moves)
def test_whatever_people_do(
    stage: tuple[Database, District], opening: int, after: list[Move]
) -> None:
    database, district = stage
    with database.open() as session:
        actors = {name: _actor(session, district.ids[name]) for name in district.ids}
        concerns = [
            submit(session, make_told(), f"invariant {which}", NOON).concern
            for which in range(CONCERNS)
        ]
        now = NOON
        script = [(0, *WAY[step], 1.0, 0) for step in range(opening)] + after
        for which, action, who, hours, pick in script:
            now += timedelta(hours=hours)
            before = [_facts(concern) for concern in concerns]
            numbers = [concern.control_number for concern in concerns]
            given_inputs = inputs(action, district, numbers, pick, now)
            done = _try(session, concerns[which], action, actors[who], now, given_inputs)
            session.flush()
            for concern, was in zip(concerns, before, strict=True):
                _check(session, concern, was, action if done else None, now)
        session.rollback()


def _actor(session: Session, member_id: int) -> MemberActor:
    return actor_for(session, session.get_one(Member, member_id), NOON)


def _try(
    session: Session,
    concern: Concern,
    action: str,
    actor: MemberActor,
    now: datetime,
    given_inputs: dict[str, Any],
) -> bool:
    read = ASKS[action].model_validate(given_inputs) if action in ASKS else None
    found = locate(session, given_inputs["address"]) if "address" in given_inputs else None
    try:
        engine.perform(LIFECYCLE, action, Attempt(concern, actor, now, session, read, found=found))
    except (RefusedError, OutOfReachError):
        return False
    return True


def _facts(concern: Concern) -> dict[str, Any]:
    return {
        "state": concern.state,
        "due_at": concern.due_at,
        "review_due_at": concern.review_due_at,
        "extensions": concern.extensions,
        "length": concern.history_length,
    }


def _check(
    session: Session, concern: Concern, was: dict[str, Any], action: str | None, now: datetime
) -> None:
    _the_36_hours_never_restart(concern, was)
    _a_due_date_moves_only_by_an_extension(concern, was, action, now)
    _no_state_without_a_history_row(session, concern, was)
    _a_follower_is_never_ahead_of_its_primary(session, concern)


def _the_36_hours_never_restart(concern: Concern, was: dict[str, Any]) -> None:
    if was["review_due_at"] is not None:
        assert concern.review_due_at == was["review_due_at"]


def _a_due_date_moves_only_by_an_extension(
    concern: Concern, was: dict[str, Any], action: str | None, now: datetime
) -> None:
    if was["due_at"] is None or concern.due_at == was["due_at"]:
        assert concern.extensions == was["extensions"]
        return
    assert action == "extend"
    assert concern.due_at is not None
    assert concern.extensions == was["extensions"] + 1
    moved = concern.due_at.astimezone(CHICAGO).date() - was["due_at"].astimezone(CHICAGO).date()
    assert moved == timedelta(days=7)
    if was["extensions"]:
        assert now.astimezone(CHICAGO).date() >= was["due_at"].astimezone(CHICAGO).date()


def _no_state_without_a_history_row(
    session: Session, concern: Concern, was: dict[str, Any]
) -> None:
    last = session.scalars(
        select(Entry)
        .where(Entry.case_kind == "concern", Entry.case_id == concern.id)
        .order_by(Entry.number.desc())
    ).first()
    assert last is not None
    assert (last.to_state, last.number) == (concern.state, concern.history_length)
    if concern.state != was["state"]:
        assert concern.history_length > was["length"]


def _a_follower_is_never_ahead_of_its_primary(session: Session, concern: Concern) -> None:
    standing = session.scalars(
        select(Association).where(
            Association.concern_id == concern.id, Association.undone_at.is_(None)
        )
    ).all()
    assert len(standing) == (concern.primary is not None)
    if concern.primary is None:
        assert concern.state is not State.ASSOCIATED
        return
    assert concern.primary.primary is None
    if concern.primary.state is State.CLOSED:
        assert concern.state is State.CLOSED
    else:
        assert concern.state is State.ASSOCIATED
