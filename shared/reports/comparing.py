"""Tables of counts: this period beside the one before and the same a year ago."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from shared.directive.clauses import Clause
from shared.reports.counting import Counts, Subject, count, figure
from shared.reports.periods import Period
from shared.reports.scopes import Scope
from shared.reports.tables import Cell, Column, Row, Table, Value, share

NOT_KEPT = (
    "Forms are kept for 180 days after the service is completed (IV.C.3): earlier figures stand"
    " here only where a report issued then has them."
)
STANDING = "Open, late and waiting are as they stood when this report was prepared."

# What an issued report said of an earlier period: the codes of a table's rows and their figure.
Recall = Callable[[str, Period], dict[str, int] | None]


def remembers_nothing(_table: str, _period: Period) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Asked:
    """What part of the city, which time, and the moment at which it is counted."""

    session: Session
    scope: Scope
    period: Period
    now: datetime
    recall: Recall = remembers_nothing

    def count(
        self, subject: Subject, by: str, measures: Iterable[str], period: Period | None = None
    ) -> Counts:
        return count(
            self.session, subject, by, measures, self.scope, period or self.period, self.now
        )


def compared(
    asked: Asked,
    subject: Subject,
    by: str,
    title: str,
    clauses: Sequence[Clause],
    others: Sequence[str] = (),
) -> Table:
    """Received now, before and a year ago, with the change; then the other measures."""
    name = f"{subject.name}_{by}"
    measures = ("received", *others)
    counts = asked.count(subject, by, measures)
    earlier = (
        _earlier(asked, subject, by, name, "before", asked.period.before()),
        _earlier(asked, subject, by, name, "year_ago", asked.period.year_ago()),
    )
    dimension = subject.dimensions[by]
    labels = dimension.labels(asked.session)
    codes = {*counts, *(code for each in earlier for code in each.counts or ())}
    worded = {code: labels.get(code, code) or dimension.unknown for code in codes}
    rows = [
        Row(code, worded[code], _cells(subject, by, code, counts.get(code, {}), earlier, measures))
        for code in sorted(codes, key=lambda code: (code == "", worded[code]))
    ]
    if rows:
        totals = {each: sum(row.get(each, 0) for row in counts.values()) for each in measures}
        whole = tuple(each.whole() for each in earlier)
        rows.append(Row("", "All", _cells(subject, "all", "", totals, whole, measures), True))
    return Table(
        name=name,
        title=title,
        clauses=tuple(clause.number for clause in clauses),
        heads=dimension.heads,
        columns=_columns(subject, asked.period, others),
        rows=tuple(rows),
        notes=_notes(subject, earlier, others),
        bars=("received", "before"),
    )


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was received in an earlier period: None when it can no longer be counted.

    What an issued report remembers opens no cases, for some of them may be gone.
    """

    when: str
    counts: dict[str, int] | None
    is_remembered: bool = False

    def cell(self, subject: Subject, by: str, code: str) -> Cell:
        if self.counts is None:
            return Cell(None)
        number = self.counts.get(code, 0)
        if self.is_remembered:
            return Cell(number)
        return Cell(number, figure(subject, "received", by, code, self.when))

    def whole(self) -> "Earlier":
        total = None if self.counts is None else {"": sum(self.counts.values())}
        return Earlier(self.when, total, self.is_remembered)


def _earlier(
    asked: Asked, subject: Subject, by: str, name: str, when: str, period: Period
) -> Earlier:
    if (told := asked.recall(name, period)) is not None:
        return Earlier(when, told, is_remembered=True)
    if subject.forgot and subject.forgot(asked.session, asked.scope, period):
        return Earlier(when, None)
    counts = asked.count(subject, by, ("received",), period)
    return Earlier(when, {code: row["received"] for code, row in counts.items()})


def _cells(
    subject: Subject,
    by: str,
    code: str,
    row: dict[str, int],
    earlier: tuple[Earlier, ...],
    measures: Sequence[str],
) -> tuple[Cell, ...]:
    received = row.get("received", 0)
    before = (earlier[0].counts or {}).get(code, 0)
    change: Value = None if earlier[0].counts is None else received - before
    return (
        Cell(received, figure(subject, "received", by, code)),
        *(each.cell(subject, by, code) for each in earlier),
        Cell(change),
        *(
            Cell(row.get(measure, 0), figure(subject, measure, by, code))
            for measure in measures
            if measure != "received"
        ),
    )


def _columns(subject: Subject, period: Period, others: Sequence[str]) -> tuple[Column, ...]:
    received = subject.measures["received"].label
    return (
        Column("received", received),
        Column("before", f"{received}, {period.before().label}"),
        Column("year_ago", f"{received}, {period.year_ago().label}"),
        Column("change", "Change", "change"),
        *(Column(name, subject.measures[name].label) for name in others),
    )


def _notes(
    subject: Subject, earlier: tuple[Earlier, ...], others: Sequence[str]
) -> tuple[str, ...]:
    notes = []
    if any(subject.measures[name].at is None for name in others):
        notes.append(STANDING)
    if any(each.counts is None for each in earlier):
        notes.append(NOT_KEPT)
    return tuple(notes)


def shares(
    asked: Asked,
    subject: Subject,
    by: str,
    name: str,
    title: str,
    clauses: Sequence[Clause],
    measures: Sequence[str],
    of: Sequence[str],
) -> Table:
    """Counts whose first measures are the part, in per cent, of the measures in `of`.

    The share is the kept part of what was decided one way or the other; what still runs is in
    neither.
    """
    counts = asked.count(subject, by, measures)
    before = asked.count(subject, by, of, asked.period.before())
    dimension = subject.dimensions[by]
    labels = dimension.labels(asked.session)
    worded = {code: labels.get(code, code) or dimension.unknown for code in counts}
    shown = {code: row for code, row in counts.items() if any(row.values())}
    rows = [
        Row(
            code,
            worded[code],
            _shared(subject, by, code, shown[code], before.get(code, {}), measures, of),
        )
        for code in sorted(shown, key=lambda code: (code == "", worded[code]))
    ]
    if rows:
        total = {each: sum(row.get(each, 0) for row in shown.values()) for each in measures}
        earlier = {each: sum(row.get(each, 0) for row in before.values()) for each in of}
        cells = _shared(subject, "all", "", total, earlier, measures, of)
        rows.append(Row("", "All", cells, True))
    return Table(
        name=name,
        title=title,
        clauses=tuple(clause.number for clause in clauses),
        heads=dimension.heads,
        columns=(
            *(Column(each, subject.measures[each].label) for each in measures),
            Column("share", "In time", "percent"),
            Column("share_before", f"In time, {asked.period.before().label}", "percent"),
        ),
        rows=tuple(rows),
        bars=("share",),
    )


def _shared(
    subject: Subject,
    by: str,
    code: str,
    row: dict[str, int],
    before: dict[str, int],
    measures: Sequence[str],
    of: Sequence[str],
) -> tuple[Cell, ...]:
    return (
        *(Cell(row.get(each, 0), figure(subject, each, by, code)) for each in measures),
        Cell(_in_time(row, of)),
        Cell(_in_time(before, of)),
    )


def _in_time(row: dict[str, int], of: Sequence[str]) -> float | None:
    """All of `of` but the last are in time; the last is not."""
    decided = [row.get(each, 0) for each in of]
    return share(sum(decided[:-1]), sum(decided))
