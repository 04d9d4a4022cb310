"""Who may do what from where, written from Item V and not from the table.

Every action is tried by everybody in every state. An input that no action knows keeps the work
order where it is: 422 says "yours to take, but filled in wrongly"; 409 "not from here", 403 "not
yours" and 404 "out of your sight" are each a no.
"""

from collections.abc import Callable

import pytest

from tests.work_orders.office import Office

# Who may do what is decided before a database is asked: one of them tells.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SERGEANTS = {"sergeant", "sergeant_2"}
OFFICE = {"officer", *SERGEANTS}
MEMBER = {"member"}  # the one it was given to
WITH_MEMBER = {"assigned", "returned"}
ASKED = {"extension_asked", "further_asked"}
WORKED = {"opened", *WITH_MEMBER, *ASKED, "submitted", "to_enter"}
OPEN = {"new", *WORKED, "sending"}

# action: (who, from which states)
ORDER: dict[str, tuple[set[str], set[str]]] = {
    "correct_place": (SERGEANTS, {"new", "opened"}),
    "open": (OFFICE, {"new"}),
    "assign": (SERGEANTS | {"xo"}, {"opened", *WITH_MEMBER}),
    "submit": (MEMBER, WITH_MEMBER | ASKED),
    "ask_extension": (MEMBER, WITH_MEMBER),
    "approve_extension": (SERGEANTS, ASKED),  # of a further one it says V.D.5.b
    "refuse_extension": (SERGEANTS, {"extension_asked"}),
    "approve_further": ({"commander"}, {"further_asked"}),
    "refuse_further": ({"commander"}, {"further_asked"}),
    "enter_reason": (OFFICE, WORKED),
    "ask_support": (OFFICE | MEMBER, WORKED),
    "answer_support": (OFFICE | MEMBER, OPEN),
    "return": (SERGEANTS, {"submitted"}),
    "accept": (SERGEANTS, {"submitted"}),
    "accept_and_enter": (SERGEANTS, {"submitted"}),
    "enter": (OFFICE, {"to_enter"}),
    "close_with_311": (SERGEANTS, {"new", *WORKED}),
    "reopen": (SERGEANTS, {"closed"}),
}
NEVER_BY_A_MEMBER = (
    "receive",
    "status_changed",
    "entered",
    "refused_by_311",
    "reason_entered",
    "reason_refused",
    "nonsense",
)
UNDER_ORDERS = OFFICE | MEMBER | {"sector_sergeant", "xo", "commander"}
PEOPLE = (
    "officer",
    "sector_sergeant",
    "sergeant",
    "sergeant_2",
    "station",
    "xo",
    "commander",
    "lieutenant",
    "supervisor",
    "member",
    "member_2",
    "buildings",
    "deputy_chief",
    "auditor",
    "chief",
    "help_desk",
    "administrator",
)


def new(office: Office) -> str:
    return office.fetched()


def extension_asked(office: Office) -> str:
    number = office.assigned()
    office.do("member", number, "ask_extension", reason="The owner is away.")
    return number


def further_asked(office: Office) -> str:
    number = office.extended()
    office.do("member", number, "ask_extension", reason="He is still away.")
    return number


def closed(office: Office) -> str:
    number = office.sending()
    office.drain()
    return number


@pytest.mark.directive("VI.C", "V.D.4.a", "V.D.5.b")
@pytest.mark.parametrize(
    ("state", "make"),
    [
        ("new", new),
        ("opened", Office.opened),
        ("assigned", Office.assigned),
        ("returned", Office.returned),
        ("extension_asked", extension_asked),
        ("further_asked", further_asked),
        ("submitted", Office.submitted),
        ("to_enter", Office.to_enter),
        ("sending", Office.sending),
        ("closed", closed),
    ],
)
def test_only_whom_the_order_names_and_only_from_there(
    office: Office, state: str, make: Callable[[Office], str]
) -> None:
    number = make(office)
    version = office.row(number).version
    told = {"version": version, "inputs": {"nonsense": True}}
    for name in PEOPLE:
        desk = office.desk(name)
        tries = {
            action: desk.post(f"/work-orders/{number}/actions/{action}", told).status_code
            for action in (*ORDER, *NEVER_BY_A_MEMBER, "forward")
        }
        may = {action for action, status in tries.items() if status == 422}
        assert may - {"forward"} == {
            action
            for action, (who, where) in ORDER.items()
            if name in who - unassigned(state) and state in where
        }, name
        assert ("forward" in may) == (state in OPEN and name in UNDER_ORDERS - unassigned(state))
        assert not set(NEVER_BY_A_MEMBER) & may
        assert set(tries.values()) <= {403, 404, 409, 422}
    assert office.row(number).version == version


def unassigned(state: str) -> set[str]:
    """Before it is given to a member, no member knows of it."""
    return MEMBER if state in {"new", "opened"} else set()
