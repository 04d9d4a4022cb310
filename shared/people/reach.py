"""How far a role reaches, written once and read as SQL over a table and as Python over a row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true

from shared.directive.roles import Role

Of = Callable[[Any, Role], frozenset[Any]]


def districts(actor: Any, role: Role) -> frozenset[Any]:
    return frozenset(actor.districts(role))


def units(actor: Any, role: Role) -> frozenset[Any]:
    return frozenset(actor.units(role))


def sectors(actor: Any, role: Role) -> frozenset[Any]:
    return frozenset(actor.sectors(role))


def whole_districts(actor: Any, role: Role) -> frozenset[Any]:
    return frozenset(actor.whole_districts(role))


def beats(actor: Any, role: Role) -> frozenset[Any]:
    return frozenset(actor.beats(role))


def members(actor: Any, role: Role) -> frozenset[Any]:
    return frozenset(actor.members(role))


@dataclass(frozen=True, slots=True)
class Among:
    """Cases whose column names one of the things the actor's posts name."""

    column: Any
    of: Of

    def row(self, actor: Any, role: Role, case: Any) -> bool:
        return getattr(case, self.column.key) in self.of(actor, role)

    def sql(self, actor: Any, role: Role) -> ColumnElement[bool]:
        return self.column.in_(sorted(self.of(actor, role)))  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class AnyAmong:
    """Cases with a related row whose column names one of them; `only` narrows the related rows."""

    related: Any
    column: Any
    of: Of
    only: tuple[tuple[Any, Any], ...] = ()  # columns and the value each must have

    def row(self, actor: Any, role: Role, case: Any) -> bool:
        wanted = self.of(actor, role)
        return any(
            getattr(other, self.column.key) in wanted
            for other in getattr(case, self.related.key)
            if all(getattr(other, column.key) == value for column, value in self.only)
        )

    def sql(self, actor: Any, role: Role) -> ColumnElement[bool]:
        wanted = self.column.in_(sorted(self.of(actor, role)))
        narrowed = (column == value for column, value in self.only)
        return self.related.any(and_(wanted, *narrowed))  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Either:
    """Cases within either scope."""

    first: Any
    second: Any

    def row(self, actor: Any, role: Role, case: Any) -> bool:
        return bool(self.first.row(actor, role, case) or self.second.row(actor, role, case))

    def sql(self, actor: Any, role: Role) -> ColumnElement[bool]:
        return or_(self.first.sql(actor, role), self.second.sql(actor, role))


@dataclass(frozen=True, slots=True)
class Both:
    """Cases within both scopes."""

    first: Any
    second: Any

    def row(self, actor: Any, role: Role, case: Any) -> bool:
        return bool(self.first.row(actor, role, case) and self.second.row(actor, role, case))

    def sql(self, actor: Any, role: Role) -> ColumnElement[bool]:
        return and_(self.first.sql(actor, role), self.second.sql(actor, role))


@dataclass(frozen=True, slots=True)
class Missing:
    """Cases whose column is empty."""

    column: Any

    def row(self, actor: Any, role: Role, case: Any) -> bool:
        return getattr(case, self.column.key) is None

    def sql(self, actor: Any, role: Role) -> ColumnElement[bool]:
        return self.column.is_(None)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every case."""

    def row(self, actor: Any, role: Role, case: Any) -> bool:
        return True

    def sql(self, actor: Any, role: Role) -> ColumnElement[bool]:
        return true()


@dataclass(frozen=True, slots=True)
class New:
    """Only a case that is not there yet: the one being told of."""

    def row(self, actor: Any, role: Role, case: Any) -> bool:
        return case.id is None

    def sql(self, actor: Any, role: Role) -> ColumnElement[bool]:
        return false()


EVERYTHING = Everything()
NEW = New()

Reach = dict[Role, Any]


@dataclass(frozen=True, slots=True)
class Within:
    """Cases as far as each role reaches anyway."""

    reach: Reach

    def row(self, actor: Any, role: Role, case: Any) -> bool:
        return role in self.reach and bool(self.reach[role].row(actor, role, case))

    def sql(self, actor: Any, role: Role) -> ColumnElement[bool]:
        if role not in self.reach:
            return false()
        return self.reach[role].sql(actor, role)  # type: ignore[no-any-return]


def visible_to(reach: Reach, actor: Any) -> ColumnElement[bool]:
    """The WHERE clause of every staff query."""
    return or_(
        false(), *(reach[role].sql(actor, role) for role in sorted(actor.roles & set(reach)))
    )


def sees(reach: Reach, actor: Any, case: Any) -> bool:
    return any(reach[role].row(actor, role, case) for role in actor.roles & set(reach))
