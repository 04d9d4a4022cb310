"""A body that breaks off or cannot be made out is refused in words, and its words stay unlogged."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.database import Database
from shared.schema.upgrade import upgrade
from shared.settings import HOME

FORM = "application/x-www-form-urlencoded"
DOORS = (
    ("/status", FORM),
    ("/no-such-page", FORM),
    ("/staff/api/sign-in", "application/json"),
    ("/open311/v2/requests.json", FORM),
    ("/open311/v2/requests.xml", FORM),
)
BROKEN = {
    "a size that is no number": b"Ana Ruiz lives there\r\nabc\r\n",
    "a chunk without its end": b"3\r\nabcAna Ruiz\r\n0\r\n\r\n",
    "a line without end": b"5;" + b"a" * 20_000,
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The application under the server that it runs under, and its log."""
    folder = tmp_path_factory.mktemp("server")
    url = f"sqlite:///{folder / 'concerns.sqlite3'}"
    database = Database(url)
    upgrade(database, url)
    database.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "log"
    with log.open("w") as written:
        process = subprocess.Popen(
            (sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "app:create_app()"),
            cwd=HOME,
            env={"VAR_DIR": str(folder), "WEB_WORKERS": "1", "PATH": "/usr/bin:/bin"},
            stdout=written,
            stderr=written,
        )
    try:
        _wait_for(port, process)
        yield port, log
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("The server did not start.")


def _post(port: int, path: str, kind: str, told: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
        f"Content-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=30) as door:
        door.sendall(head.encode() + told)
        door.shutdown(socket.SHUT_WR)
        answer = b""
        while got := door.recv(65_536):
            answer += got
    return answer


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize(("path", "kind"), DOORS)
def test_a_body_that_cannot_be_made_out_is_the_senders_fault(
    server: tuple[int, Path], path: str, kind: str, broken: bytes
) -> None:
    port, log = server
    status = _post(port, path, kind, broken).split(b" ", 2)[1]
    assert status in (b"400", b"403", b"404")
    said = log.read_text()
    assert "Traceback" not in said
    assert "unexpected" not in said
    assert "Ana Ruiz" not in said
