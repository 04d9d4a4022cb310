"""Goes through concerns in order of time, each seeing only earlier ones, and decides alone.

Nothing here is ever kept in the database: in the application a person decides (VI.B.1).
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from shared.concerns.grouping.addresses import address_of
from shared.concerns.grouping.groups import joined, suggest
from shared.concerns.grouping.reports import Report, Suggestion
from shared.concerns.grouping.settings import DEFAULT, Settings
from shared.places.cells import cell_of, cells_within


@dataclass(frozen=True, slots=True)
class Decision:
    """What a sergeant would be shown, and the first concern of the group it would join."""

    id: str
    shown: list[Suggestion]
    primary: str

    @property
    def preselected(self) -> str | None:
        return next((s.id for s in self.shown if s.preselected), None)


@dataclass(slots=True)
class Neighbourhood:
    """The concerns so far, by cell; those without a point, by address. Old ones fall out."""

    settings: Settings = DEFAULT
    _shelves: dict[int | str, deque[Report]] = field(default_factory=lambda: defaultdict(deque))

    def near(self, report: Report) -> list[Report]:
        keys: list[int | str] = [_address_key(report)]
        if report.latitude is not None and report.longitude is not None:
            metres = self.settings.furthest().metres
            keys += cells_within(report.latitude, report.longitude, metres)
        found = (one for key in keys for one in self._current(key, report))
        return list({one.id: one for one in found}.values())

    def add(self, report: Report) -> None:
        self._shelves[_address_key(report)].append(report)
        if report.latitude is not None and report.longitude is not None:
            self._shelves[cell_of(report.latitude, report.longitude)].append(report)

    def _current(self, key: int | str, now: Report) -> list[Report]:
        """The latest on a shelf, after those too old for anything still to come are dropped."""
        shelf = self._shelves.get(key)
        if shelf is None:
            return []
        longest = timedelta(days=self.settings.furthest().days)
        while shelf and now.submitted_at - shelf[0].submitted_at > longest:
            shelf.popleft()
        start = max(len(shelf) - self.settings.most_compared, 0)
        return [shelf[at] for at in range(start, len(shelf))]


def _address_key(report: Report) -> str:
    address = address_of(report.address)
    return f"{address.number or ''} {' & '.join(sorted(address.corner)) or address.street}"


def decisions(reports: Iterable[Report], settings: Settings = DEFAULT) -> Iterator[Decision]:
    """One decision for each report, in order of time; equal times keep the order given."""
    neighbourhood = Neighbourhood(settings)
    sizes: Counter[str] = Counter()
    for report in sorted(reports, key=lambda one: one.submitted_at):
        shown = suggest(report, neighbourhood.near(report), settings=settings)
        primary = joined(shown, sizes, settings) or report.id
        sizes[primary] += 1
        neighbourhood.add(replace(report, group=primary))
        yield Decision(report.id, shown, primary)
