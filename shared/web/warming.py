"""What is read once from files and kept: read before anybody waits for it."""

from datetime import UTC, datetime

from shared.concerns.grouping import suggest
from shared.concerns.grouping.reports import Report
from shared.places.atlas import own_atlas
from shared.places.own import own_book
from shared.screening import screen


def warm_up() -> None:
    """Two reports of one problem make the grouping read all of its lexicon."""
    own_atlas()
    own_book()
    told = "Loud music from parked cars on most nights."
    screen(told)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    one, two = (
        Report(name, at, "NOISE", "1060 W Addison St", 41.9474, -87.6566, told) for name in "ab"
    )
    suggest(one, [two])
