"""Concepts found in each sentence of a text, and the rules that read them together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

from shared.screening.reading import Reading
from shared.screening.terms import FOLDER, Terms, written

_FILES = ("time", "emergency", "criminal", "building", "city", "degrading", "lewd")
_TERMS = Terms(entry for name in _FILES for entry in written(FOLDER / f"{name}.txt"))
_MOST_PLACES = 6  # of one concept in one sentence that a rule weighs
_SHORTLY = 7  # tokens


Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """Holds where all needs stand in one sentence, near each other, and nothing voids it."""

    says: str
    needs: tuple[str, ...]  # each a concept, or several joined by "|"
    within: int = 12  # tokens from first to last
    unless: tuple[str, ...] = ()  # anywhere in the sentence
    unless_before: tuple[str, ...] = ()  # shortly before: "might", "if"
    apart_from: tuple[str, ...] = ()  # longer phrases that take a word for themselves
    in_order: bool = False


@cache
def _any_of(need: str) -> tuple[str, ...]:
    return tuple(need.split("|"))


@dataclass(frozen=True, slots=True)
class Sentence:
    number: int
    concepts: dict[str, list[Place]]

    def places(self, need: str, apart_from: tuple[str, ...] = ()) -> list[Place]:
        found = [place for concept in _any_of(need) for place in self.concepts.get(concept, ())]
        taken = [place for concept in apart_from for place in self.concepts.get(concept, ())]
        if taken:
            found = [place for place in found if not any(_overlap(place, one) for one in taken)]
        return sorted(found)[:_MOST_PLACES]

    def has(self, *concepts: str) -> bool:
        return not self.concepts.keys().isdisjoint(concepts)

    def meets(self, rule: Rule) -> Place | None:
        """Where the rule holds: its first token and the one after its last."""
        for need in rule.needs:  # most rules end here
            if self.concepts.keys().isdisjoint(_any_of(need)):
                return None
        if self.has(*rule.unless):
            return None
        choices = []
        for need in rule.needs:
            if not (places := self.places(need, rule.apart_from)):
                return None
            choices.append(places)
        for place in _near(product(*choices), rule.within, rule.in_order):
            if not self._is_void(place, rule.unless_before):
                return place
        return None

    def _is_void(self, place: Place, concepts: tuple[str, ...]) -> bool:
        return any(
            place[0] - _SHORTLY <= at < place[1]
            for concept in concepts
            for at, _ in self.concepts.get(concept, ())
        )


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _near(chosen: Iterable[tuple[Place, ...]], within: int, in_order: bool) -> Iterator[Place]:
    for places in chosen:
        first, after = min(place[0] for place in places), max(place[1] for place in places)
        if after - first <= within and _apart(places if in_order else sorted(places)):
            yield first, after


def _apart(places: Sequence[Place]) -> bool:
    return all(a[1] <= b[0] for a, b in pairwise(places))


def sentences(reading: Reading) -> list[Sentence]:
    found: dict[int, dict[str, list[Place]]] = {}
    for match in _TERMS.find(reading.words):
        number = reading.tokens[match.first].sentence
        if reading.tokens[match.after - 1].sentence != number:
            continue
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
