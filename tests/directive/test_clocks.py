"""Every clock of the order, over every moment of several years, clock changes among them."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.directive import clocks

moments = st.integers(1_704_067_200, 1_924_992_000).map(
    lambda second: datetime.fromtimestamp(second, UTC)
)


def chicago(at: datetime) -> datetime:
    return at.astimezone(clocks.CHICAGO)


@pytest.mark.directive("VII.B.1")
@given(moments)
def test_the_review_is_36_hours_exactly(at: datetime) -> None:
    assert clocks.review_due(at) - at == timedelta(hours=36)


@pytest.mark.directive("VII.C.2")
@pytest.mark.directive("V.C.3.a")
@given(moments)
def test_seven_days_end_with_the_seventh_chicago_day(at: datetime) -> None:
    for due in (clocks.investigation_due(at), clocks.work_order_due(at)):
        assert chicago(due).date() - chicago(at).date() == timedelta(days=7)
        assert chicago(due).time() == time(23, 59, 59)
        assert due.tzinfo is UTC


@pytest.mark.directive("VI.B.2")
@given(moments, st.integers(1, 8))
def test_extensions_add_seven_days_each_to_the_due_date(at: datetime, times: int) -> None:
    due = first = clocks.investigation_due(at)
    for _ in range(times):
        due = clocks.extended_due(due)
    assert chicago(due).date() - chicago(first).date() == timedelta(days=7 * times)


@pytest.mark.directive("V.D.5")
@given(moments)
def test_a_work_order_is_extended_by_fifteen_days_from_the_approval(at: datetime) -> None:
    due = clocks.work_order_extended_due(at)
    assert chicago(due).date() - chicago(at).date() == timedelta(days=15)


@pytest.mark.directive("IV.C.3")
@given(moments)
def test_forms_are_kept_180_days(at: datetime) -> None:
    assert timedelta(days=180) <= clocks.retained_until(at) - at < timedelta(days=181, hours=1)
