"""How often a sergeant decided otherwise than the screening that held a concern (VI.A.2)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns.models import Concern
from shared.workflow.record import Entry

_TAKEN_UP = ("accept", "associate")  # the words were no reason against it
_NOT_TAKEN_UP = ("not_accept", "refer")


@dataclass(frozen=True, slots=True)
class Overrule:
    """What became of the concerns that one rule, in one version, had a person look at."""

    rule: str
    version: str
    held: int
    accepted: int
    not_accepted: int


def overrules(session: Session, since: datetime) -> list[Overrule]:
    """Of the concerns held since then, the rules most often overruled first."""
    held: Counter[tuple[str, str]] = Counter()
    accepted: Counter[tuple[str, str]] = Counter()
    not_accepted: Counter[tuple[str, str]] = Counter()
    for screening, action in _decided(session, since):
        for key in _rules(screening):
            held[key] += 1
            accepted[key] += action in _TAKEN_UP
            not_accepted[key] += action in _NOT_TAKEN_UP
    ordered = sorted(held, key=lambda key: (-accepted[key], key))
    return [Overrule(*key, held[key], accepted[key], not_accepted[key]) for key in ordered]


def _decided(session: Session, since: datetime) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Each held concern with the first decision on it, if there was one."""
    decisions = (
        select(Entry.case_id, Entry.action, Entry.number)
        .where(Entry.case_kind == "concern", Entry.action.in_(_TAKEN_UP + _NOT_TAKEN_UP))
        .subquery()
    )
    wanted = (
        select(Concern.id, Concern.screening, decisions.c.action)
        .outerjoin(decisions, decisions.c.case_id == Concern.id)
        .where(Concern.submitted_at >= since, Concern.screening["outcome"].as_string() == "hold")
        .order_by(Concern.id, decisions.c.number)
    )
    last = None
    for number, screening, action in session.execute(wanted):
        if number != last:
            yield screening, action
        last = number


def _rules(screening: dict[str, Any]) -> set[tuple[str, str]]:
    version = screening.get("version", "")
    return {(finding["rule"], version) for finding in screening.get("findings", ())}
