"""Migrations go up, down and up again, and end where the models are."""

from datetime import UTC, datetime

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from bench.fill import FILLED, fill
from shared.database import create_engine_for
from shared.schema.models import METADATA
from shared.schema.upgrade import alembic_config
from shared.workflow.states import StateColumn

FIRST_RELEASE = "0040"


def test_up_down_and_up_again_ends_at_the_models(empty_database_url: str) -> None:
    config = alembic_config(empty_database_url)
    command.upgrade(config, "head")
    command.downgrade(config, "base")
    engine = create_engine_for(empty_database_url)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    command.upgrade(config, "head")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": _same_type},
        )
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_a_filled_database_goes_down_and_up_with_all_its_rows(app: Flask) -> None:
    """From the first release on; a table that others refer to cannot be made anew on SQLite."""
    database = app.extensions["database"]
    for model in FILLED:
        fill(database, model, 15, datetime.now(UTC))
    config = alembic_config(app.extensions["settings"].database_url)
    command.downgrade(config, FIRST_RELEASE)
    command.upgrade(config, "head")
    told = app.test_cli_runner().invoke(args=["history", "verify"])
    assert told.exit_code == 0, told.output


def _same_type(
    _context: object, _column: object, _meta: object, _kept: object, ours: object
) -> bool | None:
    """A state is a VARCHAR in the database; its length says all there is to compare."""
    return False if isinstance(ours, StateColumn) else None


def test_the_application_has_every_table(app: Flask) -> None:
    names = set(inspect(app.extensions["database"].engine).get_table_names())
    assert names >= {table.name for table in METADATA.sorted_tables}
