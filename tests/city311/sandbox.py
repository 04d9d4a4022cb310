"""The sandbox as a process of its own would be: a server on a port, spoken to over HTTP."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import httpx
from werkzeug.serving import WSGIRequestHandler, make_server

from sandbox311.app import create_app
from sandbox311.clock import Clock
from sandbox311.store import Store
from shared.city311.client import City311
from shared.city311.endpoint import Endpoint
from shared.city311.outgoing import NewRequest
from shared.city311.transport import Patience, Transport
from shared.city311.wire import Format

KEY = "key-of-the-tests"
PATIENT = Patience(connect=10, read=20, whole=60, attempts=3)
IMPATIENT = Patience(connect=10, read=0.2, whole=60, attempts=3)


class Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 (werkzeug's name)
        """Says nothing."""


@dataclass(frozen=True)
class Sandbox:
    root: str
    door: httpx.Client

    @property
    def base_url(self) -> str:
        return f"{self.root}/open311/v2"

    def tell(self, path: str, **told: Any) -> Any:
        answer = self.door.post(f"{self.root}/_control/{path}", json=told)
        assert answer.is_success, answer.text
        return answer.json()

    def fault(self, kind: str, **told: Any) -> None:
        self.tell("faults", kind=kind, **told)

    def habits(self, **told: Any) -> None:
        answer = self.door.patch(f"{self.root}/_control/habits", json=told)
        assert answer.is_success, answer.text

    def on_file(self) -> list[dict[str, Any]]:
        filed: list[dict[str, Any]] = self.door.get(f"{self.root}/_control/requests").json()
        return filed

    def now(self) -> datetime:
        told = self.door.get(f"{self.root}/_control/").json()["now"]
        return datetime.fromisoformat(told).astimezone(UTC)


class Following(Clock):
    """The sandbox's time is the test's."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock

    def now(self) -> datetime:
        return self._clock()


@contextmanager
def running_sandbox(
    key: str = KEY, path: str = ":memory:", clock: Callable[[], datetime] | None = None
) -> Iterator[Sandbox]:
    store = Store(path)
    app = create_app(store, [key])
    if clock is not None:
        app.extensions["city"] = replace(app.extensions["city"], clock=Following(clock))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        with httpx.Client(timeout=10) as door:
            yield Sandbox(f"http://127.0.0.1:{server.port}", door)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        store.close()


@contextmanager
def client_of(
    base_url: str,
    answer_format: Format = "json",
    key: str = KEY,
    patience: Patience = PATIENT,
) -> Iterator[City311]:
    endpoint = Endpoint("sandbox", base_url, key, format=answer_format)
    transport = Transport(base_url, answer_format, patience, sleep=lambda seconds: None)
    with City311(endpoint, transport=transport) as city:
        yield city


def make_new(**but: Any) -> NewRequest:
    dull: dict[str, Any] = {
        "reference": "CPD-21.208 No. 012-2026-000001",
        "service_code": "POTHL",
        "lat": 41.8781,
        "long": -87.6298,
        "address": "100 W Jackson Blvd",
        "description": "A hole as wide as a wheel.",
    }
    return NewRequest(**{**dull, **but})
