"""The demonstration's City services and work orders, as their people find them."""

import pytest
from flask import Flask

from shared.directive.roles import Role
from shared.sample.people import PASSWORD, everybody
from shared.service_requests.states import State as FormState
from shared.work_orders.states import State as OrderState
from tests.world import Desk, body, sign_in

# What a member meets as soon as the demonstration is opened.
SERGEANT = (
    "csr-review",
    "csr-to-enter",
    "csr-waiting",
    "csr-late",
    "wo-new",
    "wo-assign",
    "wo-review",
    "wo-extensions",
    "wo-enter",
    "wo-running",
)
COMMANDER = ("reports-to-approve",)
# 311 itself takes part in these: the worker and the pretended 311 bring them about.
BROUGHT_BY_311 = {
    FormState.NOT_TAKEN.label,
    OrderState.SENDING.label,
    OrderState.FURTHER_ASKED.label,
}


@pytest.fixture
def demonstration(app: Flask) -> Flask:
    loaded = app.test_cli_runner().invoke(args=["sample", "load", "--concerns", "12"])
    assert loaded.exit_code == 0, loaded.output
    return app


def signed_in(app: Flask, role: Role) -> Desk:
    who = next(person for _district, person in everybody() if person.role is role)
    return sign_in(app, who.star, PASSWORD)


def test_nobody_opens_an_empty_desk_and_every_history_is_whole(demonstration: Flask) -> None:
    sergeant = signed_in(demonstration, Role.SERGEANT)
    for queue in SERGEANT:
        assert body(sergeant.get(f"/queues/{queue}"))["rows"], queue
    commander = signed_in(demonstration, Role.COMMANDER)
    for queue in COMMANDER:
        assert body(commander.get(f"/queues/{queue}"))["rows"], queue
    issued = body(commander.get("/reports/issued"))["issued"]
    assert {report["state"] for report in issued} >= {"Approved", "With the commander"}
    reports = body(sergeant.get("/query-reports", district="011"))["reports"]
    assert len(reports) == 1
    proved = demonstration.test_cli_runner().invoke(args=["history", "verify"])
    assert proved.exit_code == 0, proved.output


def test_every_state_is_there(demonstration: Flask) -> None:
    auditor = signed_in(demonstration, Role.AUDITOR)
    for path, states in (("/service-requests", FormState), ("/work-orders", OrderState)):
        seen: set[str] = set()
        cursor: str | None = ""
        while cursor is not None:
            page = body(auditor.get(path, size=100, cursor=cursor))
            seen |= {row["state"] for row in page["rows"]}
            cursor = page["next"]
        assert seen >= {state.label for state in states} - BROUGHT_BY_311, path


def test_a_sergeant_meets_a_chronic_place(demonstration: Flask) -> None:
    sergeant = signed_in(demonstration, Role.SERGEANT)
    waiting = body(sergeant.get("/queues/intake", size=100))["rows"]
    said = {body(sergeant.get(f"/concerns/{row['reference']}/chronic"))["says"] for row in waiting}
    assert "Closed at this place 3 times within a year, and back again." in said
