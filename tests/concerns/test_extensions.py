"""VI.B.2, VI.B.3 and VII.C.2: seven days, and how they are extended."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.directive.roles import Role
from shared.people.models import Member
from tests.making import make_post
from tests.world import Answer, Desk, World, done

WHY = "Long-term investigation: gathering intelligence."


def due(desk: Desk, number: str) -> datetime:
    return datetime.fromisoformat(desk.concern(number)["due"]["at"])


@pytest.mark.directive("VII.C.2")
def test_due_at_the_end_of_the_seventh_chicago_day(world: World) -> None:
    world.clock.at = datetime(2026, 3, 5, 4, 30, tzinfo=UTC)  # still March 4 in Chicago
    number = world.investigating()
    # March 11 is after the clocks go forward: midnight is 05:00 UTC.
    assert due(world.desk("supervisor"), number) == datetime(2026, 3, 12, 4, 59, 59, tzinfo=UTC)


@pytest.mark.directive("VI.B.2")
def test_one_extension_of_seven_days_in_the_initial_period(world: World) -> None:
    number = world.investigating()
    supervisor = world.desk("supervisor")
    before = due(supervisor, number)
    assert "March 24, 2026" in supervisor.offers(number)["extend"]["preview"]

    done(supervisor.act(number, "extend", justification=WHY))
    assert (due(supervisor, number) - before).days == 7

    refused = supervisor.act(number, "extend", justification=WHY)
    assert (refused.status_code, refused.json["clause"]) == (409, "VI.B.2")
    assert "March 24, 2026" in refused.json["detail"]
    offer = supervisor.offers(number)["extend"]
    assert offer["refusal"]["clause"] == "VI.B.2"
    assert due(supervisor, number) == datetime(2026, 3, 25, 4, 59, 59, tzinfo=UTC)


@pytest.mark.directive("VI.B.3.a")
def test_after_an_extension_the_next_waits_for_the_due_date(world: World) -> None:
    number = world.investigating()
    supervisor = world.desk("supervisor")
    done(supervisor.act(number, "extend", justification=WHY))
    world.clock.move(days=10)
    supervisor = world.desk("supervisor")
    refused = supervisor.act(number, "extend", justification=WHY)
    assert (refused.status_code, refused.json["clause"]) == (409, "VI.B.3.a")

    world.clock.move(days=4)  # the due date's own day
    supervisor = world.desk("supervisor")
    done(supervisor.act(number, "update", progress="Two meetings held with the owner."))
    done(supervisor.act(number, "extend", justification=WHY))
    assert due(supervisor, number) == datetime(2026, 4, 1, 4, 59, 59, tzinfo=UTC)
    assert supervisor.concern(number)["extensions"] == 2


@pytest.mark.directive("VI.B.3.b")
@pytest.mark.parametrize(
    "nothing", ["", "   ", "\n\t", "…", "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH SPACE}"]
)
def test_no_extension_without_a_written_justification(world: World, nothing: str) -> None:
    number = world.investigating()
    refused = world.desk("supervisor").act(number, "extend", justification=nothing)
    assert refused.status_code == 422
    assert refused.json["clause"] == "VI.B.3.b"
    assert refused.json["errors"][0]["field"] == "justification"
    done(world.desk("supervisor").act(number, "extend", justification=WHY))


@pytest.mark.directive("VII.C.3")
def test_past_seven_days_it_must_be_kept_up_to_date(world: World) -> None:
    number = world.investigating()
    supervisor = world.desk("supervisor")
    done(supervisor.act(number, "extend", justification=WHY))
    world.clock.move(days=14)
    supervisor = world.desk("supervisor")
    row = supervisor.get("/queues/worklist").json["rows"][0]
    assert row["is_update_due"]
    refused = supervisor.act(number, "extend", justification=WHY)
    assert refused.json["clause"] == "VII.C.3"
    done(supervisor.act(number, "update", progress="Surveillance goes on."))
    assert not supervisor.get("/queues/worklist").json["rows"][0]["is_update_due"]
    done(supervisor.act(number, "extend", justification=WHY))


@pytest.mark.directive("VII.C.2")
def test_who_may_extend(world: World) -> None:
    number = world.investigating()
    for name in ("sergeant", "xo", "member", "supervisor_2", "tactical", "officer"):
        refused = world.desk(name).act(number, "extend", justification=WHY)
        assert refused.status_code in (403, 404), name
    done(world.desk("lieutenant").act(number, "extend", justification=WHY))


@pytest.mark.directive("VII.C.2")
def test_a_designee_may_extend_for_the_supervisor(world: World) -> None:
    number = world.investigating()
    supervisor, designee = world.desk("supervisor"), world.desk("supervisor_2")
    assert designee.act(number, "extend", justification=WHY).status_code in (403, 404)
    post = supervisor.get("/my-posts").json["posts"][0]["id"]
    done(
        supervisor.post(
            "/designees",
            {
                "post_id": post,
                "to_star": world.district.stars["supervisor_2"],
                "until_at": datetime(2026, 12, 1, tzinfo=UTC).isoformat(),
            },
        )
    )
    done(designee.act(number, "extend", justification=WHY))


def _designate(world: World, post_id: int, until: datetime) -> Answer:
    to = world.district.stars["supervisor_2"]
    told = {"post_id": post_id, "to_star": to, "until_at": until.isoformat()}
    return world.desk("supervisor").post("/designees", told)


@pytest.mark.directive("VII.C.2")
@pytest.mark.directive("VI.C")
def test_only_a_post_in_a_unit_has_a_designee(world: World) -> None:
    """A supervisor who also audits lends the one post to another, and not the other."""
    both = world.session.get_one(Member, world.district.ids["supervisor"])
    supervises, audits = both.posts[0].id, make_post(world.session, both, Role.AUDITOR).id
    world.session.commit()
    until = world.clock() + timedelta(days=1)
    assert _designate(world, audits, until).status_code == 404
    assert world.desk("supervisor_2").get("/access-log").status_code == 403
    done(_designate(world, supervises, until))


@pytest.mark.directive("VII.C.2")
def test_a_designee_acts_until_the_time_named_and_no_longer_than_the_post(world: World) -> None:
    number, designee = world.investigating(), world.desk("supervisor_2")
    lent = world.desk("supervisor").get("/my-posts").json["posts"][0]["id"]
    until = world.clock() + timedelta(hours=2)
    done(_designate(world, lent, until))
    done(designee.act(number, "update", progress="It goes on."))
    world.clock.at = until
    assert designee.act(number, "update", progress="Still.").status_code in (403, 404)

    done(_designate(world, lent, until + timedelta(days=9)))
    done(designee.act(number, "update", progress="It goes on again."))
    ended = {"until_on": (until - timedelta(days=1)).date().isoformat()}
    done(world.desk("administrator").post(f"/posts/{lent}/end", ended))
    assert designee.act(number, "update", progress="Still.").status_code in (403, 404)


@pytest.mark.directive("VII.C.2")
def test_a_designee_is_taken_back_before_the_time_by_who_named_them_alone(world: World) -> None:
    number, designee = world.investigating(), world.desk("supervisor_2")
    supervisor = world.desk("supervisor")
    lent = supervisor.get("/my-posts").json["posts"][0]["id"]
    for hours in (2, 5):  # named again for longer, it is still one
        done(_designate(world, lent, world.clock() + timedelta(hours=hours)))
    (row,) = supervisor.get("/designees").json["designees"]
    assert (row["star"], row["post_id"]) == (world.district.stars["supervisor_2"], lent)
    assert datetime.fromisoformat(row["until_at"]) == world.clock() + timedelta(hours=5)
    done(designee.act(number, "update", progress="It goes on."))

    end = f"/designees/{row['id']}/end"
    assert designee.post(end, {}).status_code == 404
    assert world.desk("sergeant").post(end, {}).status_code == 403
    done(supervisor.post(end, {}))
    assert supervisor.get("/designees").json["designees"] == []
    assert designee.act(number, "update", progress="Still.").status_code in (403, 404)
    assert supervisor.post(end, {}).status_code == 404


@pytest.mark.directive("VII.C.2")
def test_a_designee_is_named_until_a_time_to_come(world: World) -> None:
    lent = world.desk("supervisor").get("/my-posts").json["posts"][0]["id"]
    refused = _designate(world, lent, world.clock())
    assert refused.status_code == 422
    assert refused.json["errors"][0]["field"] == "until_at"
    done(_designate(world, lent, world.clock() + timedelta(seconds=1)))


@pytest.mark.directive("VII.C.2")
def test_reassigning_does_not_move_the_due_date(world: World) -> None:
    number = world.with_unit()
    first = due(world.desk("sergeant"), number)
    world.clock.move(days=3)
    done(world.desk("lieutenant").act(number, "send_back", reason="Not ours."))
    done(
        world.desk("sergeant").act(number, "reassign", responsible_unit=world.district.units["TAC"])
    )
    assert due(world.desk("sergeant"), number) == first


@pytest.mark.directive("VII.C.2")
def test_every_due_date_answers_why_then(world: World) -> None:
    number = world.investigating()
    done(world.desk("supervisor").act(number, "extend", justification=WHY))
    steps = [step["step"] for step in world.desk("supervisor").concern(number)["why_then"]]
    assert steps[-3:] == [
        "Assigned by the sergeant",
        "End of the seventh day",
        "Extended on March 10: seven days more",
    ]


@pytest.mark.directive("VI.B.3.a")
@pytest.mark.parametrize(
    ("at", "is_allowed"),
    [
        (datetime(2026, 11, 6, 5, 59, 59, tzinfo=UTC), False),  # the last second of the day before
        (datetime(2026, 11, 6, 6, 0, 0, tzinfo=UTC), True),  # midnight: the due day begins
        (datetime(2026, 11, 7, 12, 0, 0, tzinfo=UTC), True),  # after it passed
    ],
)
def test_the_due_day_begins_at_midnight_in_chicago(
    world: World, at: datetime, is_allowed: bool
) -> None:
    world.clock.at = datetime(2026, 10, 24, 3, 0, tzinfo=UTC)  # October 23, in the evening
    number = world.investigating()
    done(world.desk("supervisor").act(number, "extend", justification=WHY))
    assert due(world.desk("supervisor"), number) == datetime(2026, 11, 7, 5, 59, 59, tzinfo=UTC)
    world.clock.at = at
    supervisor = world.desk("supervisor")
    done(supervisor.act(number, "update", progress="Patrols go on."))
    answer = supervisor.act(number, "extend", justification=WHY)
    assert answer.status_code == (200 if is_allowed else 409), answer.text
    if is_allowed:
        # November 13: the clocks went back on November 1.
        assert due(supervisor, number) == datetime(2026, 11, 14, 5, 59, 59, tzinfo=UTC)
