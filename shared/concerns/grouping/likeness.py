"""How much two reports are alike, as a row of numbers from 0 to 1 that a person could check."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from shared.concerns.grouping.hints import alike
from shared.concerns.grouping.lexicon import kinship, nearness, problems, seldomness, venues
from shared.concerns.grouping.reading import Reading

OTHER_KINSHIP = 0.4
FAR_METRES, FAR_SOFTLY = 150.0, 20.0
"""Half as near as next door at so many metres, and how softly that comes."""
OLD_DAYS, OLD_SOFTLY = 25.0, 6.0
DOUBTING = 3
"""How quickly doubt of what one text is about leaves nothing of a difference."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The order of the fields is the order of the weights."""

    near: float
    house_named: float
    recent: float
    same_category: float
    kin_category: float
    problem_likeness: float
    problem_link: float
    problem_apart: float
    venue_shared: float
    venue_clash: float
    field_shared: float
    rare_words: float
    hints_alike: float
    hours_meet: float
    vehicle: float
    floor_shared: float
    floor_apart: float
    denied: float
    only_one_content: float

    def row(self) -> tuple[float, ...]:
        return _all(self)


_all: Callable[[Likeness], tuple[float, ...]] = attrgetter(*Likeness.__slots__)


def likeness(one: Reading, two: Reading, metres: float, rarity: Mapping[str, float]) -> Likeness:
    """`rarity` says how much a shared word tells, by stem: 0 for one that all neighbours use."""
    days = abs((one.report.submitted_at - two.report.submitted_at).total_seconds()) / 86400
    category, other = one.report.category, two.report.category
    shared_venue = shared_strength(one.venues, two.venues, _venue_weights())
    return Likeness(
        near=_within(metres, FAR_METRES, FAR_SOFTLY),
        house_named=float(speak_of_one_house(one, two)),
        recent=_within(days, OLD_DAYS, OLD_SOFTLY),
        same_category=float(category == other and category != "OTHER"),
        kin_category=_kin(category, other),
        problem_likeness=problem_likeness(one, two),
        problem_link=problem_link(one, two),
        problem_apart=problem_apart(one, two),
        venue_shared=shared_venue,
        venue_clash=float(bool(one.venues and two.venues) and not shared_venue),
        field_shared=shared_strength(one.fields, two.fields, seldomness()),
        rare_words=_rare(one, two, rarity),
        hints_alike=alike(one.lean, two.lean),
        hours_meet=float(bool(one.hours & two.hours)),
        vehicle=float(bool(one.vehicles & two.vehicles or one.plates & two.plates)),
        floor_shared=float(bool(one.floors & two.floors)),
        floor_apart=float(bool(one.floors and two.floors) and not one.floors & two.floors),
        denied=float(bool(one.denied & two.problems.keys() or two.denied & one.problems.keys())),
        only_one_content=float(one.is_content != two.is_content),
    )


def _within(much: float, half: float, softly: float) -> float:
    """1 well below `half`, 0 well above it."""
    return 1 / (1 + math.exp((much - half) / softly))


def _kin(category: str, other: str) -> float:
    if category == other:
        return 0.0 if category != "OTHER" else OTHER_KINSHIP
    if "OTHER" in (category, other):
        return OTHER_KINSHIP
    return kinship().get((category, other), 0.0)


def nearness_of(problem: str, other: str) -> float:
    return 1.0 if problem == other else nearness().get((problem, other), 0.0)


def problem_link(one: Reading, two: Reading) -> float:
    """The strongest thread between anything the one speaks of and anything the other does."""
    weight = problems().concepts
    return max(
        (
            nearness_of(a, b) * math.sqrt(sa * weight[a].weight * sb * weight[b].weight)
            for a, sa in one.problems.items()
            for b, sb in two.problems.items()
        ),
        default=0.0,
    )


def problem_apart(one: Reading, two: Reading) -> float:
    """How far apart the first thing each is about lies; little where one is hardly sure of it."""
    if not one.told or not two.told:
        return 0.0
    (first, sure), (second, as_sure) = main_problem(one), main_problem(two)
    return (1 - nearness_of(first, second)) * min(sure, as_sure) ** DOUBTING


def main_problem(one: Reading) -> tuple[str, float]:
    weight = problems().concepts
    told = ((strength * weight[code].weight, code) for code, strength in one.problems.items())
    strength, code = max(told)
    return code, strength


def problem_likeness(one: Reading, two: Reading) -> float:
    """How much of what each speaks of finds its like in the other, the mean of both ways."""
    return (_covered(one.problems, two.problems) + _covered(two.problems, one.problems)) / 2


def _covered(told: Mapping[str, float], other: Mapping[str, float]) -> float:
    weight = problems().concepts
    whole = sum(strength * weight[code].weight for code, strength in told.items())
    if not whole:
        return 0.0
    found = (
        strength * weight[code].weight
        * max((nearness_of(code, b) * min(1.0, sb * 1.5) for b, sb in other.items()), default=0.0)
        for code, strength in told.items()
    )  # fmt: skip
    return sum(found) / whole


def shared_strength(
    one: Mapping[str, float], two: Mapping[str, float], weight: Mapping[str, float]
) -> float:
    return max(
        (weight[c] * math.sqrt(one[c] * two[c]) for c in one.keys() & two.keys()), default=0.0
    )


@cache
def _venue_weights() -> dict[str, float]:
    return {code: concept.weight for code, concept in venues().concepts.items()}


def speak_of_one_house(one: Reading, two: Reading) -> bool:
    """Whether a house number told in one is told in the other, or is the other's own address."""
    if not one.houses and not two.houses:
        return False
    return bool((one.houses or _own(one)) & (two.houses or _own(two)))


def _own(reading: Reading) -> frozenset[int]:
    return frozenset() if reading.address.number is None else frozenset({reading.address.number})


def _rare(one: Reading, two: Reading, rarity: Mapping[str, float]) -> float:
    shared = sum(rarity.get(stem, 0.0) for stem in one.words.keys() & two.words.keys())
    return 1 - math.exp(-shared / 2)
