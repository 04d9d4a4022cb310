"""How Alembic reaches the database: the address is passed in, the models are the application's."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from shared.database import create_engine_for
from shared.schema.models import METADATA
from shared.workflow.states import StateColumn


def render(kind: str, value: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our column types as what they are in the database."""
    if kind == "type" and isinstance(value, StateColumn):
        return "sa.String(length=30)"
    if kind == "type" and type(value).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    engine = create_engine_for(context.config.attributes["url"])
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=METADATA,
            render_as_batch=True,
            render_item=render,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
    engine.dispose()


run()
