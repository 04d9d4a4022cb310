"""Everything can be printed (II.E): forms, work orders and the Query Report, as tagged PDF."""

from typing import Any

import pytest

from tests.papers.reading import pages, prints, text
from tests.service_requests.conftest import Forms
from tests.work_orders.office import EXPLAINED, TEXT, Office
from tests.world import World, body, done

LONG = " ".join(f"Word{number}" for number in range(600))[:3_990] + " Finis."


def paper(world: World, name: str, path: str, **query: Any):  # type: ignore[no-untyped-def]
    return world.desk(name).get(path, **query)


# -- CPD-21.208


@pytest.mark.directive("II.E", "III.B")
def test_a_form_is_printed_as_it_was_filed(forms: Forms) -> None:
    reference = forms.entered(
        "SR26-00000077", details="Zażółć gęślą jaźń; ¿dónde está el niño? Red paint, ten feet."
    )

    [told] = pages(paper(forms.world, "sergeant", f"/service-requests/{reference}/file.pdf"))

    case = forms.see(reference)
    assert "CPD-21.208" in told
    assert case["number"] in told
    assert "Zażółć gęślą jaźń; ¿dónde está el niño?" in told
    assert "SR26-00000077" in told
    assert "Signature of the originating member" in told
    assert case["papers"] == [
        {
            "label": "CPD-21.208",
            "href": f"/staff/api/service-requests/{reference}/file.pdf",
        }
    ]
    assert prints(forms.world) == 1


@pytest.mark.directive("III.B")
def test_a_long_form_flows_onto_the_next_page(forms: Forms) -> None:
    reference = forms.filed(details=LONG[:2_000].rstrip() + " Finis.")
    told = text(paper(forms.world, "member", f"/service-requests/{reference}/file.pdf"))
    assert "Word0 Word1" in told
    assert "Finis." in told


@pytest.mark.directive("III.B.1")
def test_a_form_out_of_reach_is_not_printed(forms: Forms) -> None:
    reference = forms.filed()
    other = forms.world.other_district()
    path = f"/service-requests/{reference}/file.pdf"
    assert forms.world.desk_of(other.stars["sergeant"]).get(path).status_code == 404
    assert forms.world.app.test_client().get(f"/staff/api{path}").status_code == 401
    assert prints(forms.world) == 0


def test_who_asked_is_printed_only_for_those_who_tell_them(forms: Forms) -> None:
    reference = forms.filed(asker_name="Maria Novak", asker_contact="312-555-0100")
    path = f"/service-requests/{reference}/file.pdf"
    assert "Maria Novak 312-555-0100" in text(paper(forms.world, "sergeant", path))
    told = text(paper(forms.world, "commander", path))
    assert "Maria Novak" not in told
    assert "a community member" in told


@pytest.mark.parametrize("words", ["شاحنة رمادية كل مساء", "一辆灰色面包车", "🚗 \u202e\x00 van"])
def test_words_that_no_font_has_are_marked_and_stop_nothing(forms: Forms, words: str) -> None:
    reference = forms.filed(details=f"Red paint over the side wall: {words.replace(chr(0), '')}")
    told = text(paper(forms.world, "sergeant", f"/service-requests/{reference}/file.pdf"))
    assert "Red paint over the side wall" in told


# -- SRSWO


@pytest.mark.directive("II.E", "V.D.3", "V.E.1")
def test_a_work_order_has_the_request_above_and_room_to_write_below(office: Office) -> None:
    number = office.assigned(text=f"{TEXT} #let x = [y] $a$ \\ *b* <c> @d")

    [told] = pages(paper(office.world, "member", f"/work-orders/{number}/file.pdf"))

    assert f"SRSWO {number}" in told
    assert f"{TEXT} #let x = [y] $a$ \\ *b* <c> @d" in told
    above, below = told.split("Action taken by the investigating member")
    assert "Written explanation due" in above
    assert "Written explanation of the action taken (V.E.1)" in below
    assert "Signature of the investigating member" in below
    assert prints(office.world) == 1


@pytest.mark.directive("V.D.4.b", "V.E.1", "V.E.3")
def test_what_was_explained_and_why_it_came_back_stands_below(office: Office) -> None:
    number = office.returned()
    told = text(paper(office.world, "member", f"/work-orders/{number}/file.pdf"))
    assert told.index(EXPLAINED) < told.index("Nobody spoke with the neighbours.")
    assert "Written explanation of the action taken" in told  # again


@pytest.mark.directive("V.D.5", "V.E.2")
def test_an_extension_and_its_reason_stand_below(office: Office) -> None:
    number = office.extended()
    told = text(paper(office.world, "member", f"/work-orders/{number}/file.pdf"))
    assert "The van's owner is being looked for. Approved: due" in told


@pytest.mark.directive("II.E")
def test_nothing_of_a_long_work_order_is_cut(office: Office) -> None:
    number = office.assigned(text=LONG)
    done(office.explain(number, LONG))
    told = pages(paper(office.world, "sergeant", f"/work-orders/{number}/file.pdf"))
    assert len(told) > 1
    assert " ".join(told).count("Finis.") == 2
    assert all(f"SRSWO {number}" in page for page in told)
    assert f"Page 2 of {len(told)}" in told[1]


@pytest.mark.directive("V.D.2.a")
def test_there_is_no_work_order_to_print_before_it_is_opened(office: Office) -> None:
    number = office.fetched()
    answer = paper(office.world, "officer", f"/work-orders/{number}/file.pdf")
    assert (answer.status_code, body(answer)["clause"]) == (409, "V.D.2.a")
    assert office.case(number)["papers"] == []


# -- CPD-21.224


@pytest.mark.directive("V.B")
def test_help_that_is_asked_for_is_printed_and_attached(office: Office) -> None:
    number = office.assigned()
    unit = office.world.district.units["189"]
    office.do("member", number, "ask_support", unit=unit, what="Is the grey van known to you?")

    [srswo, support] = office.case(number)["papers"]
    attached = pages(office.desk("member").client.get(srswo["href"]))
    [alone] = pages(office.desk("member").client.get(support["href"]))

    assert "Is the grey van known to you?" in alone
    assert "CPD-21.224" in alone
    assert f"SRSWO {number}" in alone
    assert "Responsible district" in alone
    assert len(attached) == 2
    assert "Is the grey van known to you?" in attached[1]
    missing = paper(office.world, "member", f"/work-orders/{number}/supports/999/file.pdf")
    assert missing.status_code == 404


# -- The Query Report and its sheets


@pytest.mark.directive("V.D.2.b", "V.D.2.c")
def test_all_sheets_are_one_pdf_in_beat_order_and_each_refers_to_the_other(office: Office) -> None:
    first, second, third = (office.opened() for _ in range(3))
    closed = office.fetched()  # listed and not opened
    office.alter(first, beat="1135")
    office.alter(second, beat="1112")
    report = done(office.desk("officer").post("/query-reports", {"district": "011"}))
    lines = {line["city_number"]: line["line"] for line in report["lines"]}

    told = pages(office.desk("officer").client.get(report["papers"][1]["href"]))

    order = sorted((second, third, first), key=lambda number: lines[number])
    assert order[0] == second
    assert order[-1] == first
    assert len(told) == 4
    for sheet, number in enumerate(order, start=1):
        assert told[sheet].startswith(f"Service Request Single Work Order SRSWO {number}")
        assert f"Sheet {sheet} Query Report {report['number']}, line {lines[number]}" in told[sheet]
        assert f"SRSWO {number}" in told[0]
    assert f"{closed} (not opened)" in told[0]
    rows = told[0].split("Sheet", maxsplit=1)[1]
    assert rows.index(second) < rows.index(third) < rows.index(first)
    assert prints(office.world) == 3


@pytest.mark.directive("V.D.2.b")
def test_the_query_report_is_printed_as_it_was_issued(office: Office) -> None:
    number = office.assigned()
    report = done(office.desk("officer").post("/query-reports", {"district": "011"}))
    office.explain(number)

    path = f"/query-reports/{report['id']}/file.pdf"
    answer = paper(office.world, "xo", path)
    told = text(answer)

    assert report["number"] in told
    assert f"SRSWO {number}" in told
    assert "With the investigating member" in told
    assert answer.data == paper(office.world, "commander", path).data
    other = office.world.other_district()
    assert office.world.desk_of(other.stars["xo"]).get(path).status_code == 404


@pytest.mark.directive("V.D.2.c")
def test_sheets_of_a_queue_name_the_newest_report(office: Office) -> None:
    number = office.assigned()
    done(office.desk("officer").post("/query-reports", {"district": "011"}))
    newest = done(office.desk("officer").post("/query-reports", {"district": "011"}))
    other = office.opened()

    mine = pages(paper(office.world, "member", "/work-orders/sheets.pdf", queue="wo-mine"))
    every = text(paper(office.world, "sergeant", "/work-orders/sheets.pdf", district="011"))

    assert len(mine) == 2
    assert f"Query Report {newest['number']}, line 1" in mine[1]
    assert number in mine[1]
    assert f"SRSWO {other}" in every
    assert "Not yet in a Query Report" in every


@pytest.mark.directive("V.D.1", "V.D.2.c")
def test_sheets_of_this_tour_and_of_a_beat(office: Office) -> None:
    old = office.opened()
    office.world.clock.move(hours=30)
    new = office.opened()
    office.alter(old, beat="1112")
    office.alter(new, beat="1135")

    def printed(**query: Any) -> str:
        return text(paper(office.world, "sergeant", "/work-orders/sheets.pdf", **query))

    told = printed(district="011", new="true")
    assert new in told
    assert old not in told
    told = printed(beat="1112")
    assert old in told
    assert new not in told


@pytest.mark.directive("V.D.2.c")
def test_only_sheets_within_reach_are_printed(office: Office) -> None:
    number = office.opened()
    report = done(office.desk("officer").post("/query-reports", {"district": "011"}))
    other = office.world.desk_of(office.world.other_district().stars["sergeant"])

    told = text(other.get("/work-orders/sheets.pdf", district="011"))
    assert number not in told
    assert "No work order of this list is opened." in told
    assert other.get("/work-orders/sheets.pdf", report=report["id"]).status_code == 404
    assert other.get(f"/work-orders/{number}/file.pdf").status_code == 404
    assert other.get("/work-orders/sheets.pdf", queue="no-such").status_code == 404
    assert prints(office.world) == 0
