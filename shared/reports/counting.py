"""Counting cases: what is counted, by what, and the very same words to list what was counted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, true
from sqlalchemy.orm import Session

from shared.reports.periods import Period
from shared.reports.scopes import Scope

Holds = Callable[[Period, datetime], ColumnElement[bool]]
Labels = Callable[[Session], Mapping[str, str]]

WHEN = ("period", "before", "year_ago")
SIGN = "~"  # between the parts of a figure's name; no code of ours has it


class FigureError(ValueError):
    """No figure has this name."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted. `at` is the moment that puts a case in a period; None: as it stands now."""

    name: str
    label: str
    at: Any = None
    holds: Holds | None = None

    def where(self, period: Period, now: datetime) -> ColumnElement[bool]:
        held = self.holds(period, now) if self.holds else true()
        if self.at is None:
            return held
        return and_(self.at >= period.begins_at, self.at < period.ends_at, held)


@dataclass(frozen=True, slots=True)
class Dimension:
    """What the rows of a table are; `labels` words their codes."""

    name: str
    heads: str
    column: Any
    labels: Labels = field(default=lambda _session: {})
    unknown: str = "Place not known"


@dataclass(frozen=True)
class Subject:
    """A kind of case as reports count it; `forgot` says whether some of a period were purged."""

    name: str
    title: str
    model: type[Any]
    measures: Mapping[str, Measure]
    dimensions: Mapping[str, Dimension]
    forgot: Callable[[Session, Scope, Period], bool] | None = None


Counts = dict[str, dict[str, int]]


def count(
    session: Session,
    subject: Subject,
    by: str,
    measures: Iterable[str],
    scope: Scope,
    period: Period,
    now: datetime,
) -> Counts:
    """For every code of the dimension, how many of each measure; one query for each clock."""
    counts: Counts = defaultdict(dict)
    column = subject.dimensions[by].column if by != "all" else literal("")
    clocks: dict[Any, list[Measure]] = defaultdict(list)
    for name in measures:
        clocks[subject.measures[name].at].append(subject.measures[name])
    for at, together in clocks.items():
        filtered = [
            func.count().filter(measure.holds(period, now) if measure.holds else true())
            for measure in together
        ]
        query = (
            select(column, *filtered)
            .select_from(subject.model)
            .where(scope.where(subject.model), _within(at, together, period, now))
            .group_by(column)
        )
        for code, *numbers in session.execute(query):
            row = counts["" if code is None else str(code)]
            row.update(
                {measure.name: number for measure, number in zip(together, numbers, strict=True)}
            )
    return counts


def _within(at: Any, together: list[Measure], period: Period, now: datetime) -> ColumnElement[bool]:
    if at is not None:
        return and_(at >= period.begins_at, at < period.ends_at)
    return or_(*(measure.where(period, now) for measure in together))


def figure(
    subject: Subject, measure: str, by: str = "all", code: str = "", when: str = WHEN[0]
) -> str:
    """The name under which the cases behind a figure are asked for."""
    return SIGN.join((subject.name, measure, by, when, code))


def behind(
    subjects: Mapping[str, Subject], name: str, scope: Scope, period: Period, now: datetime
) -> tuple[Subject, ColumnElement[bool]]:
    """The cases behind a figure: the same condition by which they were counted."""
    try:
        of, measure, by, when, code = name.split(SIGN, 4)
        subject = subjects[of]
        counted = subject.measures[measure]
        column = None if by == "all" else subject.dimensions[by].column
        meant = {"period": period, "before": period.before(), "year_ago": period.year_ago()}[when]
    except (ValueError, KeyError) as error:
        raise FigureError("There is no such figure in this report.") from error
    conditions = [scope.where(subject.model), counted.where(meant, now)]
    if column is not None:
        conditions.append(column.is_(None) if code == "" else column == _typed(column, code))
    return subject, and_(*conditions)


def _typed(column: Any, code: str) -> Any:
    """A code from an address, as the column holds it."""
    try:
        return column.type.python_type(code)
    except ValueError as error:
        raise FigureError("There is no such figure in this report.") from error
