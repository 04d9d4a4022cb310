"""IV.C.4, IV.C.5, IV.C.8, IV.D.1, IV.D.2: the quarterly City Service Requests Status Report."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from tests.reports.conftest import JANUARY, Forms, Reports, opens, rows, table, text_of
from tests.world import body, done

APRIL = datetime(2026, 4, 2, 17, 0, tzinfo=UTC)
CORNER: dict[str, Any] = {
    "place": "3400 W Ogden Ave",
    "address": "3400 W Ogden Ave",
    "is_another_need": True,
}
ALLEY = {"place": "3312 W Fillmore St", "address": "3312 W Fillmore St"}
LAMP: dict[str, Any] = {
    "service": "SFD",
    "details": "The lamp at the alley's mouth has been out for a week.",
    "answers": {},
}


@pytest.fixture
def quarter(forms: Forms) -> Forms:
    """One form in December; four in the first quarter, three at one corner, and it is April."""
    forms.world.clock.at = datetime(2025, 12, 9, 17, 0, tzinfo=UTC)
    forms.completed()
    forms.world.clock.at = JANUARY
    forms.entered(number="SR26-OLDEST", **CORNER)
    forms.world.clock.move(days=10)
    forms.entered(number="SR26-NEWER", **CORNER)
    forms.completed(**CORNER)
    forms.world.clock.move(days=30)
    forms.filed(beat="1131", **ALLEY)
    forms.world.clock.at = APRIL
    return forms


def status(reports: Reports, who: str = "sergeant") -> dict[str, Any]:
    return reports.counted(who, "csr_status", "district-011", "2026-Q1")


def submitted(reports: Reports) -> str:
    reference: str = done(reports.issue("sergeant", "csr_status", "district-011", "2026-Q1"))[
        "reference"
    ]
    return reference


@pytest.mark.directive("IV.C.4")
def test_the_quarter_is_counted_by_beat_and_service(quarter: Forms, reports: Reports) -> None:
    told = status(reports)
    assert rows(told, "service_request_beat")["1134"] == {
        "received": 3,
        "before": 1,
        "year_ago": 0,
        "change": 2,
        "entered": 3,
        "completed": 1,
        "open": 2,
        "late_now": 2,
    }
    assert rows(told, "service_request_service")["GRAFF"]["received"] == 4
    figure = opens(told, "service_request_beat", "1134", "late_now")
    assert len(reports.cases("sergeant", told, figure)) == 2


@pytest.mark.directive("IV.C.5")
def test_trends_and_chronic_problems_are_shown(quarter: Forms, reports: Reports) -> None:
    told = status(reports)
    corner = rows(told, "repeat_places")
    assert corner == {"3400 W Ogden Ave": {"received": 3, "before": 1, "open": 2}}
    figure = opens(told, "repeat_places", "3400 W Ogden Ave", "received")
    assert len(reports.cases("sergeant", told, figure)) == 3
    (again,) = table(told, "repeat_services")["rows"]
    assert (again["label"], again["cells"][1]["value"]) == ("3400 W Ogden Ave", 3)
    months = rows(told, "months")
    assert {month: row["received"] for month, row in months.items()} == {
        "2025-10": 0,
        "2025-11": 0,
        "2025-12": 1,
        "2026-01": 3,
        "2026-02": 1,
        "2026-03": 0,
    }


@pytest.mark.directive("IV.C.5")
def test_a_beat_rises_by_three_and_by_half(forms: Forms, reports: Reports) -> None:
    forms.world.clock.at = datetime(2025, 12, 9, 17, 0, tzinfo=UTC)
    for _ in range(2):
        forms.filed(beat="1131", **CORNER)
    forms.world.clock.at = JANUARY
    for _ in range(4):
        forms.filed(beat="1131", **CORNER)
    for _ in range(3):
        forms.filed(beat="1134", **CORNER)
    forms.world.clock.at = APRIL
    assert list(rows(status(reports), "rising_beats")) == ["1134"]
    forms.world.clock.at = JANUARY
    forms.filed(beat="1131", **CORNER)
    forms.world.clock.at = APRIL
    assert set(rows(status(reports), "rising_beats")) == {"1131", "1134"}


@pytest.mark.directive("IV.D.1")
def test_what_to_raise_with_each_agency_stands_oldest_first(
    quarter: Forms, reports: Reports
) -> None:
    told = status(reports, "commander")
    (agency,) = (each for each in told["tables"] if each["name"].startswith("agency_"))
    assert agency["title"] == "Department of Streets and Sanitation: 3 open, oldest first"
    lines = [row["cells"] for row in agency["rows"]]
    assert [line[0]["value"] for line in lines] == ["SR26-OLDEST", "SR26-NEWER", None]
    assert lines[0][5]["value"] == 86
    assert lines[0][6]["value"] == "late; entered in 311"
    assert lines[0][0]["case"] == f"service_request/{agency['rows'][0]['code']}"


@pytest.mark.directive("IV.C.4")
def test_the_sergeant_submits_it_to_the_commander(quarter: Forms, reports: Reports) -> None:
    reference = submitted(reports)
    assert "reports-to-approve" in [
        each["name"] for each in reports.world.desk("commander").get("/queues").json["queues"]
    ]
    page = reports.world.desk("commander").get("/queues/reports-to-approve").json["rows"]
    assert [row["reference"] for row in page] == [reference]
    assert ("report_submitted", "IV.D.2") in quarter.notices("commander")
    for who in ("officer", "xo", "commander", "auditor", "deputy_chief", "chief"):
        refused = reports.issue(who, "csr_status", "district-011", "2026-Q1")
        assert refused.status_code == 403, who
    assert reports.issue("sergeant", "csr_status", "district-012", "2026-Q1").status_code == 404


@pytest.mark.directive("IV.C.4")
def test_not_before_the_quarter_ends_and_not_twice(quarter: Forms, reports: Reports) -> None:
    early = reports.issue("sergeant", "csr_status", "district-011", "2026-Q2")
    assert early.status_code == 409
    assert "from July 1, 2026" in body(early)["detail"]
    offer = done(reports.get("sergeant", "csr_status", "district-011", "2026-Q2"))["issue"]
    assert "July 1" in offer["refusal"]
    submitted(reports)
    again = reports.issue("sergeant", "csr_status", "district-011", "2026-Q1")
    assert again.status_code == 409
    assert "It was issued on April 2, 2026" in body(again)["detail"]
    assert len(reports.issued("sergeant")) == 1


@pytest.mark.directive("IV.D.2")
def test_the_commander_approves_and_it_is_recorded(quarter: Forms, reports: Reports) -> None:
    reference = submitted(reports)
    for who in ("sergeant", "xo", "officer", "auditor", "chief"):
        assert reports.act(who, reference, "approve").status_code == 403, who
    done(reports.act("commander", reference, "approve"))
    told = reports.see("sergeant", reference)
    assert told["state"] == "Approved"
    last = told["history"][-1]
    assert (last["action"], last["by"], last["clauses"]) == ("approve", "011 Commander", ["IV.D.2"])
    assert ("report_approved", "IV.D.2") in quarter.notices("sergeant")
    answer = reports.act("commander", reference, "return", reason="Too late.")
    assert answer.status_code == 409


@pytest.mark.directive("IV.D.2")
def test_the_commander_returns_it_with_a_reason(quarter: Forms, reports: Reports) -> None:
    reference = submitted(reports)
    for nothing in ("", "  "):
        assert reports.act("commander", reference, "return", reason=nothing).status_code == 422
    done(reports.act("commander", reference, "return", reason="Beat 1131 is missing."))
    queue = reports.world.desk("sergeant").get("/queues/reports-returned").json["rows"]
    assert queue[0]["excerpt"] == "Beat 1131 is missing."

    second = submitted(reports)
    assert second != reference
    assert reports.see("commander", reference)["state"] == "Returned by the commander"
    assert reports.see("commander", second)["copy_number"] == 2
    assert reports.world.desk("sergeant").get("/queues/reports-returned").json["rows"] == []


@pytest.mark.directive("IV.C.5")
def test_the_sergeant_notes_the_trends_for_the_commander(quarter: Forms, reports: Reports) -> None:
    reference = submitted(reports)
    words = "Graffiti at Ogden and Homan returns every month: Łukasz asks for a camera."
    assert reports.act("commander", reference, "remark", remarks=words).status_code == 403
    done(reports.act("sergeant", reference, "remark", remarks=words))
    assert reports.see("commander", reference)["remarks"] == words
    paper = reports.world.desk("commander").get(f"/reports/issued/{reference}/file.pdf")
    assert words in text_of(paper.data)


@pytest.mark.directive("IV.C.8")
def test_the_current_one_is_always_at_hand(quarter: Forms, reports: Reports) -> None:
    office = reports.world.desk("officer")
    assert office.get("/reports/current/csr_status/district-011").status_code == 404
    first = submitted(reports)
    done(reports.act("commander", first, "return", reason="Say more."))
    assert office.get("/reports/current/csr_status/district-011").status_code == 404
    second = submitted(reports)
    assert office.get("/reports/current/csr_status/district-011").json["reference"] == second
    assert office.get("/reports/current/csr_status/district-012").status_code == 404
    stranger = reports.world.desk("supervisor")
    assert stranger.get("/reports/current/csr_status/district-011").status_code == 403


@pytest.mark.directive("IV.C.8")
def test_it_is_kept_as_issued_whatever_happens_after(quarter: Forms, reports: Reports) -> None:
    reference = submitted(reports)
    before = reports.see("sergeant", reference)
    files = {
        form: reports.world.desk("sergeant").get(f"/reports/issued/{reference}/file.{form}").data
        for form in ("pdf", "csv")
    }
    quarter.filed(**CORNER)
    quarter.told(quarter.search("sergeant", state="ENTERED")[0], "closed")
    quarter.world.clock.move(hours=5)
    assert status(reports) != before["report"]
    assert reports.see("sergeant", reference)["report"] == before["report"]
    for form, kept in files.items():
        again = reports.world.desk("officer").get(f"/reports/issued/{reference}/file.{form}")
        assert again.data == kept, form


@pytest.mark.directive("IV.C.8")
def test_data_changed_behind_the_application_is_found(quarter: Forms, reports: Reports) -> None:
    reference = submitted(reports)
    proved = reports.run("reports", "verify")
    assert (proved.exit_code, proved.output) == (0, "1 reports, 0 changed\n")
    with quarter.world.app.extensions["database"].open() as session:
        session.execute(
            text("UPDATE issued_reports SET data = replace(CAST(data AS TEXT), '3400', '3401')")
            if session.get_bind().dialect.name == "sqlite"
            else text("UPDATE issued_reports SET data = replace(data::text, '3400', '3401')::json")
        )
        session.commit()
    proved = reports.run("reports", "verify")
    assert proved.exit_code == 1
    assert reference in proved.output


@pytest.mark.directive("IV.C.4")
def test_a_year_ago_comes_from_the_report_issued_then(quarter: Forms, reports: Reports) -> None:
    submitted(reports)
    quarter.world.clock.at = APRIL + timedelta(days=365)
    assert "purge-forms: 2 done" in reports.run("jobs", "run", "purge-forms").output
    told = reports.counted("sergeant", "csr_status", "district-011", "2027-Q1")
    found = rows(told, "service_request_beat")
    assert found["1134"]["year_ago"] == 3
    assert found["1131"]["year_ago"] == 1
    assert found["all"]["year_ago"] == 4
    assert opens(told, "service_request_beat", "1134", "year_ago") is None  # two were purged


@pytest.mark.directive("IV.C.4")
@pytest.mark.parametrize(
    ("who", "status_code"),
    [
        ("sergeant", 200),
        ("officer", 200),
        ("xo", 200),
        ("commander", 200),
        ("deputy_chief", 200),
        ("chief", 200),
        ("sector_sergeant", 404),
        ("station", 403),
        ("member", 403),
        ("lieutenant", 403),
        ("help_desk", 403),
        ("administrator", 403),
    ],
)
def test_who_reads_the_status_report(reports: Reports, who: str, status_code: int) -> None:
    answer = reports.get(who, "csr_status", "district-011", "2026-Q1")
    assert answer.status_code == status_code


def test_another_district_does_not_find_it(quarter: Forms, reports: Reports) -> None:
    reference = submitted(reports)
    other = reports.world.other_district("012")
    desk = reports.world.desk_of(other.stars["commander"])
    assert desk.get(f"/reports/issued/{reference}").status_code == 404
    assert desk.get(f"/reports/issued/{reference}/file.pdf").status_code == 404
    answer = desk.post(f"/reports/issued/{reference}/actions/approve", {"version": 1, "inputs": {}})
    assert answer.status_code == 404
    assert desk.get("/reports/issued").json["issued"] == []


def test_two_commanders_at_once(quarter: Forms, reports: Reports) -> None:
    reference = submitted(reports)
    path = f"/reports/issued/{reference}/actions/approve"
    version = reports.see("commander", reference)["version"]
    done(reports.world.desk("commander").post(path, {"version": version, "inputs": {}}))
    late = reports.world.desk("commander").post(path, {"version": version, "inputs": {}})
    assert late.status_code == 409
    assert "Somebody else was faster" in late.json["detail"]
