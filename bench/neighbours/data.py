"""Labelled concerns to train and measure the grouping on: our own, and the reference's."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shared.concerns.grouping.reports import Report

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"
OWN = sorted(CASES.glob("*.txt"))
OTHER_HAND = CASES / "other_hand.jsonl"
HARDER = (CASES / "third_hand.jsonl", CASES / "fourth_hand.jsonl")
REFERENCE = ROOT.parent / "shared" / "eval" / "grouping-dev.jsonl"
METRES_PER_NUMBER = 2.0
START = datetime(2026, 5, 1, tzinfo=UTC)
SPANISH = frozenset(["que", "los", "las", "con", "por", "una", "muy", "para", "del", "sin", "el"])
POLISH = frozenset(["nie", "na", "przez", "sie", "się", "co", "ciągle", "dzieci", "do"])


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report and the problem it truly belongs to; each lone report is a problem of its own."""

    report: Report
    truth: str
    counts: float = 1.0
    """In the fit. Those not made beside the lexicon, nor harder than a street is, count double."""


def reference_cases() -> list[Labelled]:
    """Those of ../shared, in order of time; an empty list where that folder is absent."""
    if not REFERENCE.exists():
        return []
    return _from_lines(REFERENCE, counts=2.0)


def other_hand_cases() -> list[Labelled]:
    """Ours too, by one who had not seen the lexicon and told each problem as far about as can be.

    They were measured before anything was fitted to them: what bench/README.md calls blind.
    """
    return _from_lines(OTHER_HAND, counts=2.0)


def harder_cases(path: Path) -> list[Labelled]:
    """Likewise, and harder than a street is: near most problems stands another of its category."""
    return _from_lines(path, counts=1.0)


def every_set() -> dict[str, list[Labelled]]:
    """Those that are on this machine, by the name they are printed with."""
    sets = {
        "Own": own_cases(),
        "Another hand's": other_hand_cases(),
        "A third hand's": harder_cases(HARDER[0]),
        "A fourth hand's": harder_cases(HARDER[1]),
        "Reference": reference_cases(),
    }
    return {name: cases for name, cases in sets.items() if cases}


def _from_lines(path: Path, counts: float) -> list[Labelled]:
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return in_order([
        Labelled(
            Report(
                line["id"], datetime.fromisoformat(line["submitted_at"]).replace(tzinfo=UTC),
                line["category"], line["address"], line["lat"], line["lon"], line["text"],
                line["lang"],
            ),
            line["truth_group"] or line["id"],
            counts,
        )
        for line in lines
    ])  # fmt: skip


def own_cases() -> list[Labelled]:
    return in_order([case for path in OWN for case in _cases(path)])


def in_order(cases: list[Labelled]) -> list[Labelled]:
    return sorted(cases, key=lambda case: (case.report.submitted_at, case.report.id))


def _cases(path: Path) -> Iterator[Labelled]:
    place: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("@"):
            place = [part.strip() for part in line[1:].split(";")]
        elif "|" in line and not line.startswith("#"):
            yield _case(f"{path.stem}-{number:03}", place, line.split("|"))


def _case(id_: str, place: list[str], cells: list[str]) -> Labelled:
    street, direction, latitude, longitude, first = place
    group, category, day, hour, house, text = cells
    metres = 0.0 if house == "corner" else (int(house) - int(first)) * METRES_PER_NUMBER
    north, east = (metres, 0.0) if direction == "ns" else (0.0, metres)
    report = Report(
        id_,
        START + timedelta(days=int(day), hours=int(hour), minutes=int(id_[-2:]) % 60),
        category,
        f"{street} & the cross street" if house == "corner" else f"{house} {street}",
        round(float(latitude) + north / 111_195, 6),
        round(float(longitude) + east / 111_195 / math.cos(math.radians(41.85)), 6),
        text.strip(),
        _language(text),
    )
    return Labelled(report, id_ if group == "-" else f"{street} {group}")


def _language(text: str) -> str:
    words = set(text.casefold().split())
    if len(words & SPANISH) > 1:
        return "es"
    return "pl" if len(words & POLISH) > 0 and "the" not in words else "en"
