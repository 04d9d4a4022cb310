"""A case as a row of a list, whatever its kind, and what each kind brings to the queues."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from flask import abort
from pydantic import Field
from sqlalchemy.orm import Session

from shared.workflow.queues import Cursor, Queue
from shared.workflow.storable import storable
from staff.blueprint import In, Out


class DueOut(Out):
    """What runs out, when, and by which clause."""

    at: datetime
    what: str
    clause: str
    is_late: bool


class RowOut(Out):
    """`reference` is what the case's address names; `number` is the same as people write it."""

    kind: str
    reference: str
    control_number: str | None = None  # of a concern: the same as its reference
    number: str
    state: str
    category: str
    place: str
    district: str | None
    beat: str | None
    latitude: float | None
    longitude: float | None
    excerpt: str
    submitted_at: datetime
    due: DueOut | None
    marks: tuple[str, ...] = ()  # what a glance should see, in plain words
    is_criminal: bool = False
    is_held: bool = False
    unit: str | None = None
    supervisor: str | None = None
    followers: int = 0
    reassignments: int = 0
    extensions: int = 0
    is_update_due: bool = False
    version: int


class PageOut(Out):
    rows: list[RowOut]
    next: str | None


class PageIn(In):
    cursor: str = ""
    size: Annotated[int, Field(ge=1, le=100)] = 25


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of case brings to the queues; their names differ between the kinds."""

    name: str
    model: type[Any]
    queues: tuple[Queue, ...]
    rows: Callable[[Session, list[Any], datetime], list[RowOut]]
    loaded: tuple[Any, ...] = ()  # what its rows need beside the case itself
    papers: Callable[[Queue], list[Any]] = lambda _queue: []  # what is printed of a whole queue
    is_tour_duty: bool = False  # opening any of its queues is the duty of the tour (VII)


def cursor(token: str) -> Cursor | None:
    if not token:
        return None
    try:
        urgency, at, last = json.loads(base64.urlsafe_b64decode(token.encode()))
        after = int(urgency), datetime.fromisoformat(at), int(last)
        storable(after)
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
        abort(400)
    return after


def token(after: Cursor | None) -> str | None:
    if after is None:
        return None
    urgency, at, last = after
    return base64.urlsafe_b64encode(json.dumps([urgency, at.isoformat(), last]).encode()).decode()
