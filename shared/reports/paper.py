"""An issued or counted report as a PDF."""

from datetime import date, datetime
from typing import Any

from shared.papers.pdf import pdf
from shared.papers.wording import clock_parts, day, moment
from shared.reports.tables import Report, Table
from shared.reports.wording import shown


def report_pdf(report: Report, standing: list[tuple[str, str]], seal: str = "") -> bytes:
    """`standing` is what was decided on it: pairs of a label and words."""
    title = f"{report.title}, {report.scope_label}, {report.period_label}"
    return pdf(
        "report",
        {
            "title": title,
            "heading": report.title,
            "made": clock_parts(datetime.fromisoformat(report.as_of)),
            "footer": f"{title}{f'  ·  seal {seal[:16]}' if seal else ''}",
            "scope_label": report.scope_label,
            "period_label": report.period_label,
            "days": " to ".join(
                day(date.fromisoformat(on)) for on in (report.first_day, report.last_day)
            ),
            "clauses": report.clauses,
            "as_of": moment(report.as_of),
            "notes": report.notes,
            "standing": standing,
            "tables": [_table(table) for table in report.tables],
        },
    )


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "clauses": table.clauses,
        "heads": table.heads,
        "columns": [{"label": column.label, "shape": column.shape} for column in table.columns],
        "rows": [
            {
                "label": row.label,
                "is_total": row.is_total,
                "cells": [
                    shown(cell.value, column.shape)
                    for cell, column in zip(row.cells, table.columns, strict=True)
                ],
            }
            for row in table.rows
        ],
        "notes": table.notes,
        "empty": table.empty,
    }
