"""What every kind of case shows of itself: its history, its offers, and what happened meanwhile."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask import Response
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.directive.clocks import chicago_minute
from shared.directive.roles import Role
from shared.people.models import Member
from shared.places.models import Unit
from shared.workflow import engine
from shared.workflow.forms import Asks, form_of
from shared.workflow.record import Entry
from shared.workflow.table import Attempt, Lifecycle
from staff.blueprint import API, In, Out
from staff.problems import problem
from staff.rows import DueOut


class ChoiceOut(Out):
    value: str | int
    label: str
    hint: str


class ShownWhenOut(Out):
    field: str
    value: str


class FieldOut(Out):
    """One field of an action's form; `kind` as in shared.workflow.forms.Asks."""

    name: str
    label: str
    kind: str
    hint: str
    required: bool
    max_length: int | None
    choices: list[ChoiceOut]
    shown_when: ShownWhenOut | None
    starts_as: Any


class RefusalOut(Out):
    why: str
    clause: str | None


class OfferOut(Out):
    """An action that is this member's to take; with a refusal it must wait, and that says why.

    `moves`: it changes the state. `undoes` names the action that this one takes back.
    """

    action: str
    label: str
    moves: bool
    undoes: str | None
    clauses: list[str]
    refusal: RefusalOut | None
    preview: str | None
    form: list[FieldOut]


class EventOut(Out):
    at: datetime
    action: str
    label: str
    by: str | None
    role: str
    from_state: str | None
    to_state: str
    clauses: list[str]
    details: list[tuple[str, str]]


class WhyThenOut(Out):
    """The arithmetic behind a due date, step by step."""

    step: str
    at: datetime
    clause: str


class ActionIn(In):
    """`version` is the one the member saw; `inputs` are what the action's form asks."""

    version: int
    inputs: dict[str, Any] = Field(default_factory=dict)


class FactOut(Out):
    label: str
    value: str


class PaperOut(Out):
    """Something that can be printed: a PDF, ready to open (II.E)."""

    label: str
    href: str


class CaseOut(Out):
    """A case of any kind but a concern: its facts in the order in which a form says them."""

    kind: str
    reference: str
    number: str
    version: int
    state: str
    is_open: bool
    facts: list[FactOut]
    due: DueOut | None
    why_then: list[WhyThenOut]
    history: list[EventOut]
    offers: list[OfferOut]
    papers: list[PaperOut]
    on_screen: tuple[PaperOut, ...] = ()  # the same as the staff application shows it


@dataclass(frozen=True, slots=True)
class Says:
    """How a kind of case words its history."""

    lifecycle: Lifecycle
    states: Any  # the enumeration; each member has a label
    by_itself: Mapping[str, str]  # actions that nobody is offered
    hidden: frozenset[str]  # details kept for the record, not for reading
    member_keys: frozenset[str] = frozenset({"supervisor", "sworn_member"})
    unit_keys: frozenset[str] = frozenset()
    codes: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)  # what a key's codes mean

    def action(self, name: str) -> str:
        return self.lifecycle.labels.get(name, self.by_itself.get(name, name))

    def state(self, value: str) -> str:
        state: StrEnum = self.states(value)
        return str(getattr(state, "label", state))


def paper_out(label: str, path: str) -> PaperOut:
    return PaperOut(label=label, href=f"{API}/{path}")


UNDOES = {"dissociate": "associate"}  # VI.B.1


def offers_out(lifecycle: Lifecycle, attempt: Attempt) -> list[OfferOut]:
    return [_offer(lifecycle, offer, attempt) for offer in engine.offers(lifecycle, attempt)]


def _offer(lifecycle: Lifecycle, offer: engine.Offer, attempt: Attempt) -> OfferOut:
    refusal = offer.refusal
    row = lifecycle.find(offer.action, attempt.case.state)
    return OfferOut(
        action=offer.action,
        label=offer.label,
        moves=row is not None and row.target is not attempt.case.state,
        undoes=UNDOES.get(offer.action),
        clauses=list(offer.clauses),
        refusal=RefusalOut(
            why=refusal.why, clause=refusal.clause.number if refusal.clause else None
        )
        if refusal
        else None,
        preview=offer.preview,
        form=[FieldOut.model_validate(field) for field in form_of(offer.asks, attempt)],
    )


def entries_of(session: Session, says: Says, found: Any) -> Sequence[Entry]:
    return session.scalars(
        select(Entry)
        .where(Entry.case_kind == says.lifecycle.kind, Entry.case_id == found.id)
        .order_by(Entry.number)
    ).all()


def moved_on(session: Session, says: Says, found: Any, seen: int) -> Response:
    """409 that says what happened since the version the member saw."""
    last = entries_of(session, says, found)[:-4:-1]
    names = names_in(session, says, last)
    events = [event_out(says, entry, names) for entry in last]
    said = "; ".join(f"{event.label} by {event.by or event.role}" for event in events[:1])
    return problem(
        409,
        f"Somebody else was faster: {said}." if said else "It changed meanwhile.",
        happened=[event.model_dump(mode="json") for event in events],
        version=found.version,
        seen=seen,
    )


@dataclass(frozen=True, slots=True)
class Names:
    """Everybody, and every unit, whom some rows of history name, by id."""

    members: Mapping[int, str]
    units: Mapping[int, str]


def names_in(
    session: Session, says: Says, entries: Sequence[Entry], others: Iterable[int] = ()
) -> Names:
    members = {entry.member_id for entry in entries if entry.member_id} | set(others)
    units: set[int] = set()
    for entry in entries:
        members.update(_ids(entry, says.member_keys | {"members"}))
        units.update(_ids(entry, says.unit_keys))
    return Names(names_of(session, members), _unit_names(session, units))


def _ids(entry: Entry, keys: frozenset[str]) -> Iterator[int]:
    for key in keys & set(entry.details):
        told = entry.details[key]
        yield from told if isinstance(told, list) else [told]


def _unit_names(session: Session, wanted: set[int]) -> dict[int, str]:
    if not wanted:
        return {}
    return {
        unit.id: f"{unit.code} {unit.name}"
        for unit in session.scalars(select(Unit).where(Unit.id.in_(wanted)))
    }


def names_of(session: Session, wanted: set[int]) -> dict[int, str]:
    if not wanted:
        return {}
    rows = session.execute(select(Member.id, Member.rank, Member.name).where(Member.id.in_(wanted)))
    return {row.id: f"{row.rank} {row.name}".strip() for row in rows}


def event_out(says: Says, entry: Entry, names: Names) -> EventOut:
    return EventOut(
        at=entry.at,
        action=entry.action,
        label=says.action(entry.action),
        by=names.members.get(entry.member_id or 0),
        role=Role(entry.role).label,
        from_state=says.state(entry.from_state) if entry.from_state else None,
        to_state=says.state(entry.to_state),
        clauses=entry.clauses.split(),
        details=[
            (_asked_as(says, entry.action, key), _shown(says, key, value, names))
            for key, value in entry.details.items()
            if key not in says.hidden and value not in ("", [], None, False)
        ],
    )


def _asked_as(says: Says, action: str, key: str) -> str:
    """The words in which the action's form asked for this; what effects add has only its key."""
    known = says.lifecycle.asks(action).model_fields.get(key)
    asked = (part.label for part in (known.metadata if known else ()) if isinstance(part, Asks))
    return next(asked, key.replace("_", " ").capitalize())


def _shown(says: Says, key: str, value: Any, names: Names) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(says, key, each, names) for each in value)
    if key == "members" or key in says.member_keys:
        return names.members.get(value, str(value))
    if key in says.unit_keys:
        return names.units.get(value, str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if key == "at" or key.endswith("_at"):
        return chicago_minute(datetime.fromisoformat(value))
    return says.codes.get(key, {}).get(value, str(value))
