"""The whole way of a form, with the sandbox as 311, over HTTP."""

from collections.abc import Iterator
from typing import Any

import pytest

from shared.city311.client import City311
from shared.city311.draining import drain
from shared.city311.syncing import sync
from shared.service_requests.types import ServiceType
from tests.city311.sandbox import Sandbox, client_of, make_new, running_sandbox
from tests.service_requests.conftest import VEHICLES, Forms
from tests.world import body, done


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


# -- Where a number stands on another form, or one form stands twice in 311


def desk(forms: Forms, who: str = "trained") -> dict[str, Any]:
    return done(forms.world.desk(who).get("/desk311"))


def actions(row: dict[str, Any]) -> list[str]:
    return [offer["action"] for offer in row["offers"]]


def at_desk(
    forms: Forms, row: dict[str, Any], action: str, who: str = "trained", **told: str
) -> Any:
    return forms.world.desk(who).post(f"/desk311/sendings/{row['id']}/{action}", told)


def drain_on(forms: Forms, sandbox: Sandbox, city: City311, **by: float) -> Any:
    pass_time(forms, sandbox, **by)
    return drain(forms.world.app.extensions["database"], city, forms.world.clock())


def held_up(forms: Forms, sandbox: Sandbox, city: City311) -> tuple[str, str, str]:
    """A form whose number somebody wrote down on another; the other; and the number."""
    mine = forms.sending()
    drain_on(forms, sandbox, city, seconds=1)
    number = sandbox.on_file()[0]["service_request_id"]
    other = forms.ready(place="3402 W Ogden Ave")
    done(forms.act("trained", other, "write_number", city_number=number))
    assert drain_on(forms, sandbox, city, minutes=5).held_up == 1
    return mine, other, number


@pytest.mark.directive("IV.C.2")
def test_a_form_whose_number_another_has_stops_and_says_why(
    forms: Forms, sandbox: Sandbox, city: City311
) -> None:
    mine, other, number = held_up(forms, sandbox, city)

    [row] = desk(forms)["stopped"]

    assert row["reference"] == mine
    assert number in row["says"]
    assert other.replace("-", " ", 1) in row["says"]
    assert row["next_at"] is None
    assert actions(row) == ["try_again", "give_back"]
    assert ("number_taken", "IV.C.2") in forms.notices("sergeant")
    later = drain_on(forms, sandbox, city, hours=5)
    assert (later.held_up, later.waiting, later.failed) == (0, 0, [])
    assert not forms.row(mine).is_entered


@pytest.mark.directive("IV.C.2")
def test_once_the_number_is_taken_away_there_it_comes_to_its_own_form(
    forms: Forms, sandbox: Sandbox, city: City311
) -> None:
    mine, other, number = held_up(forms, sandbox, city)
    done(forms.act("trained", other, "number_wrong", reason="It is the other form's."))
    done(at_desk(forms, desk(forms)["stopped"][0], "try-again"))
    assert drain_on(forms, sandbox, city, minutes=1).numbered == 1
    assert forms.row(mine).city_number == number
    assert len(sandbox.on_file()) == 1


@pytest.mark.directive("IV.C.2", "IV.A.1")
def test_given_back_it_can_be_ended_and_entered_again_it_is_not_posted_twice(
    forms: Forms, sandbox: Sandbox, city: City311
) -> None:
    mine, _, number = held_up(forms, sandbox, city)
    done(at_desk(forms, desk(forms)["stopped"][0], "give-back"))
    assert forms.see(mine)["state"] == "Not taken by 311"
    assert number in forms.facts(mine)["Not taken by 311 because"]
    assert desk(forms)["stopped"] == []

    done(forms.act("trained", mine, "enter"))
    assert drain_on(forms, sandbox, city, minutes=1).held_up == 1
    assert len(sandbox.on_file()) == 1

    done(at_desk(forms, desk(forms)["stopped"][0], "give-back"))
    done(forms.act("member", mine, "withdraw", reason="One need stands on two forms."))
    assert forms.see(mine)["state"] == "Withdrawn"
    assert (desk(forms)["stopped"], desk(forms)["refused"]) == ([], [])


@pytest.mark.directive("III.D")
def test_only_what_another_has_is_given_back_and_only_by_the_trained(
    forms: Forms, sandbox: Sandbox, city: City311
) -> None:
    mine, _, _ = held_up(forms, sandbox, city)
    [row] = desk(forms)["stopped"]
    assert body(at_desk(forms, row, "give-back", "sergeant"))["clause"] == "III.D"
    assert at_desk(forms, row, "give-back", "xo").status_code == 403
    assert at_desk(forms, row, "give-back", "member").status_code in (403, 404)
    done(at_desk(forms, row, "give-back"))
    assert at_desk(forms, row, "give-back").status_code == 409
    assert [each["action"] for each in forms.see(mine)["history"]].count("refused_by_311") == 1


def there_twice(forms: Forms, sandbox: Sandbox, city: City311) -> tuple[str, str]:
    """A form that another hand posted as well while the answer to ours was lost."""
    reference = forms.sending()
    sandbox.fault("lose", method="POST")
    drain_on(forms, sandbox, city, seconds=1)
    mine = sandbox.on_file()[0]["description"].splitlines()[-1].strip("[]")
    answers = {"service_code": "GRAFF", "attributes": {"SURFACE": "BRICK"}}
    city.post_request(make_new(reference=mine, **answers))
    drain_on(forms, sandbox, city, minutes=10)
    second = sorted(each["service_request_id"] for each in sandbox.on_file())[1]
    return reference, second


@pytest.mark.directive("IV.A.1")
def test_a_form_that_is_in_311_twice_is_settled_with_a_reason(
    forms: Forms, sandbox: Sandbox, city: City311
) -> None:
    reference, second = there_twice(forms, sandbox, city)
    [row] = desk(forms)["doubled"]
    assert (row["reference"], row["doubles"]) == (reference, [second])
    [offer] = row["offers"]
    assert (offer["action"], offer["asks"]) == ("settle_double", "What became of the second one")

    assert at_desk(forms, row, "settle-double", reason="...").status_code == 422
    assert [each["id"] for each in desk(forms)["doubled"]] == [row["id"]]
    done(at_desk(forms, row, "settle-double", reason="311 closed the second one by telephone."))

    assert desk(forms)["doubled"] == []
    [step] = [each for each in forms.see(reference)["history"] if each["action"] == "settle_double"]
    assert "311 closed the second one by telephone." in str(step["details"])
    assert second in str(step["details"])
    assert at_desk(forms, row, "settle-double", reason="Once more.").status_code == 409


@pytest.mark.directive("III.D")
def test_who_is_not_trained_or_not_of_the_office_settles_no_double(
    forms: Forms, sandbox: Sandbox, city: City311
) -> None:
    reference, _ = there_twice(forms, sandbox, city)
    [row] = desk(forms, "sergeant")["doubled"]
    assert actions(row) == []
    told = {"reason": "311 closed the second one."}
    assert body(at_desk(forms, row, "settle-double", "sergeant", **told))["clause"] == "III.D"
    assert at_desk(forms, row, "settle-double", "xo", **told).status_code == 403
    assert [each["reference"] for each in desk(forms)["doubled"]] == [reference]
