"""How places and units are worded in a report."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.places.models import District, Unit
from shared.places.patrol_areas import PatrolArea


def area_of(district: Any) -> Any:
    """The area of a case's district, as a column of its own."""
    return (
        select(PatrolArea.area)
        .where(PatrolArea.district == district)
        .correlate(district.class_)
        .scalar_subquery()
    )


def district_labels(session: Session) -> dict[str, str]:
    rows = session.execute(select(District.code, District.name))
    return {row.code: f"{row.code} {row.name}" for row in rows}


def unit_labels(session: Session) -> dict[str, str]:
    rows = session.execute(select(Unit.id, Unit.code, Unit.name))
    return {str(row.id): f"{row.code} {row.name}" for row in rows}
