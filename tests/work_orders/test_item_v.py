"""Item V clause by clause, through the staff API: what it grants and what it refuses."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from shared.directive.clocks import CHICAGO
from shared.directive.roles import Role
from shared.people.actors import actor_for
from shared.people.models import Member
from shared.people.reach import sees, visible_to
from shared.work_orders.lifecycle import REACH
from shared.work_orders.models import WorkOrder
from shared.work_orders.queries import is_late
from tests.making import make_member, make_post
from tests.papers.reading import prints
from tests.work_orders.office import EXPLAINED, Office, end_of_day_after, refusal
from tests.world import Desk, body, done, sign_in

# -- V.B: never forwarded; help is asked for on CPD-21.224


@pytest.mark.directive("V.B")
@pytest.mark.parametrize("name", ["sergeant", "officer", "member", "xo", "commander"])
def test_a_request_is_not_forwarded_to_another_unit(office: Office, name: str) -> None:
    number = office.assigned()

    answer = office.act(name, number, "forward", unit=office.world.district.units["189"])

    assert refusal(answer) == (409, "V.B")
    assert "CPD-21.224" in body(answer)["detail"]
    assert "forward" not in office.offers(name, number)
    assert office.row(number).district == "011"


@pytest.mark.directive("V.B")
def test_help_is_asked_for_and_answered_while_the_district_stays_responsible(
    office: Office,
) -> None:
    number = office.assigned()
    unit = office.world.district.units["189"]
    head = head_of(office, unit)
    assert office.world.desk_of(head).get(f"/work-orders/{number}").status_code == 404

    office.do("member", number, "ask_support", unit=unit, what="Is the van known to you?")

    case = body(office.world.desk_of(head).get(f"/work-orders/{number}"))
    assert [offer["action"] for offer in case["offers"]] == ["answer_support"]
    assert queue_of(office, head, "wo-support") == [number]
    notices = body(office.world.desk_of(head).get("/notices"))["notices"]
    assert [(each["kind"], each["clause"]) for each in notices] == [("support_asked", "V.B")]
    [choice] = case["offers"][0]["form"][0]["choices"]
    answered = office.world.desk_of(head).post(
        f"/work-orders/{number}/actions/answer_support",
        {
            "version": case["version"],
            "inputs": {
                "support": choice["value"],
                "answered_by": "Sgt. Narcotics",
                "answer": "Known; surveillance on Friday.",
            },
        },
    )
    assert done(answered)["state"] == "With the investigating member"
    assert queue_of(office, head, "wo-support") == []
    row = office.row(number)
    assert (row.district, row.member_id) == ("011", office.world.district.ids["member"])


@pytest.mark.directive("V.B")
def test_the_asked_unit_can_do_nothing_else(office: Office) -> None:
    number = office.assigned()
    unit = office.world.district.units["189"]
    head = head_of(office, unit)
    office.do("sergeant", number, "ask_support", unit=unit, what="Is the van known?")
    desk = office.world.desk_of(head)
    version = office.row(number).version

    for action in ("submit", "assign", "return", "accept", "forward", "ask_support"):
        answer = desk.post(f"/work-orders/{number}/actions/{action}", {"version": version})
        assert answer.status_code == 403


@pytest.mark.directive("V.B")
def test_help_is_asked_only_of_units_in_the_list(office: Office) -> None:
    number = office.assigned()
    answer = office.act("member", number, "ask_support", unit=999_999, what="Help.")
    assert refusal(answer) == (422, "V.B")


@pytest.mark.directive("V.B")
def test_an_answer_is_recorded_once(office: Office) -> None:
    number = office.assigned()
    assert refusal(answer_support(office, number, 1)) == (409, "V.B")
    unit = office.world.district.units["TAC"]
    office.do("member", number, "ask_support", unit=unit, what="Help.")
    support = office.row(number).supports[0].id
    done(answer_support(office, number, support))
    assert refusal(answer_support(office, number, support)) == (409, "V.B")


def answer_support(office: Office, number: str, support: int):  # type: ignore[no-untyped-def]
    told = {"support": support, "answered_by": "Lt. Doe", "answer": "Yes."}
    return office.act("sergeant", number, "answer_support", **told)


def head_of(office: Office, unit: int) -> str:
    session = office.world.session
    member = make_member(session, f"head-{unit}")
    make_post(session, member, Role.COMMANDING_OFFICER, unit_id=unit)
    session.commit()
    return member.star


def queue_of(office: Office, star: str, queue: str) -> list[str]:
    page = done(office.world.desk_of(star).get(f"/queues/{queue}"))
    return [row["reference"] for row in page["rows"]]


# -- V.C.1, V.C.2, V.D.1: every tour of duty


@pytest.mark.directive("V.D.1", "V.C.2", "III.C.2")
def test_fetching_records_who_when_and_how_many_are_new(office: Office) -> None:
    office.phone_in()
    office.phone_in()

    told = office.fetch("officer")

    assert (told["new"], told["unopened"], told["by"]) == (2, 2, "011 Officer")
    assert office.fetch("sergeant")["new"] == 0
    office.world.clock.move(minutes=1)
    office.phone_in()
    assert office.fetch("officer")["new"] == 1


@pytest.mark.directive("V.D.1")
def test_what_came_by_itself_is_new_to_the_next_who_fetches(office: Office) -> None:
    office.fetch()
    office.world.clock.move(minutes=10)
    office.phone_in()
    office.sync()
    assert office.fetch()["new"] == 1


@pytest.mark.directive("V.C.2", "V.C.1")
def test_the_executive_officer_sees_in_which_watch_it_was_done(office: Office) -> None:
    office.phone_in()
    office.fetch()  # at noon, the second watch
    office.world.clock.move(hours=12)  # midnight: the third watch has ended

    page = body(office.desk("xo").get("/work-orders/fetches", district="011", day="2026-03-10"))

    assert [watch["standing"] for watch in page["watches"]] == ["missed", "done", "missed"]
    [second] = page["watches"][1]["fetches"]
    assert (second["by"], second["new"]) == ("011 Officer", 1)
    assert [watch["unopened"] for watch in page["watches"]] == [0, 1, 1]
    assert {watch["clause"] for watch in page["watches"]} == {"V.C.2"}


@pytest.mark.directive("V.C.2")
def test_a_watch_that_runs_is_neither_done_nor_missed(office: Office) -> None:
    page = body(office.desk("xo").get("/work-orders/fetches", district="011"))
    assert [watch["standing"] for watch in page["watches"]] == ["missed", "open", "open"]


@pytest.mark.directive("V.C.2")
def test_before_midnight_the_first_watch_of_tomorrow_is_on(office: Office) -> None:
    office.world.clock.move(hours=10, minutes=30)  # half past ten in the evening
    office.fetch()
    page = body(office.desk("xo").get("/work-orders/fetches", district="011"))
    assert page["day"] == "2026-03-11"
    assert [watch["standing"] for watch in page["watches"]] == ["done", "open", "open"]
    before = body(office.desk("xo").get("/work-orders/fetches", district="011", day="2026-03-10"))
    assert [watch["standing"] for watch in before["watches"]] == ["missed"] * 3


@pytest.mark.directive("V.C.2")
def test_an_unreachable_311_does_not_count_as_done(office: Office) -> None:
    office.sandbox.fault("fail", times=10)

    answer = office.desk("officer").post("/work-orders/fetch", {"district": "011"})

    assert answer.status_code == 503
    assert "try again later" in body(answer)["detail"]
    page = body(office.desk("xo").get("/work-orders/fetches", district="011"))
    assert page["watches"][1]["standing"] == "open"
    [failed] = page["watches"][1]["fetches"]
    assert failed["trouble"]


@pytest.mark.directive("V.D.1")
@pytest.mark.parametrize("name", ["member", "xo", "commander", "station", "lieutenant", "chief"])
def test_only_the_community_policing_office_fetches(office: Office, name: str) -> None:
    answer = office.desk(name).post("/work-orders/fetch", {"district": "011"})
    assert answer.status_code == 403


@pytest.mark.directive("V.C.1")
def test_another_districts_requests_are_not_found(office: Office) -> None:
    other = office.world.other_district("012")
    number = office.fetched()
    desk = office.world.desk_of(other.stars["sergeant"])

    assert desk.get(f"/work-orders/{number}").status_code == 404
    assert desk.post("/work-orders/fetch", {"district": "011"}).status_code == 404
    xo = office.world.desk_of(other.stars["xo"])
    assert xo.get("/work-orders/fetches", district="011").status_code == 404


# -- V.D.2: by beat, one SRSWO each, the Query Report


@pytest.mark.directive("V.D.2.a")
def test_one_work_order_for_each_service_request_number(office: Office) -> None:
    numbers = sorted(office.phone_in() for _ in range(3))
    office.fetch()
    office.sync()

    opened = done(office.desk("officer").post("/work-orders/open-new", {"district": "011"}))

    assert sorted(opened["opened"]) == numbers
    assert sorted(office.queue("sergeant", "wo-assign")) == numbers
    assert [office.case(number)["number"] for number in numbers] == [
        f"SRSWO {number}" for number in numbers
    ]
    assert refusal(office.act("officer", numbers[0], "open"))[0] == 409


@pytest.mark.directive("V.D.2.a")
def test_requests_are_queried_by_beat(office: Office) -> None:
    here = office.fetched()
    elsewhere = office.fetched(lat=41.8800, long=-87.7180, address="4100 W Washington Blvd")
    beat = office.row(here).beat
    assert beat is not None
    office.do("sergeant", elsewhere, "correct_place", beat="1115", reason="North of Madison.")

    def listed(**asked: str) -> list[str]:
        page = body(office.desk("sergeant").get("/work-orders", **asked))
        return [row["reference"] for row in page["rows"]]

    assert listed(beat=beat) == [here]
    assert listed(beat="1115") == [elsewhere]
    opened = done(
        office.desk("officer").post("/work-orders/open-new", {"district": "011", "beat": "1115"})
    )
    assert opened["opened"] == [elsewhere]


@pytest.mark.directive("V.D.2.a")
def test_a_request_without_a_beat_is_placed_first(office: Office) -> None:
    number = office.fetched()
    office.alter(number, beat=None, sector=None)

    assert refusal(office.act("officer", number, "open")) == (409, "V.D.2.a")
    assert office.queue("sergeant", "wo-unplaced") == [number]
    wrong = office.act("sergeant", number, "correct_place", beat="99", reason="?")
    assert wrong.status_code == 422
    office.do("sergeant", number, "correct_place", beat="1134", reason="By the address.")
    office.do("officer", number, "open")


@pytest.mark.directive("III.D")
def test_work_orders_are_generated_by_members_trained_on_311(office: Office) -> None:
    number = office.fetched()
    office.train("officer", is_trained=False)

    assert refusal(office.act("officer", number, "open")) == (409, "III.D")
    assert office.offers("officer", number)["open"]["refusal"]["clause"] == "III.D"
    told = done(office.desk("officer").post("/work-orders/open-new", {"district": "011"}))
    assert told["opened"] == []
    assert "trained" in told["not_opened"][0]["value"]
    office.do("sergeant", number, "open")


@pytest.mark.directive("V.D.2.b")
def test_the_query_report_goes_to_the_executive_officer_and_stays_as_issued(
    office: Office,
) -> None:
    first, second = office.assigned(), office.opened()

    issued = done(office.desk("officer").post("/query-reports", {"district": "011"}))

    assert [line["city_number"] for line in issued["lines"]] == [first, second]
    assert [line["line"] for line in issued["lines"]] == [1, 2]
    assert issued["lines"][0]["srswo"] == f"SRSWO {first}"
    assert issued["lines"][0]["member"] == "011 Member"
    assert sum(issued["beats"].values()) == 2
    [notice] = body(office.desk("xo").get("/notices"))["notices"]
    assert (notice["kind"], notice["clause"], notice["reference"]) == (
        "query_report",
        "V.D.2.b",
        issued["number"],
    )
    done(office.explain(first))
    again = body(office.desk("xo").get(f"/query-reports/{issued['id']}"))
    assert again["lines"] == issued["lines"]
    draft = body(office.desk("xo").get("/query-reports/draft", district="011"))
    assert draft["lines"][0]["state"] == "Explanation submitted"


@pytest.mark.directive("V.D.2.b")
def test_the_report_is_in_beat_order_and_numbered_by_line(office: Office) -> None:
    for beat in ("1135", "1111", "1123"):
        number = office.fetched()
        office.do("sergeant", number, "correct_place", beat=beat, reason="By the address.")

    draft = body(office.desk("sergeant").get("/query-reports/draft", district="011"))

    assert [(line["line"], line["beat"]) for line in draft["lines"]] == [
        (1, "1111"),
        (2, "1123"),
        (3, "1135"),
    ]


@pytest.mark.directive("V.D.2.b", "III.D")
def test_reports_are_created_by_members_trained_on_311(office: Office) -> None:
    office.train("officer", is_trained=False)
    answer = office.desk("officer").post("/query-reports", {"district": "011"})
    assert refusal(answer) == (409, "III.D")
    assert office.desk("member").post("/query-reports", {"district": "011"}).status_code == 403
    assert body(office.desk("xo").get("/query-reports", district="011"))["reports"] == []


@pytest.mark.directive("V.D.2.c")
def test_work_order_and_query_report_name_each_other(office: Office) -> None:
    office.opened()
    number = office.opened()
    issued = done(office.desk("officer").post("/query-reports", {"district": "011"}))

    sheet = body(office.desk("officer").get(f"/work-orders/{number}/sheet"))

    assert (sheet["report"], sheet["report_line"]) == (issued["number"], 2)
    line = issued["lines"][sheet["report_line"] - 1]
    assert line["srswo"] == sheet["srswo"] == f"SRSWO {number}"


@pytest.mark.directive("V.D.2.c", "V.E.1")
def test_the_sheet_has_the_request_above_and_the_action_below(office: Office) -> None:
    number = office.returned()
    sheet = body(office.desk("member").get(f"/work-orders/{number}/sheet"))

    assert sheet["text"].startswith("Men sell something")
    assert sheet["returned_because"] == "Nobody spoke with the neighbours."
    assert [action["kind"] for action in sheet["actions"]] == ["explanation", "return"]
    assert sheet["actions"][0]["text"] == EXPLAINED


@pytest.mark.directive("V.D.2.a")
def test_a_request_that_is_not_opened_has_no_sheet_and_nothing_is_logged(office: Office) -> None:
    number = office.fetched()
    desk = office.desk("officer")
    assert refusal(desk.get(f"/work-orders/{number}/sheet")) == (409, "V.D.2.a")
    assert refusal(desk.get(f"/work-orders/{number}/file.pdf")) == (409, "V.D.2.a")
    assert prints(office.world) == 0
    case = office.case(number, "officer")
    assert (case["papers"], case["on_screen"]) == ([], [])

    office.do("officer", number, "open")
    sheet = done(desk.get(f"/work-orders/{number}/sheet"))
    assert prints(office.world) == 1
    case = office.case(number, "officer")
    assert [each["href"] for each in case["on_screen"]] == [f"/work-orders/{number}/sheet"]
    assert sheet["papers"] == case["papers"]


@pytest.mark.directive("V.D.5", "V.E.2")
def test_the_sheet_says_what_became_of_an_extension(office: Office) -> None:
    number = office.assigned()
    office.do("member", number, "ask_extension", reason="The owner is abroad.")
    [asked] = done(office.desk("member").get(f"/work-orders/{number}/sheet"))["actions"]
    assert (asked["title"], asked["decided"]) == ("More time asked for", "Not decided yet.")
    office.do("sergeant", number, "approve_extension")
    [asked] = done(office.desk("member").get(f"/work-orders/{number}/sheet"))["actions"]
    assert asked["decided"] == "Approved."
    assert asked["due_at"] == office.case(number)["due"]["at"]


@pytest.mark.directive("V.D.2.c")
def test_a_queue_of_work_orders_says_where_its_sheets_are_printed(office: Office) -> None:
    office.opened()
    office.fetched()
    queues = {
        queue["name"]: queue["papers"]
        for queue in body(office.desk("sergeant").get("/queues"))["queues"]
    }
    [paper] = queues["wo-assign"]
    path, queue = paper["href"].removeprefix("/staff/api").split("?queue=")
    assert office.desk("sergeant").get(path, queue=queue).status_code == 200
    assert queues["wo-new"] == queues["intake"] == queues["csr-review"] == []


# -- V.C.3, V.D.3: an investigating member, seven days


@pytest.mark.directive("V.C.3", "V.D.3", "V.C.3.a")
def test_a_work_order_is_given_to_a_member_and_due_at_the_end_of_the_seventh_day(
    office: Office,
) -> None:
    number = office.opened()
    office.do(
        "sergeant",
        number,
        "assign",
        member=office.world.district.ids["member"],
        instructions="Evenings.",
    )

    case = office.case(number, "member")
    assert case["due"] == {
        "at": end_of_day_after(office, 7),
        "what": "explain the action taken",
        "clause": "V.C.3.a",
        "is_late": False,
    }
    assert [step["clause"] for step in case["why_then"]] == ["V.C.3.a", "V.C.3.a"]
    [notice] = body(office.desk("member").get("/notices"))["notices"]
    assert (notice["clause"], notice["text"]) == ("V.D.3", "Evenings.")


@pytest.mark.directive("V.D.3")
def test_only_members_of_the_district_investigate(office: Office) -> None:
    other = office.world.other_district("012")
    number = office.opened()
    for stranger in (other.ids["member"], office.world.district.ids["buildings_member"], 10**6):
        answer = office.act("sergeant", number, "assign", member=stranger)
        assert refusal(answer) == (422, "V.D.3")


@pytest.mark.directive("V.D.3")
@pytest.mark.parametrize("name", ["officer", "commander", "station", "sector_sergeant"])
def test_only_the_sergeant_or_the_executive_officer_assigns(office: Office, name: str) -> None:
    number = office.opened()
    member = office.world.district.ids["member"]
    assert office.act(name, number, "assign", member=member).status_code == 403
    office.do("xo", number, "assign", member=member)


@pytest.mark.directive("V.C.3.a")
def test_giving_it_to_somebody_else_does_not_begin_the_days_anew(office: Office) -> None:
    number = office.assigned()
    due = office.case(number)["due"]["at"]
    office.world.clock.move(days=3)

    office.do("sergeant", number, "assign", member=office.world.district.ids["member_2"])

    assert office.case(number)["due"]["at"] == due
    assert office.desk("member").get(f"/work-orders/{number}").status_code == 404
    assert office.queue("member_2", "wo-mine") == [number]


@pytest.mark.directive("V.C.3.a")
def test_past_the_seventh_day_it_is_late(office: Office) -> None:
    number = office.assigned()
    office.world.clock.at = office.row(number).due_at or office.world.clock()
    assert office.queue("xo", "wo-late") == []

    office.world.clock.move(seconds=1)

    for name in ("xo", "sergeant", "commander", "auditor"):
        assert office.queue(name, "wo-late") == [number]
    assert office.case(number)["due"]["is_late"]
    done(office.explain(number))
    assert office.queue("xo", "wo-late") == [number]


@pytest.mark.directive("V.C.3.a")
def test_explained_in_time_it_is_not_late_however_long_the_review_takes(office: Office) -> None:
    number = office.submitted()
    office.world.clock.move(days=9)
    assert office.queue("xo", "wo-late") == []
    assert not office.case(number)["due"]["is_late"]


@pytest.mark.directive("V.C.3")
def test_another_member_does_not_see_it(office: Office) -> None:
    number = office.assigned()
    assert office.desk("member_2").get(f"/work-orders/{number}").status_code == 404
    assert office.desk("supervisor").get(f"/work-orders/{number}").status_code == 404
    assert office.explain(number, name="member_2").status_code == 404


# -- V.E.1, V.D.4: the explanation and its review


@pytest.mark.directive("V.E.1")
def test_the_member_explains_in_writing_and_submits_to_the_sergeant(office: Office) -> None:
    number = office.assigned()
    for empty in ("", "   "):
        assert office.explain(number, empty).status_code == 422

    assert done(office.explain(number))["state"] == "Explanation submitted"

    assert office.queue("sergeant", "wo-review") == [number]
    assert office.queue("member", "wo-mine") == []


@pytest.mark.directive("V.E.1")
def test_what_has_not_happened_is_no_action_taken(office: Office) -> None:
    number = office.assigned()
    tomorrow = (office.world.clock() + timedelta(days=1)).isoformat()
    answer = office.act("member", number, "submit", explanation="Patrol.", acted_at=tomorrow)
    assert refusal(answer) == (422, "V.E.1")


@pytest.mark.directive("V.E.1")
@pytest.mark.parametrize("name", ["sergeant", "officer", "xo"])
def test_nobody_explains_in_the_members_place(office: Office, name: str) -> None:
    assert office.explain(office.assigned(), name=name).status_code == 403


@pytest.mark.directive("V.D.4.a", "III.C.3")
def test_sufficient_and_it_counts_as_closed_only_when_311_has_it(office: Office) -> None:
    number = office.sending()
    assert office.case(number)["state"] == "Being entered in 311"
    assert office.in_311(number)["status"] == "open"
    assert office.row(number).closed_at is None

    office.drain()

    assert office.case(number)["state"] == "Closed"
    assert office.in_311(number)["status"] == "closed"
    assert office.row(number).closed_at is not None


@pytest.mark.directive("V.D.4.a", "III.D")
def test_an_untrained_sergeant_leaves_the_entering_to_a_trained_member(office: Office) -> None:
    office.train("sergeant", is_trained=False)
    number = office.submitted()
    answer = office.act("sergeant", number, "accept_and_enter", disposition="Done.")
    assert refusal(answer) == (409, "III.D")

    office.do("sergeant", number, "accept", disposition="Patrols were held.")

    assert refusal(office.act("sergeant", number, "enter", disposition="x")) == (409, "III.D")
    assert office.queue("officer", "wo-enter") == [number]
    [field] = office.offers("officer", number)["enter"]["form"]
    assert field["starts_as"] == "Patrols were held."
    office.do("officer", number, "enter", disposition="Patrols were held.")
    office.drain()
    assert office.case(number)["state"] == "Closed"
    assert office.queue("officer", "wo-enter") == []


@pytest.mark.directive("V.D.4.a")
def test_a_disposition_is_needed_to_close(office: Office) -> None:
    number = office.submitted()
    for empty in ({}, {"disposition": " "}, {"disposition": "x" * 3_901}):
        assert office.act("sergeant", number, "accept_and_enter", **empty).status_code == 422


@pytest.mark.directive("V.D.4.a")
@pytest.mark.parametrize("name", ["officer", "member", "xo", "commander"])
def test_only_the_sergeant_finds_it_sufficient_or_not(office: Office, name: str) -> None:
    number = office.submitted()
    for action in ("accept", "accept_and_enter", "return"):
        assert office.act(name, number, action).status_code == 403


@pytest.mark.directive("V.D.4.a")
def test_what_311_refuses_comes_back_to_be_entered(office: Office) -> None:
    number = office.submitted()
    office.alter(number, city_number="SR00-NONE")
    office.do("sergeant", number, "accept_and_enter", disposition="Done.")

    for _ in range(3):
        office.drain(minutes=5)

    assert office.case(number)["state"] == "Being entered in 311"
    desk = body(office.desk("officer").get("/desk311"))
    assert [each["reference"] for each in desk["to_send"]] == [number]
    assert "404" in desk["to_send"][0]["says"]
    stopped = office.desk("officer").post(
        f"/desk311/sendings/{desk['to_send'][0]['id']}/stop", {"reason": "311 lost the request"}
    )
    done(stopped)
    case = office.case(number)
    assert case["state"] == "Sufficient, to enter in 311"
    assert ("311 did not take it") in [fact["label"] for fact in case["facts"]]


@pytest.mark.directive("V.D.4.b")
def test_not_sufficient_needs_an_explanation_and_goes_back(office: Office) -> None:
    number = office.submitted()
    assert office.act("sergeant", number, "return").status_code == 422
    assert office.act("sergeant", number, "return", reason=" ").status_code == 422

    office.do("sergeant", number, "return", reason="Nobody spoke with the neighbours.")

    case = office.case(number, "member")
    assert case["state"] == "Returned to reinvestigate"
    assert office.queue("member", "wo-mine") == [number]
    notices = body(office.desk("member").get("/notices"))["notices"]
    assert ("V.D.4.b", "Nobody spoke with the neighbours.") in [
        (each["clause"], each["text"]) for each in notices
    ]


@pytest.mark.directive("V.E.3")
def test_a_returned_work_order_shows_why_and_needs_new_action(office: Office) -> None:
    number = office.returned()
    facts = {each["label"]: each["value"] for each in office.case(number, "member")["facts"]}
    assert facts["Explanation of the return"] == "Nobody spoke with the neighbours."
    before = (office.world.clock() - timedelta(hours=1)).isoformat()
    office.world.clock.move(hours=3)

    old = office.act("member", number, "submit", explanation="Spoke with two.", acted_at=before)
    assert refusal(old) == (422, "V.E.3")
    same = office.explain(number, f" {EXPLAINED.upper()} ")
    assert refusal(same) == (422, "V.E.3")
    done(office.explain(number, "Spoke with the neighbours at 3149 and 3153."))
    assert len(office.row(number).explanations) == 2


# -- V.D.5, V.E.2: more time


@pytest.mark.directive("V.E.2", "V.D.5", "V.C.3.b")
def test_an_extension_gives_fifteen_days_from_its_approval(office: Office) -> None:
    number = office.assigned()
    office.world.clock.move(days=5)
    assert office.act("member", number, "ask_extension").status_code == 422
    assert office.act("member", number, "ask_extension", reason="  ").status_code == 422
    office.do("member", number, "ask_extension", reason="The owner is away.")
    assert office.queue("sergeant", "wo-extensions") == [number]
    assert "March 30, 2026" in office.offers("sergeant", number)["approve_extension"]["preview"]
    office.world.clock.move(days=1)

    office.do("sergeant", number, "approve_extension", note="Until he is back.")

    case = office.case(number, "member")
    assert case["state"] == "With the investigating member"
    assert case["due"]["at"] == end_of_day_after(office, 15)
    assert case["due"]["clause"] == "V.D.5.b"
    assert case["why_then"][-1]["clause"] == "V.D.5"
    assert office.queue("member", "wo-mine") == [number]


@pytest.mark.directive("V.E.2")
@pytest.mark.parametrize("name", ["sergeant", "officer", "xo", "commander"])
def test_only_the_member_asks_for_time(office: Office, name: str) -> None:
    number = office.assigned()
    assert office.act(name, number, "ask_extension", reason="?").status_code == 403


@pytest.mark.directive("V.D.5")
@pytest.mark.parametrize("name", ["member", "officer", "xo", "commander"])
def test_only_the_sergeant_approves_the_first_extension(office: Office, name: str) -> None:
    number = office.assigned()
    office.do("member", number, "ask_extension", reason="The owner is away.")
    assert office.act(name, number, "approve_extension").status_code == 403
    assert office.act(name, number, "refuse_extension", reason="No.").status_code == 403


@pytest.mark.directive("V.D.5")
def test_nothing_is_extended_that_nobody_asked_for(office: Office) -> None:
    number = office.assigned()
    assert office.act("sergeant", number, "approve_extension").status_code == 409
    assert office.act("commander", number, "approve_further").status_code == 409


@pytest.mark.directive("V.D.5", "V.C.3.b")
def test_an_extension_that_is_not_approved_leaves_the_due_date(office: Office) -> None:
    number = office.returned()
    due = office.case(number)["due"]["at"]
    office.do("member", number, "ask_extension", reason="The owner is away.")

    office.do("sergeant", number, "refuse_extension", reason="Ask the neighbours meanwhile.")

    case = office.case(number)
    assert (case["due"]["at"], case["state"]) == (due, "Returned to reinvestigate")
    assert office.row(number).extensions == 0
    office.do("member", number, "ask_extension", reason="The neighbours are away too.")
    assert office.case(number)["state"] == "Extension asked for"


@pytest.mark.directive("V.D.5.a")
def test_the_reason_for_the_extension_is_entered_in_311(office: Office) -> None:
    number = office.extended("The van's owner is being looked for.")

    office.drain()

    assert any(
        "The van's owner is being looked for." in note for note in office.notes_in_311(number)
    )
    assert office.in_311(number)["status"] == "open"
    assert office.row(number).asked[0].entered_at is not None


@pytest.mark.directive("V.D.5.a", "III.D")
def test_an_untrained_approver_leaves_the_reason_to_a_trained_member(office: Office) -> None:
    office.train("sergeant", is_trained=False)
    number = office.extended("The owner is away.")
    office.drain()
    assert not any("owner is away" in note for note in office.notes_in_311(number))
    assert office.queue("officer", "wo-enter") == [number]
    assert refusal(office.act("sergeant", number, "enter_reason")) == (409, "III.D")

    office.do("officer", number, "enter_reason")
    office.drain()

    assert any("owner is away" in note for note in office.notes_in_311(number))
    assert office.queue("officer", "wo-enter") == []
    assert refusal(office.act("officer", number, "enter_reason")) == (409, "V.D.5.a")


@pytest.mark.directive("V.D.5.a")
def test_nothing_is_closed_before_the_reason_is_entered(office: Office) -> None:
    office.train("sergeant", is_trained=False)
    number = office.extended("The owner is away.")
    office.train("sergeant")
    done(office.explain(number))
    answer = office.act("sergeant", number, "accept_and_enter", disposition="Done.")
    assert refusal(answer) == (409, "V.D.5.a")
    office.do("officer", number, "enter_reason")
    office.do("sergeant", number, "accept_and_enter", disposition="Done.")


@pytest.mark.directive("V.D.5.b")
def test_any_further_extension_needs_the_district_commander(office: Office) -> None:
    number = office.extended()
    office.world.clock.move(days=10)
    office.do("member", number, "ask_extension", reason="The court has not decided.")
    assert office.case(number)["state"] == "Further extension asked for"
    assert office.queue("sergeant", "wo-extensions") == []
    assert office.queue("commander", "wo-further") == [number]
    [notice] = body(office.desk("commander").get("/notices"))["notices"]
    assert notice["clause"] == "V.D.5.b"

    answer = office.act("sergeant", number, "approve_extension")
    assert refusal(answer) == (409, "V.D.5.b")
    offered = office.offers("sergeant", number)["approve_extension"]
    assert offered["refusal"]["clause"] == "V.D.5.b"
    for name in ("sergeant", "xo", "officer", "member"):
        assert office.act(name, number, "approve_further").status_code == 403

    office.do("commander", number, "approve_further")

    case = office.case(number)
    assert case["due"]["at"] == end_of_day_after(office, 15)
    assert case["why_then"][-1]["clause"] == "V.D.5.b"
    office.do("member", number, "ask_extension", reason="Still undecided.")
    assert office.case(number)["state"] == "Further extension asked for"


@pytest.mark.directive("V.D.5.b")
def test_the_commander_may_say_no(office: Office) -> None:
    number = office.extended()
    due = office.case(number)["due"]["at"]
    office.do("member", number, "ask_extension", reason="More.")
    office.do("commander", number, "refuse_further", reason="Fifteen days are enough.")
    case = office.case(number)
    assert (case["due"]["at"], case["state"]) == (due, "With the investigating member")


@pytest.mark.directive("V.E.2")
def test_the_member_may_explain_after_all_instead_of_waiting(office: Office) -> None:
    number = office.assigned()
    office.do("member", number, "ask_extension", reason="The owner is away.")
    assert done(office.explain(number))["state"] == "Explanation submitted"
    assert office.row(number).extensions == 0
    assert office.queue("sergeant", "wo-extensions") == []


@pytest.mark.directive("V.F.1")
def test_extending_late_leaves_the_missed_date_for_the_audit(office: Office) -> None:
    number = office.assigned()
    missed = office.row(number).due_at
    office.world.clock.move(days=9)
    office.do("member", number, "ask_extension", reason="The owner is away.")
    assert office.queue("auditor", "wo-late") == [number]
    office.do("sergeant", number, "approve_extension")
    assert office.queue("auditor", "wo-late") == []
    assert office.row(number).missed_due_at == missed


# -- VI.C: who sees what


@pytest.mark.directive("VI.C")
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("officer", 200),
        ("sergeant", 200),
        ("sector_sergeant", 200),
        ("station", 200),
        ("xo", 200),
        ("commander", 200),
        ("deputy_chief", 200),
        ("auditor", 200),
        ("chief", 200),
        ("member", 404),
        ("supervisor", 404),
        ("lieutenant", 404),
        ("buildings", 404),
        ("help_desk", 403),
        ("administrator", 403),
    ],
)
def test_who_sees_a_request(office: Office, name: str, status: int) -> None:
    number = office.opened()
    assert office.desk(name).get(f"/work-orders/{number}").status_code == status


@pytest.mark.directive("V.D.4.a")
def test_what_somebody_else_did_meanwhile_is_told(office: Office) -> None:
    number = office.submitted()
    version = office.case(number)["version"]
    office.do("sergeant", number, "return", reason="More.")

    answer = office.desk("sergeant_2").post(
        f"/work-orders/{number}/actions/accept", {"version": version, "inputs": {}}
    )

    assert answer.status_code == 409
    assert "return" in body(answer)["detail"].lower()


@pytest.mark.directive("III.A.2", "III.A")
def test_the_bureau_of_patrol_tracks_every_request_city_wide(office: Office) -> None:
    other = office.world.other_district("012")
    here = office.assigned()
    there = office.fetched()
    office.do("sergeant", there, "correct_place", beat="1222", reason="Across the boundary.")

    def listed(desk: Desk, **asked: str) -> list[str]:
        return sorted(row["reference"] for row in body(desk.get("/work-orders", **asked))["rows"])

    chief = office.desk("chief")
    assert listed(chief) == sorted([here, there])
    assert listed(chief, district="012") == [there]
    assert listed(chief, state="ASSIGNED") == [here]
    assert listed(office.desk("sergeant")) == [here]
    assert listed(office.world.desk_of(other.stars["sergeant"])) == [there]
    for reference in (here, there):
        assert [offer["action"] for offer in office.case(reference, "chief")["offers"]] == []


@pytest.mark.directive("VI.C")
def test_reach_means_the_same_in_sql_and_in_python(office: Office) -> None:
    other = office.world.other_district("012")
    there = office.opened()
    office.alter(there, district="012", sector="122", beat="1222")
    assert office.row(there).district == "012"
    office.alter(office.fetched(), district=None, sector=None, beat=None)
    given = office.assigned()
    unit = office.world.district.units["241"]
    office.do("member", given, "ask_support", unit=unit, what="Is the building known?")

    with office.world.app.extensions["database"].open(reading=True) as session:
        every = session.scalars(select(WorkOrder)).all()
        seen = {}
        for member in session.scalars(select(Member)):
            actor = actor_for(session, member, office.world.clock())
            in_sql = set(session.scalars(select(WorkOrder).where(visible_to(REACH, actor))))
            assert in_sql == {order for order in every if sees(REACH, actor, order)}, member.star
            seen[member.star] = len(in_sql)
    assert seen["011-chief"] == 3
    assert seen["011-sergeant"] == 2  # the one without a place too
    assert seen[other.stars["xo"]] == 1
    assert seen["011-xo"] == seen["011-member"] == seen["011-buildings"] == 1
    for nobody in ("011-lieutenant", "011-member_2", "011-help_desk", "011-administrator"):
        assert seen[nobody] == 0


@pytest.mark.directive("V.C.3.a")
def test_late_means_the_same_in_sql_and_in_python(office: Office) -> None:
    office.assigned()
    office.submitted()
    asked = office.assigned()
    office.do("member", asked, "ask_extension", reason="The owner is away.")
    late = office.assigned()
    office.world.clock.move(days=8)
    done(office.explain(late))
    office.opened()

    with office.world.app.extensions["database"].open(reading=True) as session:
        at = office.world.clock()
        in_sql = set(session.scalars(select(WorkOrder).where(is_late(at))))
        in_python = {each for each in session.scalars(select(WorkOrder)) if each.is_late(at)}
    assert in_sql == in_python
    assert len(in_sql) == 3


# -- What was found by asking as somebody would who wants it to fail


@pytest.mark.directive("V.E.1")
def test_what_was_done_before_the_day_311_was_told_is_no_answer_to_it(office: Office) -> None:
    number = office.assigned()
    midnight = office.row(number).requested_at.astimezone(CHICAGO).replace(hour=0, minute=0)
    told = {"explanation": "Two evenings of foot patrol."}
    early = (midnight - timedelta(minutes=1)).isoformat()
    before = office.act("member", number, "submit", acted_at=early, **told)
    assert refusal(before) == (422, "V.E.1")
    assert body(before)["errors"][0]["field"] == "acted_at"
    done(office.act("member", number, "submit", acted_at=midnight.isoformat(), **told))


@pytest.mark.directive("V.E.2", "V.D.4.a")
def test_dots_are_no_reason_for_more_time_and_no_disposition(office: Office) -> None:
    number = office.assigned()
    assert office.act("member", number, "ask_extension", reason="...").status_code == 422
    done(office.explain(number))
    dots = office.act("sergeant", number, "accept_and_enter", disposition="- -")
    assert dots.status_code == 422
    assert office.case(number)["state"] == "Explanation submitted"


@pytest.mark.directive("V.D.5", "V.D.5.a")
def test_what_was_asked_before_the_end_is_not_decided_when_it_is_opened_again(
    office: Office,
) -> None:
    number = office.assigned()
    office.do("member", number, "ask_extension", reason="The first owner is away.")
    told_by_311(office, number, "close")
    office.do("sergeant", number, "close_with_311", reason="The City has settled it.")
    told_by_311(office, number, "reopen")
    office.do("sergeant", number, "reopen", reason="The van is back.")
    office.do("sergeant", number, "assign", member=office.world.district.ids["member"])
    office.do("member", number, "ask_extension", reason="The second owner is away.")
    office.do("sergeant", number, "approve_extension")

    first, second = office.row(number).asked
    assert (first.is_approved, first.because) == (False, "Not needed: closed meanwhile.")
    assert second.is_approved
    office.drain()
    [entered] = [note for note in office.notes_in_311(number) if "More time" in note]
    assert "The second owner is away." in entered


@pytest.mark.directive("V.C.3.a", "V.F.1")
def test_opened_again_the_seven_days_and_what_is_said_of_them_begin_anew(office: Office) -> None:
    number = office.assigned()
    office.world.clock.move(days=9)
    done(office.explain(number))
    office.do("sergeant", number, "accept_and_enter", disposition="Patrols were held.")
    office.drain()
    assert office.row(number).missed_due_at is not None
    office.sync(minutes=6)
    told_by_311(office, number, "reopen")
    office.do("sergeant", number, "reopen", reason="The van is back.")
    assert office.row(number).missed_due_at is None


def told_by_311(office: Office, number: str, what: str) -> None:
    office.world.clock.move(hours=3)
    office.sandbox.tell(f"requests/{number}/{what}", notes="So it stands.")
    office.sync(minutes=6)


@pytest.mark.directive("III.A", "III.A.2")
def test_the_bureau_of_patrol_follows_requests_by_area_and_sector(office: Office) -> None:
    number = office.assigned()
    sector = office.row(number).sector

    def found(**query: str) -> list[str]:
        page = done(office.desk("chief").get("/work-orders", **query))
        return [row["reference"] for row in page["rows"]]

    assert found(area="4") == found(sector=str(sector)) == [number]
    assert found(area="1") == found(sector="999") == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "yesterday"])
def test_a_day_that_cannot_be_is_refused_in_words(office: Office, day: str) -> None:
    for path in ("/work-orders/fetches", "/tours"):
        asked = office.desk("xo").get(path, district="011", day=day)
        assert asked.status_code == 422, path


@pytest.mark.directive("V.D.2.b")
def test_two_who_issue_the_query_report_at_once_have_a_copy_each(office: Office) -> None:
    office.opened()
    world = office.world
    desks = [sign_in(world.app, world.district.stars[name]) for name in ("sergeant", "officer")]
    answers: list[Any] = []
    together = threading.Barrier(len(desks))

    def issue(desk: Desk) -> None:
        together.wait()
        answers.append(desk.post("/query-reports", {"district": "011"}))

    workers = [threading.Thread(target=issue, args=(desk,)) for desk in desks]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    numbers = sorted(done(each)["number"] for each in answers)
    assert [number[-2:] for number in numbers] == ["-1", "-2"]


@pytest.mark.directive("V.D.3")
def test_who_had_it_before_is_told_that_it_was_given_to_another(office: Office) -> None:
    number = office.assigned()
    ids = office.world.district.ids

    def told(name: str) -> list[str]:
        notices = body(office.desk(name).get("/notices"))["notices"]
        return [each["text"] for each in notices if each["kind"] == "given_on"]

    office.do("sergeant", number, "assign", member=ids["member"])
    assert told("member") == []
    office.do("sergeant", number, "assign", member=ids["member_2"])
    assert told("member") == [f"SRSWO {number} was given to another member."]
    assert told("member_2") == []


@pytest.mark.directive("V.E.3")
def test_another_comma_makes_no_other_explanation(office: Office) -> None:
    number = office.returned()
    office.world.clock.move(hours=1)
    assert refusal(office.explain(number, EXPLAINED.replace(";", ",") + "!")) == (422, "V.E.3")
    done(office.explain(number, f"{EXPLAINED} Two neighbours were heard."))
