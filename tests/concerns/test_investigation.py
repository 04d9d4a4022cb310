"""VII.C, VII.D and VII.E: assigning, acting, approving, and what the executive officer settles."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.directive.roles import Role
from shared.people.models import Member
from shared.places.models import Unit
from tests.making import make_member, make_post
from tests.world import World, done


@pytest.mark.directive("VII.C.1")
def test_a_lieutenant_sees_the_units_concerns_and_no_others(world: World) -> None:
    ours, theirs = world.with_unit("W2"), world.with_unit("TAC")
    assert world.desk("lieutenant").queue("unit") == [ours]
    assert world.desk("tactical").queue("unit") == [theirs]
    assert world.desk("lieutenant").get(f"/concerns/{theirs}").status_code == 404


@pytest.mark.directive("VII.C.2")
def test_a_supervisor_of_the_unit_is_assigned(world: World) -> None:
    number = world.with_unit()
    ids = world.district.ids
    for wrong in ("tactical_supervisor", "member", "xo"):
        refused = world.desk("lieutenant").act(number, "assign_supervisor", supervisor=ids[wrong])
        assert (refused.status_code, refused.json["clause"]) == (422, "VII.C.2")
    done(world.desk("lieutenant").act(number, "assign_supervisor", supervisor=ids["supervisor"]))
    assert world.desk("supervisor").queue("worklist") == [number]


@pytest.mark.directive("VII.D.1")
def test_a_supervisors_worklist_holds_what_is_theirs(world: World) -> None:
    number = world.with_supervisor()
    assert world.desk("supervisor").queue("worklist") == [number]
    assert world.desk("supervisor_2").queue("worklist") == []
    assert world.desk("member").get("/queues/worklist").status_code == 404


@pytest.mark.directive("VII.D.2")
def test_members_of_the_unit_are_assigned_and_told(world: World) -> None:
    number = world.with_supervisor()
    ids = world.district.ids
    for wrong in ([], [ids["tactical_member"]], [ids["member"], ids["xo"]]):
        refused = world.desk("supervisor").act(number, "assign_members", members=wrong)
        assert (refused.status_code, refused.json["clause"]) == (422, "VII.D.2")
    done(world.desk("supervisor").act(number, "assign_members", members=[ids["member"]]))
    assert world.desk("member").queue("my-actions") == [number]
    assert world.desk("member_2").get(f"/concerns/{number}").status_code == 404
    assert [n["clause"] for n in world.desk("member").get("/notices").json["notices"]] == [
        "VII.D.2"
    ]


@pytest.mark.directive("VII.D.2")
def test_a_member_named_twice_is_assigned_once(world: World) -> None:
    number, member = world.with_supervisor(), world.district.ids["member"]
    after = done(world.desk("supervisor").act(number, "assign_members", members=[member, member]))
    assert after["members"] == ["011 Member"]
    assert len(world.desk("member").get("/notices").json["notices"]) == 1


@pytest.mark.directive("VII.D.3")
def test_actions_are_documented_then_submitted(world: World) -> None:
    number = world.investigating()
    supervisor = world.desk("supervisor")
    refused = supervisor.act(number, "submit_actions", summary="Done.")
    assert (refused.status_code, refused.json["clause"]) == (409, "VII.D.3")
    tomorrow = world.clock().replace(year=2027).isoformat()
    early = supervisor.act(
        number, "document", what="Patrol.", at=tomorrow, members=[world.district.ids["member"]]
    )
    assert (early.status_code, early.json["clause"]) == (422, "VII.D.3")
    world.document(number)
    after = done(supervisor.act(number, "submit_actions", summary="Patrols held."))
    assert len(after["visits"]) == 1
    assert world.desk("lieutenant").queue("unit-approval") == [number]


@pytest.mark.directive("VII.D.3")
def test_a_member_records_what_was_done_and_the_supervisor_submits(world: World) -> None:
    number = world.investigating()
    member = world.desk("member")
    done(
        member.act(
            number,
            "document",
            what="Foot patrol.",
            at=world.clock().isoformat(),
            members=[world.district.ids["member"]],
        )
    )
    assert member.act(number, "submit_actions", summary="Done.").status_code == 403


@pytest.mark.directive("VII.C.1")
def test_a_lieutenant_asks_for_more(world: World) -> None:
    number = world.awaiting_approval()
    after = done(world.desk("lieutenant").act(number, "ask_for_more", reason="Go at night."))
    assert after["state"] == "Under investigation"


@pytest.mark.directive("VII.C.4")
def test_the_last_supervisor_to_submit_sets_investigation_complete(world: World) -> None:
    number = world.with_unit("W2", assisting=("TAC",))
    ids = world.district.ids
    done(world.desk("lieutenant").act(number, "assign_supervisor", supervisor=ids["supervisor"]))
    done(world.desk("supervisor").act(number, "assign_members", members=[ids["member"]]))
    world.document(number)
    done(world.desk("supervisor").act(number, "submit_actions", summary="Patrols."))
    ended = {"outcome": "resolved", "message": "Quiet now."}
    refused = world.desk("lieutenant").act(number, "complete", **ended)
    assert (refused.status_code, refused.json["clause"]) == (409, "VII.C.4")
    assert world.desk("tactical").queue("assisting") == [number]

    done(world.desk("tactical").act(number, "report_assistance", summary="Two missions."))
    after = done(world.desk("lieutenant").act(number, "complete", **ended))
    assert after["state"] == "Investigation Complete"


@pytest.mark.directive("VII.C.4")
def test_an_assisting_unit_can_be_released(world: World) -> None:
    number = world.with_unit("W2", assisting=("TAC",))
    tac = world.district.units["TAC"]
    done(world.desk("lieutenant").act(number, "release_unit", unit=tac, reason="Not needed now."))
    assert world.desk("tactical").get(f"/concerns/{number}").status_code == 404


@pytest.mark.directive("VII.C.4")
def test_nobody_reports_for_a_unit_in_which_they_only_serve(world: World) -> None:
    number = world.with_unit("W2", assisting=("W3", "TAC"))
    ids, units = world.district.ids, world.district.units
    in_both = world.session.get_one(Member, ids["tactical_member"])
    make_post(world.session, in_both, Role.SUPERVISOR, unit_id=units["W3"])
    world.session.commit()
    after = done(world.desk("tactical_member").act(number, "report_assistance", summary="Held."))
    reported = {part["unit"]: part["reported_at"] is not None for part in after["parts"]}
    assert reported == {
        "011-W2 Second Watch": False,
        "011-W3 Third Watch": True,
        "011-TAC Tactical": False,
    }


@pytest.mark.directive("VI.C")
def test_who_moved_to_another_unit_leaves_the_units_concerns_behind(world: World) -> None:
    number, ids = world.investigating(), world.district.ids
    for name in ("supervisor", "member"):
        moved = world.session.get_one(Member, ids[name])
        moved.posts[0].unit_id = world.district.units["TAC"]
    world.session.commit()
    for name, queue in (("supervisor", "worklist"), ("member", "my-actions")):
        assert world.desk(name).queue(queue) == []
        assert world.desk(name).get(f"/concerns/{number}").status_code == 404
    lieutenant = world.desk("lieutenant")
    assert lieutenant.queue("unit-running") == [number]
    done(lieutenant.act(number, "assign_supervisor", supervisor=ids["supervisor_2"]))
    assert world.desk("supervisor_2").queue("worklist") == [number]


@pytest.mark.directive("VII.D.2")
def test_a_member_whose_post_has_ended_is_not_assigned(world: World) -> None:
    number, ids = world.with_supervisor(), world.district.ids
    post = world.session.get_one(Member, ids["member_2"]).posts[0]
    post.until_on = date(2026, 3, 9)
    world.session.commit()
    supervisor = world.desk("supervisor")
    refused = supervisor.act(number, "assign_members", members=[ids["member_2"]])
    assert (refused.status_code, refused.json["clause"]) == (422, "VII.D.2")
    post.until_on = date(2026, 3, 10)  # today is still its last day
    world.session.commit()
    done(supervisor.act(number, "assign_members", members=[ids["member_2"]]))


@pytest.mark.directive("VII.D.3")
def test_what_a_member_did_before_leaving_the_unit_can_still_be_documented(world: World) -> None:
    number, ids = world.investigating(), world.district.ids
    ended = {"until_on": "2026-03-11"}
    for name in ("member", "member_2"):
        post = world.desk(name).get("/my-posts").json["posts"][0]["id"]
        done(world.desk("administrator").post(f"/posts/{post}/end", ended))
    said = {"what": "Foot patrol.", "at": world.clock().isoformat()}
    world.clock.move(days=2)
    supervisor = world.desk("supervisor")
    done(supervisor.act(number, "document", **said, members=[ids["member"]]))
    never_on_it = supervisor.act(number, "document", **said, members=[ids["member_2"]])
    assert (never_on_it.status_code, never_on_it.json["clause"]) == (422, "VII.D.2")
    again = supervisor.act(number, "assign_members", members=[ids["member"]])
    assert (again.status_code, again.json["clause"]) == (422, "VII.D.2")


@pytest.mark.directive("VII.E.2")
def test_the_executive_officer_approves(world: World) -> None:
    number = world.complete()
    assert world.desk("xo").queue("approvals") == [number]
    assert world.desk("lieutenant").act(number, "approve").status_code == 403
    after = done(world.desk("xo").act(number, "approve"))
    assert after["state"] == "Closed"


@pytest.mark.directive("VII.E.2")
def test_insufficient_action_is_returned_for_corrective_action(world: World) -> None:
    number = world.complete()
    unsaid = world.desk("xo").act(number, "disapprove", reason="")
    assert unsaid.status_code == 422
    world.clock.move(hours=1)
    after = done(world.desk("xo").act(number, "disapprove", reason="Nobody went at night."))
    assert after["state"] == "Returned for corrective action"
    assert world.desk("supervisor").queue("worklist") == [number]

    again = world.desk("supervisor").act(number, "submit_actions", summary="As before.")
    assert (again.status_code, again.json["clause"]) == (409, "VII.E.2")
    world.document(number)
    done(world.desk("supervisor").act(number, "submit_actions", summary="Went at night."))


@pytest.mark.directive("VII.D.3")
def test_a_unit_outside_the_district_closes_on_its_commanding_officers_approval(
    world: World,
) -> None:
    number = world.with_unit("241", category="VACANT_BUILDING")
    ids = world.district.ids
    head, supervisor = world.desk("buildings"), world.desk("buildings_supervisor")
    done(head.act(number, "assign_supervisor", supervisor=ids["buildings_supervisor"]))
    done(supervisor.act(number, "assign_members", members=[ids["buildings_member"]]))
    done(
        supervisor.act(
            number,
            "document",
            what="Board-up ordered.",
            at=world.clock().isoformat(),
            members=[ids["buildings_member"]],
        )
    )
    done(supervisor.act(number, "submit_actions", summary="Boarded."))
    ended = {"outcome": "resolved", "message": "The building is boarded."}
    refused = head.act(number, "complete", **ended)
    assert (refused.status_code, refused.json["clause"]) == (409, "VII.D.3")
    assert done(head.act(number, "close", **ended))["state"] == "Closed"


@pytest.mark.directive("VII.D.3")
def test_a_district_unit_does_not_close_without_the_executive_officer(world: World) -> None:
    number = world.awaiting_approval()
    refused = world.desk("lieutenant").act(number, "close", outcome="resolved", message="Done.")
    assert refused.status_code == 403


@pytest.mark.directive("VII.E.4")
def test_a_dispute_between_watch_and_tactical_is_settled_by_the_executive_officer(
    world: World,
) -> None:
    number = world.with_unit("W2")
    units = world.district.units
    unsaid = world.desk("lieutenant").act(number, "dispute", should_be=units["TAC"], reason="")
    assert unsaid.status_code == 422
    outside = world.desk("lieutenant").act(
        number, "dispute", should_be=units["241"], reason="Not ours."
    )
    assert (outside.status_code, outside.json["clause"]) == (422, "VII.E.4")
    done(
        world.desk("lieutenant").act(
            number, "dispute", should_be=units["TAC"], reason="Plain-clothes work."
        )
    )
    assert world.desk("xo").queue("disputes") == [number]
    assert (
        world.desk("sergeant")
        .act(number, "settle", unit=units["TAC"], reason="Mine to say.")
        .status_code
        == 403
    )
    after = done(
        world.desk("xo").act(number, "settle", unit=units["TAC"], reason="Tactical has it.")
    )
    assert (after["unit"], after["reassignments"]) == ("011-TAC Tactical", 1)
    assert world.desk("tactical").queue("unit") == [number]


@pytest.mark.directive("VII.E.4")
def test_a_unit_outside_the_district_does_not_dispute(world: World) -> None:
    number = world.with_unit("241", category="VACANT_BUILDING")
    refused = world.desk("buildings").act(
        number, "dispute", should_be=world.district.units["W2"], reason="Not ours."
    )
    assert refused.status_code == 403


def _passed_around(world: World, times: int) -> str:
    number = world.with_unit("W2")
    units, turn = world.district.units, {"W2": "lieutenant", "TAC": "tactical"}
    holder = "W2"
    for _ in range(times):
        done(world.desk(turn[holder]).act(number, "send_back", reason="Not ours."))
        holder = "TAC" if holder == "W2" else "W2"
        done(world.desk("sergeant").act(number, "reassign", responsible_unit=units[holder]))
    return number


@pytest.mark.directive("VII.E.5.a")
def test_reassigned_over_three_times_and_unassigned_is_the_executive_officers(
    world: World,
) -> None:
    thrice = _passed_around(world, 3)
    assert world.desk("xo").queue("adrift") == []
    number = _passed_around(world, 4)
    assert world.desk("xo").queue("adrift") == [number]
    refused = world.desk("xo").act(thrice, "address", with_whom="Lt. Kane", what="Talked.")
    assert refused.status_code == 409

    assert len(world.desk("xo").concern(number)["history"]) > 8
    done(world.desk("xo").act(number, "address", with_whom="Lt. Kane", what="It stays with W2."))
    assert world.desk("xo").queue("adrift") == []


@pytest.mark.directive("VII.E.5.a")
def test_once_somebody_is_on_it_it_is_no_longer_adrift(world: World) -> None:
    number = _passed_around(world, 4)
    done(
        world.desk("lieutenant").act(
            number, "assign_supervisor", supervisor=world.district.ids["supervisor"]
        )
    )
    assert world.desk("xo").queue("adrift") == []


@pytest.mark.directive("VII.E.5.b")
def test_late_without_an_extension_is_the_executive_officers(world: World) -> None:
    number = world.investigating()
    assert world.desk("xo").queue("late") == []
    world.clock.move(days=8)
    assert world.desk("xo").queue("late") == [number]
    done(world.desk("xo").act(number, "address", with_whom="Sgt. Ortiz", what="By Friday."))
    assert world.desk("xo").queue("late") == []
    again = world.desk("xo").act(number, "address", with_whom="Sgt. Ortiz", what="Again.")
    assert again.status_code == 409


@pytest.mark.directive("VII.E.5.b")
def test_an_authorised_extension_keeps_it_off_the_late_list(world: World) -> None:
    number = world.investigating()
    done(world.desk("supervisor").act(number, "extend", justification="Court date set."))
    world.clock.move(days=8)
    assert world.desk("xo").queue("late") == []


@pytest.mark.directive("VII.E.5.b")
def test_extended_only_after_it_was_late_it_stays_on_the_list(world: World) -> None:
    number = world.investigating()
    world.clock.move(days=8)
    done(world.desk("supervisor").act(number, "extend", justification="Too late, I know."))
    assert world.desk("xo").queue("late") == [number]
    done(world.desk("xo").act(number, "address", with_whom="Sgt. Ortiz", what="Warned."))
    assert world.desk("xo").queue("late") == []


@pytest.mark.directive("VII.E")
def test_while_the_executive_officer_is_absent_the_commander_does_it(world: World) -> None:
    number = world.complete()
    commander = world.desk("commander")
    assert commander.act(number, "approve").status_code == 403
    post = world.desk("xo").get("/my-posts").json["posts"][0]["id"]
    absence = {"absent_from": world.clock().isoformat(), "absent_until": None}
    done(world.desk("xo").post(f"/posts/{post}/absence", absence))

    assert commander.queue("approvals") == [number]
    done(commander.act(number, "approve"))

    done(world.desk("xo").post(f"/posts/{post}/absence", {}))
    assert commander.get("/queues/approvals").status_code == 404


@pytest.mark.directive("II.E")
def test_from_assigning_to_closing_nothing_needs_paper(world: World) -> None:
    number = world.closed()
    seen = world.desk("xo").concern(number)
    assert (seen["state"], seen["outcome"]) == ("Closed", "The problem was resolved")
    assert [event["action"] for event in seen["history"]] == [
        "submit",
        "open",
        "accept",
        "assign_supervisor",
        "assign_members",
        "document",
        "submit_actions",
        "complete",
        "approve",
    ]
    assert all(event["clauses"] for event in seen["history"])


@pytest.mark.directive("VII.E.1")
def test_the_executive_officer_reviews_assignments(world: World) -> None:
    number = world.investigating()
    assert world.desk("xo").queue("assignments") == [number]
    assert world.desk("xo").concern(number)["supervisor"] == "011 Supervisor"


def _absent(world: World, until: datetime | None = None) -> None:
    post = world.desk("xo").get("/my-posts").json["posts"][0]["id"]
    told = {
        "absent_from": world.clock().isoformat(),
        "absent_until": until and until.isoformat(),
    }
    done(world.desk("xo").post(f"/posts/{post}/absence", told))


@pytest.mark.directive("VII.E")
def test_all_that_is_the_executive_officers_is_the_commanders_meanwhile(world: World) -> None:
    units, commander = world.district.units, world.desk("commander")
    disputed, complete, late = world.with_unit(), world.complete(), world.investigating()
    done(
        world.desk("lieutenant").act(disputed, "dispute", should_be=units["TAC"], reason="Theirs.")
    )
    world.clock.move(days=8)
    adrift = _passed_around(world, 4)
    commander = world.desk("commander")
    _absent(world)
    assert commander.queue("disputes") == [disputed]
    assert set(commander.queue("late")) == {disputed, late}
    assert commander.queue("adrift") == [adrift]
    assert "dispute" in [each["kind"] for each in commander.get("/notices").json["notices"]]
    said = {"with_whom": "Lt. Kane", "what": "It is done by Friday."}
    done(commander.act(late, "address", **said))
    done(commander.act(adrift, "address", **said))
    done(commander.act(disputed, "settle", unit=units["TAC"], reason="Tactical has it."))
    done(commander.act(complete, "disapprove", reason="Go at night."))
    assert commander.queue("disputes") == commander.queue("adrift") == []


@pytest.mark.directive("VII.E")
def test_the_commander_stands_in_to_the_minute_and_in_one_district(world: World) -> None:
    world.other_district("012")
    number = world.complete()
    back = world.clock() + timedelta(hours=2)
    _absent(world, until=back)
    assert world.desk_of("012-commander").act(number, "approve", 1).status_code == 404
    world.clock.at = back
    assert world.desk("commander").act(number, "approve").status_code == 403
    world.clock.at = back - timedelta(minutes=1)
    done(world.desk("commander").act(number, "approve"))


@pytest.mark.directive("VII.E")
def test_while_a_second_executive_officer_is_present_nobody_stands_in(world: World) -> None:
    number = world.complete()
    second = make_member(world.session, "second-xo")
    make_post(world.session, second, Role.EXECUTIVE_OFFICER, district="011")
    world.session.commit()
    _absent(world)
    assert world.desk("commander").act(number, "approve").status_code == 403
    done(world.desk_of("second-xo").act(number, "approve"))


@pytest.mark.directive("VII.E.4")
@pytest.mark.directive("VII.E.5.b")
def test_a_dispute_stops_no_clock(world: World) -> None:
    number, units = world.with_unit("TAC"), world.district.units
    before = world.desk("xo").concern(number)["due"]["at"]
    done(world.desk("tactical").act(number, "dispute", should_be=units["W1"], reason="Theirs."))
    world.clock.at = datetime(2026, 3, 18, 4, 59, 59, tzinfo=UTC)  # the seventh day's last second
    assert world.desk("xo").queue("late") == []
    world.clock.at = datetime(2026, 3, 18, 5, 0, tzinfo=UTC)
    assert world.desk("xo").queue("late") == [number]
    after = done(world.desk("xo").act(number, "settle", unit=units["TAC"], reason="It stays."))
    assert (after["due"]["at"], after["reassignments"]) == (before, 0)
    assert world.desk("xo").queue("late") == [number]


@pytest.mark.directive("VII.E.5.a")
def test_a_settled_dispute_counts_as_a_reassignment(world: World) -> None:
    number, units = _passed_around(world, 3), world.district.units
    assert world.desk("xo").queue("adrift") == []
    done(world.desk("tactical").act(number, "dispute", should_be=units["W2"], reason="Theirs."))
    done(world.desk("xo").act(number, "settle", unit=units["W2"], reason="The watch has it."))
    assert world.desk("xo").queue("adrift") == [number]


@pytest.mark.directive("VII.E.5.a")
def test_once_addressed_the_next_reassignment_brings_it_back(world: World) -> None:
    number, units = _passed_around(world, 4), world.district.units
    done(world.desk("xo").act(number, "address", with_whom="Lt. Kane", what="It stays with W2."))
    done(world.desk("lieutenant").act(number, "send_back", reason="Still not ours."))
    assert world.desk("xo").queue("adrift") == []
    done(world.desk("sergeant").act(number, "reassign", responsible_unit=units["TAC"]))
    assert world.desk("xo").queue("adrift") == [number]


@pytest.mark.directive("VII.E.5.b")
def test_addressed_then_extended_then_late_again_is_late_again(world: World) -> None:
    number = world.investigating()
    world.clock.move(days=8)
    done(world.desk("xo").act(number, "address", with_whom="Sgt. Ortiz", what="By Friday."))
    done(world.desk("supervisor").act(number, "extend", justification="The owner is away."))
    assert world.desk("xo").queue("late") == []
    world.clock.move(days=7)
    assert world.desk("xo").queue("late") == [number]


@pytest.mark.directive("VII.E.2")
@pytest.mark.directive("VII.E.5.b")
def test_what_is_returned_after_its_due_date_is_late_at_once(world: World) -> None:
    number = world.complete()
    world.clock.move(days=9)
    assert world.desk("xo").queue("late") == []  # the unit was in time
    done(world.desk("xo").act(number, "disapprove", reason="Nobody went at night."))
    assert world.desk("xo").queue("late") == [number]


@pytest.mark.directive("VII.E.4")
@pytest.mark.directive("II.E.2")
def test_a_unit_that_is_no_longer_in_the_list_is_given_nothing(world: World) -> None:
    number, units = world.with_unit(), world.district.units
    gone = world.session.get_one(Unit, units["W3"])
    gone.is_active = False
    world.session.commit()
    lieutenant = world.desk("lieutenant")
    refused = lieutenant.act(number, "dispute", should_be=units["W3"], reason="Theirs.")
    assert (refused.status_code, refused.json["clause"]) == (422, "VII.E.4")
    done(lieutenant.act(number, "dispute", should_be=units["W1"], reason="Theirs."))
    refused = world.desk("xo").act(number, "settle", unit=units["W3"], reason="The third has it.")
    assert (refused.status_code, refused.json["clause"]) == (422, "VII.E.4")
    done(world.desk("xo").act(number, "settle", unit=units["W1"], reason="The first has it."))
