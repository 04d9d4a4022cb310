"""Concepts found in each sentence of a text, and the rules that read them together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from shared.screening.reading import Reading
from shared.screening.terms import FOLDER, Terms, written

_FILES = ("time", "emergency", "criminal", "building", "city", "degrading", "lewd")
_TERMS = Terms(entry for name in _FILES for entry in written(FOLDER / f"{name}.txt"))
_MOST_PLACES = 6  # of one concept in one sentence that a rule weighs


Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """Holds where all needs stand in one sentence, near each other, and nothing voids it."""

    says: str
    needs: tuple[str, ...]  # each a concept, or several joined by "|"
    within: int = 12  # tokens from first to last
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    number: int
    concepts: dict[str, list[Place]]

    def places(self, need: str) -> list[Place]:
        found = [place for concept in need.split("|") for place in self.concepts.get(concept, ())]
        return sorted(found)[:_MOST_PLACES] if len(found) > 1 else found

    def has(self, *concepts: str) -> bool:
        return any(concept in self.concepts for concept in concepts)

    def meets(self, rule: Rule) -> Place | None:
        """Where the rule holds: its first token and the one after its last."""
        if self.has(*rule.unless):
            return None
        choices = [self.places(need) for need in rule.needs]
        if not all(choices):
            return None
        return next(_near(product(*choices), rule.within), None)


def _near(chosen: Iterable[tuple[Place, ...]], within: int) -> Iterator[Place]:
    for places in chosen:
        first, after = min(place[0] for place in places), max(place[1] for place in places)
        if after - first <= within and _apart(places):
            yield first, after


def _apart(places: tuple[Place, ...]) -> bool:
    ordered = sorted(places)
    return all(a[1] <= b[0] for a, b in zip(ordered, ordered[1:], strict=False))


def sentences(reading: Reading) -> list[Sentence]:
    found: dict[int, dict[str, list[Place]]] = {}
    for match in _TERMS.find(reading.words):
        number = reading.tokens[match.first].sentence
        found.setdefault(number, {}).setdefault(match.label, []).append((match.first, match.after))
    return [Sentence(number, concepts) for number, concepts in found.items()]


def first(sentences: Iterable[Sentence], rules: Iterable[Rule]) -> tuple[Rule, Place] | None:
    """The first rule of the table that any sentence meets."""
    known = list(sentences)
    for rule in rules:
        for sentence in known:
            if place := sentence.meets(rule):
                return rule, place
    return None
