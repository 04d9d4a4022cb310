"""What a report is made of: one tree from which the screen, the PDF and the CSV are drawn."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Value = str | int | float | None
Shape = Literal["text", "count", "percent", "change", "day"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure or a word. `opens` names the cases behind it, `case` the one it speaks of."""

    value: Value
    opens: str | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    label: str
    shape: Shape = "count"


@dataclass(frozen=True, slots=True)
class Row:
    """`code` is what the label words: a beat, a unit's id, a category."""

    code: str
    label: str
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`heads` is what the rows' labels are; `bars` are the columns that a chart shows."""

    name: str
    title: str
    clauses: tuple[str, ...]
    heads: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    empty: str = "There were none."


@dataclass(frozen=True, slots=True)
class Report:
    """`as_of` is when it was counted, UTC in ISO form; `period` and `scope` are keys."""

    kind: str
    title: str
    clauses: tuple[str, ...]
    scope: str
    scope_label: str
    period: str
    period_label: str
    first_day: str
    last_day: str
    as_of: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = field(default=())

    def table(self, name: str) -> Table | None:
        return next((table for table in self.tables if table.name == name), None)


def to_json(report: Report) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(asdict(report)))
    return plain


def from_json(told: dict[str, Any]) -> Report:
    return Report(
        **{**told, "clauses": tuple(told["clauses"]), "notes": tuple(told["notes"])}
        | {"tables": tuple(_table(each) for each in told["tables"])}
    )


def _table(told: dict[str, Any]) -> Table:
    rows = tuple(
        Row(
            row["code"], row["label"], tuple(Cell(**cell) for cell in row["cells"]), row["is_total"]
        )
        for row in told["rows"]
    )
    columns = tuple(Column(**column) for column in told["columns"])
    lists = {name: tuple(told[name]) for name in ("clauses", "notes", "bars")}
    return Table(**{**told, **lists, "rows": rows, "columns": columns})


def canonical(told: dict[str, Any]) -> bytes:
    """The bytes over which an issued report is sealed, whatever a database does to its JSON."""
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def seal(told: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(told)).hexdigest()


def share(part: int, whole: int) -> float | None:
    """A percentage to one place, or None where there was nothing to share."""
    return round(100 * part / whole, 1) if whole else None


def figure_of(table: Table, row: Row, column: str) -> Value:
    """What stands in a row under a column, by the column's name."""
    names = [each.name for each in table.columns]
    return row.cells[names.index(column)].value
