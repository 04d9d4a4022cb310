"""Where every history ended at a time, to be kept where nobody who could rewrite it reaches.

The seals need no secret, so whoever may write in the database could make a whole chain anew. What
was written down elsewhere before does not change with it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from typing import Any, NamedTuple

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from shared.history.verify import Break
from shared.workflow.record import Entry

AT_ONCE = 400
SEAL_LENGTH = 64


class Mark(NamedTuple):
    """The last row of one case's history, and its seal."""

    case_kind: str
    case_id: int
    number: int
    seal: str

    def __str__(self) -> str:
        return f"{self.case_kind} {self.case_id} {self.number} {self.seal}"


class MarkError(ValueError):
    """A line that is not of a checkpoint."""


IsGone = Callable[[Session, str, int], bool]


def marks(session: Session, kinds: dict[str, type[Any]]) -> Iterator[Mark]:
    for kind, model in kinds.items():
        for row in session.execute(
            select(model.id, model.history_length, model.history_seal)
            .where(model.history_length > 0)
            .order_by(model.id)
            .execution_options(yield_per=2_000)
        ):
            yield Mark(kind, *row)


def read(lines: Iterable[str], kinds: dict[str, type[Any]]) -> Iterator[Mark]:
    for position, line in enumerate(lines, start=1):
        kind, *rest = line.split() or [""]
        is_mark = len(rest) == 3 and kind in kinds and len(rest[2]) == SEAL_LENGTH
        if not is_mark or not all(re.fullmatch("[0-9]{1,18}", part) for part in rest[:2]):
            raise MarkError(f"Line {position} is not of a checkpoint.")
        yield Mark(kind, int(rest[0]), int(rest[1]), rest[2])


def unlike(session: Session, known: Iterable[Mark], is_gone: IsGone) -> Iterator[Break]:
    """Every case whose history is not what it was, though it may have gone on since."""
    for kind, of_kind in groupby(known, key=lambda mark: mark.case_kind):
        while some := list(islice(of_kind, AT_ONCE)):
            yield from _unlike(session, kind, some, is_gone)


def _unlike(session: Session, kind: str, some: list[Mark], is_gone: IsGone) -> Iterator[Break]:
    at = tuple_(Entry.case_id, Entry.number)
    rows = session.execute(
        select(Entry.case_id, Entry.number, Entry.seal).where(
            Entry.case_kind == kind, at.in_([(mark.case_id, mark.number) for mark in some])
        )
    )
    now = {(row.case_id, row.number): row.seal for row in rows}
    for mark in some:
        is_same = now.get((mark.case_id, mark.number)) == mark.seal
        if not is_same and not is_gone(session, kind, mark.case_id):
            yield Break(kind, mark.case_id, mark.number, "it is not what it was at the checkpoint")
