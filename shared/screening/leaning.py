"""A second reader of what a text is about: how all its words lean, where no rule knows the phrase.

It can only add a flag, never take one away, and says nothing of VI.A.2. `bench/leanings.py` fits
its table to our own labelled texts.
"""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from shared.screening.outcome import Flag
from shared.screening.terms import FOLDER

SURE = {Flag.EMERGENCY: 0.35, Flag.CRIMINAL: 0.5, Flag.BUILDING: 0.4}
"""From which chance a flag is raised: where few others are raised with it (`bench/leanings.py`)."""

FLAGS = tuple(SURE)
TABLE = FOLDER / "leanings.tsv"
EMERGENCY = "somebody who needs help now"
UNIT = 100
"""The table has whole numbers: hundredths."""

_STEM = 6
_PIECE = 3
_BASE = "="

Row = tuple[float, ...]


def flags(words: Sequence[str]) -> frozenset[Flag]:
    chances = (1 / (1 + math.exp(-odds)) for odds in _odds(words))
    return frozenset(f for f, chance in zip(FLAGS, chances, strict=True) if chance >= SURE[f])


def reason(raised: frozenset[Flag]) -> str | None:
    """What needs 911 now, in as plain words as are to be had."""
    return EMERGENCY if Flag.EMERGENCY in raised else None


def marks(words: Sequence[str]) -> frozenset[str]:
    """What is weighed of a text: its words' beginnings, alone and by two, and their pieces."""
    stems = [word[:_STEM] for word in words]
    pairs = (f"{one} {next_}" for one, next_ in pairwise(stems))
    return frozenset((*stems, *pairs, *_pieces(words)))


def _pieces(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        edged = f"_{word}_"
        yield from (f"~{edged[at : at + _PIECE]}" for at in range(len(edged) - _PIECE + 1))


def _odds(words: Sequence[str]) -> Row:
    """The logarithm of the odds of each flag."""
    base, table = _table()
    found = marks(words)
    rows = [table[mark] for mark in found if mark in table]
    share = 1 / math.sqrt(len(found) or 1)
    return tuple(b + share * sum(row[at] for row in rows) for at, b in enumerate(base))


@cache
def _table() -> tuple[Row, dict[str, Row]]:
    rows = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            mark, *weights = line.split("\t")
            rows[mark] = tuple(int(weight) / UNIT for weight in weights)
    return rows.pop(_BASE), rows


def written(base: Sequence[float], rows: dict[str, Sequence[float]]) -> str:
    """A table as a file has it."""
    named = {_BASE: base} | dict(sorted(rows.items()))
    lines = ("\t".join((mark, *(str(round(w * UNIT)) for w in row))) for mark, row in named.items())
    return "\n".join(("# By bench/leanings.py: " + ", ".join(FLAGS) + ".", *lines)) + "\n"
