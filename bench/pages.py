"""The pages of the main job, timed over HTTP against the real server: requests/s, p50 and p95."""

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from uuid import uuid4

import httpx
from sqlalchemy import func, select

from bench.fill import PIN, fill_up
from bench.filling.concerns import MEASURED_DISTRICT as DISTRICT
from bench.filling.crews import PASSWORD, star_of
from shared.concerns.models import Concern
from shared.concerns.states import State
from shared.database import Database
from shared.directive.roles import Role
from shared.schema.upgrade import upgrade

Act = Callable[[httpx.Client], None]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser("bench pages", description=__doc__)
    parser.add_argument("--database", help="its address; an SQLite file of its own by default")
    parser.add_argument("--concerns", type=int, default=1_000)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each figure")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        url = given.database or f"sqlite:///{folder}/bench.sqlite3"
        os.environ.update(DATABASE_URL=url, VAR_DIR=folder, LOG_LEVEL="WARNING")
        _prepare(url, given.concerns)
        with _server(Path(folder)) as address:
            _measure(address, url, given.seconds)


def _prepare(url: str, concerns: int) -> None:
    database = Database(url)
    upgrade(database, url)
    fill_up(database, (concerns, 0, 0))
    database.close()


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    port = "18765"
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "8"]
    log = (folder / "server.log").open("w")
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "app:create_app()"],
        stdout=log,
        stderr=log,
        env=os.environ | {"TRUSTED_PROXIES": "1"},  # so that the load can come from many addresses
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                httpx.get(f"{address}/staff/api/openapi.json")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()
        log.close()


def _measure(address: str, url: str, seconds: float) -> None:
    database = Database(url)
    with database.open(reading=True) as session:
        count = session.scalar(select(func.count()).select_from(Concern)) or 0
        closed = _numbers(session, State.CLOSED)
        running = _numbers(session, State.INVESTIGATING)
    print(f"\n{count:,} concerns on {database.engine.dialect.name}")
    print(f"{'page':24} {'clients':>7} {'per s':>8} {'p50 ms':>8} {'p95 ms':>8}")
    sergeant = _cookies(address, star_of(DISTRICT, Role.SERGEANT))
    supervisor = _cookies(address, star_of(DISTRICT, Role.SUPERVISOR))
    pages: list[tuple[str, dict[str, str], Callable[[int], Act]]] = [
        ("submit", {}, _submit),
        ("status look-up", {}, lambda n: _status(closed, n)),
        ("intake queue", sergeant, lambda _n: _get("/staff/api/queues/intake")),
        ("all my queues", sergeant, lambda _n: _get("/staff/api/queues")),
        ("worklist", supervisor, lambda _n: _get("/staff/api/queues/worklist")),
        ("concern page", supervisor, lambda n: _page(running, n)),
        ("action (update)", supervisor, lambda n: _update(running, n)),
    ]
    for name, jar, act in pages:
        for clients in (1, 8):
            _print(name, clients, _timed(address, jar, act, clients, seconds))
    database.close()


def _numbers(session: object, state: State) -> list[str]:
    return list(
        session.scalars(  # type: ignore[attr-defined]
            select(Concern.control_number)
            .where(Concern.district == DISTRICT, Concern.state == state)
            .limit(200)
        )
    )


def _cookies(address: str, star: str) -> dict[str, str]:
    with httpx.Client(base_url=address) as client:
        answer = client.post(
            "/staff/api/sign-in",
            json={"star": star, "password": PASSWORD},
            headers={"X-CSRFToken": _token(client, "/staff/")},
        )
        answer.raise_for_status()
        return {
            "cookie": dict(client.cookies)["concerns_session"],
            "csrf": answer.json()["csrf_token"],
        }


def _token(client: httpx.Client, path: str) -> str:
    text = client.get(path).text
    for mark in ('name="csrf-token" content="', 'name="csrf_token" value="'):
        if mark in text:
            return text.split(mark)[1].split('"')[0]
    raise RuntimeError(f"There is no CSRF token on {path}.")


def _get(path: str) -> Act:
    def act(client: httpx.Client) -> None:
        client.get(path).raise_for_status()

    return act


def _page(numbers: list[str], which: int) -> Act:
    each = cycle(numbers[which::8] or numbers)

    def act(client: httpx.Client) -> None:
        client.get(f"/staff/api/concerns/{next(each)}").raise_for_status()

    return act


def _update(numbers: list[str], which: int) -> Act:
    each = cycle(numbers[which::8] or numbers)
    versions: dict[str, int] = {}

    def act(client: httpx.Client) -> None:
        number = next(each)
        if number not in versions:
            versions[number] = client.get(f"/staff/api/concerns/{number}").json()["version"]
        answer = client.post(
            f"/staff/api/concerns/{number}/actions/update",
            json={"version": versions[number], "inputs": {"progress": "It goes on."}},
        )
        versions[number] = answer.raise_for_status().json()["version"]

    return act


class Resident:
    """Somebody at the portal: one token, and for each request another address, as a crowd has."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.token = ""

    def send(self, client: httpx.Client, form: dict[str, str | list[str]]) -> None:
        self.token = self.token or _token(client, self.path)
        numbers = (str(secrets.randbelow(254) + 1) for _ in range(3))
        answer = client.post(
            self.path,
            data=form | {"csrf_token": self.token},
            headers={"X-Forwarded-For": ".".join(("10", *numbers))},
        )
        answer.raise_for_status()


def _submit(_which: int) -> Act:
    """What the portal's last page posts: a whole concern with a key of its own."""
    resident = Resident("/report")
    return lambda client: resident.send(client, REPORT | {"key": uuid4().hex})


REPORT: dict[str, str | list[str]] = {
    "step": "check",
    "done": ["danger", "what", "where", "when", "contact"],
    "danger": "no",
    "category": "NOISE",
    "text": "Loud music from parked cars on most nights.",
    "place": "1060 W Addison St",
    "go": "submit",
}


def _status(numbers: list[str], which: int) -> Act:
    each, resident = cycle(numbers[which::8] or numbers), Resident("/status")
    return lambda client: resident.send(client, {"number": next(each), "pin": PIN})


def _timed(
    address: str,
    jar: dict[str, str],
    act: Callable[[int], Act],
    clients: int,
    seconds: float,
) -> list[float]:
    """Each client's times in milliseconds, after one warm-up each."""
    times: list[float] = []
    until = time.perf_counter() + seconds

    def run(which: int) -> None:
        cookies = {"concerns_session": jar["cookie"]} if jar else {}
        headers = {"X-CSRFToken": jar["csrf"]} if jar else {}
        with httpx.Client(base_url=address, cookies=cookies, headers=headers) as client:
            once = act(which)
            once(client)
            while time.perf_counter() < until:
                began = time.perf_counter()
                once(client)
                times.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=run, args=(which,)) for which in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _print(name: str, clients: int, times: list[float]) -> None:
    if len(times) < 2:
        print(f"{name:24} {clients:>7}  failed")
        return
    rate = len(times) / (sum(times) / 1000 / clients)
    p95 = quantiles(times, n=20)[-1]
    print(f"{name:24} {clients:>7} {rate:>8.0f} {median(times):>8.1f} {p95:>8.1f}")
