"""Training happens on made-up data, looks real, and touches nothing real."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from app import create_app
from shared.database import Database
from shared.schema.upgrade import upgrade
from shared.settings import Settings

BANNER = "Practice: made-up data."
pytestmark = pytest.mark.directive("VII.F.3")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("database_url", "postgresql://concerns@db.police.example/concerns"),
        ("smtp_host", "mail.police.example"),
        ("secret_key", "the-key-of-the-real-installation-0123456789"),
        ("city311", "live"),
        ("city311_sandbox_url", "https://311.chicago.example/open311/v2"),
        ("city311_sandbox_url", "http://127.0.0.1@311.chicago.example/open311/v2"),
        ("city311_sandbox_url", "http://[nonsense/open311/v2"),
        ("geocoder", "nominatim"),
    ],
)
def test_practice_does_not_start_beside_anything_real(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(ValueError, match=f"{name.upper()} must"):
        Settings.model_validate({"mode": "practice", "var_dir": tmp_path, name: value})


@pytest.mark.parametrize("host", ["127.0.0.1:8311", "localhost:8311", "[::1]:8311"])
def test_the_pretended_311_of_this_machine_may_be_used_in_practice(
    tmp_path: Path, host: str
) -> None:
    url = f"http://{host}/open311/v2"
    chosen = Settings(
        mode="practice",
        var_dir=tmp_path,
        city311_sandbox_url=url,
        city311_sandbox_key=SecretStr("a-key"),
    )
    endpoint = chosen.city311_endpoint()
    assert endpoint is not None
    assert endpoint.base_url == url


def test_practice_keeps_its_own_database_and_key(tmp_path: Path) -> None:
    real, practice = Settings(var_dir=tmp_path), Settings(var_dir=tmp_path, mode="practice")
    assert real.database != practice.database
    assert real.key() != practice.key()


@pytest.mark.parametrize("path", ["/", "/status", "/privacy", "/no-such-page"])
def test_every_page_says_that_it_is_practice(tmp_path: Path, path: str) -> None:
    assert BANNER in page(Settings(var_dir=tmp_path, mode="practice"), path)
    assert BANNER not in page(Settings(var_dir=tmp_path), path)


def test_the_staff_application_is_told_that_it_is_practice(tmp_path: Path) -> None:
    chosen = Settings(var_dir=tmp_path, mode="practice")
    assert '<meta name="mode" content="practice">' in page(chosen, "/staff/")


def page(chosen: Settings, path: str) -> str:
    database = Database(chosen.database)
    upgrade(database, chosen.database)
    return create_app(chosen).test_client().get(path).get_data(as_text=True)
