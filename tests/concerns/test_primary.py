"""VI.B.1: one primary concern for what is similar in nature and in the same place."""

from dataclasses import replace

import pytest

from tests.making import HERE
from tests.world import World, done

BECAUSE = "The same group on the same corner."


def test_not_without_a_reason(world: World) -> None:
    primary, other = world.in_review(), world.in_review()
    assert (
        world.desk("sergeant").act(other, "associate", primary=primary, because="").status_code
        == 422
    )


@pytest.mark.directive("VI.B.1")
def test_similar_concerns_are_associated_and_close_together(world: World) -> None:
    primary, other = world.in_review(), world.in_review()
    sergeant = world.desk("sergeant")
    after = done(sergeant.act(other, "associate", primary=primary, because=BECAUSE))
    assert after["state"] == "Associated with a primary concern"
    assert sergeant.queue("intake") == [primary]

    _to_the_end(world, primary)
    closed = world.desk("sergeant").concern(other)
    assert (closed["state"], closed["message"]) == ("Closed", "Quiet now.")


def _to_the_end(world: World, number: str) -> None:
    units, ids = world.district.units, world.district.ids
    done(world.desk("sergeant").act(number, "accept", responsible_unit=units["W2"]))
    done(world.desk("lieutenant").act(number, "assign_supervisor", supervisor=ids["supervisor"]))
    done(world.desk("supervisor").act(number, "assign_members", members=[ids["member"]]))
    world.document(number)
    done(world.desk("supervisor").act(number, "submit_actions", summary="Patrols."))
    done(world.desk("lieutenant").act(number, "complete", outcome="resolved", message="Quiet now."))
    done(world.desk("xo").act(number, "approve"))


@pytest.mark.directive("VI.B.1")
def test_undoing_restores_exactly_where_it_stood(world: World) -> None:
    primary = world.investigating()
    other = world.with_unit()
    sergeant = world.desk("sergeant")
    before = sergeant.concern(other)
    done(sergeant.act(other, "associate", primary=primary, because=BECAUSE))
    assert world.desk("lieutenant").queue("unit") == []
    world.clock.move(days=2)
    sergeant = world.desk("sergeant")
    done(sergeant.act(other, "dissociate", reason="Another group after all."))
    after = sergeant.concern(other)
    for same in ("state", "due", "unit", "parts", "extensions", "why_then"):
        assert after[same] == before[same], same
    assert world.desk("lieutenant").queue("unit") == [other]


@pytest.mark.directive("VI.B.1")
def test_far_away_is_not_the_same_geographic_location(world: World) -> None:
    primary = world.in_review()
    far = world.in_review(where=replace(HERE, latitude=41.8835))
    refused = world.desk("sergeant").act(far, "associate", primary=primary, because=BECAUSE)
    assert (refused.status_code, refused.json["clause"]) == (422, "VI.B.1")
    assert "m apart" in refused.json["detail"]


@pytest.mark.directive("VI.B.1")
def test_what_cannot_be_a_primary(world: World) -> None:
    sergeant = world.desk("sergeant")
    concern, primary, follower = (world.in_review() for _ in range(3))
    closed = world.closed()
    done(sergeant.act(follower, "associate", primary=primary, because=BECAUSE))
    for wrong in (concern, follower, closed, "1234 5678 9012"):
        refused = sergeant.act(concern, "associate", primary=wrong, because=BECAUSE)
        assert (refused.status_code, refused.json["clause"]) == (422, "VI.B.1"), wrong


@pytest.mark.directive("VI.B.1")
def test_a_follower_is_never_ahead_of_its_primary(world: World) -> None:
    behind, ahead = world.in_review(), world.investigating()
    refused = world.desk("sergeant").act(ahead, "associate", primary=behind, because=BECAUSE)
    assert "further along" in refused.json["detail"]


@pytest.mark.directive("VI.B.1")
def test_a_primary_brings_its_followers_and_undoing_gives_them_back(world: World) -> None:
    sergeant = world.desk("sergeant")
    first, second, third = (world.in_review() for _ in range(3))
    done(sergeant.act(third, "associate", primary=second, because=BECAUSE))
    done(sergeant.act(second, "associate", primary=first, because=BECAUSE))
    assert sergeant.concern(third)["primary"]["control_number"] == first
    done(sergeant.act(second, "dissociate", reason="Two problems."))
    assert sergeant.concern(third)["primary"]["control_number"] == second
    assert sergeant.concern(second)["state"] == "In review"
    assert sergeant.concern(first)["followers"] == []


@pytest.mark.directive("VI.B.1")
def test_another_member_can_be_made_primary_until_the_investigation_runs(world: World) -> None:
    sergeant = world.desk("sergeant")
    first, second, third = (world.in_review() for _ in range(3))
    for other in (second, third):
        done(sergeant.act(other, "associate", primary=first, because=BECAUSE))
    after = done(sergeant.act(second, "make_primary", reason="It says more."))
    assert after["state"] == "In review"
    assert {one["control_number"] for one in after["followers"]} == {first, third}

    done(sergeant.act(second, "accept", responsible_unit=world.district.units["W2"]))
    refused = sergeant.act(third, "make_primary", reason="It says even more.")
    assert (refused.status_code, refused.json["clause"]) == (409, "VI.B.1")


@pytest.mark.directive("VI.B.1")
def test_when_the_primary_is_not_accepted_each_of_the_others_is_judged_alone(
    world: World,
) -> None:
    sergeant = world.desk("sergeant")
    first, second = world.in_review(), world.in_review()
    done(sergeant.act(second, "associate", primary=first, because=BECAUSE))
    done(sergeant.act(first, "not_accept", reason="too_little", message="Tell us more."))
    after = sergeant.concern(second)
    assert (after["state"], after["primary"]) == ("In review", None)


@pytest.mark.directive("VI.B.1")
def test_another_districts_concern_cannot_be_its_primary(world: World) -> None:
    world.other_district("012")
    elsewhere = world.submitted(where=replace(HERE, district="012", beat="1221", sector="122"))
    concern = world.in_review()
    refused = world.desk("sergeant").act(concern, "associate", primary=elsewhere, because=BECAUSE)
    assert refused.status_code == 422


@pytest.mark.directive("VI.B.1")
def test_a_primary_that_turns_out_to_be_elsewhere_leaves_the_others_behind(world: World) -> None:
    world.other_district("012")
    sergeant = world.desk("sergeant")
    primary, other = world.in_review(), world.in_review()
    done(sergeant.act(other, "associate", primary=primary, because=BECAUSE))
    done(sergeant.act(primary, "correct_place", beat="1133", reason="The next beat."))
    assert sergeant.concern(other)["primary"]["control_number"] == primary
    done(sergeant.act(primary, "correct_place", beat="1221", reason="Across the boundary."))
    after = sergeant.concern(other)
    assert (after["state"], after["primary"]) == ("In review", None)
    assert world.desk_of("012-sergeant").concern(primary)["followers"] == []


@pytest.mark.directive("VI.B.1")
def test_what_was_undone_is_not_closed_with_the_primary(world: World) -> None:
    sergeant = world.desk("sergeant")
    primary, other = world.complete(), world.investigating()
    done(sergeant.act(other, "associate", primary=primary, because=BECAUSE))
    done(sergeant.act(other, "dissociate", reason="Another group after all."))
    done(world.desk("xo").act(primary, "approve"))
    after = sergeant.concern(other)
    assert (after["state"], after["message"]) == ("Under investigation", None)
    assert world.desk("member").queue("my-actions") == [other]
