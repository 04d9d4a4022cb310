"""What stops the start says everything at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command as alembic
from sqlalchemy import text

from shared.database import create_engine_for
from shared.schema.upgrade import alembic_config
from shared.settings import HOME, Settings

WRONG = {
    "MODE": "production",
    "PUBLIC_URL": "http://concerns.example",
    "TRUSTED_PROXIES": "99",
    "SMTP_PORT": "none",
    "CITY311": "live",
    "CITY311_LIVE_URL": "http://311.example",
}


@pytest.mark.parametrize(
    "command",
    [
        (sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0", "app:create_app()"),
        (sys.executable, "-m", "flask", "--app", "app", "jobs", "list"),
    ],
    ids=["gunicorn", "flask"],
)
def test_wrong_settings_stop_the_start_with_the_full_list(command: tuple[str, ...]) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    ended = subprocess.run(
        command, cwd=HOME, env=kept | WRONG, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode != 0
    for named in (
        "TRUSTED_PROXIES: ",
        "SMTP_PORT: ",
        "DATABASE_URL must be set",
        "SECRET_KEY must be set",
        "PUBLIC_URL must start with https://",
        "CITY311_LIVE_KEY must hold",
        "CITY311_LIVE_URL must be an https",
    ):
        assert ended.stderr.count(named) == 1, ended.stderr


def test_the_key_is_made_once_and_nobody_else_reads_it(tmp_path: Path) -> None:
    chosen = Settings(var_dir=tmp_path / "var")
    made = chosen.key()
    assert len(made) >= 32
    assert chosen.key() == made
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0


def test_a_key_that_was_cut_off_while_it_was_written_is_made_anew(tmp_path: Path) -> None:
    """With an empty one, no page could be shown any more."""
    (tmp_path / "secret_key").touch()
    chosen = Settings(var_dir=tmp_path)
    assert len(chosen.key()) >= 32
    assert chosen.key() == (tmp_path / "secret_key").read_text()


SERVER = (sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0", "app:create_app()")
WORKER = (sys.executable, "-m", "flask", "--app", "app", "worker")
UPGRADE = (sys.executable, "-m", "flask", "--app", "app", "database", "upgrade")


def _refuses(command: tuple[str, ...], url: str) -> str:
    """What a start that does not come about says."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    ended = subprocess.run(
        command,
        cwd=HOME,
        env=kept | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
    return ended.stderr


@pytest.mark.parametrize("command", [SERVER, WORKER], ids=["gunicorn", "worker"])
def test_a_database_that_was_not_upgraded_stops_the_start(
    empty_database_url: str, command: tuple[str, ...]
) -> None:
    """A resident would tell all of it, page after page, before anything failed."""
    alembic.upgrade(alembic_config(empty_database_url), "0010")
    assert "stands at 0010" in _refuses(command, empty_database_url)


@pytest.mark.parametrize(
    "command", [SERVER, WORKER, UPGRADE], ids=["gunicorn", "worker", "upgrade"]
)
def test_a_database_of_a_newer_version_is_left_alone(
    empty_database_url: str, command: tuple[str, ...]
) -> None:
    alembic.upgrade(alembic_config(empty_database_url), "head")
    engine = create_engine_for(empty_database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert "a newer version of the application made" in _refuses(command, empty_database_url)


@pytest.mark.parametrize(
    "command", [SERVER, WORKER, UPGRADE], ids=["gunicorn", "worker", "upgrade"]
)
def test_a_file_that_is_no_database_is_said_in_words(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "broken.sqlite3").write_bytes(b"not a database " * 1_000)
    said = _refuses(command, f"sqlite:///{tmp_path / 'broken.sqlite3'}")
    assert "Restore it from a backup" in said
