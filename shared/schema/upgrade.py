"""Brings a database to the newest schema and gives it what every installation starts with."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns.categories import STARTING, Category
from shared.database import Database
from shared.places.models import District, Unit
from shared.places.patrol_areas import PatrolArea, starting_areas
from shared.places.starting import DISTRICTS, SPECIALIZED, district_units
from shared.service_requests.starting import elsewhere, services
from shared.service_requests.types import ServiceType

MIGRATIONS = Path(__file__).parent.parent.parent / "migrations"


def alembic_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    return config


def upgrade(database: Database, url: str) -> None:
    """Safe to run again; only what is missing is added."""
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
