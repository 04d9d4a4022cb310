"""What the Office of Community Policing audits: in time, late, or not answered (V.F.1, VII.F.1)."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.reports.conftest import Reports, opens, rows
from tests.work_orders.conftest import office
from tests.work_orders.office import Office
from tests.world import World, done

__all__ = ["office"]

MARCH = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 25, 17, 0, tzinfo=UTC)


def of_units(reports: Reports, who: str = "auditor", scope: str = "city") -> dict[str, int]:
    told = reports.counted(who, "timeliness", scope, "2026-03")
    return rows(told, "investigation")["all"]


@pytest.mark.directive("VII.F.1", "VII.C.2")
def test_investigations_are_counted_in_time_and_late_by_unit(
    world: World, reports: Reports
) -> None:
    world.clock.at = MARCH
    world.closed()
    world.with_unit()
    assert of_units(reports)["running"] == 1
    world.clock.at = LATER
    told = of_units(reports)
    assert (told["assigned"], told["kept"], told["late"], told["running"]) == (2, 1, 1, 0)
    report = reports.counted("auditor", "timeliness", "city", "2026-03")
    by_unit = rows(report, "investigation")
    [unit] = [code for code, row in by_unit.items() if code != "all" and row["late"]]
    figure = opens(report, "investigation", unit, "late")
    assert len(reports.cases("auditor", report, figure)) == 1


@pytest.mark.directive("VII.F.1", "VII.E.3")
def test_an_extension_in_time_is_not_a_failure_and_one_that_comes_late_is(
    world: World, reports: Reports
) -> None:
    world.clock.at = MARCH
    in_time, too_late = world.investigating(), world.investigating()
    why = "The corner is watched for another week."
    done(world.desk("supervisor").act(in_time, "extend", justification=why))
    world.clock.at = MARCH + timedelta(days=8)
    done(world.desk("supervisor").act(too_late, "update", progress="Still watched."))
    done(world.desk("supervisor").act(too_late, "extend", justification=why))
    told = of_units(reports, "xo", "district-011")
    assert (told["running"], told["late"]) == (1, 1)


@pytest.mark.directive("V.F.1", "V.C.3.a")
def test_work_orders_are_counted_in_time_and_late_by_district(
    office: Office, reports: Reports
) -> None:
    office.world.clock.at = MARCH
    office.submitted(text="One that is answered in time.")
    office.assigned(text="One that nobody answers.")
    late = office.assigned(text="One that is answered too late.")
    office.world.clock.at = MARCH + timedelta(days=9)
    office.explain(late)
    office.assigned(text="One whose time still runs.")
    report = reports.counted("auditor", "timeliness", "city", "2026-03")
    told = rows(report, "work_orders")["011"]
    assert (told["assigned"], told["kept"], told["late"], told["running"]) == (4, 1, 2, 1)
    figure = opens(report, "work_orders", "011", "late")
    assert len(reports.cases("auditor", report, figure)) == 2


@pytest.mark.directive("V.F.1", "VII.F.1")
def test_who_audits(world: World, reports: Reports) -> None:
    for who in ("auditor", "deputy_chief"):
        done(reports.get(who, "timeliness", "city", "2026-03"))
    done(reports.get("xo", "timeliness", "district-011", "2026-03"))
    for who in ("sergeant", "member", "supervisor", "help_desk"):
        assert reports.get(who, "timeliness", "city", "2026-03").status_code in (403, 404), who
    assert reports.get("xo", "timeliness", "district-012", "2026-03").status_code == 404


@pytest.mark.directive("III.A.2")
def test_the_bureau_of_patrol_tracks_police_related_requests(
    office: Office, reports: Reports
) -> None:
    office.world.clock.at = MARCH
    number = office.assigned()
    for scope, by, code in (
        ("city", "area", "4"),
        ("city", "district", "011"),
        ("district-011", "beat", office.row(number).beat),
    ):
        told = reports.counted("chief", "tracking", scope, "2026-03")
        assert rows(told, f"work_order_{by}")[code or ""]["open"] == 1, scope
    nothing = reports.counted("chief", "tracking", "district-012", "2026-03")
    assert rows(nothing, "work_order_beat") == {}


@pytest.mark.directive("V.C.2", "V.D.1", "V.F.1")
def test_the_tours_in_which_311_was_accessed_are_audited(office: Office, reports: Reports) -> None:
    office.world.clock.at = MARCH  # noon of the second: the second watch is on
    office.phone_in()
    office.fetch("officer")
    office.fetch("sergeant")  # twice in one tour is one tour
    office.world.clock.at = MARCH + timedelta(hours=8)
    office.sandbox.fault("fail", times=10, method="GET")
    assert office.desk("officer").post("/work-orders/fetch", {"district": "011"}).status_code == 503
    office.world.clock.at = MARCH + timedelta(days=1)

    report = reports.counted("auditor", "timeliness", "city", "2026-03")
    told = rows(report, "access_311")["011"]

    # Three watches of the first, three of the second, and the first one of the third are over.
    assert (told["done"], told["missed"], told["found"]) == (1, 6, 1)
    own = reports.counted("xo", "timeliness", "district-011", "2026-03")
    assert rows(own, "access_311")["011"] == told
    other = reports.counted("auditor", "timeliness", "district-012", "2026-03")
    assert rows(other, "access_311") == {}
