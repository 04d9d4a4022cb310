"""How far and how long ago a concern may be and still be suggested, and how sure one must be."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reach:
    """Within so many metres and so many days a report may speak of the same problem."""

    metres: float = 200.0
    days: float = 60.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Scores are 0 to 1; the defaults were chosen by `bench/grouping.py` with room to err."""

    reach: Reach = field(default_factory=Reach)
    reach_by_category: Mapping[str, Reach] = field(default_factory=dict)
    shown_from: float = 0.15
    joined_from: float = 0.62
    paired_from: float = 0.78
    """To join a single concern, which makes a new group, asks for more than to join a group."""
    preselected_from: float = 0.93
    most_shown: int = 3
    most_compared: int = 300
    """Of more neighbours than this only the latest are read, so that no corner is too busy."""

    def widest(self, category: str, other: str) -> Reach:
        """What two categories allow a pair: the further and the longer of their reaches."""
        one, two = self._reach_of(category), self._reach_of(other)
        return Reach(max(one.metres, two.metres), max(one.days, two.days))

    def furthest(self) -> Reach:
        """No pair reaches further or longer than this, whatever its categories."""
        reaches = (self.reach, *self.reach_by_category.values())
        return Reach(max(r.metres for r in reaches), max(r.days for r in reaches))

    def _reach_of(self, category: str) -> Reach:
        return self.reach_by_category.get(category, self.reach)


DEFAULT = Settings()
