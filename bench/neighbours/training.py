"""Makes `weights.toml` and `lexicon/seldom.toml` from the labelled concerns, own and reference.

The lexicon was written with the training concerns in view, so it reads them better than it will
read others. Each pair is therefore also shown thinned, with part of what was read in it taken
away, and the regression learns to lean on what is left: category, place, rare words.

    python -m bench.neighbours.training
"""

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from bench.neighbours.data import Labelled, every_set
from shared.concerns.grouping.distance import metres_within
from shared.concerns.grouping.groups import Neighbour, rarity_among
from shared.concerns.grouping.hints import lean_of
from shared.concerns.grouping.lexicon import FOLDER, fields, seldomness
from shared.concerns.grouping.likeness import Likeness, likeness
from shared.concerns.grouping.reading import IMPLIED, TOLD, TONES, Reading, implied_by, read
from shared.concerns.grouping.settings import DEFAULT
from shared.concerns.grouping.text import words_of
from shared.concerns.grouping.weights import TABLE

THINNED = 0.35
COPIES = 6
STRENGTH = 2.0
"""How far the regression may follow the cases: the inverse of its regularisation."""
MOST_STEPS, STILL = 100, 1e-8
SET_BY_HAND = {"only_one_content": -12.0, "denied": -2.5}
"""Too seldom in the cases to be learned, and plain: praise and complaint are never one problem."""

Row = tuple[float, ...]
Pairs = list[tuple[int, int, Row, bool]]
"""Later and earlier place in the list, the likeness, and whether the truth is the same."""


def thinned(reading: Reading, chance: random.Random) -> Reading:
    """The reading as a poorer lexicon would have it."""
    told = {
        concept: strength
        for concept, strength in reading.problems.items()
        if strength != IMPLIED and (concept in TONES or chance.random() > THINNED)
    }
    is_told = any(strength >= TOLD for strength in told.values())
    implied = {} if is_told or reading.denied else implied_by(reading.report.category)
    return replace(
        reading,
        problems=implied | told,
        told=is_told,
        lean=lean_of(word for word in sorted(reading.leaners) if chance.random() > THINNED * 0.8),
        venues={v: s for v, s in reading.venues.items() if chance.random() > THINNED / 2},
        fields={f: s for f, s in reading.fields.items() if chance.random() > THINNED},
    )


def pairs_of(cases: Sequence[Labelled], readings: Sequence[Reading]) -> Pairs:
    """Every two that the gate lets through, the later with its earlier neighbours."""
    pairs: Pairs = []
    longest = timedelta(days=DEFAULT.reach.days)
    for later, one in enumerate(readings):
        near: list[tuple[int, Neighbour]] = []
        for earlier in range(later):
            two = readings[earlier]
            if one.report.submitted_at - two.report.submitted_at > longest:
                continue
            metres = metres_within(one, two, DEFAULT.reach.metres)
            if metres is not None:
                near.append((earlier, Neighbour(two.report, two, metres)))
        rarity = rarity_among(one, [n for _, n in near])
        for earlier, n in near:
            row = likeness(one, n.reading, n.metres, rarity).row()
            pairs.append((later, earlier, row, cases[later].truth == cases[earlier].truth))
    return pairs


def copies_of(cases: Sequence[Labelled]) -> list[Pairs]:
    """The pairs as read, and as read by so many poorer lexicons."""
    plain = [read(case.report) for case in cases]
    chances = [random.Random(seed) for seed in range(COPIES)]
    return [pairs_of(cases, plain)] + [
        pairs_of(cases, [thinned(reading, chance) for reading in plain]) for chance in chances
    ]


def share_of(cases: Sequence[Labelled]) -> float:
    """How much each copy of these counts."""
    return cases[0].counts / (COPIES + 1)


def fitted(parts: Sequence[tuple[list[Row], list[bool], float]]) -> tuple[float, list[float]]:
    """The base and the weights, from (rows, truths, how much each counts)."""
    rows = [row for part, _, _ in parts for row in part]
    truths = [truth for _, part, _ in parts for truth in part]
    counts = [share for part, _, share in parts for _ in part]
    base, *learned = map(float, _most_likely(np.array(rows), np.array(truths), np.array(counts)))
    weights = dict(zip(Likeness.__slots__, learned, strict=True)) | SET_BY_HAND
    return base, list(weights.values())


def _most_likely(
    rows: NDArray[np.float64], truths: NDArray[np.bool_], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The base, then the weights, of a logistic regression: Newton's method, as good as exact."""
    told = np.column_stack((np.ones(len(rows)), rows))
    pull = np.full(told.shape[1], 1 / STRENGTH)
    pull[0] = 0  # the base may be what it likes
    learned = np.zeros(told.shape[1])
    for _ in range(MOST_STEPS):
        chances = 1 / (1 + np.exp(-told @ learned))
        slope = told.T @ (counts * (chances - truths)) + pull * learned
        bend = (told.T * (counts * chances * (1 - chances))) @ told + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        learned -= step
        if np.abs(step).max() < STILL:
            break
    return learned


def seldomness_in(cases: Sequence[Labelled]) -> dict[str, float]:
    """For each field, 1 if one case alone speaks of it, down to 0 if all do."""
    uses = Counter(
        field
        for case in cases
        for field in {found.concept for found in fields().find(words_of(case.report.text))}
    )
    whole = math.log(len(cases))
    return {field: 1 - math.log(max(uses[field], 1)) / whole for field in fields().concepts}


def main() -> None:
    sets = list(every_set().values())
    write_seldomness(seldomness_in([case for cases in sets for case in cases]))
    parts = []
    for cases in sets:
        for pairs in copies_of(cases):
            rows, truths = [p[2] for p in pairs], [p[3] for p in pairs]
            parts.append((rows, truths, share_of(cases)))
    write_weights(*fitted(parts))
    print(TABLE.read_text(encoding="utf-8"))


def write_seldomness(seldom: Mapping[str, float]) -> None:
    lines = [
        "# By bench/neighbours/training.py: how much it tells that two texts share a field.",
        "",
        "[fields]",
        *(f"{field} = {share:.2f}" for field, share in seldom.items()),
    ]
    (FOLDER / "seldom.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    seldomness.cache_clear()


def write_weights(base: float, weights: Sequence[float]) -> None:
    lines = [
        "# By bench/neighbours/training.py: what each likeness adds to the logarithm of the odds.",
        "",
        f"base = {base:.3f}",
        "",
        "[likeness]",
        *(
            f"{name} = {weight:.3f}"
            for name, weight in zip(Likeness.__slots__, weights, strict=True)
        ),
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
