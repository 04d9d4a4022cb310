"""What a member does to rows at the 311 desk: one rule, for what is offered and for the doors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from shared.city311.records import Sending, Unreadable
from shared.city311.sending import why_not_given_back, why_not_resumed, why_not_stopped
from shared.directive.clauses import Clause
from shared.directive.roles import Role
from shared.people.actors import MemberActor
from shared.workflow.refusals import OutOfReachError, Refusal, RefusedError

OFFICE = (Role.SERGEANT, Role.OFFICER)
# A record that could not be read is no district's yet: who oversees the whole City settles it too.
SETTLERS = (*OFFICE, Role.DEPUTY_CHIEF, Role.AUDITOR)
UNTRAINED = Refusal("Only members recorded as trained on the 311 CSR system do this.", Clause.III_D)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done to a row, why not to this one, and what must be said with it."""

    name: str
    label: str
    why_not: Callable[[Any], Refusal | None]
    asks: str | None = None


def _why_not_settled(record: Unreadable) -> Refusal | None:
    return Refusal("Somebody has settled it already.") if record.settled_at else None


def _why_not_single(sending: Sending) -> Refusal | None:
    is_double = sending.what == "request" and sending.is_doubled
    return None if is_double else Refusal("311 has it once, or somebody has settled it.")


TRY_AGAIN = Deed("try_again", "Try again", why_not_resumed)
STOP = Deed("stop", "Stop", why_not_stopped, "Why it must not go on by itself")
GIVE_BACK = Deed("give_back", "Give it back to its form", why_not_given_back)
SETTLE_DOUBLE = Deed("settle_double", "Settle", _why_not_single, "What became of the second one")
SETTLE = Deed("settle", "Settled", _why_not_settled)
ON_SENDING = (TRY_AGAIN, STOP, GIVE_BACK, SETTLE_DOUBLE)


def in_office(member: MemberActor, district: Any, case: Any) -> bool:
    """Whether the case is one of the office in which the member serves; `district` its scope."""
    return any(district.row(member, role, case) for role in member.roles & set(OFFICE))


def settles(member: MemberActor) -> bool:
    return bool(member.roles & set(SETTLERS))


def why_not_here(member: MemberActor, is_to_settle: bool) -> Refusal | None:
    """Why nothing is offered to a member whose post would act at the desk (III.D)."""
    acting = SETTLERS if is_to_settle else OFFICE
    is_untrained = not member.is_trained_on_311
    return UNTRAINED if is_untrained and member.roles & set(acting) else None


def offers(member: MemberActor, is_theirs: bool, deeds: Sequence[Deed], row: Any) -> list[Deed]:
    """What may be done to the row now; nothing by those who are not trained."""
    if not is_theirs or not member.is_trained_on_311:
        return []
    return [deed for deed in deeds if deed.why_not(row) is None]


def allow(member: MemberActor, is_theirs: bool, deed: Deed, row: Any) -> None:
    """Raises the refusal, in words, where the deed is not among the offers."""
    if not is_theirs:
        raise OutOfReachError
    if not member.is_trained_on_311:
        raise RefusedError(UNTRAINED)
    if refusal := deed.why_not(row):
        raise RefusedError(refusal)
