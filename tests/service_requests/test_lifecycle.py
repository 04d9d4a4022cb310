"""From the community policing office to the City and back (III.C, III.D, IV.A to IV.C)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from shared.notices.models import Outgoing
from tests.service_requests.conftest import GRAFFITI, Forms
from tests.world import body, done


def outgoing(forms: Forms) -> list[Outgoing]:
    with forms.world.app.extensions["database"].open(reading=True) as reading:
        return list(reading.scalars(select(Outgoing).where(Outgoing.channel == "311")))


# -- The office and its review


@pytest.mark.directive("IV.A.2")
def test_a_filed_form_is_with_the_community_policing_office(forms: Forms) -> None:
    reference = forms.filed()
    assert forms.queue("sergeant", "csr-review") == [reference]
    assert forms.see(reference, "officer")["state"] == "With the community policing office"


@pytest.mark.directive("IV.A.2")
def test_another_districts_office_does_not_have_it(forms: Forms) -> None:
    reference = forms.filed()
    other = forms.world.other_district()
    desk = forms.world.desk_of(other.stars["sergeant"])
    assert body(desk.get("/queues/csr-review"))["rows"] == []
    assert desk.get(f"/service-requests/{reference}").status_code == 404


@pytest.mark.directive("IV.C.1")
def test_review_is_due_by_the_end_of_the_next_day(forms: Forms) -> None:
    reference = forms.filed()
    due = forms.see(reference)["due"]
    assert (due["clause"], due["at"][:16]) == ("IV.C.1", "2026-03-12T04:59")
    assert due["is_late"] is False
    forms.world.clock.move(days=2)
    assert forms.see(reference)["due"]["is_late"] is True


@pytest.mark.directive("IV.C.1")
def test_a_complete_form_passes_review(forms: Forms) -> None:
    reference = forms.filed()
    assert done(forms.act("sergeant", reference, "review"))["state"] == "Reviewed, ready for 311"
    assert forms.queue("sergeant", "csr-review") == []
    assert forms.queue("officer", "csr-to-enter") == [reference]


@pytest.mark.directive("IV.C.1")
def test_an_incomplete_form_does_not_pass_review(forms: Forms) -> None:
    reference = forms.filed(answers={})
    refused = forms.act("sergeant", reference, "review")
    assert refused.status_code == 409
    assert body(refused)["clause"] == "IV.C.1"
    assert "what it is painted on" in body(refused)["detail"]
    assert forms.offers(reference)["review"]["refusal"]["clause"] == "IV.C.1"


@pytest.mark.directive("IV.C.1")
def test_the_sergeant_corrects_the_service(forms: Forms) -> None:
    reference = forms.filed()
    done(
        forms.act(
            "sergeant",
            reference,
            "categorize",
            service="STLGT",
            answers={"LAMPS": "ONE"},
            reason="The light is out; the paint is gone.",
        )
    )
    facts = forms.facts(reference)
    assert (facts["Service"], facts["How many lights are out"]) == ("Street light out", "One")
    assert "What it is painted on" not in facts


@pytest.mark.directive("IV.C.1", "V.A")
def test_no_correction_makes_a_form_a_police_matter(forms: Forms) -> None:
    reference = forms.filed()
    refused = forms.act("sergeant", reference, "categorize", service="PMISC", reason="Police")
    assert body(refused)["clause"] == "V.A"
    assert forms.facts(reference)["Service"] == "Graffiti removal"


@pytest.mark.directive("IV.C.6")
def test_an_inappropriate_form_goes_back_with_the_reason(forms: Forms) -> None:
    reference = forms.returned()
    assert forms.queue("member", "csr-returned") == [reference]
    assert forms.facts(reference, "member")["Returned because"] == "Say how high the wall is."
    assert ("form_returned", "IV.C.6") in forms.notices("member")
    assert forms.queue("sergeant", "csr-review") == []


@pytest.mark.directive("IV.C.6")
def test_it_does_not_go_back_without_a_reason(forms: Forms) -> None:
    reference = forms.filed()
    assert forms.act("sergeant", reference, "return", reason=" ").status_code == 422
    assert forms.see(reference)["state"] == "With the community policing office"


@pytest.mark.directive("IV.C.6", "IV.A.2")
def test_the_member_puts_it_right_and_submits_again(forms: Forms) -> None:
    reference = forms.returned()
    told = {"service": "GRAFF", "answers": {"SURFACE": "STONE"}, "place": GRAFFITI["place"]}
    done(forms.act("member", reference, "resubmit", details="Ten feet up, stone.", **told))
    assert forms.queue("sergeant", "csr-review") == [reference]
    facts = forms.facts(reference)
    assert (facts["What is there"], facts["What it is painted on"]) == (
        "Ten feet up, stone.",
        "Stone",
    )
    assert "Returned because" not in facts


@pytest.mark.directive("IV.C.6", "III.B.2")
def test_a_returned_form_cannot_become_a_forbidden_one(forms: Forms) -> None:
    reference = forms.returned()
    told = {"service": "GRAFF", "details": "Side wall.", "place": "1011 S Homan Ave"}
    refused = forms.act("member", reference, "resubmit", **told)
    assert body(refused)["clause"] == "III.B.2"


@pytest.mark.directive("IV.C.6")
def test_nobody_else_submits_it_again(forms: Forms) -> None:
    reference = forms.returned()
    told = {"service": "GRAFF", "details": "x", "place": GRAFFITI["place"]}
    assert forms.act("officer", reference, "resubmit", **told).status_code == 403


# -- Sector and rapid response sergeants


@pytest.mark.directive("IV.B.1")
def test_a_sector_sergeant_gives_the_originator_direction(forms: Forms) -> None:
    reference = forms.filed()
    assert forms.queue("sector_sergeant", "csr-sector") == [reference]
    done(forms.act("sector_sergeant", reference, "direct", direction="Ask the owner first."))
    assert ("direction", "IV.B.1") in forms.notices("member")
    told = {
        label: words
        for label, words in forms.facts(reference, "member").items()
        if label.startswith("Direction of")
    }
    assert list(told.values()) == ["Ask the owner first."]
    assert "011 Sector_Sergeant, March 10, 2026" in next(iter(told))


@pytest.mark.directive("IV.B.1")
def test_a_sergeant_of_another_sector_does_not(forms: Forms) -> None:
    reference = forms.filed(beat="1121")
    forms.set_sector("sector_sergeant", "113")
    seen = forms.act("sector_sergeant", reference, "direct", direction="Ask first.")
    assert seen.status_code == 404
    mine = forms.filed("officer", beat="1134", place="3402 W Ogden Ave")
    assert forms.queue("sector_sergeant", "csr-sector") == [mine]


@pytest.mark.directive("IV.B.2")
def test_follow_up_is_asked_of_the_office_and_answered(forms: Forms) -> None:
    reference = forms.entered()
    assert forms.act("officer", reference, "follow_up", what="Nothing").status_code == 409
    done(forms.act("sector_sergeant", reference, "ask_follow_up", what="It is worse now."))
    assert forms.queue("officer", "csr-follow-up") == [reference]
    assert ("follow_up", "IV.B.2") in forms.notices("sergeant")
    done(forms.act("officer", reference, "follow_up", what="Called Streets; a crew comes Friday."))
    assert forms.queue("sergeant", "csr-follow-up") == []
    assert ("followed_up", "IV.A.3") in forms.notices("member")


# -- 311


@pytest.mark.directive("III.D")
def test_only_a_member_trained_on_311_enters_it(forms: Forms) -> None:
    reference = forms.ready()
    refused = forms.act("sergeant", reference, "enter")
    assert refused.status_code == 409
    assert body(refused)["clause"] == "III.D"
    typed = forms.act("sergeant", reference, "write_number", city_number="SR26-00001")
    assert body(typed)["clause"] == "III.D"
    assert outgoing(forms) == []
    assert done(forms.act("trained", reference, "enter"))["state"].startswith("Sent to 311")


@pytest.mark.directive("III.C.1")
def test_entering_it_puts_it_in_the_outbox_with_what_311_asks(forms: Forms) -> None:
    reference = forms.sending(asker_name="Ana Ruiz", asker_contact="312-555-0100")
    (row,) = outgoing(forms)
    told = str(row.payload)
    assert f"CPD-21.208 No. {reference}" in told
    assert "BRICK" in told
    assert GRAFFITI["details"] in told
    assert "Ruiz" not in told
    assert "555-0100" not in told


@pytest.mark.directive("III.C.1", "IV.C.2")
def test_a_form_counts_as_entered_only_with_its_number(forms: Forms) -> None:
    reference = forms.sending()
    seen = forms.see(reference)
    assert seen["state"] == "Sent to 311, waiting for its number"
    assert "311 reference number" not in forms.facts(reference)
    assert forms.queue("officer", "csr-waiting") == [reference]
    forms.number_arrives(reference, "SR26-00000042")
    facts = forms.facts(reference)
    assert facts["311 reference number"] == "SR26-00000042"
    assert forms.see(reference)["state"] == "Entered in 311"
    assert forms.queue("officer", "csr-waiting") == []


@pytest.mark.directive("IV.C.2")
def test_no_member_says_that_311_gave_a_number(forms: Forms) -> None:
    reference = forms.sending()
    for action in ("number_arrived", "status_changed", "refused_by_311", "report_late"):
        assert forms.act("trained", reference, action).status_code == 403
    assert not forms.row(reference).is_entered


@pytest.mark.directive("IV.C.2")
def test_the_same_number_told_twice_changes_nothing(forms: Forms) -> None:
    reference = forms.entered("SR26-00000042")
    version = forms.see(reference)["version"]
    forms.number_arrives(reference, "SR26-00000042")
    assert forms.see(reference)["version"] == version


@pytest.mark.directive("IV.C.2")
def test_a_second_number_is_told_to_the_sergeant_and_not_written_over_the_first(
    forms: Forms,
) -> None:
    reference = forms.entered("SR26-00000042")
    forms.number_arrives(reference, "SR26-00000043")
    assert forms.row(reference).city_number == "SR26-00000042"
    assert ("second_number", "IV.C.2") in forms.notices("sergeant")


@pytest.mark.directive("IV.C.2")
def test_what_311_does_not_take_can_be_put_right_and_entered_again(forms: Forms) -> None:
    reference = forms.not_taken()
    assert forms.facts(reference)["Not taken by 311 because"] == "The address is not in Chicago."
    assert ("not_taken_by_311", "IV.C.2") in forms.notices("sergeant")
    assert forms.queue("officer", "csr-to-enter") == [reference]
    done(forms.act("trained", reference, "enter"))
    forms.number_arrives(reference, "SR26-00000042")
    assert forms.row(reference).is_entered


@pytest.mark.directive("IV.C.2")
def test_while_311_is_down_a_number_is_written_down_and_checked_later(forms: Forms) -> None:
    reference = forms.ready()
    done(forms.act("trained", reference, "write_number", city_number="SR26-00000077"))
    assert forms.see(reference)["state"] == "Entered in 311"
    assert forms.queue("officer", "csr-unverified") == [reference]
    forms.told(reference, "open")
    assert forms.queue("officer", "csr-unverified") == []
    wrong = forms.act("trained", reference, "number_wrong", reason="Mistyped")
    assert body(wrong)["clause"] == "IV.C.2"


@pytest.mark.directive("IV.C.2")
def test_a_wrong_number_is_taken_back_and_the_form_is_not_entered(forms: Forms) -> None:
    reference = forms.ready()
    done(forms.act("trained", reference, "write_number", city_number="SR26-00000077"))
    done(forms.act("trained", reference, "number_wrong", reason="311 has no such number."))
    assert not forms.row(reference).is_entered
    assert forms.queue("officer", "csr-to-enter") == [reference]


@pytest.mark.directive("IV.C.2")
@pytest.mark.parametrize("number", ["", "no", "SR26 00077", "x" * 60])
def test_what_is_no_number_is_not_written_down(forms: Forms, number: str) -> None:
    reference = forms.ready()
    refused = forms.act("trained", reference, "write_number", city_number=number)
    assert refused.status_code == 422


@pytest.mark.directive("IV.C.2")
@pytest.mark.parametrize("number", ["SR26-00000042", "sr26-00000042"])
def test_one_number_stands_on_one_form_however_it_is_written(forms: Forms, number: str) -> None:
    forms.entered("SR26-00000042")
    reference = forms.ready(place="3402 W Ogden Ave")
    refused = forms.act("trained", reference, "write_number", city_number=number)
    assert body(refused)["clause"] == "IV.C.2"


@pytest.mark.directive("III.C.5")
def test_the_status_keeps_step_with_311(forms: Forms) -> None:
    reference = forms.entered()
    forms.world.clock.move(days=1)
    forms.told(reference, "open", "Crew assigned")
    assert forms.facts(reference, "member")["311 says"] == "open: Crew assigned"
    forms.world.clock.move(days=1)
    forms.told(reference, "closed", "Cleaned.")
    assert forms.see(reference)["state"] == "Service completed"
    assert ("service_completed", "III.C.5") in forms.notices("member")
    forms.world.clock.move(days=1)
    forms.told(reference, "open", "Opened again")
    assert forms.see(reference)["state"] == "Entered in 311"
    assert forms.row(reference).ended_at is None


@pytest.mark.directive("III.C.5")
def test_an_older_word_of_311_never_undoes_a_newer_one(forms: Forms) -> None:
    reference = forms.completed()
    forms.told(reference, "open", "Crew assigned", forms.world.clock() - timedelta(hours=5))
    assert forms.see(reference)["state"] == "Service completed"


# -- The beat and the community


@pytest.mark.directive("IV.A.3")
def test_the_beat_officer_tells_the_sergeant_in_one_action(forms: Forms) -> None:
    reference = forms.entered(who="officer")
    assert forms.queue("member", "csr-beat") == [reference]
    done(forms.act("member", reference, "unresolved"))
    assert forms.queue("sergeant", "csr-unresolved") == [reference]
    assert ("unresolved", "IV.A.3") in forms.notices("sergeant")
    again = forms.act("member", reference, "unresolved")
    assert body(again)["clause"] == "IV.A.3"
    done(forms.act("sergeant", reference, "follow_up", what="Asked Streets and Sanitation."))
    assert forms.queue("sergeant", "csr-unresolved") == []
    assert ("followed_up", "IV.A.3") in forms.notices("member")


@pytest.mark.directive("IV.A.3")
def test_a_member_of_another_beat_does_not_see_it(forms: Forms) -> None:
    reference = forms.entered(who="officer")
    assert forms.act("member_2", reference, "unresolved").status_code == 404
    assert forms.queue("member_2", "csr-beat") == []


@pytest.mark.directive("IV.A.3")
def test_seasonal_services_are_marked_and_not_late_out_of_season(forms: Forms) -> None:
    tree: dict[str, Any] = {"service": "WEEDS", "answers": {}}
    reference = forms.entered(**tree)
    marks = forms.facts(reference)["Marks"]
    assert "Seasonal" in marks
    assert "Out of season" in marks
    due = forms.row(reference).due_at
    assert due is not None
    assert due.isoformat()[:10] == "2026-05-31"  # thirty days of May: none before counted
    forms.world.clock.move(days=60)  # May 9
    assert forms.search("sergeant", late="true") == []
    forms.world.clock.move(days=40)  # June 18
    assert forms.search("sergeant", late="true") == [reference]
    assert forms.see(reference)["due"]["is_late"] is True
    forms.world.clock.move(days=160)  # November 25
    assert forms.search("sergeant", late="true") == []
    assert forms.see(reference)["due"]["is_late"] is False


@pytest.mark.directive("IV.A.4")
def test_telling_the_community_member_is_a_task_until_done(forms: Forms) -> None:
    reference = forms.sending(asker_name="Ana Ruiz", asker_contact="312-555-0100")
    assert forms.queue("member", "csr-to-tell") == []
    forms.number_arrives(reference, "SR26-00000042")
    assert forms.queue("member", "csr-to-tell") == [reference]
    facts = forms.facts(reference, "member")
    assert (facts["Asked for by"], facts["Reached at"]) == ("Ana Ruiz", "312-555-0100")
    (field,) = forms.offers(reference, "member")["tell_asker"]["form"]
    assert "SR26-00000042" in field["starts_as"]
    assert "Streets and Sanitation" in field["starts_as"]
    done(forms.act("member", reference, "tell_asker", what=field["starts_as"]))
    assert forms.queue("member", "csr-to-tell") == []
    assert "Community member told" in forms.facts(reference, "member")
    forms.world.clock.move(days=3)
    forms.told(reference, "closed", "Cleaned.")
    assert forms.queue("member", "csr-to-tell") == [reference]
    assert "Cleaned." in forms.offers(reference, "member")["tell_asker"]["form"][0]["starts_as"]


@pytest.mark.directive("IV.A.4")
def test_nobody_is_told_where_nobody_asked(forms: Forms) -> None:
    reference = forms.completed()
    assert forms.queue("member", "csr-to-tell") == []
    refused = forms.act("member", reference, "tell_asker", what="Done")
    assert body(refused)["clause"] == "IV.A.4"


@pytest.mark.directive("IV.B.3")
def test_the_sector_sergeant_sees_who_was_not_told(forms: Forms) -> None:
    reference = forms.entered(asker_name="Ana Ruiz")
    assert forms.queue("sector_sergeant", "csr-sector-untold") == [reference]
    done(forms.act("member", reference, "tell_asker", what="It is with the City."))
    assert forms.queue("sector_sergeant", "csr-sector-untold") == []


@pytest.mark.directive("VI.C")
def test_who_asked_is_not_shown_to_who_only_watches(forms: Forms) -> None:
    reference = forms.entered(asker_name="Ana Ruiz", asker_contact="312-555-0100")
    facts = forms.facts(reference, "chief")
    assert facts["Asked for by"] == "a community member"
    assert "Reached at" not in facts
    assert "Ruiz" not in str(forms.see(reference, "chief"))


# -- Late


@pytest.mark.directive("IV.C.7")
def test_what_is_unresolved_past_its_usual_time_is_reported_to_ocp_once(forms: Forms) -> None:
    reference = forms.entered()  # graffiti: seven days
    forms.world.clock.move(days=7)
    assert "0 form(s)" in forms.run("service-requests", "report-late").output
    forms.world.clock.move(days=1)
    assert forms.queue("sergeant", "csr-late") == [reference]
    assert "1 form(s)" in forms.run("service-requests", "report-late").output
    assert "0 form(s)" in forms.run("service-requests", "report-late").output
    assert forms.notices("deputy_chief") == [("service_late", "IV.C.7")]
    assert forms.queue("auditor", "csr-late") == [reference]
    assert "Reported to OCP as late" in forms.facts(reference)


@pytest.mark.directive("IV.C.7")
def test_what_is_completed_or_not_yet_entered_is_not_late(forms: Forms) -> None:
    forms.completed()
    forms.ready(place="3402 W Ogden Ave")
    forms.world.clock.move(days=30)
    assert "0 form(s)" in forms.run("service-requests", "report-late").output


# -- Two at once


def test_the_slower_of_two_is_told_what_happened(forms: Forms) -> None:
    reference = forms.filed()
    version = forms.see(reference)["version"]
    done(forms.act("sergeant", reference, "review"))
    slower = forms.world.desk("sergeant_2").post(
        f"/service-requests/{reference}/actions/return",
        {"version": version, "inputs": {"reason": "Incomplete"}},
    )
    assert slower.status_code == 409
    assert "Complete and properly categorized" in body(slower)["detail"]


def test_history_names_each_step_with_its_clause(forms: Forms) -> None:
    reference = forms.completed()
    history = forms.see(reference)["history"]
    assert [event["label"] for event in history] == [
        "Filed",
        "Complete and properly categorized",
        "Enter in 311",
        "311 gave its number",
        "311 told how it stands",
    ]
    assert all(event["clauses"] for event in history)
    assert forms.run("history", "verify").exit_code == 0


def test_a_key_of_a_form_that_is_not_there(forms: Forms) -> None:
    assert forms.world.desk("sergeant").get(f"/service-requests/{uuid4().hex}").status_code == 404


# -- What was found by asking as somebody would who wants it to fail

SAME: dict[str, Any] = {
    "service": "GRAFF",
    "details": "Ten feet up.",
    "answers": {"SURFACE": "BRICK"},
}


@pytest.mark.directive("IV.A.2")
def test_a_form_put_right_does_not_go_to_a_district_that_is_not_there(forms: Forms) -> None:
    reference = forms.returned()
    told = SAME | {"place": GRAFFITI["place"]}
    refused = forms.act("member", reference, "resubmit", beat="9999", **told)
    assert refused.status_code == 422
    assert body(refused)["clause"] == "IV.A.2"
    done(forms.act("member", reference, "resubmit", beat="1122", **told))
    assert forms.row(reference).beat == "1122"
    assert forms.queue("sergeant", "csr-review") == [reference]


@pytest.mark.directive("IV.C.2", "IV.C.6")
def test_a_place_put_right_takes_its_point_with_it(forms: Forms) -> None:
    reference = forms.returned()
    was = forms.row(reference)
    # As the screen sends it: the old point stands beside the new words.
    old = {"latitude": was.latitude, "longitude": was.longitude, "beat": was.beat}
    done(forms.act("member", reference, "resubmit", place="4000 W Madison St", **SAME, **old))
    now = forms.row(reference)
    assert now.address == "4000 W Madison St"
    assert (now.latitude, now.longitude) != (was.latitude, was.longitude)
    assert now.beat == "1114"


@pytest.mark.directive("IV.C.2", "IV.C.1")
def test_a_place_nobody_can_find_has_no_point_but_one_that_was_given(forms: Forms) -> None:
    words = {"place": "Behind the laundry"}
    lost = forms.returned()
    done(forms.act("member", lost, "resubmit", **SAME, **words))
    assert forms.row(lost).latitude is None
    refused = forms.act("sergeant", lost, "review")
    assert "a point on the map" in body(refused)["detail"]

    kept = forms.returned(place="3402 W Ogden Ave")
    point = {"latitude": 41.8812, "longitude": -87.7254}
    done(forms.act("member", kept, "resubmit", is_another_need=True, **SAME, **words, **point))
    assert (forms.row(kept).latitude, forms.row(kept).address) == (41.8812, words["place"])


@pytest.mark.directive("IV.A.1")
def test_a_form_put_right_does_not_become_a_second_one_for_a_need(forms: Forms) -> None:
    first = forms.filed()
    other = forms.returned(place="3402 W Ogden Ave")
    told = SAME | {"place": GRAFFITI["place"], "beat": "1134"}
    refused = forms.act("member", other, "resubmit", **told)
    assert body(refused)["clause"] == "IV.A.1"
    assert first.replace("-", " ", 1) in body(refused)["detail"]
    done(forms.act("member", other, "resubmit", is_another_need=True, **told))


@pytest.mark.directive("IV.A.1")
def test_a_service_put_right_does_not_make_a_second_form_for_a_need(forms: Forms) -> None:
    forms.filed()
    lamp = forms.filed("officer", service="STLGT", answers={"LAMPS": "ONE"})
    right = {"service": "GRAFF", "answers": {"SURFACE": "BRICK"}, "reason": "It is paint."}
    assert body(forms.act("sergeant", lamp, "categorize", **right))["clause"] == "IV.A.1"
    done(forms.act("sergeant", lamp, "categorize", is_another_need=True, **right))
    # Nothing is asked again where the need stays what it was.
    done(forms.act("sergeant", lamp, "categorize", **right | {"answers": {"SURFACE": "STONE"}}))


@pytest.mark.directive("IV.A.4")
@pytest.mark.parametrize("who", ["lieutenant", "supervisor", "station", "xo", "commander"])
def test_whoever_collected_it_tells_the_community_member(forms: Forms, who: str) -> None:
    reference = forms.filed(who, asker_name="Ana Ruiz", asker_contact="ana@example.org")
    done(forms.act("sergeant", reference, "review"))
    done(forms.act("trained", reference, "enter"))
    forms.number_arrives(reference, "SR26-00000042")
    assert forms.queue(who, "csr-to-tell") == [reference]
    done(forms.act(who, reference, "tell_asker", what="It is with the City."))
    assert forms.queue(who, "csr-to-tell") == []


@pytest.mark.directive("IV.A.4")
def test_who_neither_collected_it_nor_serves_its_beat_does_not_tell(forms: Forms) -> None:
    reference = forms.entered(asker_name="Ana Ruiz", asker_contact="ana@example.org")
    told = {"what": "It is with the City."}
    assert forms.act("xo", reference, "tell_asker", **told).status_code == 403
    assert forms.act("lieutenant", reference, "tell_asker", **told).status_code == 404


@pytest.mark.directive("IV.C.7")
def test_late_again_under_its_right_number_it_is_reported_again(forms: Forms) -> None:
    reference = forms.ready()
    done(forms.act("trained", reference, "write_number", city_number="SR26-00000077"))
    forms.world.clock.move(days=8)
    assert "1 form(s)" in forms.run("service-requests", "report-late").output
    done(forms.act("trained", reference, "number_wrong", reason="311 has no such number."))
    done(forms.act("trained", reference, "write_number", city_number="SR26-00000078"))
    assert "0 form(s)" in forms.run("service-requests", "report-late").output
    forms.world.clock.move(days=8)
    assert "1 form(s)" in forms.run("service-requests", "report-late").output


@pytest.mark.directive("IV.B.2")
def test_the_sector_sergeant_who_asked_for_follow_up_hears_of_it(forms: Forms) -> None:
    reference = forms.entered()
    done(forms.act("sector_sergeant", reference, "ask_follow_up", what="It is worse now."))
    forms.world.clock.move(hours=1)
    done(forms.act("officer", reference, "follow_up", what="A crew comes on Friday."))
    assert forms.notices("sector_sergeant") == [("followed_up", "IV.B.2")]

    done(forms.act("member", reference, "unresolved", note="Still there."))
    done(forms.act("officer", reference, "follow_up", what="The crew was held up."))
    assert len(forms.notices("sector_sergeant")) == 1  # the second time somebody else asked
