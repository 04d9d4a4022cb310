"""Our copy of 311's requests stays in step, however 311 lists them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.city311 import syncing
from shared.city311.asking import Cursor
from shared.city311.client import City311
from shared.city311.errors import CityUnavailableError
from shared.city311.models import CityRequest
from shared.city311.outgoing import NewRequest
from shared.city311.records import CityRecord, Sweep, Unreadable
from shared.city311.sending import HANDLERS, on_status
from shared.city311.syncing import Synced, linked, on_police_request, sync
from shared.database import Database
from tests.city311.sandbox import Sandbox, client_of, make_new

KIND = "pretended"
HERE = {"lat": 41.8735, "long": -87.7056, "address": "3151 W Harrison St"}


@dataclass
class Copy:
    database: Database
    city: City311
    sandbox: Sandbox
    made: list[str] = field(default_factory=list)
    heard: list[tuple[int, str]] = field(default_factory=list)

    def phone_in(self, count: int = 1, text: str = "Loud men on the corner.") -> list[str]:
        numbers: list[str] = self.sandbox.tell(
            "police-miscellaneous", count=count, description=text, **HERE
        )
        return numbers

    def own(self, request: NewRequest | None = None) -> str:
        """A request of ours, with its number."""
        token = self.city.post_request(request or make_new()).token
        assert token
        number = self.city.token(token)
        assert number
        with self.database.open() as session:
            linked(session, number, (request or make_new()).service_code, (KIND, 7))
            session.commit()
        return number

    def sync(self, size: int = 500, **later: float) -> Synced:
        return sync(self.database, self.city, self.sandbox.now() + timedelta(**later), size=size)

    def records(self) -> dict[str, CityRecord]:
        with self.database.open(reading=True) as session:
            return {record.number: record for record in session.scalars(select(CityRecord))}


@pytest.fixture
def copy(app: Flask, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Copy]:
    monkeypatch.setattr(syncing, "_POLICE", [])
    with client_of(sandbox.base_url) as city:
        copy = Copy(app.extensions["database"], city, sandbox)

        def make(_session: Session, told: CityRequest, _now: datetime) -> tuple[str, int]:
            copy.made.append(told.service_request_id)
            return KIND, len(copy.made)

        def hear(_session: Session, case: int, told: CityRequest, _now: datetime) -> None:
            copy.heard.append((case, told.status))

        on_police_request(make)
        on_status(KIND, hear)
        yield copy
        HANDLERS.status.pop(KIND)


@pytest.mark.directive("III.C.2")
def test_police_miscellaneous_requests_are_fetched_once_each(copy: Copy) -> None:
    numbers = copy.phone_in(3)

    assert copy.sync().new == 3
    assert copy.sync().new == 0
    numbers += copy.phone_in(2)
    assert copy.sync().new == 2
    assert sorted(copy.made) == sorted(numbers)


@pytest.mark.directive("III.C.2")
def test_other_peoples_requests_are_left_alone(copy: Copy) -> None:
    copy.city.post_request(make_new())
    copy.sync()
    assert copy.made == []
    assert copy.records() == {}


def test_a_request_closed_before_it_was_ever_seen_makes_no_work(copy: Copy) -> None:
    [number] = copy.phone_in()
    copy.sandbox.tell(f"requests/{number}/close", notes="By telephone.")
    assert copy.sync().new == 0


@pytest.mark.directive("III.C.5")
def test_the_status_of_our_requests_follows_311(copy: Copy) -> None:
    number = copy.own()
    copy.sync()
    assert copy.records()[number].status == "open"

    copy.sandbox.tell(f"requests/{number}/close", notes="Hole filled.")
    copy.sync(minutes=5)

    record = copy.records()[number]
    assert (record.status, record.status_notes) == ("closed", "Hole filled.")
    assert copy.heard[-1] == (7, "closed")


@pytest.mark.directive("III.C.5")
def test_duplicates_parents_follow_ons_and_notes_are_kept(copy: Copy) -> None:
    first, second = copy.phone_in(2)
    copy.sandbox.tell(f"requests/{second}/duplicate", of=first)
    copy.sandbox.tell(f"requests/{first}/follow-on", service_code="GRAFF")
    copy.sandbox.tell(f"requests/{first}/note", summary="Called", description="Called back.")

    copy.sync()

    records = copy.records()
    assert (records[second].is_duplicate, records[second].parent_number) == (True, first)
    [child] = records[first].follow_ons
    assert child["service_name"] == "Graffiti Removal"
    told = records[first].told
    assert told is not None
    assert "Called back." in [note["description"] for note in told["notes"]]


def test_an_older_word_never_undoes_a_newer_one(copy: Copy) -> None:
    number = copy.own()
    copy.sync()
    copy.sandbox.tell("clock", advance_seconds=60)
    copy.sandbox.tell(f"requests/{number}/close")
    copy.sync()
    copy.sandbox.habits(stale_rows=True)
    copy.sync()
    assert copy.records()[number].status == "closed"


def test_nothing_is_told_twice(copy: Copy) -> None:
    copy.own()
    for _ in range(3):
        copy.sync()
    assert copy.heard == [(7, "open")]


@pytest.mark.parametrize("habit", ["repeat_rows", "shuffle_rows"])
def test_every_page_is_read_however_rows_are_listed(copy: Copy, habit: str) -> None:
    numbers = copy.phone_in(25)
    copy.sandbox.habits(**{habit: True})
    copy.sync(size=4)
    if habit == "shuffle_rows":
        copy.sync(size=4)
    assert sorted(copy.made) == sorted(numbers)


def test_a_sweep_that_was_cut_off_goes_on_where_it_was(copy: Copy) -> None:
    numbers = copy.phone_in(20)
    asked: list[int] = []

    class CutOff:
        endpoint = copy.city.endpoint
        requests = copy.city.requests

        def sweep(self, *given: Any) -> Iterator[Any]:
            for page, swept in enumerate(copy.city.sweep(*given)):
                if page == 2:
                    raise CityUnavailableError("cut off")
                asked.append(page)
                yield swept

    cut_off: Any = CutOff()
    synced = sync(copy.database, cut_off, copy.sandbox.now(), size=4)

    assert synced.troubles
    assert (asked, synced.new) == ([0, 1], 8)
    with copy.database.open(reading=True) as session:
        assert '"page": 3' in session.scalars(select(Sweep.cursor)).one()
    assert copy.sync(size=4).new == 12
    assert sorted(copy.made) == sorted(numbers)


def test_a_record_that_cannot_be_kept_is_shown_and_holds_up_no_other(copy: Copy) -> None:
    bad, good = copy.phone_in(2)

    def make(session: Session, told: CityRequest, _now: datetime) -> tuple[str, int]:
        if told.service_request_id == bad:
            session.add(Sweep(service_code="PMISC", cursor=""))  # there is one already
            session.flush()
        copy.made.append(told.service_request_id)
        return KIND, 1

    on_police_request(make)
    for _ in range(2):
        copy.sync()

    assert copy.made == [good]
    with copy.database.open(reading=True) as session:
        [shown] = session.scalars(select(Unreadable)).all()
    assert shown.what.startswith(f"{bad}: could not be kept")


def test_a_number_that_no_sweep_tells_of_is_asked_for(copy: Copy) -> None:
    """Numbered long after it was made: the sweeps have passed it by."""
    token = copy.city.post_request(make_new()).token
    assert token
    with copy.database.open() as session:
        session.add(
            Sweep(
                service_code="POTHL",
                cursor=Cursor(copy.sandbox.now() + timedelta(days=2)).text(),
            )
        )
        number = copy.city.token(token)
        assert number
        linked(session, number, "POTHL", (KIND, 7))
        session.commit()

    copy.sync()

    assert copy.records()[number].status == "open"


def test_311_down_is_told_and_changes_nothing(copy: Copy) -> None:
    copy.phone_in()
    with client_of("http://127.0.0.1:9/open311/v2") as nowhere:
        synced = sync(copy.database, nowhere, copy.sandbox.now())
    assert synced.troubles
    assert copy.records() == {}
    assert copy.sync().new == 1
