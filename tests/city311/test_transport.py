"""Pauses, sizes and redirects, against a server that answers whatever the test says."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from flask import Flask, Response, redirect
from werkzeug.serving import make_server

from shared.city311.asking import Query
from shared.city311.errors import (
    CityRefusedError,
    CityUnavailableError,
    GarbledAnswerError,
    LostAnswerError,
)
from shared.city311.transport import LARGEST_BODY, Patience, Transport
from tests.city311.sandbox import Silent, client_of

PATIENCE = Patience(connect=2, read=2, whole=5, attempts=4, first_pause=1, longest_pause=3)


@contextmanager
def answering(
    view: Callable[[], Response | tuple[str, int]], path: str = "/x.json"
) -> Iterator[str]:
    app = Flask("city")
    app.add_url_rule(path, view_func=view, methods=["GET", "POST"], endpoint="x")
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_city_that_knows_no_paging_is_read_once() -> None:
    row = {
        "service_request_id": "1",
        "status": "open",
        "service_code": "X",
        "requested_datetime": "2026-07-01T12:00:00Z",
    }
    with (
        answering(lambda: Response(json.dumps([row])), "/requests.json") as url,
        client_of(url) as city,
    ):
        assert [len(page.requests) for page in city.pages(Query())] == [1]


def test_one_record_that_cannot_be_read_is_named_and_hides_no_other() -> None:
    good = {
        "service_request_id": "1",
        "status": "open",
        "service_code": "X",
        "requested_datetime": "2026-07-01T12:00:00Z",
    }
    bad = {**good, "service_request_id": "2", "requested_datetime": "soon", "description": "Roe"}
    now = datetime(2026, 7, 1, tzinfo=UTC)
    with (
        answering(lambda: Response(json.dumps([bad, good])), "/requests.json") as url,
        client_of(url) as city,
    ):
        [page] = city.pages(Query())
        with pytest.raises(GarbledAnswerError, match="2: CityRequest: requested_datetime"):
            city.find_own("No. 1", "X", now - timedelta(days=1), now)

    assert [told.service_request_id for told in page.requests] == ["1"]
    assert page.unreadable == ("2: CityRequest: requested_datetime (value_error)",)


def test_pauses_double_up_to_the_longest_and_are_spread_by_chance() -> None:
    pauses: list[float] = []
    with (
        answering(lambda: ("no", 500)) as url,
        Transport(url, "json", PATIENCE, sleep=pauses.append, chance=lambda: 0.5) as http,
        pytest.raises(CityUnavailableError),
    ):
        http.get("x", {})

    assert pauses == [0.5, 1.0, 1.5]


def test_311s_own_word_on_when_to_come_back_is_kept_within_bounds() -> None:
    pauses: list[float] = []
    waits = iter(["2", "600", "soon"])

    def view() -> Response:
        return Response("no", 429, {"Retry-After": next(waits, "")})

    with (
        answering(view) as url,
        Transport(url, "json", PATIENCE, sleep=pauses.append, chance=lambda: 1.0) as http,
        pytest.raises(CityUnavailableError),
    ):
        http.get("x", {})

    assert pauses == [2.0, 3.0, 3.0]


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_answer_too_large_is_not_read_to_its_end(method: str) -> None:
    def endless() -> Response:
        return Response(iter(lambda: b"x" * 65536, b""))

    fails = GarbledAnswerError if method == "get" else LostAnswerError
    with (
        answering(endless) as url,
        Transport(url, "json", PATIENCE) as http,
        pytest.raises(fails, match=f"{LARGEST_BODY:,}"),
    ):
        getattr(http, method)("x", {})


def test_an_answer_that_drips_for_ever_is_given_up() -> None:
    ticks = iter(range(0, 1000, 2))
    with (
        answering(lambda: Response(iter(lambda: b"x" * 65536, b""))) as url,
        Transport(url, "json", PATIENCE, sleep=lambda _: None, ticks=lambda: next(ticks)) as http,
        pytest.raises(CityUnavailableError, match="ReadTimeout"),
    ):
        http.get("x", {})


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_311_that_moved_is_not_followed(method: str) -> None:
    with (
        answering(lambda: redirect("http://127.0.0.1:9/elsewhere")) as url,  # type: ignore[arg-type, return-value]
        Transport(url, "json", PATIENCE) as http,
        pytest.raises(CityRefusedError, match="moved"),
    ):
        getattr(http, method)("x", {})


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 413, 422])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_refusal_is_heard_once(method: str, status: int) -> None:
    heard: list[int] = []

    def view() -> tuple[str, int]:
        heard.append(status)
        return '[{"description": "No."}]', status

    with (
        answering(view) as url,
        Transport(url, "json", PATIENCE) as http,
        pytest.raises(CityRefusedError, match=r"No\.") as refused,
    ):
        getattr(http, method)("x", {})

    assert heard == [status]
    assert refused.value.status == status


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_after_a_post_is_a_lost_answer_heard_once(status: int) -> None:
    heard: list[int] = []

    def view() -> tuple[str, int]:
        heard.append(status)
        return "", status

    with (
        answering(view) as url,
        Transport(url, "json", PATIENCE) as http,
        pytest.raises(LostAnswerError, match=str(status)),
    ):
        http.post("x", {"a": "b"})

    assert heard == [status]
