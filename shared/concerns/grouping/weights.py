"""The weights of the logistic regression: a small table, made by `bench/train_grouping.py`."""

import math
import tomllib
from functools import cache
from pathlib import Path

from shared.concerns.grouping.likeness import Likeness

TABLE = Path(__file__).parent / "weights.toml"
BEST_SHARE = 0.5
"""A group is as like as its best member and its average member, half and half."""


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    likeness = table["likeness"]
    return float(table["base"]), tuple(float(likeness[name]) for name in Likeness.__slots__)


def odds(likeness: Likeness) -> float:
    """The logarithm of the odds that two reports speak of one problem."""
    base, weights = _weights()
    return base + sum(w * x for w, x in zip(weights, likeness.row(), strict=True))


def score_of(members: list[float]) -> float:
    """0 to 1 for a group, from the odds of its members."""
    together = BEST_SHARE * max(members) + (1 - BEST_SHARE) * sum(members) / len(members)
    return 1 / (1 + math.exp(-together))
