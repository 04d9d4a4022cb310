"""VI.B.1: finds the groups a concern may belong to, similar in nature and in the same place."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from shared.concerns.grouping.distance import is_surely_out, metres_within
from shared.concerns.grouping.likeness import likeness
from shared.concerns.grouping.reading import Reading, read
from shared.concerns.grouping.reasons import reasons
from shared.concerns.grouping.reports import Report, Suggestion
from shared.concerns.grouping.settings import DEFAULT, Settings
from shared.concerns.grouping.weights import odds, score_of

_read = lru_cache(maxsize=16384)(read)


def read_once(report: Report) -> Reading:
    """The reading, which does not change when its concern is grouped or closed."""
    return _read(replace(report, group=None, is_open=True))


@dataclass(frozen=True, slots=True)
class Neighbour:
    report: Report
    reading: Reading
    metres: float

    @property
    def group(self) -> str:
        return self.report.group or self.report.id


def suggest(
    report: Report,
    candidates: Iterable[Report],
    *,
    settings: Settings = DEFAULT,
    different: Collection[str] = (),
) -> list[Suggestion]:
    """The groups a sergeant is shown, best first, at most `settings.most_shown` of them.

    A group with a concern in `different`, its primary concern or another, is left out for good.
    """
    reading = read_once(report)
    neighbours = neighbours_of(reading, candidates, settings)
    barred = {n.group for n in neighbours if n.report.id in different or n.group in different}
    kept = [n for n in neighbours if n.group not in barred]
    rarity = rarity_among(reading, neighbours)
    groups: dict[str, list[tuple[float, Neighbour]]] = defaultdict(list)
    for n in kept:
        groups[n.group].append((odds(likeness(reading, n.reading, n.metres, rarity)), n))
    scored = {
        group: score_of([chance for chance, _ in members]) for group, members in groups.items()
    }
    best = sorted(
        (-score, group) for group, score in scored.items() if score >= settings.shown_from
    )
    shown = []
    for rank, (minus, group) in enumerate(best[: settings.most_shown]):
        _, nearest = max(groups[group], key=lambda member: member[0])
        is_open = any(n.report.is_open for _, n in groups[group])
        shown.append(
            Suggestion(
                group,
                round(-minus, 4),
                reasons(reading, nearest.reading, rarity, len(groups[group]), is_open),
                preselected=rank == 0 and is_open and -minus >= settings.preselected_from,
            )
        )
    return shown


def joined(
    shown: list[Suggestion], sizes: Counter[str], settings: Settings = DEFAULT
) -> str | None:
    """The group that a concern would join if nobody could be asked; None for none."""
    if not shown:
        return None
    best = shown[0]
    needed = settings.paired_from if sizes[best.id] < 2 else settings.joined_from
    return best.id if best.score >= needed else None


def neighbours_of(
    reading: Reading, candidates: Iterable[Report], settings: Settings
) -> list[Neighbour]:
    """The candidates near enough in place and time, the latest of them where they are too many."""
    report, longest = reading.report, timedelta(days=settings.furthest().days)
    recent = [
        c
        for c in candidates
        if c.id != report.id and abs(report.submitted_at - c.submitted_at) <= longest
    ]
    recent.sort(key=lambda c: c.submitted_at, reverse=True)
    found: list[Neighbour] = []
    for candidate in recent:
        reach = settings.widest(report.category, candidate.category)
        if abs(report.submitted_at - candidate.submitted_at) > timedelta(days=reach.days):
            continue
        if is_surely_out(report, candidate, reach.metres):
            continue
        other = read_once(candidate)
        metres = metres_within(reading, other, reach.metres)
        if metres is not None:
            found.append(Neighbour(candidate, other, metres))
        if len(found) == settings.most_compared:
            break
    return found


def rarity_among(reading: Reading, neighbours: list[Neighbour]) -> dict[str, float]:
    """How much each word tells here: the fewer neighbours use it, the more."""
    uses = Counter(stem for n in neighbours for stem in n.reading.words)
    uses.update(reading.words.keys())
    of = len(neighbours) + 5
    return {stem: max(0.0, math.log(of / (count + 1))) for stem, count in uses.items()}
