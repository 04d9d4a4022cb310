"""What the Chief, Bureau of Patrol, hears every month, and hears once (V.F.2, VII.F.2)."""

from datetime import UTC, datetime

import pytest

from tests.reports.conftest import Reports, opens, rows
from tests.work_orders.conftest import office
from tests.work_orders.office import Office
from tests.world import World, body, done

__all__ = ["office"]

MARCH = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)
LAST_OF_MARCH = datetime(2026, 4, 1, 4, 50, tzinfo=UTC)  # still March in Chicago
APRIL = datetime(2026, 4, 1, 5, 30, tzinfo=UTC)
JULY = datetime(2026, 7, 3, 17, 0, tzinfo=UTC)
CONCERNS, REQUESTS = "monthly_concerns.city.2026-03.1", "monthly_requests.city.2026-03.1"


def issue_due(reports: Reports) -> str:
    return reports.run("jobs", "run", "reports").output


def told(world: World, who: str) -> list[str]:
    return [notice["text"] for notice in body(world.desk(who).get("/notices"))["notices"]]


@pytest.mark.directive("VII.F.2")
def test_the_chief_is_sent_the_status_of_all_concerns_when_the_month_is_over(
    world: World, reports: Reports
) -> None:
    world.clock.at = MARCH
    world.closed()
    world.with_unit()
    world.clock.at = LAST_OF_MARCH
    issue_due(reports)
    assert reports.issued("chief") == []
    world.clock.at = APRIL
    issue_due(reports)
    assert CONCERNS in reports.issued("chief")
    report = reports.see("chief", CONCERNS)["report"]
    assert rows(report, "concern_district")["011"]["received"] == 2
    assert rows(report, "concern_standing")["all"] == {"unfinished": 1, "unfinished_late": 1}
    assert any("Monthly status of all community concerns" in text for text in told(world, "chief"))


@pytest.mark.directive("V.F.2")
def test_the_chief_is_sent_the_status_of_all_police_related_requests(
    office: Office, reports: Reports
) -> None:
    office.world.clock.at = MARCH
    office.assigned(text="Cars race on this block every night.")
    office.fetched(text="A man sells loose cigarettes to children.")
    office.world.clock.at = LAST_OF_MARCH
    issue_due(reports)
    assert reports.issued("chief") == []
    office.world.clock.at = APRIL
    issue_due(reports)
    report = reports.see("chief", REQUESTS)["report"]
    of_district = rows(report, "work_order_district")["011"]
    assert of_district["received"] == 2
    assert of_district["unopened"] == 1
    assert of_district["late_now"] == 1
    assert rows(report, "work_order_standing")["ASSIGNED"]["unfinished_late"] == 1
    assert any("police-related 311 requests" in text for text in told(office.world, "chief"))
    auditor = reports.counted("auditor", "monthly_requests", "city", "2026-03")
    figure = opens(auditor, "work_order_district", "011", "late_now")
    assert len(reports.cases("auditor", auditor, figure)) == 1


@pytest.mark.directive("VII.F.2", "V.F.2")
def test_nothing_is_sent_twice_and_no_month_is_missed_when_the_job_did_not_run(
    world: World, reports: Reports
) -> None:
    world.clock.at = MARCH
    world.submitted()
    world.clock.at = JULY
    issue_due(reports)
    sent = [each for each in reports.issued("chief") if each.startswith("monthly_concerns")]
    assert sorted(sent) == [f"monthly_concerns.city.2026-0{month}.1" for month in (3, 4, 5, 6)]
    heard = told(world, "chief")
    issue_due(reports)
    assert [each for each in reports.issued("chief") if "monthly_concerns" in each] == sent
    assert told(world, "chief") == heard
    by_hand = reports.issue("deputy_chief", "monthly_concerns", "city", "2026-03")
    assert by_hand.status_code == 409


@pytest.mark.directive("VII.F.2", "V.F.2")
@pytest.mark.parametrize("kind", ["monthly_concerns", "monthly_requests"])
def test_who_reads_the_months_status(world: World, reports: Reports, kind: str) -> None:
    for who in ("chief", "deputy_chief", "auditor"):
        done(reports.get(who, kind, "city", "2026-03"))
    for who in ("sergeant", "xo", "commander", "member", "help_desk"):
        assert reports.get(who, kind, "city", "2026-03").status_code in (403, 404), who
    assert reports.issue("chief", kind, "city", "2026-02").status_code in (403, 404)
