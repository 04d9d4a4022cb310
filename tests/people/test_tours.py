"""Who opened their queue in which watch: done, missed, or still to be done."""

import pytest

from tests.world import World, body


def standing(world: World, day: str = "2026-03-10") -> dict[tuple[str, int], str]:
    answer = body(world.desk("xo").get("/tours", district="011", day=day))
    return {
        (duty["clause"] + " " + duty["member"].split()[-1], duty["watch"]): duty["standing"]
        for duty in answer["duties"]
    }


CASES = [
    ("VII.B.1", "sergeant", "intake", "VII.B.1 Sergeant"),
    ("VII.C.1", "lieutenant", "unit", "VII.C.1 Lieutenant"),
    ("VII.D.1", "supervisor", "worklist", "VII.D.1 Supervisor"),
    ("VII.E.1", "xo", "assignments", "VII.E.1 Xo"),
]


@pytest.mark.parametrize(
    ("who", "queue", "key"),
    [pytest.param(*case[1:], marks=pytest.mark.directive(case[0])) for case in CASES],
)
def test_opening_the_queue_in_a_tour_is_done_and_not_opening_it_is_missed(
    world: World, who: str, queue: str, key: str
) -> None:
    """Noon is in the second watch, 06:00 to 14:00."""
    assert standing(world)[key, 2] == "open"
    world.desk(who).queue(queue)
    after = standing(world)
    assert after[key, 1] == "missed"
    assert after[key, 2] == "done"
    assert after[key, 3] == "open"
    world.clock.move(hours=10)
    assert standing(world)[key, 3] == "missed"


@pytest.mark.directive("VII.B.1")
def test_an_unopened_concern_shows_as_a_tour_not_kept(world: World) -> None:
    """The 36 hours run from the first access; that nobody looked is what the tours show."""
    number = world.submitted()
    world.clock.move(days=2)
    assert standing(world, "2026-03-11")["VII.B.1 Sergeant", 2] == "missed"
    assert number in world.desk("sergeant").queue("intake")


def test_another_districts_tours_are_not_found(world: World) -> None:
    assert world.desk("xo").get("/tours", district="012").status_code == 404
    assert world.desk("auditor").get("/tours", district="012").status_code == 200
    assert world.desk("sergeant").get("/tours", district="011").status_code == 403
