"""What is queued for 311 is there exactly once, however 311 and the worker misbehave."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from shared.city311.client import SETTLING, City311
from shared.city311.draining import LEASE, Drained, drain
from shared.city311.outgoing import NewUpdate
from shared.city311.records import CityRecord, Sending, Stage
from shared.city311.sending import (
    HANDLERS,
    Refused,
    on_number,
    on_refused,
    on_update,
    queue_post,
    queue_update,
    resume,
    stop,
)
from shared.database import Database
from tests.city311.sandbox import IMPATIENT, Sandbox, client_of, make_new
from tests.making import make_member

KIND = "pretended"
LOST = ["lose", "fail_after", "garble", "repeat"]


@dataclass
class Heard:
    """What the case was told."""

    numbers: list[tuple[int, str]] = field(default_factory=list)
    updates: list[tuple[int, str]] = field(default_factory=list)
    refused: list[tuple[int, Refused]] = field(default_factory=list)


@dataclass
class Desk:
    """A database with things to send, and a 311 to send them to."""

    database: Database
    city: City311
    sandbox: Sandbox
    heard: Heard

    def queue(self, number: int = 1, **but: Any) -> str:
        request = make_new(reference=f"CPD-21.208 No. 011-2026-{number:06}", **but)
        now = self.sandbox.now()
        with self.database.open() as session:
            queue_post(session, case_kind=KIND, case_id=number, request=request, now=now)
            session.commit()
        return request.reference

    def queue_update(self, number: str, reference: str, **but: Any) -> None:
        now = self.sandbox.now()
        told: dict[str, Any] = {"status": "CLOSED", "description": "Done.", "updated_at": now} | but
        update = NewUpdate(reference=reference, service_request_id=number, **told)
        with self.database.open() as session:
            queue_update(session, case_kind=KIND, case_id=1, update=update, now=now)
            session.commit()

    def drain(self, after: timedelta = timedelta()) -> Drained:
        return drain(self.database, self.city, self.sandbox.now() + after)

    def drain_later(self, **by: float) -> Drained:
        """Both clocks move on, then it drains."""
        self.sandbox.tell("clock", advance_seconds=timedelta(**by).total_seconds())
        return self.drain()

    def row(self, reference: str) -> Sending:
        with self.database.open(reading=True) as session:
            return session.query(Sending).filter_by(reference=reference).one()

    def posted(self) -> list[str]:
        return sorted(each["description"].splitlines()[-1] for each in self.sandbox.on_file())


@pytest.fixture
def city(sandbox: Sandbox) -> Iterator[City311]:
    with client_of(sandbox.base_url) as made:
        yield made


@pytest.fixture
def heard() -> Iterator[Heard]:
    heard = Heard()
    on_number(KIND, lambda _session, case, number, _now: heard.numbers.append((case, number)))
    on_update(KIND, lambda _session, case, reference, _now: heard.updates.append((case, reference)))
    on_refused(KIND, lambda _session, case, refused, _now: heard.refused.append((case, refused)))
    yield heard
    for handlers in (HANDLERS.number, HANDLERS.update, HANDLERS.refused):
        handlers.pop(KIND)


@pytest.fixture
def desk(app: Flask, city: City311, sandbox: Sandbox, heard: Heard) -> Desk:
    return Desk(app.extensions["database"], city, sandbox, heard)


@pytest.mark.directive("III.C.1")
def test_a_request_is_sent_and_its_number_comes_later(desk: Desk) -> None:
    desk.sandbox.habits(token_delay_seconds=60)
    reference = desk.queue()

    assert desk.drain().sent == 1
    assert desk.row(reference).stage is Stage.NUMBERING
    assert desk.heard.numbers == []
    assert desk.drain_later(seconds=30).waiting == 1
    assert desk.drain_later(minutes=2).numbered == 1

    [filed] = desk.sandbox.on_file()
    assert desk.heard.numbers == [(1, filed["service_request_id"])]
    assert desk.row(reference).number == filed["service_request_id"]
    assert desk.drain_later(hours=2) == Drained()


@pytest.mark.parametrize("kind", LOST)
def test_a_lost_answer_never_makes_a_second_request(desk: Desk, kind: str) -> None:
    reference = desk.queue()
    desk.sandbox.fault(kind, method="POST")

    desk.drain()
    desk.drain_later(minutes=1)
    desk.drain_later(minutes=1)

    [filed] = desk.sandbox.on_file()
    assert desk.posted() == [f"[{reference}]"]
    assert desk.heard.numbers == [(1, filed["service_request_id"])]


@pytest.mark.parametrize("kind", ["fail", "drop"])
def test_what_311_did_not_take_is_posted_again_only_after_it_had_time_to_appear(
    desk: Desk, kind: str
) -> None:
    reference = desk.queue()
    desk.sandbox.fault(kind, method="POST")

    desk.drain()
    desk.drain_later(minutes=5)
    assert desk.row(reference).stage is Stage.SENDING
    assert desk.sandbox.on_file() == []
    desk.drain_later(seconds=SETTLING.total_seconds())
    desk.drain_later(seconds=1)
    desk.drain_later(minutes=1)

    assert desk.posted() == [f"[{reference}]"]
    assert len(desk.heard.numbers) == 1


def test_a_busy_311_is_tried_again_without_waiting_half_an_hour(desk: Desk) -> None:
    desk.queue()
    desk.sandbox.fault("busy", method="POST", times=3, seconds=1)

    assert desk.drain().waiting == 1
    assert desk.drain_later(minutes=1).sent == 1
    assert desk.drain_later(minutes=1).numbered == 1
    assert len(desk.sandbox.on_file()) == 1


def test_a_311_that_is_down_loses_nothing(desk: Desk) -> None:
    reference = desk.queue()
    now = desk.sandbox.now()
    with client_of("http://127.0.0.1:9/open311/v2") as nowhere:
        for hours in range(6):
            drain(desk.database, nowhere, now + timedelta(hours=hours))

    row = desk.row(reference)
    assert row.stage is Stage.WAITING
    assert row.outgoing.error is not None
    assert desk.drain(timedelta(hours=12)).sent == 1
    assert desk.posted() == [f"[{reference}]"]


def test_a_slow_311_is_left_alone_until_its_answer_can_be_found(desk: Desk) -> None:
    reference = desk.queue()
    desk.sandbox.fault("hold", method="POST", seconds=0.5)
    with client_of(desk.sandbox.base_url, patience=IMPATIENT) as impatient:
        drain(desk.database, impatient, desk.sandbox.now())

    assert desk.row(reference).stage is Stage.SENDING
    desk.drain_later(minutes=1)
    desk.drain_later(minutes=1)
    assert desk.posted() == [f"[{reference}]"]
    assert len(desk.heard.numbers) == 1


def test_numbers_that_come_out_of_order_go_to_the_right_forms(desk: Desk) -> None:
    desk.sandbox.habits(token_delay_seconds=60, later_posts_first=True, shuffle_rows=True)
    references = [desk.queue(number) for number in range(1, 8)]

    desk.drain()
    for _ in range(6):
        desk.drain_later(minutes=2)

    numbers = {
        each["description"].splitlines()[-1]: each["service_request_id"]
        for each in desk.sandbox.on_file()
    }
    told = dict(desk.heard.numbers)
    assert told == {
        at: numbers[f"[{reference}]"] for at, reference in enumerate(references, start=1)
    }
    assert len(desk.heard.numbers) == 7


@pytest.mark.parametrize("text", ["", "A hole."])
def test_what_311_refuses_goes_back_with_311s_words(desk: Desk, text: str) -> None:
    reference = desk.queue(service_code="NONE", description=text)

    assert desk.drain().refused == 1

    [(case, refused)] = desk.heard.refused
    assert (case, refused.what, refused.reference) == (1, "request", reference)
    assert "service_code was not found" in refused.words
    assert desk.drain_later(days=1) == Drained()
    assert desk.sandbox.on_file() == []


def test_a_corrected_form_is_sent_under_the_same_number(desk: Desk) -> None:
    reference = desk.queue(service_code="NONE")
    desk.drain()

    assert desk.queue() == reference
    desk.drain()
    desk.drain_later(minutes=1)

    assert desk.posted() == [f"[{reference}]"]
    assert len(desk.heard.numbers) == 1


def test_queueing_the_same_form_twice_sends_it_once(desk: Desk) -> None:
    reference = desk.queue()
    desk.queue()
    desk.drain()
    desk.queue()
    desk.drain_later(minutes=1)
    desk.queue()
    desk.drain_later(minutes=1)

    assert desk.posted() == [f"[{reference}]"]
    assert len(desk.heard.numbers) == 1


def test_a_wrong_key_is_no_fault_of_the_form(desk: Desk) -> None:
    reference = desk.queue()
    with client_of(desk.sandbox.base_url, key="wrong") as stranger:
        assert drain(desk.database, stranger, desk.sandbox.now()).waiting == 1

    assert desk.heard.refused == []
    assert "api_key" in str(desk.row(reference).outgoing.error)
    assert desk.drain_later(minutes=1).sent == 1
    assert desk.posted() == [f"[{reference}]"]


def test_cut_off_before_the_post_it_is_posted_after_all(desk: Desk) -> None:
    reference = desk.queue()
    now = desk.sandbox.now()

    class Killed(BaseException):
        """As sudden as a signal."""

    class Dying:
        endpoint = desk.city.endpoint

        def post_request(self, _new: object) -> None:
            raise Killed

    with pytest.raises(Killed):
        drain(desk.database, Dying(), now)  # type: ignore[arg-type]

    assert desk.row(reference).stage is Stage.SENDING
    assert desk.drain(LEASE / 2) == Drained()
    assert desk.drain_later(seconds=LEASE.total_seconds() + 1).waiting == 1
    desk.drain_later(seconds=SETTLING.total_seconds())
    desk.drain_later(seconds=1)
    desk.drain_later(minutes=1)
    assert desk.posted() == [f"[{reference}]"]
    assert len(desk.heard.numbers) == 1


def test_a_worker_that_comes_back_late_does_not_undo_what_another_did(desk: Desk) -> None:
    """It saw that 311 had nothing; while it slept another posted."""
    reference = desk.queue()
    desk.sandbox.fault("drop", method="POST")
    desk.drain()
    desk.sandbox.tell("clock", advance_seconds=SETTLING.total_seconds() + 1)
    now = desk.sandbox.now()

    class Slow:
        endpoint = desk.city.endpoint

        def find_own(self, *given: Any) -> Any:
            found = desk.city.find_own(*given)
            desk.sandbox.fault("hold", method="POST", seconds=0.4)
            with client_of(desk.sandbox.base_url, patience=IMPATIENT) as impatient:
                for minutes in (11, 12):
                    drain(desk.database, impatient, now + timedelta(minutes=minutes))
            return found

    slow: Any = Slow()
    drain(desk.database, slow, now)

    assert desk.row(reference).stage is Stage.SENDING
    assert desk.posted() == [f"[{reference}]"]
    desk.drain_later(minutes=25)
    desk.drain_later(minutes=5)
    assert desk.posted() == [f"[{reference}]"]
    assert len(desk.heard.numbers) == 1


def test_two_workers_at_once_post_each_form_once(desk: Desk) -> None:
    references = [desk.queue(number) for number in range(1, 13)]
    desk.sandbox.habits(latency_seconds=0.02)
    now, trouble, done = desk.sandbox.now(), [], []
    together = threading.Barrier(3)

    def work() -> None:
        together.wait()
        try:
            with client_of(desk.sandbox.base_url) as city:
                done.append(drain(desk.database, city, now))
        except Exception as error:  # noqa: BLE001 (told to the test)
            trouble.append(error)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert trouble == []
    assert sum(each.sent for each in done) == 12
    assert desk.posted() == sorted(f"[{reference}]" for reference in references)


def test_two_workers_at_once_ask_for_each_number_once(desk: Desk) -> None:
    for number in range(1, 9):
        desk.queue(number)
    desk.drain()
    now = desk.sandbox.now() + timedelta(minutes=1)

    def work() -> None:
        with client_of(desk.sandbox.base_url) as city:
            drain(desk.database, city, now)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(case for case, _ in desk.heard.numbers) == list(range(1, 9))


def test_a_stop_before_sending_gives_the_case_back(desk: Desk) -> None:
    reference = desk.queue()
    with desk.database.open() as session:
        member = make_member(session, "stopper").id
        row = session.query(Sending).filter_by(reference=reference).one()
        stop(session, row, member, "wrong service", desk.sandbox.now())
        session.commit()

    assert desk.drain() == Drained()
    [(_, refused)] = desk.heard.refused
    assert "wrong service" in refused.words
    assert desk.sandbox.on_file() == []


def test_a_stop_after_sending_waits_for_a_person_and_goes_on_where_it_was(desk: Desk) -> None:
    reference = desk.queue()
    desk.drain()
    with desk.database.open() as session:
        member = make_member(session, "stopper").id
        row = session.query(Sending).filter_by(reference=reference).one()
        stop(session, row, member, "asked 311 by telephone", desk.sandbox.now())
        session.commit()
    assert desk.drain_later(hours=1) == Drained()
    assert desk.heard.refused == []

    with desk.database.open() as session:
        row = session.query(Sending).filter_by(reference=reference).one()
        resume(row, desk.sandbox.now())
        session.commit()

    assert desk.drain_later(seconds=1).numbered == 1
    assert desk.posted() == [f"[{reference}]"]


@pytest.mark.parametrize("own_ids", [False, True])
@pytest.mark.parametrize("kind", LOST)
@pytest.mark.directive("III.C.3")
def test_a_resolution_whose_answer_is_lost_is_entered_once(
    desk: Desk, kind: str, own_ids: bool
) -> None:
    number = numbered(desk)
    desk.sandbox.habits(own_update_ids=own_ids)
    desk.sandbox.fault(kind, method="POST")
    desk.queue_update(number, "SRSWO 011-26-00001/1")

    desk.drain()
    desk.drain_later(minutes=1)

    assert desk.heard.updates == [(1, "SRSWO 011-26-00001/1")]
    [filed] = desk.sandbox.on_file()
    assert filed["status"] == "closed"
    assert [note["type"] for note in filed["notes"]].count("closed") == 1


def test_updates_of_one_case_leave_in_their_order(desk: Desk) -> None:
    number = numbered(desk)
    desk.queue_update(number, "SRSWO 1/1", status="OPEN", description="Fifteen days more.")
    desk.queue_update(number, "SRSWO 1/2")
    desk.sandbox.fault("busy", method="POST", times=3, seconds=1)

    for _ in range(4):
        desk.drain_later(minutes=2)

    assert [reference for _, reference in desk.heard.updates] == ["SRSWO 1/1", "SRSWO 1/2"]
    [filed] = desk.sandbox.on_file()
    assert filed["status"] == "closed"


def test_a_case_that_cannot_be_told_keeps_its_number_for_later(desk: Desk) -> None:
    reference = desk.queue()
    desk.drain()

    def fail(_session: Any, _case: int, _number: str, _now: datetime) -> None:
        raise OwnFaultError

    from_before = HANDLERS.number[KIND]
    on_number(KIND, fail)
    with pytest.raises(OwnFaultError):
        desk.drain_later(minutes=1)
    assert desk.row(reference).stage is Stage.NUMBERING

    on_number(KIND, from_before)
    assert desk.drain_later(minutes=11).numbered == 1
    with desk.database.open(reading=True) as session:
        assert [each.case_id for each in session.query(CityRecord)] == [1]


def test_what_the_database_said_is_not_told_to_members(desk: Desk) -> None:
    reference = desk.queue()
    desk.drain()

    def fail(_session: Any, _case: int, _number: str, _now: datetime) -> None:
        raise IntegrityError("UPDATE service_requests", {}, Exception("UNIQUE"))

    on_number(KIND, fail)
    done = desk.drain_later(minutes=1)

    words = desk.row(reference).outgoing.error or ""
    assert words == "Kept for another try: it could not be written down here (IntegrityError)."
    assert "UPDATE" not in " ".join(done.failed)
    assert desk.row(reference).stage is Stage.NUMBERING


class OwnFaultError(Exception):
    """A fault of our own."""


def numbered(desk: Desk) -> str:
    desk.queue()
    desk.drain()
    desk.drain_later(minutes=1)
    [(_, number)] = desk.heard.numbers
    return number
