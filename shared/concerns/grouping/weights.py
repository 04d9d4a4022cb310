"""The weights of the logistic regression: a small table, made by `bench/neighbours/training.py`."""

import math
import tomllib
from functools import cache
from pathlib import Path

from shared.concerns.grouping.likeness import Likeness

TABLE = Path(__file__).parent / "weights.toml"
BEST_SHARE = 0.5
"""A group is as like as its best member and its average member, half and half."""


@cache
def table() -> tuple[float, tuple[float, ...]]:
    """The base, and a weight for each field of a Likeness in its order."""
    read = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    likeness = read["likeness"]
    return float(read["base"]), tuple(float(likeness[name]) for name in Likeness.__slots__)


def odds(likeness: Likeness) -> float:
    """The logarithm of the odds that two reports speak of one problem."""
    base, weights = table()
    return base + sum(w * x for w, x in zip(weights, likeness.row(), strict=True))


def score_of(members: list[float]) -> float:
    """0 to 1 for a group, from the odds of its members."""
    together = BEST_SHARE * max(members) + (1 - BEST_SHARE) * sum(members) / len(members)
    return 1 / (1 + math.exp(-together))
