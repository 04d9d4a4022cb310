"""Fits the screening's second reader to our labelled texts, and prints how it hears others.

Each set of texts came from another writer. What is printed of a set was fitted without it; the
table that is written was fitted to all of them, and to nothing else.
"""

import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.screening import leaning
from shared.screening.reading import words_of

SETS = tuple(sorted((Path(__file__).parent / "cases").glob("screening*.jsonl")))
NAMES = {flag: flag.value for flag in leaning.FLAGS}
KEPT = 8_000
"""Marks that tell most; the others change little and would double the table."""
STRENGTH = 10.0
"""How far the regression may follow the texts: the inverse of its regularisation."""
MOST_STEPS, STILL = 50, 1e-8

Numbers = NDArray[np.float64]
Text = dict[str, Any]


def main() -> None:
    sets = {path.stem: _texts(path) for path in SETS}
    for name, texts in sets.items():
        others = [text for other, rest in sets.items() if other != name for text in rest]
        _print_figures(name, texts, Fitted(others))
    fitted = Fitted([text for texts in sets.values() for text in texts])
    leaning.TABLE.write_text(leaning.written(fitted.base, fitted.rows()), encoding="utf-8")
    print(f"{leaning.TABLE.name}: {len(fitted.marks):,} marks")


def _texts(path: Path) -> list[Text]:
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [line | {"marks": leaning.marks(words_of(line["text"]))} for line in lines]


def _print_figures(name: str, texts: Sequence[Text], fitted: "Fitted") -> None:
    print(f"{name}, {len(texts)} texts, the second reader alone, fitted without them:")
    sure = fitted.chances(texts) >= list(leaning.SURE.values())
    for flag, heard in zip(leaning.FLAGS, sure.T, strict=True):
        true = _labels(texts, NAMES[flag])
        right = int((heard & true).sum())
        print(
            f"  {NAMES[flag]:10} recall {right:3} of {true.sum():3}"
            f"   precision {right:3} of {heard.sum():3}"
        )


def _labels(texts: Sequence[Text], name: str) -> NDArray[np.bool_]:
    return np.array([bool(text.get(name)) for text in texts])


class Fitted:
    """A logistic regression for each flag on the marks of some texts."""

    def __init__(self, texts: Sequence[Text]) -> None:
        uses = Counter(mark for text in texts for mark in text["marks"])
        self._tells = {m: math.log(len(texts) / (count + 0.5)) for m, count in uses.items()}
        self.marks = sorted(uses)
        self._fit(texts)
        most = np.argsort(-(np.abs(self._weights).max(axis=1) * self._tell()), kind="stable")
        self.marks = [self.marks[at] for at in sorted(most[:KEPT])]
        self._fit(texts)

    def _tell(self) -> Numbers:
        return np.array([self._tells[mark] for mark in self.marks])

    def _fit(self, texts: Sequence[Text]) -> None:
        matrix = self._matrix(texts)
        fits = [_most_likely(matrix, _labels(texts, NAMES[flag])) for flag in leaning.FLAGS]
        self.base = [base for base, _ in fits]
        self._weights = np.column_stack([weights for _, weights in fits])

    def _matrix(self, texts: Sequence[Text]) -> Numbers:
        """A row for each text: how much each mark tells, the less the longer the text."""
        at = {mark: column for column, mark in enumerate(self.marks)}
        tell, matrix = self._tell(), np.zeros((len(texts), len(at)))
        for row, text in enumerate(texts):
            columns = [at[mark] for mark in text["marks"] if mark in at]
            matrix[row, columns] = tell[columns] / math.sqrt(len(text["marks"]) or 1)
        return matrix

    def chances(self, texts: Sequence[Text]) -> Numbers:
        """A row for each text, a column for each flag."""
        chances: Numbers = 1 / (1 + np.exp(-(self._matrix(texts) @ self._weights + self.base)))
        return chances

    def rows(self) -> dict[str, Sequence[float]]:
        return dict(zip(self.marks, (self._weights.T * self._tell()).T.tolist(), strict=True))


def _most_likely(matrix: Numbers, true: NDArray[np.bool_]) -> tuple[float, Numbers]:
    """The base and the weights. Both answers count alike, however seldom one is.

    Newton's method in the space of the texts, which are fewer than the marks.
    """
    counts = STRENGTH * np.where(true, 0.5 / true.mean(), 0.5 / (1 - true.mean()))
    alike = matrix @ matrix.T + 1
    pulls: Numbers = np.zeros(len(true))
    for _ in range(MOST_STEPS):
        odds = alike @ pulls
        chances = 1 / (1 + np.exp(-odds))
        bend = np.maximum(chances * (1 - chances), 1e-6)
        wanted = odds + (true - chances) / bend
        new = np.linalg.solve(alike + np.diag(1 / (counts * bend)), wanted).astype(np.float64)
        moved = np.abs(new - pulls).max()
        pulls = new
        if moved < STILL:
            break
    return float(pulls.sum()), matrix.T @ pulls


if __name__ == "__main__":
    main()
