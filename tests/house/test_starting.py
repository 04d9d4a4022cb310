"""What stops the start says everything at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
