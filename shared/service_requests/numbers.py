"""Form numbers: running in each district and year, never twice, however many file at once."""

import re
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.directive.clocks import CHICAGO
from shared.service_requests.models import FormNumber


def next_reference(session: Session, district: str, now: datetime) -> str:
    """The next one, as CSR-011-2026-000123; its row stays locked until the caller commits."""
    year = now.astimezone(CHICAGO).year
    _ensure(session, district, year)
    number = session.scalars(
        update(FormNumber)
        .where(FormNumber.district == district, FormNumber.year == year)
        .values(last=FormNumber.last + 1)
        .returning(FormNumber.last)
        .execution_options(synchronize_session=False)
    ).one()
    return f"CSR-{district}-{year}-{number:06d}"


def _ensure(session: Session, district: str, year: int) -> None:
    known = select(FormNumber.last).where(FormNumber.district == district, FormNumber.year == year)
    if session.scalar(known) is not None:
        return
    try:
        with session.begin_nested():
            session.add(FormNumber(district=district, year=year, last=0))
    except IntegrityError:  # the year's first form was filed twice at once
        return


def reference_of(typed: str) -> str:
    """A form's number as it stands in the table, however it was typed."""
    parts = re.findall(r"[0-9]+", typed)
    if len(parts) != 3:
        return ""
    district, year, number = parts
    return f"CSR-{district.zfill(3)}-{year}-{number.zfill(6)}"
