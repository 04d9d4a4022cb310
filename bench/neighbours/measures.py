"""What is measured of a grouping, and how: the three figures that VI.B.1's design promises."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from bench.neighbours.data import Labelled
from shared.concerns.grouping.stream import Decision


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of one. `shown_right` is of concerns with an earlier one of their problem."""

    concerns: int
    precision: float
    recall: float
    shown_right: float
    shown_needlessly: float
    preselected_right: float
    preselected: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return (
            f"B-cubed F1 {self.f1:.3f} (precision {self.precision:.3f}, recall {self.recall:.3f}); "
            f"right group among the top three {self.shown_right:.1%}, others shown any "
            f"{self.shown_needlessly:.1%}; pre-selected right {self.preselected_right:.1%} "
            f"at {self.preselected:.1%} of {self.concerns} concerns"
        )


def figures_of(cases: Sequence[Labelled], decisions: Sequence[Decision]) -> Figures:
    """`cases` in order of time; a candidate is right when its id's truth is the concern's."""
    truth = {case.report.id: case.truth for case in cases}
    made = {decision.id: decision for decision in decisions}
    earlier: set[str] = set()
    followers: list[Decision] = []
    firsts: list[Decision] = []
    for case in cases:
        (followers if case.truth in earlier else firsts).append(made[case.report.id])
        earlier.add(case.truth)
    precision, recall = b_cubed([made[i].primary for i in truth], list(truth.values()))
    chosen = [d for d in decisions if d.preselected]
    return Figures(
        len(cases),
        precision,
        recall,
        share([any(truth[s.id] == truth[d.id] for s in d.shown) for d in followers]),
        share([bool(d.shown) for d in firsts]),
        share([truth[d.preselected or ""] == truth[d.id] for d in chosen]),
        len(chosen) / len(cases),
    )


def share(claims: Sequence[bool]) -> float:
    return sum(claims) / len(claims) if claims else 1.0


def b_cubed(found: Sequence[Hashable], truth: Sequence[Hashable]) -> tuple[float, float]:
    """Precision and recall, each the mean over all items (Bagga and Baldwin, 1998)."""
    by_found, by_truth = defaultdict(set), defaultdict(set)
    for at, (one, other) in enumerate(zip(found, truth, strict=True)):
        by_found[one].add(at)
        by_truth[other].add(at)
    both = [len(by_found[a] & by_truth[b]) for a, b in zip(found, truth, strict=True)]
    precision = sum(n / len(by_found[a]) for n, a in zip(both, found, strict=True)) / len(found)
    recall = sum(n / len(by_truth[b]) for n, b in zip(both, truth, strict=True)) / len(truth)
    return precision, recall
