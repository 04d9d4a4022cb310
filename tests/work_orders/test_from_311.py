"""What 311 does by itself, and a 311 that misbehaves: one disposition each, nothing lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from shared.city311.client import SETTLING
from shared.city311.draining import LEASE
from shared.city311.records import Unreadable
from shared.work_orders.models import WorkOrder
from tests.city311.sandbox import KEY
from tests.service_requests.conftest import Forms
from tests.work_orders.office import Office, refusal
from tests.world import body, done

ROOT = Path(__file__).parents[2]
LOST = ["lose", "fail_after", "garble", "hold"]


def closings(office: Office, number: str) -> int:
    return sum(note["type"] == "closed" for note in office.in_311(number)["notes"])


def desk(office: Office, name: str = "sergeant") -> dict[str, Any]:
    return done(office.desk(name).get("/desk311"))


# -- Answers lost, and the application cut off


@pytest.mark.directive("V.D.4.a", "III.C.3")
@pytest.mark.parametrize("kind", LOST)
def test_a_disposition_whose_answer_is_lost_is_entered_once(office: Office, kind: str) -> None:
    number = office.sending()
    office.sandbox.fault(kind, method="POST", seconds=0.1)

    office.drain()
    office.drain(minutes=6)

    assert office.case(number)["state"] == "Closed"
    assert closings(office, number) == 1


@pytest.mark.parametrize("kind", ["fail", "drop"])
def test_a_disposition_that_never_arrived_is_entered_later(office: Office, kind: str) -> None:
    number = office.sending()
    office.sandbox.fault(kind, method="POST")

    office.drain()
    assert office.case(number)["state"] == "Being entered in 311"
    office.drain(seconds=SETTLING.total_seconds() + 1)
    office.drain(seconds=1)

    assert office.case(number)["state"] == "Closed"
    assert closings(office, number) == 1


def surroundings(office: Office) -> dict[str, str]:
    settings = office.world.app.extensions["settings"]
    return os.environ | {
        "DATABASE_URL": settings.database,
        "VAR_DIR": str(settings.var_dir),
        "SECRET_KEY": "not a secret, only long enough for tests",
        "CITY311_SANDBOX_URL": office.sandbox.base_url,
        "CITY311_SANDBOX_KEY": KEY,
        "FLASK_APP": "app",
        "LOG_LEVEL": "ERROR",
    }


def flask(office: Office, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flask", *command],
        cwd=ROOT,
        env=surroundings(office),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.directive("V.D.4.a")
def test_a_worker_killed_between_post_and_answer_enters_it_once(office: Office) -> None:
    office.world.clock.at = datetime.now(UTC)
    number = office.sending()
    office.sandbox.fault("hold", method="POST", seconds=5)
    command = [sys.executable, "-m", "flask", "city311", "drain"]
    with subprocess.Popen(
        command, cwd=ROOT, env=surroundings(office), stderr=subprocess.PIPE
    ) as worker:
        while office.in_311(number)["status"] == "open":
            assert worker.poll() is None, worker.stderr and worker.stderr.read()
            time.sleep(0.05)
        worker.send_signal(signal.SIGKILL)

    assert office.case(number)["state"] == "Being entered in 311"
    assert office.drain(minutes=5).sent == 0  # the dead worker's lease
    office.drain(seconds=LEASE.total_seconds())

    assert office.case(number)["state"] == "Closed"
    assert closings(office, number) == 1


@pytest.mark.directive("III.C.2", "III.C.3")
def test_the_commands_drain_and_sync(office: Office) -> None:
    office.world.clock.at = datetime.now(UTC)
    number = office.sending()
    second = office.phone_in()

    drained, synced = flask(office, "city311", "drain"), flask(office, "city311", "sync")

    assert drained.returncode == 0, drained.stderr
    assert drained.stdout.startswith("Sent 1,")
    assert synced.returncode == 0, synced.stderr
    assert "1 new police-related" in synced.stdout
    assert office.case(number)["state"] == "Closed"
    assert office.queue("officer", "wo-new") == [second]


def test_the_commands_say_what_is_wrong(office: Office) -> None:
    office.sandbox.fault("fail", times=50)
    synced = flask(office, "city311", "sync")
    assert synced.returncode == 1
    assert "Not read to the end: PMISC" in synced.stderr
    assert "Traceback" not in synced.stderr


def test_two_drains_at_once_enter_each_disposition_once(office: Office) -> None:
    numbers = [office.sending() for _ in range(4)]
    office.sandbox.habits(latency_seconds=0.02)
    trouble: list[BaseException] = []

    def work() -> None:
        try:
            office.drain()
        except Exception as error:  # noqa: BLE001 (told to the test)
            trouble.append(error)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert trouble == []
    assert [closings(office, number) for number in numbers] == [1, 1, 1, 1]
    assert {office.case(number)["state"] for number in numbers} == {"Closed"}


@pytest.mark.directive("V.D.2.a")
def test_two_syncs_at_once_make_one_case_for_each_number(office: Office) -> None:
    for _ in range(15):
        office.phone_in()
    trouble: list[BaseException] = []

    def work() -> None:
        try:
            office.sync()
        except Exception as error:  # noqa: BLE001 (told to the test)
            trouble.append(error)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert trouble == []
    with office.world.app.extensions["database"].open(reading=True) as session:
        assert session.scalar(select(func.count()).select_from(WorkOrder)) == 15
        assert session.scalars(select(Unreadable)).all() == []


def test_while_311_is_down_the_work_goes_on_and_catches_up(office: Office) -> None:
    number = office.assigned()
    office.sandbox.fault("fail", times=10_000)
    office.do("member", number, "ask_extension", reason="The owner is away.")
    office.do("sergeant", number, "approve_extension")
    for _ in range(3):
        office.drain(minutes=20)
    done(office.explain(number))
    office.do("sergeant", number, "accept_and_enter", disposition="The van was towed.")
    office.drain(minutes=20)
    assert office.case(number)["state"] == "Being entered in 311"

    office.sandbox.tell("calm")
    for _ in range(6):
        office.drain(hours=1)

    assert office.case(number)["state"] == "Closed"
    told = [note.splitlines()[0] for note in office.notes_in_311(number)]
    assert told[-2:] == ["More time is needed: The owner is away.", "The van was towed."]


# -- Where 311 and the beat disagree


@pytest.mark.directive("III.C.5")
def test_311_says_closed_and_the_beat_says_not(office: Office) -> None:
    number = office.assigned()
    assert refusal(office.act("sergeant", number, "close_with_311", reason="Why so.")) == (
        409,
        "V.D.4.a",
    )
    assert desk(office)["mismatches"] == []
    office.world.clock.move(minutes=5)
    office.sandbox.tell(f"requests/{number}/close", notes="Duplicate call.")
    office.sync()

    [mismatch] = desk(office)["mismatches"]

    assert (mismatch["reference"], mismatch["says_311"], mismatch["notes"]) == (
        number,
        "closed",
        "Duplicate call.",
    )
    assert office.case(number)["state"] == "With the investigating member"
    [notice] = body(office.desk("sergeant").get("/notices"))["notices"]
    assert (notice["clause"], notice["text"]) == ("III.C.5", "311 says that it is closed.")
    office.do("sergeant", number, "close_with_311", reason="The same van as the first call.")
    assert desk(office)["mismatches"] == []
    assert office.case(number)["state"] == "Closed"


@pytest.mark.directive("III.C.5")
def test_311_opens_again_what_was_closed(office: Office) -> None:
    number = office.sending()
    office.drain()
    office.sync(minutes=5)
    assert desk(office)["mismatches"] == []
    assert office.act("sergeant", number, "reopen", reason="Why so.").status_code == 409
    office.world.clock.move(hours=3)
    office.sandbox.tell(f"requests/{number}/reopen", notes="The caller rang again.")
    office.sync()

    assert [each["reference"] for each in desk(office)["mismatches"]] == [number]
    office.do("sergeant", number, "reopen", reason="The van is back.")

    assert office.case(number)["state"] == "Opened, to be assigned"
    assert office.case(number)["due"] is None
    member = office.world.district.ids["member"]
    office.do("sergeant", number, "assign", member=member)
    done(office.explain(number, "The van was towed for good."))
    office.do("sergeant", number, "accept_and_enter", disposition="Towed.")
    office.drain()
    assert office.case(number)["state"] == "Closed"
    assert closings(office, number) == 2


@pytest.mark.directive("III.C.5")
def test_duplicates_and_follow_ons_are_shown(office: Office) -> None:
    first, second = office.fetched(), office.fetched()
    office.world.clock.move(minutes=5)
    office.sandbox.tell(f"requests/{second}/duplicate", of=first)
    office.sandbox.tell(f"requests/{first}/follow-on", service_code="ALGHT")
    office.sync()

    shown = desk(office)

    assert [(each["reference"], each["parent_number"]) for each in shown["duplicates"]] == [
        (second, first)
    ]
    [parent] = shown["follow_ons"]
    assert parent["reference"] == first
    assert "Alley Light Out" in parent["follow_ons"][0]
    row = body(office.desk("sergeant").get("/work-orders", q=second))["rows"][0]
    assert f"311: duplicate of {first}" in row["marks"]


@pytest.mark.directive("III.C.5")
def test_what_311_says_twice_is_noted_once(office: Office) -> None:
    number = office.fetched()
    office.world.clock.move(minutes=5)
    office.sandbox.tell(f"requests/{number}/close", notes="Done.")
    for _ in range(3):
        office.sync()
    actions = [event["action"] for event in office.case(number)["history"]]
    assert actions == ["receive", "status_changed"]


# -- The desk


@pytest.mark.directive("III.D")
def test_only_trained_members_act_at_the_desk(office: Office) -> None:
    office.sending()
    office.sandbox.fault("fail", times=10, method="POST")
    office.drain()
    office.world.clock.move(minutes=3)
    [row] = desk(office)["unsure"]
    office.train("officer", is_trained=False)
    assert desk(office, "officer")["unsure"][0]["offers"] == []

    for action, told in (("try-again", {}), ("stop", {"reason": "Wrong."})):
        path = f"/desk311/sendings/{row['id']}/{action}"
        assert refusal(office.desk("officer").post(path, told)) == (409, "III.D")
        for name in ("xo", "commander", "member", "auditor", "chief"):
            assert office.desk(name).post(path, told).status_code == 403

    done(office.desk("sergeant").post(f"/desk311/sendings/{row['id']}/try-again"))


def test_stop_and_try_again(office: Office) -> None:
    number = office.sending()
    office.sandbox.fault("lose", method="POST")
    office.drain()
    office.world.clock.move(minutes=3)
    [row] = desk(office)["unsure"]
    path = f"/desk311/sendings/{row['id']}"
    assert office.desk("sergeant").post(f"{path}/stop", {"reason": " "}).status_code == 422

    stopped = done(office.desk("sergeant").post(f"{path}/stop", {"reason": "I will look."}))

    assert "I will look." in stopped["says"]
    office.drain(hours=5)
    assert office.case(number)["state"] == "Being entered in 311"
    assert [each["id"] for each in desk(office)["stopped"]] == [row["id"]]
    done(office.desk("sergeant").post(f"{path}/try-again"))
    office.drain(seconds=1)
    assert office.case(number)["state"] == "Closed"
    assert closings(office, number) == 1
    assert office.desk("sergeant").post(f"{path}/stop", {"reason": "Late."}).status_code == 409


def test_another_districts_desk_is_its_own(office: Office) -> None:
    office.sending()
    office.sandbox.fault("fail", times=10, method="POST")
    office.drain()
    office.world.clock.move(minutes=3)
    [row] = desk(office)["unsure"]
    other = office.world.desk_of(office.world.other_district("012").stars["sergeant"])

    shown = body(other.get("/desk311"))

    assert (shown["unsure"], shown["mismatches"]) == ([], [])
    answer = other.post(f"/desk311/sendings/{row['id']}/stop", {"reason": "Not mine."})
    assert answer.status_code == 404
    assert [each["id"] for each in desk(office, "chief")["unsure"]] == [row["id"]]


@pytest.mark.parametrize("name", ["member", "supervisor", "lieutenant", "help_desk"])
def test_the_desk_is_closed_to_others(office: Office, name: str) -> None:
    assert office.desk(name).get("/desk311").status_code == 403


def test_an_unreadable_record_stays_until_somebody_has_looked(office: Office) -> None:
    with office.world.app.extensions["database"].open() as session:
        now = office.world.clock() - timedelta(hours=1)
        session.add(
            Unreadable(
                service_code="PMISC", what="SR1: status", first_seen_at=now, last_seen_at=now
            )
        )
        session.commit()
    [shown] = desk(office)["unreadable"]
    path = f"/desk311/unreadable/{shown['id']}/settle"
    office.train("officer", is_trained=False)
    assert refusal(office.desk("officer").post(path)) == (409, "III.D")
    done(office.desk("sergeant").post(path))
    assert desk(office)["unreadable"] == []


# -- A number that was written down on a form, and is a resident's request


@pytest.fixture
def forms(office: Office) -> Forms:
    stars = office.world.district.stars
    stars["trained"] = stars["officer"]
    return Forms(office.world)


@pytest.mark.directive("V.A", "IV.C.2")
def test_a_residents_request_for_police_is_not_written_down_as_a_forms_number(
    office: Office, forms: Forms
) -> None:
    number = office.fetched()
    reference = forms.ready()
    refused = forms.act("trained", reference, "write_number", city_number=number)
    assert refusal(refused) == (422, "V.A")
    assert not forms.row(reference).is_entered


@pytest.mark.directive("V.D.1", "V.A")
def test_a_form_with_a_wrong_number_does_not_swallow_a_residents_request(
    office: Office, forms: Forms
) -> None:
    number = office.phone_in()
    reference = forms.ready()
    done(forms.act("trained", reference, "write_number", city_number=number))

    office.fetch()

    assert office.queue("sergeant", "wo-new") == [number]
    assert forms.queue("trained", "csr-unverified") == [reference]
    done(forms.act("trained", reference, "number_wrong", reason="It is a resident's."))
    office.sandbox.tell(f"requests/{number}/close", notes="The caller rang again.")
    office.sync(minutes=6)
    assert office.row(number).city_status == "closed"
