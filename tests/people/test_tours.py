"""Who opened their queue in which watch: done, missed, or still to be done."""

import pytest

from shared.directive.roles import Role
from shared.people.models import Member
from tests.making import make_post
from tests.world import World, body, done


def standing(world: World, day: str = "2026-03-10", who: str = "xo") -> dict[tuple[str, int], str]:
    answer = body(world.desk(who).get("/tours", district="011", day=day))
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


@pytest.mark.directive("VII.E")
@pytest.mark.directive("VII.E.1")
def test_while_the_executive_officer_is_absent_the_tour_is_the_commanders(world: World) -> None:
    xo, commander = "VII.E.1 Xo", "VII.E.1 Commander"
    assert (commander, 3) not in standing(world)
    post = world.desk("xo").get("/my-posts").json["posts"][0]["id"]
    absence = {"absent_from": world.clock().isoformat(), "absent_until": None}
    done(world.desk("xo").post(f"/posts/{post}/absence", absence))
    world.clock.move(hours=3)
    before = tours_of(world)
    assert (before[xo, 2], before[commander, 3]) == ("missed", "open")
    assert (commander, 2) not in before
    assert (xo, 3) not in before

    world.desk("commander").queue("assignments")
    assert tours_of(world)[commander, 3] == "done"
    world.clock.move(hours=21)
    assert tours_of(world, "2026-03-11")[commander, 1] == "missed"


@pytest.mark.directive("VII.E.1")
def test_two_districts_are_two_tours(world: World) -> None:
    """Who is executive officer of two districts opens one queue, which shows both."""
    world.other_district("012")
    make_post(
        world.session,
        world.session.get_one(Member, world.district.ids["xo"]),
        Role.EXECUTIVE_OFFICER,
        district="012",
    )
    world.session.commit()
    world.desk("xo").queue("assignments")
    for district in ("011", "012"):
        answer = body(world.desk("auditor").get("/tours", district=district, day="2026-03-10"))
        assert [
            duty["standing"]
            for duty in answer["duties"]
            if duty["member"] == "011 Xo" and duty["watch"] == 2
        ] == ["done"]


def tours_of(world: World, day: str = "2026-03-10") -> dict[tuple[str, int], str]:
    return standing(world, day, "auditor")
