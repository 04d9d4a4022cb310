"""On paper: the Query Report, the SRSWOs in beat order, and the CPD-21.224s attached to them.

Each refers to the other (V.D.2.c): a line of the report to its sheet's number, a sheet to its line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from shared.papers.pdf import pdf
from shared.papers.wording import clock_parts, day, moment
from shared.work_orders.sheets import Action, Line, Report, SupportSheet, WorkOrderSheet

FORM = "CPD-21.224"
NO_BEAT = "no beat"
WIDEST_LINE = 48  # letters W across the sheet
MOST_LINES = 10  # in the upper half


def work_order_pdf(sheet: WorkOrderSheet, made: datetime) -> bytes:
    """One SRSWO, with what is attached to it."""
    return _pdf(sheet.srswo, made, sheets=[_sheet(sheet)])


def support_pdf(support: SupportSheet, made: datetime) -> bytes:
    title = f"{FORM}, {support.srswo}"
    return _pdf(title, made, supports=[_support(support)])


def query_report_pdf(report: Report, made: datetime) -> bytes:
    """As it was issued, without the sheets."""
    title = f"Service Request Query Report {report.number or report.district}"
    return _pdf(title, made, listing=_report(report, {}))


def report_with_sheets_pdf(
    report: Report, sheets: Sequence[WorkOrderSheet], made: datetime
) -> bytes:
    """A Query Report and behind it every SRSWO of it that is opened."""
    printed = {sheet.city_number: Place(n, sheet) for n, sheet in enumerate(sheets, start=1)}
    title = f"Service Request Query Report {report.number} with its SRSWOs"
    return _pdf(
        title,
        made,
        _report(report, printed),
        [_sheet(place.sheet, place) for place in printed.values()],
    )


def sheets_pdf(title: str, sheets: Sequence[WorkOrderSheet], made: datetime) -> bytes:
    """The SRSWOs of any list, behind a list that names each one's line in its Query Report."""
    places = [Place(number, sheet) for number, sheet in enumerate(sheets, start=1)]
    return _pdf(
        title,
        made,
        {
            "heading": title,
            "form": "Service Request Single Work Orders in beat order",
            "number": "",
            "about": [("Printed", moment(made)), ("SRSWOs", str(len(sheets)))],
            "beats": _beats(sheet.beat or NO_BEAT for sheet in sheets),
            "lines": [_index_line(place) for place in places],
            "has_sheets": True,
            "notes": [],
            "empty": "No work order of this list is opened.",
        },
        [_sheet(place.sheet, place) for place in places],
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sheet stands in one print."""

    number: int
    sheet: WorkOrderSheet


def _pdf(
    title: str,
    made: datetime,
    listing: dict[str, Any] | None = None,
    sheets: Sequence[dict[str, Any]] = (),
    supports: Sequence[dict[str, Any]] = (),
) -> bytes:
    return pdf(
        "work_orders",
        {
            "title": title,
            "made": clock_parts(made),
            "footer": title,
            "listing": listing,
            "sheets": sheets,
            "supports": supports,
        },
    )


def _report(report: Report, printed: dict[str, Place]) -> dict[str, Any]:
    return {
        "heading": "Service Request Query Report",
        "form": "Police-related requests by beat (S02-03-03, V.D.2.b)",
        "number": report.number or "not issued yet",
        "about": [
            ("District", report.district),
            ("Tour of duty", f"{day(report.watch_on)}, watch {report.watch}"),
            ("Issued" if report.number else "As of", moment(report.asked_at)),
            ("By", report.issued_by or ""),
            ("Requests", str(len(report.lines))),
        ],
        "beats": list(report.beats.items()),
        "lines": [_line(line, printed.get(line.city_number)) for line in report.lines],
        "has_sheets": bool(printed),
        "notes": ["A request without a sheet was not opened when this was printed."]
        if printed
        else [],
        "empty": "No police-related request stands in this report.",
    }


def _line(line: Line, place: Place | None) -> dict[str, Any]:
    marks = {
        "new": line.is_new,
        "late": line.is_late,
        f"duplicate of {line.is_duplicate_of}": line.is_duplicate_of is not None,
    }
    request = line.srswo or f"{line.city_number} (not opened)"
    return {
        "line": str(line.line),
        "beat": line.beat,
        "request": _lines(
            request,
            f"of {moment(line.requested_at)}",
            ", ".join(mark for mark, is_so in marks.items() if is_so),
        ),
        "address": line.address,
        "standing": _standing(line.state, line.member, moment(line.due_at)),
        "sheet": str(place.number) if place else None,
    }


def _index_line(place: Place) -> dict[str, Any]:
    sheet = place.sheet
    return {
        "line": str(place.number),
        "beat": sheet.beat or NO_BEAT,
        "request": _lines(sheet.srswo, _listed(sheet)),
        "address": sheet.address,
        "standing": _standing(sheet.state, sheet.member, moment(sheet.due_at)),
        "sheet": str(place.number),
    }


def _listed(sheet: WorkOrderSheet) -> str:
    if sheet.report is None:
        return "Not yet in a Query Report"
    return f"Query Report {sheet.report}, line {sheet.report_line}"


def _sheet(sheet: WorkOrderSheet, place: Place | None = None) -> dict[str, Any]:
    approved = [
        action.is_further
        for action in sheet.actions
        if action.kind == "extension" and action.decision == "approved"
    ]
    return {
        "footer": f"{sheet.srswo}  ·  {_listed(sheet)}",
        "srswo": sheet.srswo,
        "number": str(place.number) if place else None,
        "listed": _listed(sheet),
        "place": ", ".join(part for part in (sheet.district, sheet.beat) if part),
        "requested": moment(sheet.requested_at),
        "address": sheet.address,
        "duplicate": sheet.is_duplicate_of,
        "text": sheet.text,
        "city_notes": sheet.city_notes,
        "member": f"{sheet.member}, star {sheet.star}" if sheet.member else None,
        "assigned": moment(sheet.assigned_at),
        "due": moment(sheet.due_at),
        "is_short": _is_short(sheet),
        "actions": [_action(action) for action in sheet.actions],
        "to_write": sheet.is_to_write,
        "is_sufficient": sheet.is_sufficient,
        "is_returned": sheet.returned_because is not None,
        "is_extended": False in approved,
        "is_further": True in approved,
        "supports": [_support(support) for support in sheet.supports],
    }


def _is_short(sheet: WorkOrderSheet) -> bool:
    """Whether the upper half surely holds it, in the widest letters."""
    told = (sheet.text, sheet.address, sheet.city_notes or "")
    lines = [line for part in told for line in part.split("\n")]
    needed = sum(1 + len(line) // WIDEST_LINE for line in lines)
    return needed + len(sheet.member or "") // (WIDEST_LINE // 2) <= MOST_LINES


def _action(action: Action) -> dict[str, Any]:
    acted = f"action taken {moment(action.acted_at)}" if action.acted_at else None
    return {
        "title": action.title,
        "by": ", ".join(part for part in (action.by, moment(action.at), acted) if part),
        "text": action.text,
        "decision": _decision(action),
    }


def _decision(action: Action) -> str:
    return f"Approved: due {moment(action.due_at)}." if action.due_at else action.decided


def _support(support: SupportSheet) -> dict[str, Any]:
    return asdict(support) | {
        "footer": f"{FORM}  ·  attached to {support.srswo}",
        "asked_at": None,
        "answered_at": None,
        "asked": moment(support.asked_at),
        "answered": moment(support.answered_at),
    }


def _standing(state: str, member: str | None, due: str) -> str:
    return _lines(", ".join(part for part in (state, member) if part), f"due {due}" if due else "")


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _beats(beats: Iterable[str]) -> list[tuple[str, int]]:
    counted: dict[str, int] = {}
    for beat in beats:
        counted[beat] = counted.get(beat, 0) + 1
    return list(counted.items())
