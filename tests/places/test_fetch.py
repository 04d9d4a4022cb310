"""`flask places fetch` against a server that behaves, and against those that do not."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.places import fetching
from shared.places.models import Release
from tests.places.conftest import Run


@dataclass
class Portal:
    """What the pretended portal answers."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    url: str = ""


@pytest.fixture
def portal() -> Iterator[Portal]:
    answer = Portal()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(answer.length or len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    answer.url = f"http://127.0.0.1:{server.server_port}/beats.geojson"
    yield answer
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_portals_file_is_loaded_with_progress(
    run: Run, portal: Portal, two_beats: Path
) -> None:
    portal.body = two_beats.read_bytes() + b" " * 1_200_000

    result = run("fetch", "--url", portal.url)

    assert result.exit_code == 0, result.output
    assert result.output.count("Fetched") >= 2
    assert f"of {len(portal.body):,} bytes" in result.output
    assert "Loaded 2 beats" in result.output


def _fails(portal: Portal) -> None:
    portal.status = 503


def _talks(portal: Portal) -> None:
    portal.body = b"<html>Please sign in</html>"


def _breaks_off(portal: Portal) -> None:
    portal.body, portal.length = b'{"type": "Feature', 4_000


def _goes_round(portal: Portal) -> None:
    portal.status, portal.headers = 302, {"Location": portal.url}


@pytest.mark.parametrize(
    ("does", "said"),
    [
        (_fails, "answered 503"),
        (_talks, "not GeoJSON"),
        (_breaks_off, "could not be reached"),
        (_goes_round, "could not be reached"),
    ],
)
def test_a_portal_that_misbehaves_changes_nothing(
    run: Run, portal: Portal, session: Session, does: Callable[[Portal], None], said: str
) -> None:
    does(portal)

    result = run("fetch", "--url", portal.url)

    assert result.exit_code == 1
    assert said in result.output
    assert "Nothing was changed" in result.output
    assert "Traceback" not in result.output
    assert session.scalars(select(Release)).all() == []


def test_a_file_without_end_is_not_taken(
    run: Run, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1_000)
    portal.body = b" " * 5_000

    result = run("fetch", "--url", portal.url)

    assert result.exit_code == 1
    assert "larger than" in result.output


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "ftp://portal.example/x"])
def test_an_address_that_is_none_says_what_to_set(run: Run, url: str) -> None:
    result = run("fetch", "--url", url)

    assert result.exit_code == 1
    assert "BEATS_URL" in result.output


def test_nobody_answers(run: Run) -> None:
    result = run("fetch", "--url", "http://127.0.0.1:9/beats.geojson")

    assert result.exit_code == 1
    assert "could not be reached" in result.output
