"""The client against a 311 that loses answers, fails, is slow, repeats and lags."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from shared.city311.asking import Absent, Found, InProcess, Query, TooSoon, Whereabouts
from shared.city311.client import SETTLING, City311
from shared.city311.errors import (
    CityRefusedError,
    CityUnavailableError,
    GarbledAnswerError,
    LostAnswerError,
)
from shared.city311.outgoing import NewUpdate
from tests.city311.sandbox import IMPATIENT, Sandbox, client_of, make_new

REFERENCE = make_new().reference
LOST = ["lose", "fail_after", "garble"]


def where(city: City311, sandbox: Sandbox, reference: str = REFERENCE) -> Whereabouts:
    """Asked a minute after posting."""
    now = sandbox.now()
    return city.find_own(reference, "POTHL", now - timedelta(minutes=1), now)


@pytest.mark.parametrize("kind", LOST)
def test_a_lost_answer_is_told_and_never_posted_again(
    city: City311, sandbox: Sandbox, kind: str
) -> None:
    sandbox.fault(kind, method="POST")

    with pytest.raises(LostAnswerError):
        city.post_request(make_new())

    assert len(sandbox.on_file()) == 1


@pytest.mark.parametrize("kind", LOST)
def test_after_a_lost_answer_ones_own_request_is_found(
    city: City311, sandbox: Sandbox, kind: str
) -> None:
    city.post_request(make_new(reference="CPD-21.208 No. 012-2026-0000012"))
    sandbox.fault(kind, method="POST")
    with pytest.raises(LostAnswerError):
        city.post_request(make_new())

    found = where(city, sandbox)

    assert isinstance(found, Found)
    assert found.others == ()
    filed = {each["service_request_id"]: each["posted"] for each in sandbox.on_file()}
    [posted] = filed[found.request.service_request_id]["description"]
    assert posted == f"{make_new().description}\n[{REFERENCE}]"


@pytest.mark.parametrize("kind", ["fail", "drop"])
def test_a_post_that_may_have_arrived_counts_as_lost_though_it_was_not_taken(
    city: City311, sandbox: Sandbox, kind: str
) -> None:
    sandbox.fault(kind, method="POST")

    with pytest.raises(LostAnswerError):
        city.post_request(make_new())

    assert sandbox.on_file() == []


def test_it_is_too_soon_to_post_again_until_311_had_time(city: City311, sandbox: Sandbox) -> None:
    sent_at = sandbox.now()

    early = city.find_own(REFERENCE, "POTHL", sent_at, sent_at + SETTLING - timedelta(seconds=1))
    late = city.find_own(REFERENCE, "POTHL", sent_at, sent_at + SETTLING)

    assert early == TooSoon(sent_at + SETTLING)
    assert late == Absent()


def test_a_request_in_process_is_not_posted_again(city: City311, sandbox: Sandbox) -> None:
    sandbox.habits(token_delay_seconds=7200, list_unnumbered=True)
    sandbox.fault("lose", method="POST")
    with pytest.raises(LostAnswerError):
        city.post_request(make_new())

    sent_at = sandbox.now()
    assert city.find_own(REFERENCE, "POTHL", sent_at, sent_at + SETTLING * 2) == InProcess()

    sandbox.tell("clock", advance_seconds=7201)
    found = city.find_own(REFERENCE, "POTHL", sent_at, sandbox.now())
    assert isinstance(found, Found)


def test_a_text_that_quotes_our_reference_is_not_ours(city: City311, sandbox: Sandbox) -> None:
    quoting = f"As in [{REFERENCE}] but across the street"
    city.post_request(make_new(reference="CPD-21.208 No. 2", description=quoting))

    assert isinstance(where(city, sandbox), TooSoon)


@pytest.mark.parametrize(
    "but",
    [
        {"service_code": "SHARD"},
        {"reference": REFERENCE + "1"},
        {"reference": REFERENCE[:-1]},
    ],
)
def test_another_request_is_not_taken_for_ours(
    city: City311, sandbox: Sandbox, but: dict[str, str]
) -> None:
    city.post_request(make_new(**but))

    assert isinstance(where(city, sandbox), TooSoon)


def test_a_request_posted_twice_by_another_hand_shows_both(city: City311, sandbox: Sandbox) -> None:
    city.post_request(make_new())
    city.post_request(make_new())

    found = where(city, sandbox)

    assert isinstance(found, Found)
    first, second = sorted(each["service_request_id"] for each in sandbox.on_file())
    assert found.request.service_request_id == first
    assert [other.service_request_id for other in found.others] == [second]


def test_ours_is_found_beyond_the_first_page(city: City311, sandbox: Sandbox) -> None:
    city.post_request(make_new())
    sandbox.tell(
        "police-miscellaneous", count=600, lat=41.8, long=-87.6, address="x", description="y"
    )
    now = sandbox.now()

    found = city.find_own(REFERENCE, "POTHL,PMISC", now - timedelta(hours=2), now)

    assert isinstance(found, Found)


def test_a_slow_answer_to_a_post_is_a_lost_one(sandbox: Sandbox) -> None:
    sandbox.fault("slow", method="POST", seconds=1)
    lost = pytest.raises(LostAnswerError, match="ReadTimeout")
    with client_of(sandbox.base_url, patience=IMPATIENT) as city, lost:
        city.post_request(make_new())

    while not sandbox.on_file():
        time.sleep(0.05)
    with client_of(sandbox.base_url) as city:
        assert isinstance(where(city, sandbox), Found)


def test_a_busy_311_took_nothing_and_the_post_is_sent_again(
    city: City311, sandbox: Sandbox
) -> None:
    sandbox.fault("busy", method="POST", times=2)

    assert city.post_request(make_new()).token
    assert len(sandbox.on_file()) == 1


def test_a_311_that_stays_busy_is_unavailable(city: City311, sandbox: Sandbox) -> None:
    sandbox.fault("busy", method="POST", times=9, seconds=30)

    with pytest.raises(CityUnavailableError) as unavailable:
        city.post_request(make_new())

    assert unavailable.value.retry_after == 30
    assert sandbox.on_file() == []


def test_an_answer_given_twice_is_one_answer(city: City311, sandbox: Sandbox) -> None:
    sandbox.fault("repeat", method="POST")

    posted = city.post_request(make_new())

    assert [filed["token"] for filed in sandbox.on_file()] == [posted.token]


@pytest.mark.parametrize("kind", ["fail", "busy", "drop"])
def test_reading_is_tried_again(city: City311, sandbox: Sandbox, kind: str) -> None:
    sandbox.fault(kind, method="GET", times=2)

    assert city.services()


@pytest.mark.parametrize("kind", ["fail", "busy", "drop"])
def test_reading_ends_when_311_stays_down(city: City311, sandbox: Sandbox, kind: str) -> None:
    sandbox.fault(kind, method="GET", times=3)

    with pytest.raises(CityUnavailableError):
        city.services()
    assert city.services()


def test_slow_reading_is_unavailable_not_for_ever(sandbox: Sandbox) -> None:
    sandbox.fault("slow", method="GET", times=3, seconds=1)
    unavailable = pytest.raises(CityUnavailableError, match="ReadTimeout")
    with client_of(sandbox.base_url, patience=IMPATIENT) as city, unavailable:
        city.services()


def test_no_311_at_all_is_unavailable_for_reading_and_posting() -> None:
    with client_of("http://127.0.0.1:9") as city:
        with pytest.raises(CityUnavailableError, match="ConnectError"):
            city.services()
        with pytest.raises(CityUnavailableError, match="ConnectError"):
            city.post_request(make_new())


def test_a_refusal_is_not_tried_again(city: City311, sandbox: Sandbox) -> None:
    sandbox.fault("fail", method="POST")
    with pytest.raises(LostAnswerError):
        city.post_request(make_new())
    with pytest.raises(CityRefusedError):
        city.post_request(make_new(service_code="NONE"))
    assert sandbox.on_file() == []


def test_half_an_answer_is_garbled(city: City311, sandbox: Sandbox) -> None:
    sandbox.fault("garble", method="GET")

    with pytest.raises(GarbledAnswerError):
        city.services()


def test_repeated_and_shuffled_rows_come_once(city: City311, sandbox: Sandbox) -> None:
    numbers: list[str] = sandbox.tell(
        "police-miscellaneous", count=40, lat=41.8, long=-87.6, address="x", description="y"
    )
    sandbox.habits(repeat_rows=True, shuffle_rows=True)

    told = [each.service_request_id for each in city.requests(Query())]

    assert sorted(told) == sorted(numbers)


def test_numbers_that_come_out_of_order_reach_their_own_tokens(
    city: City311, sandbox: Sandbox
) -> None:
    sandbox.habits(token_delay_seconds=60, later_posts_first=True)
    first, second = (city.post_request(make_new(reference=f"No. {n}")).token or "" for n in (1, 2))
    sandbox.tell("clock", advance_seconds=90)
    early = {city.token(first) is None, city.token(second) is None}
    sandbox.tell("clock", advance_seconds=90)

    assert early == {True, False}
    for token, reference in ((first, "No. 1"), (second, "No. 2")):
        told = city.request(city.token(token) or "")
        assert (told.description or "").endswith(f"[{reference}]")


def test_an_older_answer_does_not_supersede_a_newer_one(city: City311, sandbox: Sandbox) -> None:
    [number] = sandbox.tell(
        "police-miscellaneous", lat=41.8, long=-87.6, address="x", description="y"
    )
    sandbox.tell("clock", advance_seconds=60)
    sandbox.tell(f"requests/{number}/close")
    newer = city.request(number)
    sandbox.habits(stale_rows=True)
    older = city.request(number)

    assert (newer.status, older.status) == ("closed", "open")
    assert newer.supersedes(older)
    assert not older.supersedes(newer)
    assert older.supersedes(None)


def test_a_request_that_took_long_to_appear_is_not_missed(city: City311, sandbox: Sandbox) -> None:
    sandbox.habits(token_delay_seconds=6 * 3600)
    city.post_request(make_new())
    sandbox.tell("clock", advance_seconds=5 * 3600)
    since = sandbox.now()
    assert list(city.requests(Query(updated_after=since))) == []

    sandbox.tell("clock", advance_seconds=2 * 3600)

    assert len(list(city.requests(Query(updated_after=since)))) == 1


@pytest.mark.parametrize("own_ids", [False, True])
@pytest.mark.parametrize("kind", LOST)
def test_after_a_lost_answer_ones_own_update_is_found(
    city: City311, sandbox: Sandbox, kind: str, own_ids: bool
) -> None:
    [number] = sandbox.tell(
        "police-miscellaneous", lat=41.8, long=-87.6, address="x", description="y"
    )
    sandbox.habits(own_update_ids=own_ids)
    sandbox.fault(kind, method="POST")
    now = datetime.now(UTC)
    update = NewUpdate("SRSWO 7 update 1", number, "CLOSED", "Resolved", now)
    assert city.find_update(update, now, now) is None
    with pytest.raises(LostAnswerError):
        city.post_update(update)

    found = city.find_update(update, now, now)

    assert found
    assert found.service_request_id == number
    other = NewUpdate("SRSWO 7 update 2", number, "CLOSED", "Resolved", now)
    assert city.find_update(other, now, now) is None
