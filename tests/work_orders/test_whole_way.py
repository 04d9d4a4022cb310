"""One work order from the resident's call to closed in 311, through the staff API."""

import pytest

from tests.work_orders.office import Office
from tests.world import done


@pytest.mark.directive("V.C.3", "V.D.4.a")
def test_from_a_call_to_311_to_closed_in_311(office: Office) -> None:
    number = office.phone_in()

    assert office.fetch()["new"] == 1
    assert office.queue("officer", "wo-new") == [number]
    office.do("officer", number, "open")
    assert office.queue("sergeant", "wo-assign") == [number]
    office.do("sergeant", number, "assign", member=office.world.district.ids["member"])
    assert office.queue("member", "wo-mine") == [number]
    done(office.explain(number))
    assert office.queue("sergeant", "wo-review") == [number]
    office.do("sergeant", number, "return", reason="Say whether the van came back.")
    office.world.clock.move(hours=2)
    done(office.explain(number, "The van was seen again and towed."))
    told = office.do("sergeant", number, "accept_and_enter", disposition="The van was towed.")
    assert told["state"] == "Being entered in 311"

    assert office.drain().sent == 1

    case = office.case(number)
    assert case["state"] == "Closed"
    assert not case["is_open"]
    filed = office.in_311(number)
    assert filed["status"] == "closed"
    assert filed["status_notes"].splitlines()[0] == "The van was towed."
    office.sync(minutes=10)
    assert office.row(number).city_status == "closed"
