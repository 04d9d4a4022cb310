"""A machine may lack PostgreSQL or Chromium: said aloud at the end, and a failure in CI."""

import os
from collections import Counter
from typing import NoReturn

import pytest

NOT_RUN = "Not run, this machine lacks "


def absent(what: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must have {what}.", pytrace=False)
    pytest.skip(f"{NOT_RUN}{what}")


def name_what_was_absent(terminal: pytest.TerminalReporter) -> None:
    reasons = (str(report.longrepr[2]) for report in terminal.stats.get("skipped", []))
    counts = Counter(reason.partition(NOT_RUN)[2] for reason in reasons if NOT_RUN in reason)
    for what, count in counts.items():
        terminal.write_line(f"NOT RUN: {count} tests, this machine lacks {what}", yellow=True)
