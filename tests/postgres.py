"""A throw-away PostgreSQL server for the tests, shared by all their processes.

`TEST_DATABASE_URL` names a server to use instead; the role needs CREATEDB.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = "TEST_POSTGRES_FOLDER"  # how the first process tells the others where the server is


def programs() -> Path | None:
    """Where initdb and pg_ctl are: the newest of Debian's versions, else on PATH."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda initdb: float(initdb.parts[-3]),
        reverse=True,
    )
    on_path = shutil.which("initdb")
    found = [*versions, *([Path(on_path).resolve()] if on_path else [])]
    return next((initdb.parent for initdb in found if (initdb.parent / "pg_ctl").exists()), None)


def unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def make_folder() -> Path:
    """A short path, because a socket's may have 107 characters; the server's user owns it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    if user := unprivileged_user():
        shutil.chown(folder, user)
    return folder


def ensure_running(folder: Path) -> str:
    """The server's address; the first process to ask starts it, the others wait."""
    with _locked(folder / "lock"):
        if not (folder / "data" / "postmaster.pid").exists():
            _start(folder)
    return f"postgresql+psycopg://tests@/postgres?host={folder}"


def stop(folder: Path) -> None:
    if (folder / "data" / "postmaster.pid").exists():
        _run(folder, "pg_ctl", "stop", "--mode=immediate", "--pgdata", str(folder / "data"))
    shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path) -> None:
    data = str(folder / "data")
    _run(folder, "initdb", "--username=tests", "--auth=trust", "--encoding=UTF8",
         "--locale=C", "--no-sync", "--pgdata", data)  # fmt: skip
    settings = (
        f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=400 "
        "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    )
    log = str(folder / "log")
    _run(folder, "pg_ctl", "start", "--wait", "--pgdata", data, "--log", log, "-o", settings)


def _run(folder: Path, program: str, *arguments: str) -> None:
    found = programs()
    assert found is not None
    subprocess.run(
        [found / program, *arguments],
        check=True,
        cwd=folder,
        user=unprivileged_user(),
        stdout=subprocess.DEVNULL,
        timeout=60,
    )


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
