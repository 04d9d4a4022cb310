"""What can be looked for on one screen: concerns, forms and requests from 311, kind by kind."""

from typing import Any

import pytest

from tests.service_requests.conftest import Forms
from tests.work_orders.conftest import office
from tests.work_orders.office import Office
from tests.world import Desk, body, done

__all__ = ["office"]

NAMES = ["concerns", "service-requests", "work-orders"]


def kinds(desk: Desk) -> dict[str, dict[str, Any]]:
    form = done(desk.get("/search-form"))
    return {kind["kind"]: kind for kind in form["kinds"]}


def fields(kind: dict[str, Any]) -> list[str]:
    return [field["name"] for field in kind["fields"]]


@pytest.mark.directive("III.A", "III.C.5")
def test_every_field_of_every_kind_is_one_its_search_takes(office: Office) -> None:
    for name in ("chief", "sergeant", "member", "deputy_chief"):
        desk = office.desk(name)
        for path, kind in kinds(desk).items():
            for field in kind["fields"]:
                value = field["choices"][0]["value"] if field["choices"] else "1"
                done(desk.get(f"/{path}", **{field["name"]: value}))


@pytest.mark.directive("III.A")
def test_only_who_sees_the_whole_city_looks_by_area_and_district(office: Office) -> None:
    of_the_city, of_a_district = kinds(office.desk("chief")), kinds(office.desk("sergeant"))
    for name in NAMES[1:]:
        assert {"area", "district", "sector", "beat"} <= set(fields(of_the_city[name]))
        assert not {"area", "district"} & set(fields(of_a_district[name]))


@pytest.mark.directive("VI.C")
def test_a_kind_out_of_reach_is_not_offered(office: Office) -> None:
    assert list(kinds(office.desk("sergeant"))) == NAMES
    for name in ("help_desk", "administrator"):
        assert office.desk(name).get("/search-form").status_code == 403
    for name in ("station", "lieutenant", "supervisor", "xo", "commander", "auditor"):
        desk = office.desk(name)
        for path in NAMES:
            is_open = desk.get(f"/{path}", q="x").status_code == 200
            assert is_open == (path in kinds(desk)), (name, path)


@pytest.mark.directive("III.C.5", "V.D.2.a")
def test_a_number_finds_its_form_and_its_work_order_as_it_stands_on_paper(office: Office) -> None:
    number = office.assigned()
    stars = office.world.district.stars
    stars["trained"] = stars["officer"]
    forms = Forms(office.world)
    form = forms.entered("SR26-99990001")
    office.fetched(description="Another matter.", address="1 N Elsewhere")

    def found(path: str, words: str) -> list[str]:
        rows = body(office.desk("sergeant").get(f"/{path}", q=words))["rows"]
        return [row["reference"] for row in rows]

    assert found("work-orders", f"SRSWO {number}") == found("work-orders", number) == [number]
    assert found("service-requests", "SR26-99990001") == [form]
    assert found("service-requests", form.replace("-", " ", 1)) == [form]
    assert found("service-requests", "zebra") == []
