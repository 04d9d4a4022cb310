"""Districts, the units a concern can be assigned to, and the watches of each district."""

from datetime import time

from sqlalchemy import String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.database import Base

TROUBLED_BUILDINGS = "241"  # VII.B.2.a


class District(Base):
    """A police district; its code is three digits, as on the unit list."""

    __tablename__ = "districts"

    code: Mapped[str] = mapped_column(String(3), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    station_address: Mapped[str | None] = mapped_column(String(120))
    station_phone: Mapped[str | None] = mapped_column(String(20))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Unit(Base):
    """A unit in the unit list (II.E.2). Watch and tactical units belong to a district."""

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(12))  # watch, tactical or specialized
    district: Mapped[str | None] = mapped_column(String(3), index=True)
    is_active: Mapped[bool] = mapped_column(default=True)

    @property
    def title(self) -> str:
        return f"{self.code} {self.name}"


class WatchTime(Base):
    """When a watch of a district begins and ends, Chicago time; it may run past midnight."""

    __tablename__ = "watch_times"
    __table_args__ = (UniqueConstraint("district", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district: Mapped[str | None] = mapped_column(String(3))  # None: wherever none is set
    number: Mapped[int]
    starts: Mapped[time] = mapped_column(Time)
    ends: Mapped[time] = mapped_column(Time)
