"""Prints how well and how fast the grouping works.   python -m bench.grouping

"Trained" figures use the committed weights, which have seen these cases. The cross-validated ones
leave whole places out of the training, so that no group is on both sides.
"""

import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bench.neighbours import crossed
from bench.neighbours.data import (
    REFERENCE,
    START,
    Labelled,
    every_set,
    own_cases,
)
from bench.neighbours.measures import figures_of
from shared.concerns.grouping import Report, suggest
from shared.concerns.grouping.stream import decisions


def main() -> None:
    for name, cases in every_set().items():
        print(f"{name} cases, weights trained on them:")
        _print_figures(cases)
    if not REFERENCE.exists():
        print(f"SKIPPED: the reference cases, for {REFERENCE.name} is not beside the project.")
    crossed.print_figures()
    _print_speed(own_cases())


def _print_figures(cases: Sequence[Labelled]) -> None:
    made = list(decisions(case.report for case in cases))
    print(f"  {figures_of(cases, made)}")


def _print_speed(cases: Sequence[Labelled]) -> None:
    chance = random.Random(1)
    texts = [case.report for case in cases]
    crowd = [
        replace(
            chance.choice(texts), id=f"C{n}", submitted_at=START + timedelta(minutes=n),
            latitude=41.85 + chance.random() / 1000, longitude=-87.65, group=f"C{n % 30}",
        )
        for n in range(300)
    ]  # fmt: skip
    newest = replace(crowd[0], id="new", submitted_at=START + timedelta(days=1), group=None)
    suggest(newest, crowd)
    laps = [_timed(replace(newest, id=f"new{n}"), crowd) for n in range(20)]
    print(
        f"Speed: {sorted(laps)[10] * 1000:.1f} ms for one concern with 300 at its corner (median)."
    )
    spread = [
        replace(
            chance.choice(texts), id=f"S{n}", submitted_at=START + timedelta(minutes=n),
            latitude=41.65 + chance.random() * 0.35, longitude=-87.85 + chance.random() * 0.3,
        )
        for n in range(20_000)
    ]  # fmt: skip
    start = time.perf_counter()
    groups: dict[str, int] = defaultdict(int)
    for decision in decisions(spread):
        groups[decision.primary] += 1
    print(f"Speed: {len(spread) / (time.perf_counter() - start):,.0f} concerns a second in a file.")


def _timed(report: Report, candidates: Sequence[Report]) -> float:
    start = time.perf_counter()
    suggest(report, candidates)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
