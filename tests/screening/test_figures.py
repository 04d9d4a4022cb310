"""The figures on labelled texts: our own, and those beside the project where they are."""

from pathlib import Path

import pytest

from bench.screening import LABELLED, OWN, Case, cases
from shared.screening import Flag, Outcome
from tests.absent import absent

ABUSE = {"lewd_plain", "obfus", "derog_slur", "expletive_sincere"}
CAUGHT = {Outcome.REFUSE, Outcome.HOLD}


@pytest.fixture(scope="module", params=[OWN, (LABELLED,)], ids=["own", "beside"])
def labelled(request: pytest.FixtureRequest) -> list[Case]:
    paths: tuple[Path, ...] = request.param
    if not all(path.exists() for path in paths):
        absent("the labelled texts")
    return [case for path in paths for case in cases(path)]


def share(cases: list[Case], categories: set[str], outcomes: set[Outcome]) -> float:
    chosen = [found.outcome in outcomes for row, found in cases if row["category"] in categories]
    return sum(chosen) / len(chosen)


@pytest.mark.directive("VI.A.2")
@pytest.mark.parametrize(
    ("categories", "outcomes", "least"),
    [
        (ABUSE, {Outcome.REFUSE}, 0.93),
        (ABUSE, CAUGHT, 0.97),
        ({"lewd_es", "lewd_pl", "lewd_ar", "lewd_zh"}, CAUGHT, 0.92),
        ({"polite_degrading"}, CAUGHT, 0.7),
        ({"clean_risky"}, {Outcome.ACCEPT, Outcome.HOLD}, 1),
        ({"quoted"}, CAUGHT - {Outcome.REFUSE}, 0.95),
        ({"victim_expletive"}, {Outcome.HOLD}, 1),
    ],
)
def test_outcomes(
    labelled: list[Case], categories: set[str], outcomes: set[Outcome], least: float
) -> None:
    assert share(labelled, categories, outcomes) >= least


@pytest.mark.parametrize(
    ("flag", "label", "recall", "precision"),
    [
        pytest.param(Flag.EMERGENCY, "emergency", 0.95, 0.9, marks=pytest.mark.directive("II.B")),
        pytest.param(Flag.CRIMINAL, "criminal", 0.88, 0.88, marks=pytest.mark.directive("VII.B.3")),
        pytest.param(
            Flag.BUILDING, "building", 0.95, 0.9, marks=pytest.mark.directive("VII.B.2.a")
        ),
        pytest.param(Flag.CITY_SERVICE, "city_service", 0.95, 0.9),
    ],
)
def test_flags(
    labelled: list[Case], flag: Flag, label: str, recall: float, precision: float
) -> None:
    both = sum(row[label] and flag in found.flags for row, found in labelled)
    assert both >= recall * sum(row[label] for row, _ in labelled)
    assert both >= precision * sum(flag in found.flags for _, found in labelled)
