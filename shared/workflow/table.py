"""What a row of a lifecycle table is made of."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, field_validator
from sqlalchemy.orm import Session

from shared.directive.clauses import Clause
from shared.directive.roles import Role
from shared.workflow.refusals import Refusal
from shared.workflow.storable import storable


class Actor(Protocol):
    """Whoever acts: a member with today's posts, a resident, or the application itself."""

    @property
    def member_id(self) -> int | None: ...

    @property
    def roles(self) -> frozenset[Role]: ...


class Inputs(BaseModel):
    """What an action asks; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
    unrecorded: ClassVar[frozenset[str]] = frozenset()  # personal: kept on the case, not in history

    _storable = field_validator("*")(storable)


class Nothing(Inputs):
    """An action that asks nothing."""


@dataclass(slots=True)
class Attempt:
    """Somebody tries an action on a case, now, with these inputs (None while only asking)."""

    case: Any
    actor: Any
    now: datetime
    session: Session
    inputs: Inputs | None = None
    notes: dict[str, Any] = field(default_factory=dict)  # what effects add to the history row
    found: Any = None  # what was looked up before the case was held, as it may take a while
    lifecycle: "Lifecycle | None" = None  # set by the engine, so that one move can bring another


class Scope(Protocol):
    """How far a role reaches: one definition, asked of a row here and of a table in queries."""

    def row(self, actor: Any, role: Role, case: Any) -> bool: ...


@dataclass(frozen=True, slots=True)
class Who:
    """Roles that may make a move, each only on the cases within the scope."""

    roles: Collection[Role]
    scope: Scope

    def acting_as(self, actor: Actor, case: Any) -> Role | None:
        """The role in which this actor may act on this case, or None."""
        held = (role for role in self.roles if role in actor.roles)
        return next((role for role in held if self.scope.row(actor, role, case)), None)


Rule = Callable[[Attempt], Refusal | None]
Effect = Callable[[Attempt], None]
Target = Callable[[Attempt], StrEnum]

CITES = "cites"
Ruled = TypeVar("Ruled", bound=Callable[..., Any])


def keeps(*clauses: Clause) -> Callable[[Ruled], Ruled]:
    """Mark a rule or an effect with the clauses it keeps."""

    def mark(rule: Ruled) -> Ruled:
        setattr(rule, CITES, clauses)
        return rule

    return mark


def clauses_of(*parts: Callable[..., Any]) -> tuple[Clause, ...]:
    return tuple(clause for part in parts for clause in getattr(part, CITES, ()))


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: who may take a case from where to where, by which clause, when, and what follows."""

    action: str
    source: StrEnum | None
    target: StrEnum | Target
    who: Who
    clause: Clause
    needs: tuple[Rule, ...] = ()
    then: tuple[Effect, ...] = ()

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The row's own clause, then those its rules and effects keep; each once."""
        return tuple(dict.fromkeys((self.clause, *clauses_of(*self.needs, *self.then))))


def rows(
    action: str,
    sources: Collection[StrEnum],
    target: StrEnum | Target | None,
    who: Who,
    clause: Clause,
    needs: tuple[Rule, ...] = (),
    then: tuple[Effect, ...] = (),
) -> Iterator[Transition]:
    """The same row from several states; without a target the case stays where it is."""
    for source in sources:
        yield Transition(action, source, target or source, who, clause, needs, then)


@dataclass(frozen=True)
class Lifecycle:
    """A kind of case: its table, what each action asks, and what people call each action."""

    kind: str
    transitions: tuple[Transition, ...]
    inputs: dict[str, type[Inputs]]
    labels: dict[str, str]
    previews: dict[str, Callable[[Attempt], str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        index = {(row.action, row.source): row for row in self.transitions}
        if len(index) != len(self.transitions):
            raise ValueError(f"The table of {self.kind} has two rows for one action and state.")
        object.__setattr__(self, "_index", index)

    def find(self, action: str, state: StrEnum | None) -> Transition | None:
        index: dict[tuple[str, StrEnum | None], Transition] = getattr(self, "_index")  # noqa: B009
        return index.get((action, state))

    def from_state(self, state: StrEnum | None) -> list[Transition]:
        return [row for row in self.transitions if row.source == state]

    @property
    def actions(self) -> frozenset[str]:
        return frozenset(row.action for row in self.transitions)

    def asks(self, action: str) -> type[Inputs]:
        return self.inputs.get(action, Nothing)
