"""The list of requests: what was asked for, and the rows that answer it."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sandbox311.faults import Habits
from sandbox311.intake import Unacceptable
from sandbox311.store import Filed, Store, Wanted

SMALL_PAGE, LARGEST_PAGE = 50, 500
LOOKS_BACK = timedelta(days=90)
EXTENSIONS = ("extended_attributes", "notes")


def moment_in(args: Mapping[str, str], name: str) -> datetime | None:
    text = args.get(name, "")
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Unacceptable(f"{name} must be like 2010-01-01T00:00:00Z.") from None
    if moment.tzinfo is None:
        raise Unacceptable(f"{name} must carry its time zone.")
    return moment


def wanted_in(args: Mapping[str, str], habits: Habits, now: datetime) -> Wanted:
    start, updated_after = moment_in(args, "start_date"), moment_in(args, "updated_after")
    numbers = _split(args, "service_request_id")
    statuses = _split(args, "status")
    if set(statuses) - {"open", "closed"}:
        raise Unacceptable("status is open, closed or both.")
    if not (start or updated_after or numbers):
        start = now - LOOKS_BACK
    return Wanted(
        codes=_split(args, "service_code"),
        numbers=numbers,
        statuses=statuses,
        start=start,
        end=moment_in(args, "end_date"),
        updated_after=updated_after,
        updated_before=moment_in(args, "updated_before"),
        unnumbered=habits.list_unnumbered,
    )


def listed(
    args: Mapping[str, str], store: Store, habits: Habits, now: datetime
) -> list[dict[str, Any]]:
    size = min(_whole(args, "page_size", SMALL_PAGE), LARGEST_PAGE)
    page = _whole(args, "page", 1)
    found = store.wanted(wanted_in(args, habits, now), now, size, (page - 1) * size)
    extended = args.get("extensions") == "true"
    rows = [row_of(filed, extended=extended, stale=habits.stale_rows) for filed in found]
    if habits.repeat_rows:
        rows += rows
    if habits.shuffle_rows:
        random.shuffle(rows)
    return rows


def row_of(filed: Filed, *, extended: bool, stale: bool = False) -> dict[str, Any]:
    document = filed.before if stale and filed.before else filed.document
    shown = {name: value for name, value in document.items() if extended or name not in EXTENSIONS}
    # As Chicago's: a request in process is listed without a number.
    return {"service_request_id": filed.number, **shown} if filed.number else shown


def _split(args: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in args.get(name, "").split(",") if part.strip()]


def _whole(args: Mapping[str, str], name: str, otherwise: int) -> int:
    text = args.get(name, "") or str(otherwise)
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 10):
        raise Unacceptable(f"{name} is a whole number from 1 on.")
    return int(text)
