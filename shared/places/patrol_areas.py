"""The detective areas by which the Bureau of Patrol counts (III.A); the table decides."""

from collections.abc import Iterator

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.database import Base


class PatrolArea(Base):
    """Which area a district belongs to."""

    __tablename__ = "patrol_areas"

    district: Mapped[str] = mapped_column(String(3), primary_key=True)
    area: Mapped[str] = mapped_column(String(2), index=True)


AREAS = {
    "1": ("002", "003", "007", "008", "009"),
    "2": ("004", "005", "006", "022"),
    "3": ("001", "012", "018", "019", "020", "024"),
    "4": ("010", "011", "015"),
    "5": ("014", "016", "017", "025"),
}


def starting_areas() -> Iterator[PatrolArea]:
    for area, districts in AREAS.items():
        for district in districts:
            yield PatrolArea(district=district, area=area)
