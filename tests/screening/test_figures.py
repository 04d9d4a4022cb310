"""The figures on labelled texts that are not in this project, with a margin for other texts."""

import json
from pathlib import Path
from typing import Any

import pytest

from shared.screening import Flag, Outcome, Screening, screen
from tests.absent import absent

LABELLED = Path(__file__).parents[3] / "shared" / "eval" / "screening-dev.jsonl"
ABUSE = {"lewd_plain", "obfus", "derog_slur", "expletive_sincere"}
CAUGHT = {Outcome.REFUSE, Outcome.HOLD}
Case = tuple[dict[str, Any], Screening]


@pytest.fixture(scope="module")
def labelled() -> list[Case]:
    if not LABELLED.exists():
        absent("the labelled texts")
    rows = map(json.loads, LABELLED.read_text(encoding="utf-8").splitlines())
    return [(row, screen(row["text"])) for row in rows]


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
