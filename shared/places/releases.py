"""Loaded data in versions: each kind has one that holds, and what it replaced stays readable."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from shared.places.models import AddressPoint, Area, Landmark, Release, StreetCorner, StreetName

BEATS, DISTRICTS = "beats", "districts"
NAMES, CORNERS, POINTS = "street names", "corners", "address points"
LANDMARKS = "landmarks"

TABLES: dict[str, Any] = {
    BEATS: Area,
    DISTRICTS: Area,
    NAMES: StreetName,
    CORNERS: StreetCorner,
    POINTS: AddressPoint,
    LANDMARKS: Landmark,
}
BATCH = 5_000

Row = TypeVar("Row")


def replace(
    session: Session,
    kind: str,
    rows: list[dict[str, Any]],
    source: str,
    now: datetime,
    *,
    approximate: bool = False,
) -> Release:
    """Make these rows what holds for their kind from now on. The caller commits."""
    if before := holding(session).get(kind):
        before.valid_until = now
    release = Release(
        kind=kind,
        source=source[-300:],
        is_approximate=approximate,
        row_count=len(rows),
        valid_from=now,
        valid_until=None,
    )
    session.add(release)
    session.flush()
    for batch in _batches(rows):
        session.execute(insert(TABLES[kind]), [{**row, "release_id": release.id} for row in batch])
    return release


def holding(session: Session) -> Mapping[str, Release]:
    """The release of each kind that holds today."""
    found = session.scalars(
        select(Release).where(Release.valid_until.is_(None)).order_by(Release.id)
    )
    return {release.kind: release for release in found}


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    ahead = iter(rows)
    while batch := list(islice(ahead, BATCH)):
        yield batch
