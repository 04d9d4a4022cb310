"""Proof that no history row was changed, taken out or put in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.workflow.record import GENESIS, Case, Entry, seal


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold, and how."""

    case_kind: str
    case_id: int
    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.case_kind} {self.case_id}, row {self.number}: {self.what}"


def breaks(session: Session, kinds: dict[str, type[Any]]) -> Iterator[Break]:
    """Every broken place, kind by kind; memory stays flat however long the history is."""
    for kind, model in kinds.items():
        yield from _breaks_of(session, kind, model)


def _breaks_of(session: Session, kind: str, model: type[Case]) -> Iterator[Break]:
    ends = session.execute(
        select(model.id, model.history_length, model.history_seal)
        .order_by(model.id)
        .execution_options(yield_per=2_000)
    )
    entries = _entries(session, kind)
    entry = next(entries, None)
    for case_id, length, last in ends:
        while entry is not None and entry.case_id < case_id:
            yield Break(kind, entry.case_id, entry.number, "its case is gone")
            entry = next(entries, None)
        number, previous = 0, GENESIS
        while entry is not None and entry.case_id == case_id:
            number += 1
            yield from _faults(entry, kind, number, previous)
            number, previous = entry.number, entry.seal
            entry = next(entries, None)
        if number != length or previous != last:
            yield Break(kind, case_id, number, "the history does not end where its case says")
    while entry is not None:
        yield Break(kind, entry.case_id, entry.number, "its case is gone")
        entry = next(entries, None)


def _entries(session: Session, kind: str) -> Iterator[Entry]:
    return iter(
        session.scalars(
            select(Entry)
            .where(Entry.case_kind == kind)
            .order_by(Entry.case_id, Entry.number)
            .execution_options(yield_per=2_000)
        )
    )


def _faults(entry: Entry, kind: str, number: int, previous: str) -> Iterator[Break]:
    if entry.number != number:
        yield Break(kind, entry.case_id, number, f"missing, the next is row {entry.number}")
    elif entry.previous != previous:
        yield Break(kind, entry.case_id, number, "it does not follow the row before")
    if seal(entry) != entry.seal:
        yield Break(kind, entry.case_id, entry.number, "its content was changed")
