"""III.C.4 and III.A: statistics by beat and district, and the tracking of every request."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.making import HERE
from tests.reports.conftest import JANUARY, Forms, Reports, opens, rows, table, text_of
from tests.world import World

MARCH = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)
NEXT_BEAT = replace(HERE, beat="1131")
FAR_AWAY = replace(HERE, district="012", sector="121", beat="1211")
ANOTHER: dict[str, Any] = {"is_another_need": True}
BUILDING = "PROBLEM_BUILDING_LIQUOR"


@pytest.fixture
def small_world(world: World) -> World:
    """Two in February; in March three on beat 1134, one on 1131 and one in another district."""
    world.clock.at = datetime(2026, 2, 28, 18, 0, tzinfo=UTC)
    world.closed()
    world.clock.at = datetime(2026, 3, 1, 5, 59, tzinfo=UTC)  # still February in Chicago
    world.submitted()
    world.clock.at = MARCH
    world.closed()
    world.with_unit()
    world.submitted()
    world.submitted(where=NEXT_BEAT, category=BUILDING)
    world.submitted(where=FAR_AWAY)
    return world


@pytest.mark.directive("III.C.4")
def test_concerns_are_counted_by_beat(small_world: World, reports: Reports) -> None:
    told = reports.counted("sergeant", "statistics", "district-011", "2026-03")
    by_beat = rows(told, "concern_beat")
    assert by_beat["1134"] == {
        "received": 3,
        "before": 2,
        "year_ago": 0,
        "change": 1,
        "accepted": 2,
        "not_accepted": 0,
        "closed": 1,
        "open": 3,
        "late_now": 0,
    }
    assert by_beat["1131"]["received"] == 1
    assert by_beat["all"]["received"] == 4
    assert "1211" not in by_beat
    assert rows(told, "concern_category")[BUILDING]["received"] == 1


@pytest.mark.directive("III.C.4")
def test_the_city_is_counted_by_district_and_by_beat(small_world: World, reports: Reports) -> None:
    told = reports.counted("chief", "statistics", "city", "2026-Q1")
    assert {code: row["received"] for code, row in rows(told, "concern_district").items()} == {
        "011": 6,
        "012": 1,
        "all": 7,
    }
    assert rows(told, "concern_beat")["1211"]["received"] == 1


@pytest.mark.directive("III.C.4")
def test_every_figure_opens_exactly_the_cases_behind_it(
    small_world: World, reports: Reports
) -> None:
    told = reports.counted("sergeant", "statistics", "district-011", "2026-03")
    checked = 0
    for each in told["tables"]:
        for row in each["rows"]:
            for cell in row["cells"]:
                if cell["opens"]:
                    found = reports.cases("sergeant", told, cell["opens"])
                    assert len(found) == cell["value"], cell["opens"]
                    checked += 1
    assert checked > 30


@pytest.mark.directive("VI.C")
def test_the_cases_behind_a_figure_are_only_those_within_reach(
    small_world: World, reports: Reports
) -> None:
    told = reports.counted("auditor", "statistics", "city", "2026-03")
    figure = opens(told, "concern_district", "011", "received")
    assert len(reports.cases("auditor", told, figure)) == 4
    # The Chief is told how many concerns there are, and reads none of them.
    told = reports.counted("chief", "statistics", "city", "2026-03")
    assert reports.cases("chief", told, figure) == []


@pytest.mark.directive("III.C.4")
@pytest.mark.parametrize(
    "figure",
    [
        "concern~received~beat~period",
        "concern~nothing~beat~period~1134",
        "concern~received~text~period~x",
        "nothing~received~beat~period~1134",
        "concern~received~beat~tomorrow~1134",
        "concern~received~unit~period~W2",
        "x' OR 1=1 --",
    ],
)
def test_a_figure_that_is_not_there_is_not_found(reports: Reports, figure: str) -> None:
    answer = reports.world.desk("sergeant").get(
        "/reports/counted/statistics/district-011/2026-03/cases", figure=figure
    )
    assert answer.status_code == 404
    assert "no such figure" in answer.text


@pytest.mark.directive("III.C.4")
def test_service_requests_are_counted_too(forms: Forms, reports: Reports) -> None:
    forms.world.clock.at = JANUARY
    forms.completed()
    forms.world.clock.at = MARCH
    forms.completed(**ANOTHER)
    forms.entered(**ANOTHER)
    forms.withdrawn(**ANOTHER)
    forms.filed(**ANOTHER)
    told = reports.counted("sergeant", "statistics", "district-011", "2026-03")
    found = rows(told, "service_request_beat")["1134"]
    assert found == {
        "received": 4,
        "before": 0,
        "year_ago": 0,
        "change": 4,
        "entered": 2,
        "completed": 1,
        "open": 2,
        "late_now": 0,
    }


@pytest.mark.directive("IV.C.3")
def test_what_was_purged_is_not_counted_as_none(forms: Forms, reports: Reports) -> None:
    forms.world.clock.at = JANUARY
    forms.completed()
    forms.world.clock.at = datetime(2027, 1, 20, 17, 0, tzinfo=UTC)
    assert "1 done" in reports.run("jobs", "run", "purge-forms").output
    forms.filed()
    told = reports.counted("sergeant", "statistics", "district-011", "2027-01")
    found = rows(told, "service_request_beat")["1134"]
    assert (found["received"], found["before"], found["year_ago"]) == (1, 0, None)
    assert any("180 days" in note for note in table(told, "service_request_beat")["notes"])


@pytest.mark.directive("III.C.4")
@pytest.mark.parametrize(
    ("who", "scope", "status"),
    [
        ("sergeant", "district-011", 200),
        ("officer", "district-011", 200),
        ("xo", "district-011", 200),
        ("auditor", "district-012", 200),
        ("auditor", "city", 200),
        ("chief", "area-4", 200),
        ("sergeant", "district-012", 404),
        ("sergeant", "city", 404),
        ("xo", "area-4", 404),
        ("commander", "district-012", 404),
        ("member", "district-011", 403),
        ("supervisor", "district-011", 403),
        ("help_desk", "city", 403),
        ("administrator", "city", 403),
    ],
)
def test_who_reads_statistics(reports: Reports, who: str, scope: str, status: int) -> None:
    assert reports.get(who, "statistics", scope, "2026-03").status_code == status
    for form in ("pdf", "csv"):
        assert reports.file(who, "statistics", scope, "2026-03", form).status_code == status


@pytest.mark.parametrize(
    ("scope", "period"),
    [
        ("district-011", "2026-13"),
        ("district-011", "2026-Q5"),
        ("district-011", "March"),
        ("district-11", "2026-03"),
        ("beat-1134", "2026-03"),
        ("nowhere", "2026-03"),
    ],
)
def test_what_is_no_period_or_place_is_not_found(reports: Reports, scope: str, period: str) -> None:
    answer = reports.get("auditor", "statistics", scope, period)
    assert answer.status_code == 404


@pytest.mark.directive("III.C.4")
def test_paper_and_file_say_what_the_screen_says(small_world: World, reports: Reports) -> None:
    chosen = ("sergeant", "statistics", "district-011", "2026-03")
    told = reports.counted(*chosen)
    paper = reports.file(*chosen, "pdf")
    assert paper.mimetype == "application/pdf"
    text = text_of(paper.data)
    lines = list(csv.reader(io.StringIO(reports.file(*chosen, "csv").data.decode("utf-8-sig"))))
    for each in told["tables"]:
        assert each["title"] in text
        for row in each["rows"]:
            shown = [cell["shown"] for cell in row["cells"]]
            assert " ".join((row["label"], *shown)) in text
            values = ["" if cell["value"] is None else str(cell["value"]) for cell in row["cells"]]
            assert [row["label"], *values] in lines


@pytest.mark.directive("VI.C")
def test_a_download_is_logged(reports: Reports) -> None:
    reports.file("sergeant", "statistics", "district-011", "2026-03", "csv", table="concern_beat")
    looks = reports.world.desk("auditor").get("/access-log").json["looks"]
    assert (looks[0]["what"], looks[0]["reason"]) == ("csv", "statistics.district-011.2026-03")


def test_a_running_period_says_so(reports: Reports) -> None:
    reports.world.clock.at = MARCH
    assert (
        "still running"
        in reports.counted("xo", "statistics", "district-011", "2026-03")["notes"][0]
    )
    assert reports.counted("xo", "statistics", "district-011", "2026-02")["notes"] == []


@pytest.mark.directive("III.A")
def test_the_bureau_of_patrol_tracks_every_request_as_far_down_as_the_beat(
    forms: Forms, reports: Reports
) -> None:
    forms.world.clock.at = MARCH
    forms.entered()
    forms.filed(beat="1131", **ANOTHER)
    for scope, name, code in (
        ("city", "area", "4"),
        ("city", "district", "011"),
        ("area-4", "district", "011"),
        ("district-011", "sector", "113"),
        ("sector-113", "beat", "1134"),
        ("beat-1134", "beat", "1134"),
    ):
        told = reports.counted("chief", "tracking", scope, "2026-03")
        found = rows(told, f"service_request_{name}")[code]
        assert found["received"] == (1 if name == "beat" else 2), scope
        assert found["with_the_city"] == 1
        figure = opens(told, f"service_request_{name}", code, "with_the_city")
        assert len(reports.cases("chief", told, figure)) == 1
    for who in ("sergeant", "xo", "commander", "member"):
        assert reports.get(who, "tracking", "city", "2026-03").status_code in (403, 404)
    assert reports.get("chief", "tracking", "area-1", "2026-03").status_code == 200
