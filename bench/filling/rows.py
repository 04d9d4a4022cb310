"""Rows of any table, gathered and stored as fast as the database takes them."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from sqlalchemy import Engine, Table, func, insert, select

from shared.database import Base

Row = dict[str, Any]


class Rows:
    """What waits to be stored: the rows of each table, the tables in the order of their use."""

    def __init__(self) -> None:
        self._rows: dict[type[Base], list[Row]] = defaultdict(list)

    def add(self, model: type[Base], row: Row) -> None:
        self._rows[model].append(row)

    def store(self, engine: Engine) -> None:
        """All of them in one transaction."""
        with engine.begin() as connection:
            for model, rows in self._rows.items():
                table: Table = model.__table__  # type: ignore[assignment]
                defaults = _defaults(table)
                names = [column.name for column in table.columns if column.name in _used(rows)]
                names += [name for name in defaults if name not in names]
                if engine.dialect.name == "postgresql":
                    driver = connection.connection.driver_connection
                    _copy(driver, table, names, (defaults | row for row in rows))
                else:
                    empty = dict.fromkeys(names)
                    connection.execute(insert(table), [empty | defaults | row for row in rows])


def _used(rows: Iterable[Row]) -> set[str]:
    return {name for row in rows for name in row}


@cache
def _defaults(table: Table) -> Row:
    """What SQLAlchemy would put into the columns that a row leaves out."""
    defaults: Row = {}
    for column in table.columns:
        if column.default is not None and column.default.is_scalar:
            defaults[column.name] = column.default.arg  # type: ignore[attr-defined]
    return defaults


def _copy(driver: Any, table: Table, names: list[str], rows: Iterable[Row]) -> None:
    columns = ", ".join(f'"{name}"' for name in names)
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([_plain(row.get(name)) for name in names])


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value


def first_free(engine: Engine, model: type[Base]) -> int:
    """The id after the last one in the table."""
    with engine.connect() as connection:
        return (connection.scalar(select(func.max(model.__table__.c.id))) or 0) + 1


def in_batches(ids: range, size: int, make: Callable[[range], Rows], engine: Engine) -> None:
    for start in range(ids.start, ids.stop, size):
        make(range(start, min(start + size, ids.stop))).store(engine)


def settle(engine: Engine, models: Iterable[type[Base]]) -> None:
    """What bulk loading leaves undone: sequences, and the planner's statistics."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            for model in models:
                name = model.__tablename__
                connection.exec_driver_sql(
                    f"SELECT setval('{name}_id_seq', (SELECT max(id) FROM {name}))"  # noqa: S608
                )
            connection.exec_driver_sql("VACUUM ANALYZE")
        else:
            connection.exec_driver_sql("ANALYZE")
