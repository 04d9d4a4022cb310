"""The whole way of a form, with the sandbox as 311, over HTTP."""

from collections.abc import Iterator

import pytest

from shared.city311.client import City311
from shared.city311.draining import drain
from shared.city311.syncing import sync
from shared.service_requests.types import ServiceType
from tests.city311.sandbox import Sandbox, client_of, make_new, running_sandbox
from tests.service_requests.conftest import VEHICLES, Forms
from tests.world import done


@pytest.fixture
def sandbox(forms: Forms) -> Iterator[Sandbox]:
    """A 311 with which the application's clock keeps step."""
    with running_sandbox() as sandbox:
        forms.world.clock.at = sandbox.now()
        yield sandbox


@pytest.fixture
def city(sandbox: Sandbox) -> Iterator[City311]:
    with client_of(sandbox.base_url) as made:
        yield made


def pass_time(forms: Forms, sandbox: Sandbox, **by: float) -> None:
    before = forms.world.clock()
    sandbox.tell("clock", advance_seconds=(forms.world.clock.move(**by) - before).total_seconds())


@pytest.mark.directive("II.C", "III.C.1", "III.C.5", "IV.A.1", "IV.A.4", "IV.C.2")
def test_three_abandoned_vehicles_from_the_officer_to_the_resident_told(
    forms: Forms, sandbox: Sandbox, city: City311
) -> None:
    database = forms.world.app.extensions["database"]
    sandbox.habits(token_delay_seconds=30)
    made = done(
        forms.try_to_file(
            service="ABVEH",
            details="Left along the viaduct.",
            answers={},
            vehicles=VEHICLES,
            asker_name="Ana Ruiz",
        )
    )["forms"]
    references = [form["reference"] for form in made]
    for reference in references:
        done(forms.act("sergeant", reference, "review"))
        done(forms.act("trained", reference, "enter"))
    drain(database, city, forms.world.clock())
    assert set(forms.queue("trained", "csr-waiting")) == set(references)
    pass_time(forms, sandbox, minutes=5)
    drain(database, city, forms.world.clock())
    numbers = {each["description"].splitlines()[-1]: each for each in sandbox.on_file()}
    assert len(numbers) == 3
    for reference in references:
        filed = numbers[f"[CPD-21.208 No. {reference}]"]
        number = forms.facts(reference)["311 reference number"]
        assert number == filed["service_request_id"]
    first = forms.row(references[0]).city_number
    pass_time(forms, sandbox, days=3)
    sandbox.tell(f"requests/{first}/close", notes="Towed.")
    sync(database, city, forms.world.clock())
    assert forms.see(references[0])["state"] == "Service completed"
    assert forms.see(references[1])["state"] == "Entered in 311"
    (told,) = forms.offers(references[0], "member")["tell_asker"]["form"]
    done(forms.act("member", references[0], "tell_asker", what=told["starts_as"]))
    assert references[0] not in forms.queue("member", "csr-to-tell")


def make_unknown_service(forms: Forms) -> None:
    """A service in our table that 311 does not offer."""
    forms.world.session.add(
        ServiceType(
            code="GONE",
            name="A service that ended",
            agency="Department of Streets and Sanitation",
            describes="",
            questions=[],
            usual_days=7,
            position=99,
            is_active=True,
        )
    )
    forms.world.session.commit()


@pytest.mark.directive("IV.C.2")
def test_what_311_refuses_comes_back_to_the_desk(
    forms: Forms, sandbox: Sandbox, city: City311
) -> None:
    database = forms.world.app.extensions["database"]
    make_unknown_service(forms)
    reference = forms.sending(service="GONE", answers={})
    drain(database, city, forms.world.clock())
    assert forms.see(reference)["state"] == "Not taken by 311"
    assert not forms.row(reference).is_entered
    assert sandbox.on_file() == []
    right = {"service": "GRAFF", "answers": {"SURFACE": "BRICK"}, "reason": "311 ended it."}
    done(forms.act("sergeant", reference, "categorize", **right))
    done(forms.act("trained", reference, "enter"))
    for _ in range(2):
        pass_time(forms, sandbox, minutes=5)
        drain(database, city, forms.world.clock())
    (filed,) = sandbox.on_file()
    assert forms.row(reference).city_number == filed["service_request_id"]


@pytest.mark.directive("IV.C.2")
def test_a_number_written_down_while_311_was_down_is_confirmed_by_311(
    forms: Forms, sandbox: Sandbox, city: City311
) -> None:
    city.post_request(make_new(service_code="GRAFF", attributes={"SURFACE": "BRICK"}))
    pass_time(forms, sandbox, minutes=5)
    number = sandbox.on_file()[0]["service_request_id"]
    reference = forms.ready()
    done(forms.act("trained", reference, "write_number", city_number=number))
    assert forms.queue("trained", "csr-unverified") == [reference]
    sync(forms.world.app.extensions["database"], city, forms.world.clock())
    assert forms.queue("trained", "csr-unverified") == []
    sandbox.tell(f"requests/{number}/close", notes="Cleaned.")
    sync(forms.world.app.extensions["database"], city, forms.world.clock())
    assert forms.see(reference)["state"] == "Service completed"
