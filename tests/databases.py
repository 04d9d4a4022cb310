"""A database as a new installation has it, given back to that state before each test."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Protocol

from sqlalchemy import MetaData, create_engine, text
from sqlalchemy.engine import make_url


class Pristine(Protocol):
    def restore(self) -> None: ...
    def close(self) -> None: ...


def pristine(url: str, metadata: MetaData) -> Pristine:
    """Keeps how the database at this address stands now."""
    if make_url(url).get_backend_name() == "sqlite":
        return PristineSqlite(url)
    return PristinePostgresql(url, metadata)


class PristineSqlite:
    def __init__(self, url: str) -> None:
        database = make_url(url).database
        assert database
        self._database = database
        self._kept = sqlite3.connect(Path(database).with_suffix(".pristine"))
        with closing(sqlite3.connect(database)) as source:
            source.backup(self._kept)

    def restore(self) -> None:
        with closing(sqlite3.connect(self._database, timeout=10)) as target:
            self._kept.backup(target)

    def close(self) -> None:
        self._kept.close()


class PristinePostgresql:
    """The rows are kept in a schema of their own; `replica` lifts keys and triggers meanwhile."""

    def __init__(self, url: str, metadata: MetaData) -> None:
        tables = [table.name for table in metadata.sorted_tables]
        self._engine = create_engine(url)
        with self._engine.begin() as connection:
            connection.execute(text("CREATE SCHEMA pristine"))
            for name in tables:
                connection.execute(text(f"CREATE TABLE pristine.{name} AS TABLE {name}"))
        self._statements = (
            "SET LOCAL session_replication_role = replica;"
            + "".join(f"DELETE FROM {name};" for name in tables)
            + "".join(f"INSERT INTO {name} SELECT * FROM pristine.{name};" for name in tables)
        )

    def restore(self) -> None:
        with self._engine.begin() as connection:
            connection.exec_driver_sql(self._statements)

    def close(self) -> None:
        self._engine.dispose()
