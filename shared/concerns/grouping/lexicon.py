"""Knows which words and phrases speak of which problem or place, and finds them in a text."""

import itertools
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shared.concerns.grouping.text import STOP, folded, words_of

FOLDER = Path(__file__).parent / "lexicon"
PROBLEMS = (
    "drugs", "violence", "theft", "disorder", "noise", "traffic", "vice", "buildings", "tone",
)  # fmt: skip
GAP = 4
"""How many words "~" in a phrase may stand for."""

NEGATIONS = frozenset(
    "no not never none without isnt arent wasnt werent dont doesnt didnt cannot cant neither nor "
    "sin nunca jamas ni nie bez nigdy".split()
)
EMPTY_NEGATIONS = frozenset("only just sure know stop even mind matter doubt tylko solo".split())
"""After these a negation denies nothing: "not only", "not sure", "don't know", "do not even"."""
DENIALS = NEGATIONS - {"no", "none", "without", "sin", "ni", "bez", "nie"}
"""Those that contradict ("they are not gambling") rather than say that something is missing."""


@dataclass(frozen=True, slots=True)
class Concept:
    code: str
    label: str
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    concept: str
    words: tuple[str, ...]
    takes_over: bool
    is_weak: bool


@dataclass(frozen=True, slots=True)
class Found:
    concept: str
    start: int
    end: int
    is_negated: bool
    is_denied: bool
    is_weak: bool


class Lexicon:
    """Concepts by code, and their phrases by the first word or the beginning of it."""

    def __init__(self, names: Iterable[str]) -> None:
        self.concepts: dict[str, Concept] = {}
        self.phrases: list[Phrase] = []
        self._exact: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        for name in names:
            for code, entry in _table(name).items():
                self.concepts[code] = Concept(code, entry["label"], entry.get("weight", 1.0))
                for phrase in _phrases(code, entry["words"]):
                    self.phrases.append(phrase)
                    self._index(phrase)

    def _index(self, phrase: Phrase) -> None:
        first = phrase.words[0]
        shelf, key = (self._stems, first[:-1]) if first.endswith("*") else (self._exact, first)
        shelf.setdefault(key, []).append(phrase)

    def find(self, words: list[str]) -> list[Found]:
        """Every phrase found, without those that lie inside one that takes its words over."""
        found: list[tuple[Phrase, int, int]] = []
        for start, word in enumerate(words):
            for phrase in self._starting(word):
                end = _end_of(phrase.words, words, start)
                if end:
                    found.append((phrase, start, end))
        takers = [(start, end) for phrase, start, end in found if phrase.takes_over]
        return [
            _found(phrase, words, start, end)
            for phrase, start, end in found
            if not any(a <= start and end <= b and b - a > end - start for a, b in takers)
        ]

    def _starting(self, word: str) -> Iterator[Phrase]:
        yield from self._exact.get(word, ())
        for length in range(1, len(word) + 1):
            yield from self._stems.get(word[:length], ())


def _table(name: str) -> dict[str, dict[str, str | float]]:  # the values are read once, by name
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _phrases(code: str, listed: str) -> Iterator[Phrase]:
    for entry in listed.replace("\n", ",").split(","):
        plain = entry.strip()
        takes_over, is_weak = plain.endswith("!"), plain.endswith("?")
        for choice in itertools.product(*(_choices(word) for word in plain.rstrip("!?").split())):
            words = tuple(itertools.chain.from_iterable(choice))
            if words:
                yield Phrase(code, words, takes_over, is_weak)


def _choices(word: str) -> list[tuple[str, ...]]:
    return [_pattern(part) for part in word.split("|")]


def _pattern(word: str) -> tuple[str, ...]:
    if word in ("~", "#"):
        return (word,)
    if word.endswith("*"):
        return (folded(word),)
    return tuple(w for w in words_of(word) if w != STOP)


def _end_of(phrase: tuple[str, ...], words: list[str], start: int) -> int:
    """One past the last word of the phrase, or 0 where it does not stand here."""
    at, slack = start, 0
    for wanted in phrase:
        if wanted == "~":
            slack = GAP
            continue
        while not (at < len(words) and _fits(wanted, words[at])):
            if slack == 0 or at >= len(words) or words[at] == STOP:
                return 0
            at, slack = at + 1, slack - 1
        at, slack = at + 1, 0
    return at


def _fits(wanted: str, word: str) -> bool:
    if wanted.endswith("*"):
        return word.startswith(wanted[:-1])
    return word == wanted or (wanted == "#" and word.isdigit())


def _found(phrase: Phrase, words: list[str], start: int, end: int) -> Found:
    negation = _negation_before(words, start)
    return Found(phrase.concept, start, end, bool(negation), negation in DENIALS, phrase.is_weak)


def _negation_before(words: list[str], start: int) -> str:
    """The word that negates what starts here, two words back at most; empty for none."""
    for at in range(start - 1, max(start - 3, 0) - 1, -1):
        if words[at] == STOP:
            return ""
        if words[at] in NEGATIONS:
            return "" if words[at + 1] in EMPTY_NEGATIONS else words[at]
    return ""


@cache
def problems() -> Lexicon:
    return Lexicon((*PROBLEMS, "ignored"))


@cache
def venues() -> Lexicon:
    return Lexicon(("venues", "ignored"))


@cache
def nearness() -> dict[tuple[str, str], float]:
    """How near two problems lie, for both orders of the pair."""
    near: dict[tuple[str, str], float] = {}
    for code, others in _table("near").items():
        for other, strength in others.items():
            near[code, other] = near[other, code] = float(strength)
    return near


@cache
def kinship() -> dict[tuple[str, str], float]:
    """How often one problem is filed under either of two categories, for both orders."""
    kin: dict[tuple[str, str], float] = {}
    for code, others in _table("kinship").items():
        for other, strength in others.items():
            kin[code, other] = kin[other, code] = float(strength)
    return kin
