"""Every length of time in the order; the only place with these numbers."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

CHICAGO = ZoneInfo("America/Chicago")

REVIEW = timedelta(hours=36)  # VII.B.1
INVESTIGATION_DAYS = 7  # VII.C.2
EXTENSION_DAYS = 7  # VI.B.2
WORK_ORDER_DAYS = 7  # V.C.3.a
WORK_ORDER_EXTENSION_DAYS = 15  # V.D.5
FORM_REVIEW_DAYS = 1  # IV.C.1: on a daily basis
RETENTION_DAYS = 180  # IV.C.3
REASSIGNMENTS = 3  # VII.E.5.a: over three is the executive officer's


def end_of_day(at: datetime, days: int) -> datetime:
    """The last second of the Chicago calendar day `days` after the day of `at`, in UTC."""
    day = at.astimezone(CHICAGO).date() + timedelta(days=days)
    return datetime.combine(day, time(23, 59, 59), CHICAGO).astimezone(UTC)


def chicago_day(at: datetime) -> str:
    return f"{at.astimezone(CHICAGO):%B %-d, %Y}"


def chicago_minute(at: datetime) -> str:
    return f"{at.astimezone(CHICAGO):%b %-d, %Y, %-I:%M %p}"


def review_due(opened_at: datetime) -> datetime:
    return opened_at + REVIEW


def investigation_due(assigned_at: datetime) -> datetime:
    return end_of_day(assigned_at, INVESTIGATION_DAYS)


def extended_due(due_at: datetime) -> datetime:
    return end_of_day(due_at, EXTENSION_DAYS)


def work_order_due(assigned_at: datetime) -> datetime:
    return end_of_day(assigned_at, WORK_ORDER_DAYS)


def work_order_extended_due(approved_at: datetime) -> datetime:
    return end_of_day(approved_at, WORK_ORDER_EXTENSION_DAYS)


def form_review_due(submitted_at: datetime) -> datetime:
    return end_of_day(submitted_at, FORM_REVIEW_DAYS)


def retained_until(completed_at: datetime) -> datetime:
    """The end of the day on which 180 whole days are over, clock changes or not."""
    return end_of_day(completed_at + timedelta(days=RETENTION_DAYS), 0)
