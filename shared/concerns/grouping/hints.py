"""What a text hints at when it speaks in no phrase of the lexicon: its words, one by one.

Each word of the lexicon leans towards the problems in whose phrases it stands ("slot" towards
gambling). The lean of a whole text, over all problems, can be compared with another's.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from shared.concerns.grouping.details import is_common
from shared.concerns.grouping.lexicon import problems

_SHORTEST_STEM = 4
_DOUBT = 1.5
"""What stands against every lean: one leaning word alone says little."""


@cache
def _leanings() -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """For each word, and each stem, how it leans towards problems; a row sums to its sharpness."""
    words: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    stems: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for phrase in problems().phrases:
        if phrase.concept == "ignored":
            continue
        told = [slot for slot in phrase.slots if slot.exact or slot.stems]
        for slot in told:
            for shelf, keys in ((words, slot.exact), (stems, slot.stems)):
                for key in keys:
                    if len(key) >= _SHORTEST_STEM - 1 and not is_common(key):
                        shelf[key][phrase.concept] += 1 / len(told)
    count = len(problems().concepts)
    return _sharpened(words, count), _sharpened(stems, count)


def _sharpened(
    counts: Mapping[str, Mapping[str, float]], concepts: int
) -> dict[str, dict[str, float]]:
    """Shares of one, times how few problems the word serves."""
    rows = {}
    for word, row in counts.items():
        whole = sum(row.values())
        sharpness = math.log(concepts / len(row)) / math.log(concepts)
        rows[word] = {concept: sharpness * count / whole for concept, count in row.items()}
    return rows


def lean_of(words: Iterable[str]) -> dict[str, float]:
    """How far a text leans towards each problem; the row's length nears 1 as more words agree."""
    lean: dict[str, float] = defaultdict(float)
    for word in words:
        for concept, share in _row(word).items():
            lean[concept] += share
    length = math.sqrt(sum(share * share for share in lean.values()) + _DOUBT)
    return {concept: share / length for concept, share in lean.items()}


def _row(word: str) -> Mapping[str, float]:
    exact, stems = _leanings()
    if word in exact:
        return exact[word]
    for end in range(len(word), _SHORTEST_STEM - 1, -1):
        if word[:end] in stems:
            return stems[word[:end]]
    return {}


def alike(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    """How far two texts lean the same way, 0 to 1."""
    return sum(share * two[concept] for concept, share in one.items() if concept in two)
