"""What a case answers when it cannot be moved."""

from dataclasses import dataclass

from shared.directive.clauses import Clause


@dataclass(frozen=True, slots=True)
class Choice:
    value: str | int
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, in plain words, by which clause, and which input would put it right.

    `choices` are what that input may be, where only this attempt can tell.
    """

    why: str
    clause: Clause | None = None
    field: str | None = None
    choices: tuple[Choice, ...] = ()


class RefusedError(Exception):
    """A move that may not be made now."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.why)
        self.refusal = refusal


class OutOfReachError(Exception):
    """A move that is not this actor's to make, or a case this actor cannot see."""


class MovedOnError(Exception):
    """Somebody else moved the case first."""
