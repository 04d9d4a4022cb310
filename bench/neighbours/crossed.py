"""Cross-validates the grouping over whole places: training on some, deciding on the others."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from bench.neighbours import training
from bench.neighbours.data import Labelled, every_set
from bench.neighbours.measures import figures_of
from shared.concerns.grouping import groups, weights
from shared.concerns.grouping.reading import Reading, read
from shared.concerns.grouping.reports import Report
from shared.concerns.grouping.stream import Decision, decisions

FOLDS = 10


def print_figures() -> None:
    sets = every_set()
    for name, tested in sets.items():
        others = [cases for other, cases in sets.items() if other != name]
        for poorer in (False, True):
            how = ", read with a third of the lexicon lost" if poorer else ""
            print(f"{name} cases, cross-validated over whole places in {FOLDS} folds{how}:")
            print(f"  {figures_of(tested, _decided(tested, others, poorer))}")
        print(f"{name} cases, weights from the others alone:")
        with _weights_from(others):
            print(f"  {figures_of(tested, list(decisions(case.report for case in tested)))}")


def _decided(
    tested: list[Labelled], others: Sequence[list[Labelled]], poorer: bool
) -> list[Decision]:
    places = _places(tested)
    names = sorted(set(places))
    random.Random(4).shuffle(names)
    made: list[Decision] = []
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        kept = [c for c, place in zip(tested, places, strict=True) if place not in out]
        left = [c for c, place in zip(tested, places, strict=True) if place in out]
        with _weights_from([kept, *others]), _lexicon_lost(poorer):
            made += decisions(case.report for case in left)
    return made


def _places(cases: Sequence[Labelled]) -> list[int]:
    """A number for each case, the same for all that a chain of gates ties together."""
    place = list(range(len(cases)))
    for later, earlier, _, _ in training.pairs_of(cases, [read(case.report) for case in cases]):
        old, new = place[later], place[earlier]
        place = [new if at == old else at for at in place]
    return place


_copies_of = lru_cache(training.copies_of)


@contextmanager
def _weights_from(parts: Sequence[list[Labelled]]) -> Iterator[None]:
    rows = [
        ([p[2] for p in pairs], [p[3] for p in pairs], training.share_of(cases))
        for cases in parts
        for pairs in _copies_of(tuple(cases))
    ]
    fitted = training.fitted(rows)
    usual = weights.table
    weights.table = lambda: (fitted[0], tuple(fitted[1]))  # type: ignore[assignment]
    try:
        yield
    finally:
        weights.table = usual


@contextmanager
def _lexicon_lost(poorer: bool) -> Iterator[None]:
    usual = groups.read_once
    if poorer:
        chance = random.Random(9)
        read_before: dict[str, Reading] = {}

        def thin(report: Report) -> Reading:
            if report.id not in read_before:
                read_before[report.id] = training.thinned(read(report), chance)
            return read_before[report.id]

        groups.read_once = thin
    try:
        yield
    finally:
        groups.read_once = usual
