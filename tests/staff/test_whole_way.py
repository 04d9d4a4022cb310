"""A concern travels the whole way through the staff API."""

import pytest

from tests.world import World


@pytest.mark.directive("II.E")
def test_a_concern_travels_from_submitted_to_closed(world: World) -> None:
    number = world.closed()
    seen = world.desk("xo").concern(number)
    assert seen["state"] == "Closed"
    assert [event["label"] for event in seen["history"]][0] == "Submitted"
