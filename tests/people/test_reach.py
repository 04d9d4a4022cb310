"""How far a role reaches means the same as SQL over the table and as Python over a row."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from shared.concerns.lifecycle import REACH
from shared.concerns.models import Concern
from shared.directive.roles import STAFF
from shared.people.actors import actor_for
from shared.people.models import Member
from shared.people.reach import sees, visible_to
from tests.making import HERE, NOON
from tests.world import World, body


@pytest.mark.directive("VI.C")
def test_reach_means_the_same_in_sql_and_in_python(world: World) -> None:
    world.other_district("012")
    there = replace(HERE, district="012", sector="122", beat="1222")
    world.submitted()
    world.submitted(where=there)
    world.submitted(where=replace(HERE, district=None, beat=None))
    world.investigating()
    world.with_unit("TAC", assisting=("W2",))
    world.with_unit("241", category="VACANT_BUILDING")
    world.closed()

    with world.app.extensions["database"].open(reading=True) as session:
        every = session.scalars(select(Concern)).all()
        seen_by = {}
        for member in session.scalars(select(Member)):
            actor = actor_for(session, member, NOON)
            in_sql = set(session.scalars(select(Concern).where(visible_to(REACH, actor))))
            in_python = {concern for concern in every if sees(REACH, actor, concern)}
            assert in_sql == in_python, member.star
            seen_by[member.star] = len(in_sql)
    assert seen_by["011-auditor"] == 7
    assert seen_by["011-sergeant"] == 6  # the one without a place too
    assert seen_by["011-xo"] == 5
    assert seen_by["011-lieutenant"] == 3
    assert seen_by["011-tactical"] == 1
    assert seen_by["011-member"] == 1  # closed: no longer given to anybody
    assert seen_by["011-supervisor_2"] == 1  # the second watch assists
    for nobody in ("chief", "help_desk", "administrator", "tactical_member"):
        assert seen_by[f"011-{nobody}"] == 0


def test_every_role_is_spoken_for() -> None:
    assert STAFF - set(REACH) == {"chief_bureau_of_patrol", "help_desk", "administrator"}


@pytest.mark.directive("VI.C")
def test_every_reading_is_logged_and_shown_to_an_auditor_only(world: World) -> None:
    number = world.submitted(contact_phone="312-555-0100")
    world.desk("sergeant").concern(number)
    refused = world.desk("sergeant").post(
        f"/concerns/{number}/reveal", {"what": "contact", "reason": ""}
    )
    assert refused.status_code == 422
    shown = world.desk("sergeant").post(
        f"/concerns/{number}/reveal", {"what": "contact", "reason": "To ask for the address."}
    )
    assert body(shown)["phone"] == "312-555-0100"
    log = body(world.desk("auditor").get("/access-log", control_number=number))["looks"]
    assert [(look["what"], look["member"]) for look in log] == [
        ("contact", "011 Sergeant"),
        ("page", "011 Sergeant"),
    ]
    assert world.desk("xo").get("/access-log").status_code == 403


@pytest.mark.directive("VI.C")
def test_another_districts_concern_is_not_found(world: World) -> None:
    world.other_district("012")
    number = world.submitted(where=replace(HERE, district="012", sector="122", beat="1222"))
    for name in ("sergeant", "xo", "officer", "commander", "station"):
        assert world.desk(name).get(f"/concerns/{number}").status_code == 404
    assert world.desk_of("012-sergeant").concern(number)["district"] == "012"
