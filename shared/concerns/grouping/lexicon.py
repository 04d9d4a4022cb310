"""Knows which words and phrases speak of which problem or place, and finds them in a text."""

import itertools
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from shared.concerns.grouping.text import STOP, folded, words_of

FOLDER = Path(__file__).parent / "lexicon"
PROBLEMS = (
    "drugs", "violence", "theft", "disorder", "noise", "traffic", "vice", "buildings", "tone",
)  # fmt: skip
GAP = 4
"""How many words "~" in a phrase may stand for."""

NEGATIONS = frozenset((
    "no", "not", "never", "none", "without", "isnt", "arent", "wasnt", "werent", "dont", "doesnt",
    "didnt", "cannot", "cant", "neither", "nor", "sin", "nunca", "jamas", "ni", "nie", "bez",
    "nigdy",
))  # fmt: skip
EMPTY_NEGATIONS = frozenset((
    "only", "just", "sure", "know", "stop", "even", "mind", "matter", "doubt", "tylko", "solo",
))  # fmt: skip
"""After these a negation denies nothing: "not only", "not sure", "don't know", "do not even"."""
DENIALS = NEGATIONS - {"no", "none", "without", "sin", "ni", "bez", "nie"}
"""Those that contradict ("they are not gambling") rather than say that something is missing."""


@dataclass(frozen=True, slots=True)
class Concept:
    code: str
    label: str
    weight: float


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand at one place of a phrase: any of these words, or a word with such a stem."""

    exact: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    is_number: bool = False
    is_gap: bool = False

    def fits(self, word: str) -> bool:
        return (
            word in self.exact
            or bool(self.stems and word.startswith(self.stems))
            or (self.is_number and word.isdigit())
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    concept: str
    slots: tuple[Slot, ...]
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

    @property
    def span(self) -> range:
        return range(self.start, self.end)


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
        for word in phrase.slots[0].exact:
            self._exact.setdefault(word, []).append(phrase)
        for stem in phrase.slots[0].stems:
            self._stems.setdefault(stem, []).append(phrase)

    def find(self, words: list[str]) -> list[Found]:
        """Every phrase found, without those that another takes words from."""
        found: list[tuple[Phrase, int, int]] = []
        for start, word in enumerate(words):
            for phrase in self._starting(word):
                end = _end_of(phrase.slots, words, start)
                if end:
                    found.append((phrase, start, end))
        takers: dict[int, set[tuple[int, int]]] = {}
        for phrase, start, end in found:
            for at in range(start, end) if phrase.takes_over else ():
                takers.setdefault(at, set()).add((start, end))
        return [
            _found(phrase, words, start, end)
            for phrase, start, end in found
            if not any(
                _is_taken((start, end), taker)
                for at in range(start, end)
                for taker in takers.get(at, ())
            )
        ]

    def _starting(self, word: str) -> Iterator[Phrase]:
        yield from self._exact.get(word, ())
        for length in range(1, len(word) + 1):
            yield from self._stems.get(word[:length], ())


def _table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _phrases(code: str, listed: str) -> Iterator[Phrase]:
    for entry in listed.replace("\n", ",").split(","):
        plain = entry.strip()
        slots = tuple(itertools.chain.from_iterable(map(_slots, plain.rstrip("!?").split())))
        if slots:
            yield Phrase(code, slots, plain.endswith("!"), plain.endswith("?"))


@cache
def _slots(written: str) -> tuple[Slot, ...]:
    """The places one written word takes: "gonna" takes two, "a|b" one."""
    if written == "~":
        return (Slot(is_gap=True),)
    if written == "#":
        return (Slot(is_number=True),)
    stems = tuple(folded(part[:-1]) for part in written.split("|") if part.endswith("*"))
    words = [_plain(part) for part in written.split("|") if not part.endswith("*")]
    if len(words) == 1 and not stems:
        return tuple(Slot(exact=frozenset({word})) for word in words[0])
    return (Slot(frozenset(word for told in words for word in told[:1]), stems),)


def _plain(written: str) -> list[str]:
    return [word for word in words_of(written) if word != STOP]


def _end_of(slots: tuple[Slot, ...], words: list[str], start: int) -> int:
    """One past the last word of the phrase, or 0 where it does not stand here."""
    at, slack = start, 0
    for slot in slots:
        if slot.is_gap:
            slack = GAP
            continue
        while not (at < len(words) and slot.fits(words[at])):
            if slack == 0 or at >= len(words) or words[at] == STOP:
                return 0
            at, slack = at + 1, slack - 1
        at, slack = at + 1, 0
    return at


def _is_taken(span: tuple[int, int], taker: tuple[int, int]) -> bool:
    """Whether another phrase that has a word of this one, and is no shorter, takes it over."""
    (start, end), (first, last) = span, taker
    return span != taker and end - start <= last - first


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
def fields() -> Lexicon:
    return Lexicon(("fields",))


@cache
def seldomness() -> dict[str, float]:
    """How much it tells that two texts share a field: nearer to 1, the fewer texts touch it."""
    weight = fields().concepts
    seldom = _table("seldom")["fields"]
    return {code: weight[code].weight * float(share) for code, share in seldom.items()}


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
