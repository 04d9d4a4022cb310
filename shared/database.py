"""The engine, its sessions and the types every table shares."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Engine, MetaData, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

WAIT = 30  # seconds for a lock, on either database
TURN = 0.02  # seconds of one wait for SQLite's write lock


class UtcDateTime(TypeDecorator[datetime]):
    """Aware times only; what SQLite forgets of the zone is put back coming out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 (as SQLAlchemy types it)
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
    }


def create_engine_for(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL; a bare postgresql:// address is read by psycopg 3."""
    address = make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() != "sqlite":
        return create_engine(
            address,
            pool_size=10,
            max_overflow=30,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"options": f"-c lock_timeout={WAIT}s"},
        )
    engine = create_engine(address, connect_args={"timeout": WAIT}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy, not the driver, begins transactions
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "cache_size=-65536",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock first: reading, then writing, would lose updates without an error."""
    if connection.get_execution_options().get("reading", False):
        connection.exec_driver_sql("BEGIN")
        return
    # SQLite's own waiting sleeps a tenth of a second at a time and starves the unlucky: begun
    # anew after each short wait, everybody has the same chance.
    driver: Any = connection.connection.driver_connection
    until = monotonic() + WAIT
    driver.execute(f"PRAGMA busy_timeout={TURN * 1000:.0f}")
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                    raise
    finally:
        driver.execute(f"PRAGMA busy_timeout={WAIT * 1000}")


class Database:
    """One engine and the two kinds of session it gives."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine_for(url)
        self._reading = self.engine.execution_options(reading=True)

    def session(self, *, reading: bool = False) -> Session:
        """A session whose caller commits; what is not committed is rolled back when it closes."""
        return Session(self._reading if reading else self.engine, expire_on_commit=False)

    def session_to_write_once(self) -> Session:
        """One that, after its commit, reads on without a lock."""
        session = self.session()

        @event.listens_for(session, "after_commit")
        def read_on(session: Session) -> None:
            if not session.in_nested_transaction():
                session.bind = self._reading

        return session

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()

    @contextmanager
    def open(self, *, reading: bool = False) -> Iterator[Session]:
        with self.session(reading=reading) as session:
            yield session

    @contextmanager
    def open_as_a_whole(self) -> Iterator[Session]:
        """A session that may commit as it goes, and of which nothing is kept until its end."""
        with (
            self.engine.begin() as connection,
            Session(
                connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
            ) as session,
        ):
            yield session
