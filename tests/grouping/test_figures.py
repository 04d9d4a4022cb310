"""The figures that the grouping must keep, with a margin; `bench/grouping.py` prints them all."""

import pytest

from bench.neighbours.data import (
    REFERENCE,
    Labelled,
    other_hand_cases,
    own_cases,
    reference_cases,
)
from bench.neighbours.measures import b_cubed, figures_of
from shared.concerns.grouping.stream import decisions
from tests.absent import absent


def _check(
    cases: list[Labelled], most_needless: float = 0.30, least_preselected: float = 0.30
) -> None:
    figures = figures_of(cases, list(decisions(case.report for case in cases)))
    assert figures.f1 >= 0.92, figures
    assert figures.shown_right >= 0.96, figures
    assert figures.shown_needlessly <= most_needless, figures
    assert figures.preselected_right >= 0.96, figures
    assert figures.preselected >= least_preselected, figures


def test_own_cases() -> None:
    cases = own_cases()
    assert len(cases) > 350
    _check(cases, most_needless=0.33)  # packed closer, and more alike on purpose, than any street


def test_cases_of_another_hand() -> None:
    cases = other_hand_cases()
    assert len(cases) > 250
    _check(cases, least_preselected=0.25)  # each problem is told as far about as can be


def test_reference_cases() -> None:
    if not REFERENCE.exists():
        absent("the reference folder ../shared")
    _check(reference_cases())


def test_b_cubed_of_a_worked_example() -> None:
    precision, recall = b_cubed(["x", "x", "y"], ["a", "b", "b"])
    assert precision == pytest.approx((0.5 + 0.5 + 1) / 3)
    assert recall == pytest.approx((1 + 0.5 + 0.5) / 3)
