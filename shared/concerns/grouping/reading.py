"""Reads one report once: what it speaks of, and every small thing it tells."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from shared.concerns.grouping import details, hints, lexicon
from shared.concerns.grouping.addresses import Address, address_of, floors_of, named_houses
from shared.concerns.grouping.lexicon import Found
from shared.concerns.grouping.reports import Report
from shared.concerns.grouping.text import folded, words_of

FADE = 0.5
"""What each further word on a concept leaves of the doubt that it is meant."""
WEAK = 0.4
"""What a word that only hints counts, beside 1 for one that says so."""
TONES = frozenset({"praise", "question"})
TURNS = frozenset({"but", "however", "except", "pero", "aunque", "ale", "jednak"})
"""What is praised before one of these is praised to complain of something else."""
PRAISED = 0.7
LOUD = 0.95
TOLD = 0.45
"""From here a text is taken to say what its problem is."""
IMPLIED = 0.3
"""How far a category alone speaks for its problems, beside 1 for a text that says so plainly."""


@dataclass(frozen=True, slots=True)
class Reading:
    report: Report
    address: Address
    problems: dict[str, float]
    denied: frozenset[str]
    told: bool
    venues: dict[str, float]
    fields: dict[str, float]
    houses: frozenset[int]
    floors: frozenset[str]
    hours: frozenset[int]
    vehicles: frozenset[tuple[str, str]]
    plates: frozenset[str]
    words: dict[str, str]
    leaners: frozenset[str]
    lean: dict[str, float]

    @property
    def is_content(self) -> bool:
        """Whether it praises or defends, and does not complain loudly of anything."""
        complaints = (s for concept, s in self.problems.items() if concept not in TONES)
        return self.problems.get("praise", 0.0) >= PRAISED and max(complaints, default=0.0) <= LOUD


def read(report: Report) -> Reading:
    words = words_of(report.text)
    found = [f for f in lexicon.problems().find(words) if f.concept != "ignored"]
    turn = max((at for at, word in enumerate(words) if word in TURNS), default=0)
    found = [f for f in found if f.concept != "praise" or f.start >= turn]
    places = [f for f in lexicon.venues().find(words) if f.concept != "ignored"]
    problems = _strengths([f for f in found if not f.is_negated])
    denied = frozenset(f.concept for f in found if f.is_denied and f.concept not in problems)
    address = address_of(report.address)
    streets = frozenset(re.findall(r"\w+", folded(report.address)))
    placed = {words[at] for f in places for at in f.span}
    telling = details.telling_words(words, report.language, streets)
    is_told = any(strength >= TOLD for strength in problems.values())
    implied = {} if denied or is_told else implied_by(report.category)
    leaners = frozenset(telling.values()) - placed
    return Reading(
        report=report,
        address=address,
        problems=implied | problems,
        denied=denied,
        told=is_told,
        venues=_strengths(places),
        fields=_strengths(lexicon.fields().find(words)),
        houses=named_houses(report.text, address.number),
        floors=floors_of(report.text),
        hours=details.hours_of(report.text, words),
        vehicles=details.vehicles_of(words),
        plates=details.plates_of(report.text),
        words=telling,
        leaners=leaners,
        lean=hints.lean_of(leaners),
    )


def _strengths(found: list[Found]) -> dict[str, float]:
    """How surely each concept is meant, 0 to 1: the more different words say so, the surer."""
    told: dict[str, dict[int, float]] = {}
    for one in found:
        places = told.setdefault(one.concept, {})
        for place in range(one.start, one.end):
            places[place] = max(places.get(place, 0.0), WEAK if one.is_weak else 1.0)
    return {concept: 1 - FADE ** sum(places.values()) for concept, places in told.items()}


def implied_by(category: str) -> dict[str, float]:
    """What a category alone says of the problem."""
    return dict.fromkeys(_implied().get(category, ()), IMPLIED)


@cache
def _implied() -> dict[str, list[str]]:
    return tomllib.loads((lexicon.FOLDER / "implied.toml").read_text(encoding="utf-8"))
