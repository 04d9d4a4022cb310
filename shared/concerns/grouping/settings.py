"""How far and how long ago a concern may be and still be suggested, and how sure one must be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Reach:
    """Within so many metres and so many days a report may speak of the same problem."""

    metres: float = 200.0
    days: float = 60.0

    @property
    def age(self) -> timedelta:
        return timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Settings:
    reach: Reach = field(default_factory=Reach)
    reach_by_category: Mapping[str, Reach] = field(default_factory=dict)
    shown_from: float = 0.25
    joined_from: float = 0.5
    preselected_from: float = 0.8
    most_shown: int = 3

    def reach_of(self, category: str) -> Reach:
        return self.reach_by_category.get(category, self.reach)

    def widest(self, category: str, other: str) -> Reach:
        """What two categories allow a pair: the further and the longer of their reaches."""
        one, two = self.reach_of(category), self.reach_of(other)
        return Reach(max(one.metres, two.metres), max(one.days, two.days))


DEFAULT = Settings()
