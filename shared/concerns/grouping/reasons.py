"""Says in plain words why two reports may speak of one problem."""

from collections.abc import Iterator, Mapping

from shared.concerns.grouping.distance import exact_metres, quick_metres
from shared.concerns.grouping.lexicon import problems, venues
from shared.concerns.grouping.likeness import nearness_of, speak_of_one_house
from shared.concerns.grouping.reading import TONES, Reading

MOST = 7
SURE = 0.4
MOST_WORDS = 2
TELLING = 0.9
"""From this rarity on a shared word is worth showing."""
_ABBREVIATIONS = {"suv": "SUV", "rv": "RV"}
_PARTS = (
    ("in the morning", frozenset(range(5, 11))),
    ("around noon", frozenset(range(11, 14))),
    ("in the afternoon", frozenset(range(14, 17))),
    ("in the evening", frozenset(range(17, 22))),
    ("at night", frozenset((22, 23, 0, 1, 2, 3, 4))),
)


def reasons(
    one: Reading, two: Reading, rarity: Mapping[str, float], members: int, is_open: bool
) -> tuple[str, ...]:
    """For a report and the member of a group it is most like, the strongest first."""
    parts = (
        _place(one, two), _problems(one, two), _details(one, two), _venue(one, two),
        _hours(one, two), _words(one, two, rarity), _circumstances(one, two, members, is_open),
    )  # fmt: skip
    return tuple(reason for part in parts for reason in part)[:MOST]


def _place(one: Reading, two: Reading) -> Iterator[str]:
    if one.address.is_same_place(two.address):
        yield "same corner" if one.address.corner else "same building"
    elif quick_metres(one.report, two.report) is not None:
        yield f"{exact_metres(one.report, two.report):.0f} m away"
    if houses := (one.houses | two.houses) if speak_of_one_house(one, two) else frozenset():
        yield f"both concern number {min(houses)}"


def _problems(one: Reading, two: Reading) -> Iterator[str]:
    concepts = problems().concepts
    shared = [
        (min(one.problems[c], two.problems[c]) * concepts[c].weight, concepts[c].label)
        for c in one.problems.keys() & two.problems.keys() - TONES
    ]
    told = [label for strength, label in sorted(shared, reverse=True) if strength >= SURE][:2]
    if told:
        yield "both speak of " + " and ".join(told)
        return
    akin = [
        (nearness_of(a, b), concepts[a].label, concepts[b].label)
        for a in one.problems
        for b in two.problems
        if a != b and nearness_of(a, b) >= SURE
    ]
    if akin:
        _, first, second = max(akin)
        yield f"{first} and {second} often go together"


def _details(one: Reading, two: Reading) -> Iterator[str]:
    if plates := one.plates & two.plates:
        yield f"the same licence plate, {min(plates).upper()}"
    if vehicles := one.vehicles & two.vehicles:
        colour, shape = min(vehicles)
        yield f"the same {colour} {_ABBREVIATIONS.get(shape, shape)}"
    if floors := one.floors & two.floors:
        yield f"the same part of the building ({min(floors)})"


def _venue(one: Reading, two: Reading) -> Iterator[str]:
    concepts = venues().concepts
    shared = [(min(one.venues[c], two.venues[c]), c) for c in one.venues.keys() & two.venues.keys()]
    if shared:
        yield f"both name {concepts[max(shared)[1]].label}"


def _hours(one: Reading, two: Reading) -> Iterator[str]:
    both = one.hours & two.hours
    part = max(_PARTS, key=lambda named: len(named[1] & both))
    if part[1] & both:
        yield f"both {part[0]}"


def _words(one: Reading, two: Reading, rarity: Mapping[str, float]) -> Iterator[str]:
    stems = one.words.keys() & two.words.keys()
    rare = sorted(
        (-rarity.get(s, 0.0), one.words[s]) for s in stems if rarity.get(s, 0.0) >= TELLING
    )
    if rare:
        yield "both write " + " and ".join(f"“{word}”" for _, word in rare[:MOST_WORDS])


def _circumstances(one: Reading, two: Reading, members: int, is_open: bool) -> Iterator[str]:
    if one.report.category == two.report.category:
        yield "same category"
    days = abs((one.report.submitted_at - two.report.submitted_at).days)
    yield "within a day" if days < 1 else f"{days} day{'s' if days > 1 else ''} apart"
    if members > 1:
        yield f"{members} concerns already together"
    if not is_open:
        yield "closed, and may have come back"
