"""What part of the city a report is about: all of it, an area, a district, a sector or a beat."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from shared.places.models import District
from shared.places.patrol_areas import PatrolArea

_KEY = re.compile(
    r"city|area-[0-9A-Z]{1,2}|district-[0-9]{3}|sector-[0-9A-Z]{3,4}|beat-[0-9A-Z]{4}"
)


class ScopeError(ValueError):
    """What was given is no part of the city; the message says how one is written."""


class Level(StrEnum):
    CITY = "city"
    AREA = "area"
    DISTRICT = "district"
    SECTOR = "sector"
    BEAT = "beat"


@dataclass(frozen=True, slots=True)
class Scope:
    level: Level
    code: str = ""

    @property
    def key(self) -> str:
        return f"{self.level}-{self.code}" if self.code else str(self.level)

    @property
    def district(self) -> str | None:
        return self.code if self.level is Level.DISTRICT else None

    def where(self, model: type[Any]) -> ColumnElement[bool]:
        """The cases of this part of the city; a case whose place is not known is the city's."""
        if self.level is Level.CITY:
            return true()
        if self.level is Level.AREA:
            within = select(PatrolArea.district).where(PatrolArea.area == self.code)
            found: ColumnElement[bool] = model.district.in_(within)
            return found
        equal: ColumnElement[bool] = getattr(model, self.level.value) == self.code
        return equal

    def label(self, session: Session) -> str:
        if self.level is Level.CITY:
            return "City of Chicago"
        if self.level is Level.DISTRICT:
            name = session.scalar(select(District.name).where(District.code == self.code))
            return f"District {self.code}, {name}" if name else f"District {self.code}"
        return f"{self.level.value.title()} {self.code}"


CITY = Scope(Level.CITY)


def district(code: str) -> Scope:
    return Scope(Level.DISTRICT, code)


def scope_of(key: str) -> Scope:
    if _KEY.fullmatch(key) is None:
        raise ScopeError("Write the part of the city as city, area-1, district-011 or beat-1134.")
    level, _, code = key.partition("-")
    return Scope(Level(level), code)
