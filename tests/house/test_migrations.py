"""Migrations go up, down and up again, and end where the models are."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from shared.database import create_engine_for
from shared.schema.models import METADATA
from shared.schema.upgrade import alembic_config
from shared.workflow.states import StateColumn


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


def _same_type(
    _context: object, _column: object, _meta: object, _kept: object, ours: object
) -> bool | None:
    """A state is a VARCHAR in the database; its length says all there is to compare."""
    return False if isinstance(ours, StateColumn) else None


def test_the_application_has_every_table(app: Flask) -> None:
    names = set(inspect(app.extensions["database"].engine).get_table_names())
    assert names >= {table.name for table in METADATA.sorted_tables}
