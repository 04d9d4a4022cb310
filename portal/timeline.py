"""A concern's history in the words of the resident who told of it (VI.A.1, VI.B.1).

Never an internal note, a name, or a word of another resident: only which step was taken, and when.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.concerns.models import Association, Concern
from shared.workflow.record import Entry

SAID: dict[str, Any] = {
    "submit": _l("You told us about this."),
    "enter": _l("An officer wrote down what you said."),
    "enter_from_meeting": _l("An officer wrote down what you said at a beat meeting."),
    "open": _l("A community policing sergeant opened it and is reviewing it."),
    "accept": _l("It was accepted and given to a police unit."),
    "not_accept": _l("It was not accepted."),
    "refer": _l("It was passed on as a crime that needs a police report."),
    "associate": _l(
        "Others told us about the same problem. It is now handled together with theirs."
    ),
    "dissociate": _l("It is handled on its own again."),
    "release": _l("It is handled on its own again."),
    "send_back": _l("The unit sent it back, so that the right unit can take it."),
    "reassign": _l("It was given to another unit."),
    "assign_members": _l("Officers were assigned and began to work on it."),
    "document": _l("Officers took action and wrote down what they did."),
    "update": _l("The unit wrote down how it is going."),
    "extend": _l("More time is needed. The new date is %(date)s."),
    "submit_actions": _l("The unit reported what it did. Its lieutenant is checking it."),
    "ask_for_more": _l("More work was asked for."),
    "complete": _l("The investigation is complete. The executive officer is checking it."),
    "disapprove": _l("It was sent back for more work."),
    "approve": _l("It was closed."),
    "close": _l("It was closed."),
    "close_with_primary": _l("It was closed."),
}

# Steps inside the Department that tell a resident nothing, or would tell of other people.
UNSAID = frozenset(
    (
        "correct_place",
        "correct_address",
        "tell_station",
        "acknowledge",
        "classify",
        "make_primary",
        "give_the_lead",
        "mark_different",
        "dispute",
        "settle",
        "assign_supervisor",
        "report_assistance",
        "release_unit",
        "address",
    )
)
# Said of the concern itself; its primary concern has these steps of its own.
OWN = frozenset(
    (
        "submit",
        "enter",
        "enter_from_meeting",
        "not_accept",
        "refer",
        "associate",
        "dissociate",
        "release",
        "approve",
        "close",
        "close_with_primary",
    )
)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline. `due_at` is the date that an extension set."""

    at: datetime
    words: Any
    due_at: datetime | None = None


def timeline(session: Session, concern: Concern) -> list[Step]:
    """Oldest first: its own steps, and the primary concern's while it was handled with that one."""
    entries = [entry for entry in _of(session, concern.id) if entry.action in SAID]
    for tie in session.scalars(
        select(Association).where(Association.concern_id == concern.id).order_by(Association.id)
    ):
        entries += _while_tied(session, tie)
    entries.sort(key=lambda entry: (entry.at, entry.case_id != concern.id, entry.number))
    return [*_steps(entries)]


def _while_tied(session: Session, tie: Association) -> Iterator[Entry]:
    for entry in _of(session, tie.primary_id):
        began, ended = entry.at >= tie.at, tie.undone_at is not None and entry.at > tie.undone_at
        if began and not ended and entry.action in SAID and entry.action not in OWN:
            yield entry


def _of(session: Session, concern_id: int) -> list[Entry]:
    return list(
        session.scalars(
            select(Entry)
            .where(Entry.case_kind == "concern", Entry.case_id == concern_id)
            .order_by(Entry.number)
        )
    )


def _steps(entries: list[Entry]) -> Iterator[Step]:
    """Only the first assigning of officers is news; who they are changes without the resident."""
    has_begun = False
    for entry in entries:
        if entry.action == "assign_members":
            if has_begun:
                continue
            has_begun = True
        due_at = entry.details.get("due_at") if entry.action == "extend" else None
        yield Step(entry.at, SAID[entry.action], datetime.fromisoformat(due_at) if due_at else None)


def others_together(session: Session, concern: Concern) -> int:
    """How many other concerns are handled together with this one."""
    followers = select(func.count()).where(Concern.primary_id == (concern.primary_id or concern.id))
    return session.scalar(followers) or 0
