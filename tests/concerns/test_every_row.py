"""Who may do what from where, written from the order and not from the table.

Every action is tried by everybody in every state. An input that no action knows keeps the
concern where it is: 422 says "yours to take, but filled in wrongly"; 409 "not from here",
403 "not yours" and 404 "out of your sight" are each a no.
"""

from collections.abc import Callable

import pytest

from tests.world import World, done

# Who may do what is decided before a database is asked: one of them tells.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SERGEANTS = {"sergeant", "sergeant_2"}
REVIEW = {"in_review"}
WORKED = {"investigating", "returned"}
INVESTIGATION = {
    "with_unit",
    "unassigned",
    "disputed",
    "with_supervisor",
    "awaiting_approval",
    *WORKED,
}
EVERYWHERE = {
    "submitted",
    *REVIEW,
    *INVESTIGATION,
    "complete",
    "associated",
    "closed",
    "not_accepted",
}

# action: (who, from which states); the unit responsible is the second watch throughout.
ORDER: dict[str, tuple[set[str], set[str]]] = {
    "correct_place": (SERGEANTS, {"submitted", "in_review", "unassigned"}),
    "correct_address": (SERGEANTS, {"submitted", "in_review", "unassigned"}),
    "accept": (SERGEANTS, REVIEW),
    "not_accept": (SERGEANTS, REVIEW),
    "refer": (SERGEANTS, REVIEW),
    "tell_station": (SERGEANTS, REVIEW | INVESTIGATION | {"associated", "complete"}),
    "acknowledge": ({"station"}, EVERYWHERE),
    "classify": (SERGEANTS, {"in_review", "unassigned"}),
    "associate": (
        SERGEANTS,
        {"in_review", "unassigned", "with_unit", "with_supervisor", "investigating"},
    ),
    "mark_different": (
        SERGEANTS,
        {"in_review", "unassigned", "with_unit", "with_supervisor", "investigating"},
    ),
    "dissociate": (SERGEANTS, {"associated"}),
    "make_primary": (SERGEANTS, {"associated"}),
    "send_back": ({"lieutenant"}, {"with_unit"}),
    "reassign": (SERGEANTS, {"unassigned"}),
    "dispute": ({"lieutenant"}, {"with_unit"}),
    "settle": ({"xo"}, {"disputed"}),
    "assign_supervisor": ({"lieutenant"}, {"with_unit", "with_supervisor"} | WORKED),
    "assign_members": ({"supervisor"}, {"with_supervisor"} | WORKED),
    "document": ({"supervisor", "member"}, WORKED),
    "update": ({"lieutenant", "supervisor"}, {"with_unit", "with_supervisor"} | WORKED),
    "extend": ({"lieutenant", "supervisor"}, {"with_supervisor"} | WORKED),
    "submit_actions": ({"supervisor"}, WORKED),
    "release_unit": (
        {"lieutenant"},
        {"with_unit", "with_supervisor", "awaiting_approval"} | WORKED,
    ),
    "report_assistance": (
        {"tactical", "tactical_supervisor"},
        {"with_unit", "with_supervisor", "awaiting_approval"} | WORKED,
    ),
    "ask_for_more": ({"lieutenant"}, {"awaiting_approval"}),
    "complete": ({"lieutenant"}, {"awaiting_approval"}),
    "approve": ({"xo"}, {"complete"}),
    "disapprove": ({"xo"}, {"complete"}),
    "address": ({"xo"}, INVESTIGATION | {"complete"}),
    # Only a unit outside the district closes on its commanding officer's word (VII.E.2).
    "close": (set(), set()),
}
NEVER_BY_A_MEMBER = ("submit", "give_the_lead", "release", "close_with_primary", "nonsense")
PEOPLE = (
    "officer",
    "sector_sergeant",
    "sergeant",
    "station",
    "xo",
    "commander",
    "lieutenant",
    "tactical",
    "tactical_supervisor",
    "supervisor",
    "supervisor_2",
    "member",
    "member_2",
    "buildings",
    "auditor",
    "chief",
    "help_desk",
    "administrator",
)


def submitted(world: World) -> str:
    return world.submitted()


def in_review(world: World) -> str:
    return world.in_review()


def not_accepted(world: World) -> str:
    number = world.in_review()
    done(world.desk("sergeant").act(number, "not_accept", reason="too_little", message="Say more."))
    return number


def associated(world: World) -> str:
    primary, number = world.in_review(), world.in_review()
    done(world.desk("sergeant").act(number, "associate", primary=primary, because="The same."))
    return number


def with_unit(world: World) -> str:
    return world.with_unit(assisting=("TAC",))


def unassigned(world: World) -> str:
    number = with_unit(world)
    done(world.desk("lieutenant").act(number, "send_back", reason="Not ours."))
    return number


def disputed(world: World) -> str:
    number, tac = with_unit(world), world.district.units["TAC"]
    done(world.desk("lieutenant").act(number, "dispute", should_be=tac, reason="Theirs."))
    return number


def with_supervisor(world: World) -> str:
    return world.with_supervisor(assisting=("TAC",))


def investigating(world: World) -> str:
    return world.investigating(assisting=("TAC",))


def awaiting_approval(world: World) -> str:
    return world.awaiting_approval(assisting=("TAC",))


def complete(world: World) -> str:
    number = awaiting_approval(world)
    done(world.desk("tactical").act(number, "report_assistance", summary="Two missions."))
    done(world.desk("lieutenant").act(number, "complete", outcome="resolved", message="Quiet."))
    return number


def returned(world: World) -> str:
    number = complete(world)
    done(world.desk("xo").act(number, "disapprove", reason="Go at night."))
    return number


def closed(world: World) -> str:
    number = complete(world)
    done(world.desk("xo").act(number, "approve"))
    return number


@pytest.mark.directive("VI.C")
@pytest.mark.parametrize(
    "make",
    [
        submitted,
        in_review,
        not_accepted,
        associated,
        with_unit,
        unassigned,
        disputed,
        with_supervisor,
        investigating,
        awaiting_approval,
        complete,
        returned,
        closed,
    ],
    ids=lambda make: make.__name__,
)
def test_every_action_by_everybody(world: World, make: Callable[[World], str]) -> None:
    number = make(world)
    version = world.row(number).version
    wrong = []
    for name in PEOPLE:
        desk = world.desk(name)
        for action, (who, sources) in ORDER.items():
            answer = desk.act(number, action, version, nonsense=True).status_code
            may = name in who and make.__name__ in sources
            expected = {422} if may else {403, 404, 409}
            if answer not in expected:
                wrong.append((name, action, answer))
            if answer == 404:
                break  # out of sight: no action at all
    assert wrong == []


@pytest.mark.directive("VI.C")
@pytest.mark.parametrize("action", NEVER_BY_A_MEMBER)
def test_what_only_follows_by_itself_is_nobodys_to_take(world: World, action: str) -> None:
    number = world.in_review()
    for name in ("sergeant", "xo", "commander"):
        assert world.desk(name).act(number, action).status_code == 403
