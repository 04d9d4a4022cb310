"""`make run`: the database, then the server, the worker and the 311 sandbox, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import IO

from sqlalchemy import make_url, select

from shared import settings
from shared.database import Database
from shared.people.models import Member
from shared.settings import Settings

HOST = "127.0.0.1"
PORTS_TO_TRY = 50
SECONDS_TO_STOP = 10
SECONDS_TO_START = 60
SANDBOX_KEY = "sandbox-key"


def main() -> int:
    signal.signal(signal.SIGTERM, interrupt)
    try:
        port = free_port(int(os.environ.get("PORT", "8000")))
        sandbox_port = free_port(8311)
        surround(port, sandbox_port)
        chosen = settings.read()
    except settings.SettingsError as error:
        return complain(str(error))
    if not prepare(chosen):
        return complain("The database could not be prepared; what failed is said above.")
    processes = [start(name, *command) for name, command in commands(chosen, port, sandbox_port)]
    try:
        wait_until_it_answers(port, processes)
        say(f"\n  Community Concerns is at http://{HOST}:{port}/\n  Ctrl-C stops everything.\n")
        return first_to_end(processes)
    except KeyboardInterrupt:
        return 0
    finally:
        stop(processes)


def surround(port: int, sandbox_port: int) -> None:
    """The environment of every process: what is already set stays as it is."""
    os.environ.setdefault("FLASK_APP", "app")
    os.environ.setdefault("PUBLIC_URL", f"http://{HOST}:{port}")
    if os.environ.get("MODE") == "production":
        return
    os.environ.setdefault("SHOW_SAMPLE_SIGN_INS", "true")
    os.environ.setdefault("CITY311_SANDBOX_URL", f"http://{HOST}:{sandbox_port}/open311/v2")
    os.environ.setdefault("CITY311_SANDBOX_KEY", SANDBOX_KEY)


def flask(*command: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "flask", *command)


def prepare(chosen: Settings) -> bool:
    if subprocess.run(flask("database", "upgrade"), check=False).returncode != 0:
        return False
    if chosen.mode == "production" or not is_empty(chosen) or not is_here("sample"):
        return True
    say("The database is empty: making sample data, once.")
    return subprocess.run(flask("sample", "load"), check=False).returncode == 0


def is_here(command: str) -> bool:
    found = subprocess.run(flask(command, "--help"), check=False, capture_output=True)
    if found.returncode:
        say(f"Left out: there is no `flask {command}` yet.")
    return found.returncode == 0


def is_empty(chosen: Settings) -> bool:
    database = Database(chosen.database)
    with database.open(reading=True) as session:
        return session.scalar(select(Member.id).limit(1)) is None


def commands(
    chosen: Settings, port: int, sandbox_port: int
) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield (
        "server",
        (sys.executable, "-m", "gunicorn", "--bind", f"{HOST}:{port}", "app:create_app()"),
    )
    if is_here("worker"):
        yield "worker", flask("worker")
    if chosen.mode != "production" and chosen.city311_sandbox_url.startswith(f"http://{HOST}:"):
        given = ("--port", str(sandbox_port), "--key", SANDBOX_KEY)
        kept = ("--database", str(sandbox_database(chosen)))
        yield "311", (sys.executable, "-m", "sandbox311", *given, *kept)


def sandbox_database(chosen: Settings) -> Path:
    """The pretended 311 remembers as long as we do: it must not give a number a second time."""
    url = make_url(chosen.database)
    if not url.drivername.startswith("sqlite") or not url.database:
        return chosen.var_dir / "sandbox311.sqlite3"
    return Path(url.database).with_suffix(".311.sqlite3")


def start(name: str, *command: str) -> subprocess.Popen[str]:
    """In a session of its own, so that Ctrl-C reaches it through us and in order."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    threading.Thread(target=relay, args=(name, process.stdout), daemon=True).start()
    return process


def relay(name: str, lines: IO[str]) -> None:
    for line in lines:
        say(f"{name:>6} | {line.rstrip()}")


def wait_until_it_answers(port: int, processes: list[subprocess.Popen[str]]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and all(process.poll() is None for process in processes):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)


def first_to_end(processes: list[subprocess.Popen[str]]) -> int:
    """One that ends by itself ends all, with its code."""
    while True:
        for process in processes:
            if (code := process.poll()) is not None:
                complain(f"Ended by itself: {process.args!r}")
                return code or 1
        time.sleep(0.2)


def stop(processes: list[subprocess.Popen[str]]) -> None:
    for process in processes:
        process.terminate()
    until = time.monotonic() + SECONDS_TO_STOP
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def free_port(wanted: int) -> int:
    """The port asked for, or the next one that nothing else has."""
    for port in range(wanted, wanted + PORTS_TO_TRY):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if is_taken(probe, port):
                continue
        if port != wanted:
            say(f"Port {wanted} is taken; using {port}.")
        return port
    raise settings.SettingsError(f"PORT: every port from {wanted} to {port} is taken.")


def is_taken(probe: socket.socket, port: int) -> bool:
    try:
        probe.bind((HOST, port))
    except OSError:
        return True
    return False


def interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def say(line: str) -> None:
    print(line, flush=True)


def complain(line: str) -> int:
    print(line, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
