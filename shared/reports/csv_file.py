"""A report as CSV: one table, or all of them one below the other."""

import csv
import io
from collections.abc import Iterator

from shared.reports.tables import Report, Table, Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "\ufeff"  # by which spreadsheets know UTF-8


def csv_of(report: Report, only: str | None = None) -> bytes:
    """`only` names a table. Words that a spreadsheet would calculate begin with an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    tables = [table for table in report.tables if only in (None, table.name)]
    if only is None:
        writer.writerow([report.title, report.scope_label, report.period_label])
        writer.writerow(["As of", report.as_of])
    for table in tables:
        if only is None:
            writer.writerows(([], [guarded(table.title), " ".join(table.clauses)]))
        writer.writerows(_lines(table))
    return (MARK + written.getvalue()).encode()


def _lines(table: Table) -> Iterator[list[Value]]:
    yield [guarded(table.heads), *(guarded(column.label) for column in table.columns)]
    for row in table.rows:
        yield [guarded(row.label), *(guarded(cell.value) for cell in row.cells)]
    for note in table.notes:
        yield [guarded(note)]


def guarded(value: Value) -> Value:
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(_FORMULA):
        return f"'{value}"
    return value
