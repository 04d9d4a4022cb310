"""Brings a database to the newest schema and gives it what every installation starts with."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from shared.concerns.categories import STARTING, Category
from shared.database import Database
from shared.places.models import District, Unit
from shared.places.patrol_areas import PatrolArea, starting_areas
from shared.places.starting import DISTRICTS, SPECIALIZED, district_units
from shared.service_requests.starting import elsewhere, services
from shared.service_requests.types import ServiceType

MIGRATIONS = Path(__file__).parent.parent.parent / "migrations"


class SchemaError(Exception):
    """Why this application cannot work with this database, in words for who runs it."""


def alembic_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    return config


def check(database: Database) -> None:
    """Raises SchemaError unless the database stands where this version needs it to."""
    script = ScriptDirectory.from_config(alembic_config(""))
    stands, needed = _stands_at(database, script), script.get_current_head()
    if stands != needed:
        raise SchemaError(
            f"The database stands at {stands or 'nothing'} and this version of the application"
            f" needs {needed}. Run `flask database upgrade`."
        )


def _stands_at(database: Database, script: ScriptDirectory) -> str | None:
    try:
        with database.engine.connect() as connection:
            stands = MigrationContext.configure(connection).get_current_revision()
    except OperationalError as error:
        raise SchemaError(f"The database cannot be reached: {error.orig}") from error
    except DBAPIError as error:
        raise SchemaError(
            f"The database cannot be read: {error.orig}. Restore it from a backup."
        ) from error
    if stands is not None and stands not in {each.revision for each in script.walk_revisions()}:
        raise SchemaError(
            f"The database stands at {stands}, which a newer version of the application made."
            " Run that version; nothing was changed."
        )
    return stands


def upgrade(database: Database, url: str) -> None:
    """Safe to run again; only what is missing is added. Raises SchemaError."""
    _stands_at(database, ScriptDirectory.from_config(alembic_config("")))
    command.upgrade(alembic_config(url), "head")
    with database.open() as session:
        start_with(session)
        session.commit()


def start_with(session: Session) -> None:
    if session.scalar(select(Category.code).limit(1)) is None:
        for position, starting in enumerate(STARTING):
            session.add(
                Category(
                    code=starting.code,
                    label=starting.label,
                    label_es=starting.label_es,
                    label_pl=starting.label_pl,
                    hint=starting.hint,
                    is_building=starting.is_building,
                    suggests=starting.suggests,
                    position=position,
                    is_active=True,
                )
            )
    if session.scalar(select(District.code).limit(1)) is None:
        for code, name in DISTRICTS:
            session.add(District(code=code, name=name))
            session.add_all(Unit(**unit) for unit in district_units(code))
        session.add_all(Unit(**unit) for unit in SPECIALIZED)
    if session.scalar(select(ServiceType.code).limit(1)) is None:
        session.add_all((*services(), *elsewhere()))
    if session.scalar(select(PatrolArea.district).limit(1)) is None:
        session.add_all(starting_areas())
