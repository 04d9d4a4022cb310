"""Who may do what with a form from where, written from the order and not from the table.

Every action is tried by everybody in every state. An input that no action knows keeps the form
where it is: 422 says "yours to take, but filled in wrongly"; 409 "not from here", 403 "not yours"
and 404 "out of your sight" are each a no.
"""

import pytest

from tests.service_requests.conftest import Forms

# Who may do what is decided before a database is asked: one of them tells.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

NOT_SENT = {"filed", "returned", "ready", "not_taken"}
OPEN = NOT_SENT | {"sending", "entered"}
EVERYWHERE = OPEN | {"completed", "withdrawn"}

ORIGINATOR = {"member"}  # who files in this test
SERGEANTS = {"sergeant", "sergeant_2"}
OFFICE = SERGEANTS | {"officer"}
WHO_SEES = {"member", "officer", "sector_sergeant", "station", "xo", "commander"}

# action: (who, from which states)
ORDER: dict[str, tuple[set[str], set[str]]] = {
    "resubmit": (ORIGINATOR, {"returned"}),
    "withdraw": (ORIGINATOR, NOT_SENT),
    "categorize": (SERGEANTS, {"filed", "ready", "not_taken"}),
    "review": (SERGEANTS, {"filed"}),
    "return": (SERGEANTS, {"filed", "ready", "not_taken"}),
    "direct": ({"sector_sergeant"}, NOT_SENT),
    "ask_follow_up": ({"sector_sergeant"}, OPEN | {"completed"}),
    "enter": (OFFICE, {"ready", "not_taken"}),
    "write_number": (OFFICE, {"ready", "not_taken"}),
    "number_wrong": (OFFICE, {"entered"}),
    "unresolved": (WHO_SEES, OPEN | {"completed"}),
    "follow_up": (OFFICE, EVERYWHERE),
    "tell_asker": (OFFICE | {"member", "sector_sergeant"}, EVERYWHERE),
    "hold": ({"commander", "deputy_chief"}, EVERYWHERE),
    "release_hold": ({"commander", "deputy_chief"}, EVERYWHERE),
}
BY_ITSELF = (
    "number_arrived",
    "refused_by_311",
    "status_changed",
    "report_late",
    "nonsense",
)
PEOPLE = (
    "member",
    "member_2",
    "officer",
    "sector_sergeant",
    "sergeant",
    "sergeant_2",
    "station",
    "xo",
    "commander",
    "lieutenant",
    "supervisor",
    "deputy_chief",
    "auditor",
    "chief",
    "help_desk",
    "administrator",
)


@pytest.mark.directive("III.B", "III.D", "VI.C")
@pytest.mark.parametrize("make", sorted(EVERYWHERE))
def test_every_action_by_everybody(forms: Forms, make: str) -> None:
    reference = getattr(forms, make)()
    version = forms.row(reference).version
    wrong = []
    for name in PEOPLE:
        desk = forms.world.desk(name)
        for action, (who, sources) in ORDER.items():
            answer = desk.post(
                f"/service-requests/{reference}/actions/{action}",
                {"version": version, "inputs": {"nonsense": True}},
            ).status_code
            expected = {422} if name in who and make in sources else {403, 404, 409}
            if answer not in expected:
                wrong.append((name, action, answer))
    assert wrong == []
    assert forms.row(reference).version == version


@pytest.mark.directive("IV.C.2", "VI.C")
@pytest.mark.parametrize("action", BY_ITSELF)
def test_what_only_follows_by_itself_is_nobodys_to_take(forms: Forms, action: str) -> None:
    reference = forms.sending()
    for name in ("member", "officer", "sergeant", "xo", "commander"):
        assert forms.act(name, reference, action).status_code == 403


@pytest.mark.directive("VI.C")
def test_offers_are_what_the_door_takes(forms: Forms) -> None:
    for house, make in enumerate(sorted(EVERYWHERE), start=3400):
        reference = getattr(forms, make)(place=f"{house} W Ogden Ave")
        for name in ("member", "officer", "sector_sergeant", "sergeant", "commander"):
            offered = set(forms.offers(reference, name))
            order = {a for a, (who, sources) in ORDER.items() if name in who and make in sources}
            assert offered == order, (make, name)
