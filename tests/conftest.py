"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from pydantic import SecretStr
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from app import create_app
from shared.database import Database
from shared.schema.models import METADATA
from shared.schema.upgrade import upgrade
from shared.settings import Settings
from tests import postgres
from tests.absent import absent, name_what_was_absent
from tests.databases import Pristine, pristine
from tests.making import Clock, make_district
from tests.world import World

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


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """A PIN's hash is slow on purpose; thousands of submissions need not be."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shared.concerns.numbers._HASHER", quick)
        yield


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


@pytest.fixture
def empty_database_url(
    database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """Another database of the same kind, with nothing in it."""
    if make_url(database_url).get_backend_name() == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    server = request.getfixturevalue("postgresql_server")
    name = f"empty_{os.getpid()}"
    run_outside_transaction(server, f'CREATE DATABASE "{name}"')
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    run_outside_transaction(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def upgraded_url(database_url: str) -> str:
    """A database with every table, and what an installation starts with."""
    database = Database(database_url)
    upgrade(database, database_url)
    database.close()
    return database_url


@pytest.fixture(scope="session")
def pristine_database(upgraded_url: str) -> Iterator[Pristine]:
    kept = pristine(upgraded_url, METADATA)
    yield kept
    kept.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(
    upgraded_url: str, pristine_database: Pristine, tmp_path: Path, clock: Clock
) -> Iterator[Flask]:
    """The application on a database of each kind, as a new installation has it."""
    pristine_database.restore()
    chosen = Settings(
        database_url=upgraded_url,
        var_dir=tmp_path,
        secret_key=SecretStr("not a secret, only long enough for tests"),
        log_level="ERROR",
    )
    made = create_app(chosen, clock)
    made.config["TESTING"] = True
    yield made
    made.extensions["database"].close()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session of the test's own; commit what the application must see."""
    with app.extensions["database"].open() as made:
        yield made


@pytest.fixture
def world(app: Flask, session: Session, clock: Clock) -> World:
    """A district with everybody in it, and the doors through which they act."""
    district = make_district(session)
    session.commit()
    return World(app, clock, district, session)
