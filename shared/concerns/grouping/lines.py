"""Reads concerns from lines of JSON, and says which line is wrong and why; writes decisions."""

import json
import math
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.concerns.grouping.reports import Report
from shared.concerns.grouping.stream import Decision

CHICAGO = ZoneInfo("America/Chicago")
_TEXTS = ("id", "submitted_at", "category", "address", "text")


class LineError(ValueError):
    """What is wrong with one line, and what to do about it."""


def reports_of(lines: Iterable[str]) -> tuple[list[Report], list[str]]:
    """The reports, and a sentence for each line that is none. Empty lines are passed over."""
    reports: list[Report] = []
    faults: list[str] = []
    first_seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            report = _report(line)
        except LineError as fault:
            faults.append(f"Line {number}: {fault}")
            continue
        if report.id in first_seen:
            faults.append(
                f"Line {number}: id {report.id!r} is on line {first_seen[report.id]} already."
            )
            continue
        first_seen[report.id] = number
        reports.append(report)
    return reports, faults


def line_of(decision: Decision) -> str:
    candidates = [
        {"id": s.id, "score": s.score, "reasons": list(s.reasons)} for s in decision.shown
    ]
    return json.dumps(
        {
            "id": decision.id,
            "candidates": candidates,
            "preselected": decision.preselected,
            "primary": decision.primary,
        },
        ensure_ascii=False,
    )


def _report(line: str) -> Report:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise LineError("not JSON. Write one object in braces on each line.") from None
    if not isinstance(told, dict):
        raise LineError("not an object. Write one object in braces on each line.")
    for name in _TEXTS:
        if not isinstance(told.get(name), str):
            raise LineError(f"“{name}” must be a text; it is {_kind(told, name)}.")
    if not told["id"].strip():
        raise LineError("“id” is empty.")
    latitude, longitude = _degrees(told, "lat", 90.0), _degrees(told, "lon", 180.0)
    if (latitude is None) != (longitude is None):
        raise LineError("give both “lat” and “lon”, or neither.")
    language = told.get("lang", "en")
    if language is not None and not isinstance(language, str):
        raise LineError(f"“lang” must be a text; it is {_kind(told, 'lang')}.")
    return Report(
        told["id"], _time(told["submitted_at"]), told["category"], told["address"],
        latitude, longitude, told["text"], language or "en",
    )  # fmt: skip


def _kind(told: dict[str, Any], name: str) -> str:
    if name not in told:
        return "missing"
    value = told[name]
    return "empty (null)" if value is None else f"{json.dumps(value)[:40]}"


def _degrees(told: dict[str, Any], name: str, most: float) -> float | None:
    value = told.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise LineError(f"“{name}” must be a number or null; it is {_kind(told, name)}.")
    if not math.isfinite(value) or abs(value) > most:
        raise LineError(f"“{name}” must lie between -{most:.0f} and {most:.0f}.")
    return float(value)


def _time(written: str) -> datetime:
    """A time without a zone is Chicago's."""
    try:
        time = datetime.fromisoformat(written)
    except ValueError:
        raise LineError(
            f"“submitted_at” is {written[:40]!r}. Write it like 2026-05-06T02:47:10."
        ) from None
    return time if time.tzinfo else time.replace(tzinfo=CHICAGO)
