"""Other people's client, and our own, read and send over real HTTP."""

import importlib
import itertools
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from shared.city311.asking import Query
from shared.city311.outgoing import NewRequest
from shared.concerns.models import Concern
from tests.city311.sandbox import Silent, client_of
from tests.open311.sending import FORM


@pytest.fixture
def base_url(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/open311/v2"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The public Open311 client; it is of Python 2's time and is lent the one name it misses."""
    monkeypatch.setattr(itertools, "ifilter", filter, raising=False)
    public: Callable[..., Any] = importlib.import_module("three").Three
    return public


@pytest.mark.directive("VI.A.1")
def test_a_public_client_reads_and_posts(
    base_url: str, api_key: str, three: Callable[..., Any], session: Session
) -> None:
    city = three(base_url, api_key=api_key)
    try:
        assert city.discovery()["endpoints"][0]["url"].endswith("/open311/v2")
        assert {each["service_code"] for each in city.services()} >= {"NOISE", "OTHER"}
        assert city.services("NOISE")["attributes"]
        [posted] = city.post(
            "NOISE",
            address=FORM["address_string"],
            description=FORM["description"],
            name="Ana Ruiz",
        )
        public = posted["extended_attributes"]["public_reference"]
        [told] = city.request(public)
        assert (told["service_name"], told["status"]) == ("Noise", "open")
        assert [each["service_request_id"] for each in city.requests("NOISE")] == [public]
        assert city.requests("OTHER") == []
        [refusal] = city.request(posted["service_request_id"])
        assert refusal["code"] == "404"
    finally:
        city.session.close()
    concern = session.scalars(select(Concern)).one()
    assert (concern.control_number, concern.contact_name) == (
        posted["service_request_id"],
        "Ana Ruiz",
    )


@pytest.mark.parametrize("kind", ["json", "xml"])
def test_our_own_client_reads_and_posts(
    base_url: str, api_key: str, session: Session, kind: Any
) -> None:
    new = NewRequest(
        reference="CPD-21.208 No. 012-2026-000001",
        service_code="NOISE",
        lat=41.8735,
        long=-87.7056,
        address="3151 W Harrison St",
        description=FORM["description"],
    )
    with client_of(base_url, kind, api_key) as city:
        assert "NOISE" in {service.service_code for service in city.services()}
        assert city.definition("NOISE").unmet(set()) == ()
        posted = city.post_request(new)
        [listed] = city.requests(Query(service_codes=("NOISE",)))
        assert listed.status == "open"
        assert city.request(listed.service_request_id) == listed
    numbers = session.scalars(select(Concern.control_number)).all()
    assert numbers == [posted.service_request_id]
    assert session.scalar(select(func.count(Concern.id))) == 1
