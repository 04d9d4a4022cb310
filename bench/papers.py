"""All SRSWOs of a district as one PDF: `[sheets]`, 1,000 if not told; seconds and peak memory."""

import json
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from random import Random

from shared.sample.texts import SAYINGS
from shared.work_orders.paper import report_with_sheets_pdf
from shared.work_orders.sheets import Line, Report, WorkOrderSheet

GOAL_SECONDS = 10
GOAL_MEGABYTES = 500
ISSUED = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
NUMBER = "011-20261120-2-1"
WITH_MEMBER = "With the investigating member"
PRINT = "--print"


def main() -> None:
    """In a process of its own, so that the peak is that of one print and nothing else."""
    sheets = next((int(word) for word in sys.argv[1:] if word.isdigit()), 1_000)
    if PRINT in sys.argv:
        print(json.dumps(one_print(sheets)))
        return
    command = [sys.executable, "-m", "bench", "papers", str(sheets), PRINT]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(f"{sheets:,} SRSWOs with their Query Report as one PDF of {told['bytes'] / 1e6:.1f} MB")
    print(f"  seconds      {told['seconds']:8.1f}   goal: less than {GOAL_SECONDS}")
    print(f"  peak memory  {told['megabytes']:6.0f} MB   goal: less than {GOAL_MEGABYTES} MB")


def one_print(sheets: int) -> dict[str, float]:
    random = Random(311)
    numbers = range(1, sheets + 1)
    made = [sheet(number, sheets, random.choice(SAYINGS).text) for number in numbers]
    report = Report(
        "011", ISSUED.date(), 2, ISSUED, tuple(line(each) for each in made), NUMBER, "Ada Moore"
    )
    begun = time.perf_counter()
    printed = report_with_sheets_pdf(report, made, ISSUED)
    return {
        "seconds": time.perf_counter() - begun,
        "bytes": len(printed),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def sheet(number: int, of: int, text: str) -> WorkOrderSheet:
    return WorkOrderSheet(
        case_id=number,
        srswo=f"SRSWO SR26-{number:08}",
        city_number=f"SR26-{number:08}",
        district="011",
        beat=f"11{11 + 24 * number // (of + 1)}",
        address=f"{2_600 + number} W Harrison St",
        text=text,
        requested_at=ISSUED - timedelta(minutes=number),
        opened_at=ISSUED,
        is_duplicate_of=None,
        city_notes=None,
        member="Police Officer Łucja Peña",
        star=f"{10_000 + number % 60}",
        assigned_at=ISSUED,
        due_at=ISSUED + timedelta(days=7),
        extensions=0,
        state=WITH_MEMBER,
        is_to_write=True,
        is_sufficient=False,
        returned_because=None,
        report=NUMBER,
        report_line=number,
        supports=(),
        actions=(),
    )


def line(of: WorkOrderSheet) -> Line:
    assert of.report_line is not None
    assert of.due_at is not None
    return Line(
        line=of.report_line,
        beat=of.beat or "no beat",
        city_number=of.city_number,
        srswo=of.srswo,
        reference=of.city_number,
        address=of.address,
        requested_at=of.requested_at.isoformat(),
        is_new=True,
        state=of.state,
        member=of.member,
        due_at=of.due_at.isoformat(),
        is_late=False,
        is_duplicate_of=None,
    )


if __name__ == "__main__":
    main()
