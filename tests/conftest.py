"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests import postgres
from tests.absent import absent, name_what_was_absent

DATABASES = ("sqlite", "postgresql")


def pytest_configure(config: pytest.Config) -> None:
    if is_worker(config) or os.environ.get("TEST_DATABASE_URL") or postgres.programs() is None:
        return
    os.environ[postgres.FOLDER] = str(postgres.make_folder())


def pytest_unconfigure(config: pytest.Config) -> None:
    if not is_worker(config) and (folder := os.environ.pop(postgres.FOLDER, None)):
        postgres.stop(Path(folder))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    name_what_was_absent(terminalreporter)


def is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


@pytest.fixture
def now() -> datetime:
    """A Tuesday morning in Chicago."""
    return datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgresql_server() -> str:
    """The address of a server where databases may be made."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        return given
    if (folder := os.environ.get(postgres.FOLDER)) is None:
        absent("PostgreSQL (install postgresql, or set TEST_DATABASE_URL)")
    return postgres.ensure_running(Path(folder))


@pytest.fixture(scope="session", params=DATABASES)
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[str]:
    """An empty database of each kind, one for each test process."""
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("sqlite")
        yield f"sqlite:///{folder / 'concerns.sqlite3'}"
        shutil.rmtree(folder)
    else:
        server = request.getfixturevalue("postgresql_server")
        name = f"tests_{worker_id}_{os.getpid()}"
        run_outside_transaction(server, f'CREATE DATABASE "{name}"')
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
        run_outside_transaction(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def run_outside_transaction(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
