"""Districts, units and watches; and the loaded maps: areas, streets, corners, points, places."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Time, UniqueConstraint
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
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)


class Unit(Base):
    """A unit in the unit list (II.E.2). Watch and tactical units belong to a district."""

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(12))  # watch, tactical or specialized
    district: Mapped[str | None] = mapped_column(String(3), index=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)

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


class Release(Base):
    """One loading of one kind of data. The newest of a kind holds until another is loaded."""

    __tablename__ = "place_releases"
    __table_args__ = (Index("ix_place_releases_kind_valid_until", "kind", "valid_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(300))
    is_approximate: Mapped[bool] = mapped_column(default=False)
    row_count: Mapped[int]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]


class Area(Base):
    """A beat's or a district's area. A district's has no sector and no beat."""

    __tablename__ = "areas"
    __table_args__ = (UniqueConstraint("release_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("place_releases.id"))
    number: Mapped[str] = mapped_column(String(4))  # beat 0111, or district 001
    district: Mapped[str] = mapped_column(String(3))
    sector: Mapped[str | None] = mapped_column(String(4))
    geometry: Mapped[dict[str, Any]]  # GeoJSON, WGS84


class StreetName(Base):
    """A street as the City names it, and the numbers along it."""

    __tablename__ = "street_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("place_releases.id"), index=True)
    direction: Mapped[str] = mapped_column(String(1))
    name: Mapped[str] = mapped_column(String(60))
    suffix: Mapped[str] = mapped_column(String(8))
    low: Mapped[int | None]
    high: Mapped[int | None]


class StreetCorner(Base):
    """Where two streets meet."""

    __tablename__ = "street_corners"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("place_releases.id"), index=True)
    one: Mapped[str] = mapped_column(String(80))
    other: Mapped[str] = mapped_column(String(80))
    latitude: Mapped[float]
    longitude: Mapped[float]


class AddressPoint(Base):
    """A house number whose point is known."""

    __tablename__ = "address_points"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("place_releases.id"), index=True)
    direction: Mapped[str] = mapped_column(String(1))
    name: Mapped[str] = mapped_column(String(60))
    suffix: Mapped[str] = mapped_column(String(8))
    number: Mapped[int]
    latitude: Mapped[float]
    longitude: Mapped[float]


class Landmark(Base):
    """A place that people name, or a Department facility (III.B.2)."""

    __tablename__ = "landmarks"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("place_releases.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(200))
    precision: Mapped[str] = mapped_column(String(20))
    latitude: Mapped[float]
    longitude: Mapped[float]
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
