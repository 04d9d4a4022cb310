"""IV.C.3, IV.C.9: forms are kept 180 days after the service is completed, and then they go."""

from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from shared.notices.models import Notice, Outgoing
from shared.service_requests.models import Purged
from shared.workflow.record import Entry
from tests.service_requests.conftest import Forms
from tests.world import body, done


@pytest.mark.directive("IV.C.3")
def test_nothing_goes_before_180_days_are_over(forms: Forms) -> None:
    reference = forms.completed()
    forms.world.clock.move(days=180)
    assert "0 form(s) purged" in forms.run("service-requests", "purge").output
    assert forms.see(reference)["state"] == "Service completed"
    forms.world.clock.move(days=1)
    assert "1 form(s) purged" in forms.run("service-requests", "purge").output
    assert forms.count() == 0


@pytest.mark.directive("IV.C.3")
def test_the_180_days_run_from_the_completion_not_from_the_filing(forms: Forms) -> None:
    reference = forms.entered()
    forms.world.clock.move(days=400)
    forms.told(reference, "closed")
    forms.world.clock.move(days=100)
    assert "0 form(s) purged" in forms.run("service-requests", "purge").output
    forms.world.clock.move(days=81)
    assert "1 form(s) purged" in forms.run("service-requests", "purge").output


@pytest.mark.directive("IV.C.9")
@pytest.mark.parametrize("make", ["filed", "returned", "ready", "sending", "not_taken", "entered"])
def test_what_is_not_completed_stays_in_the_unit_file(forms: Forms, make: str) -> None:
    reference = getattr(forms, make)()
    forms.world.clock.move(days=2_000)
    assert "0 form(s) purged" in forms.run("service-requests", "purge").output
    assert reference in forms.search("sergeant")


@pytest.mark.directive("IV.C.3")
def test_a_withdrawn_form_stays_as_long(forms: Forms) -> None:
    forms.withdrawn()
    forms.world.clock.move(days=180)
    assert "0 form(s) purged" in forms.run("service-requests", "purge").output
    forms.world.clock.move(days=1)
    assert "1 form(s) purged" in forms.run("service-requests", "purge").output


@pytest.mark.directive("IV.C.3")
def test_a_dry_run_names_what_would_go_and_keeps_it(forms: Forms) -> None:
    reference = forms.completed()
    forms.world.clock.move(days=181)
    said = forms.run("service-requests", "purge", "--dry-run").output
    assert reference in said
    assert "1 form(s) would be purged" in said
    assert forms.count() == 1


@pytest.mark.directive("IV.C.3")
def test_a_legal_hold_stops_the_purge_until_it_is_released(forms: Forms) -> None:
    reference = forms.completed()
    done(forms.act("commander", reference, "hold", reason="Civil suit over the building."))
    again = forms.act("deputy_chief", reference, "hold", reason="Again")
    assert body(again)["clause"] == "IV.C.3"
    forms.world.clock.move(days=500)
    assert "0 form(s) purged" in forms.run("service-requests", "purge").output
    assert "0 form(s) would" in forms.run("service-requests", "purge", "--dry-run").output
    assert forms.facts(reference)["Held because"] == "Civil suit over the building."
    done(forms.act("deputy_chief", reference, "release_hold", reason="The suit ended."))
    assert "1 form(s) purged" in forms.run("service-requests", "purge").output


@pytest.mark.directive("IV.C.3")
def test_what_was_purged_is_recorded_and_nothing_of_it_is_left(forms: Forms) -> None:
    reference = forms.completed(asker_name="Ana Ruiz")
    row = forms.row(reference)
    forms.world.clock.move(days=181)
    forms.run("service-requests", "purge")
    with forms.world.app.extensions["database"].open(reading=True) as reading:
        left = reading.scalars(select(Purged)).one()
        assert (left.reference, left.ended_at, left.purged_at) == (
            reference,
            row.ended_at,
            forms.world.clock(),
        )
        assert (left.history_length, left.history_seal) == (row.history_length, row.history_seal)
        assert reading.scalars(select(Entry)).all() == []
        assert reading.scalars(select(Notice)).all() == []
        assert reading.scalars(select(Outgoing)).all() == []


@pytest.mark.directive("IV.C.3")
def test_the_history_of_the_others_stays_whole_and_a_changed_record_is_found(forms: Forms) -> None:
    forms.completed()
    forms.completed(place="2 W Ogden Ave")
    forms.world.clock.move(days=181)
    forms.run("service-requests", "purge")
    forms.filed(place="3 W Ogden Ave")
    assert forms.run("history", "verify").exit_code == 0
    session = forms.world.session
    first = select(func.min(Purged.id)).scalar_subquery()
    session.execute(update(Purged).where(Purged.id == first).values(district="012"))
    session.commit()
    broken = forms.run("history", "verify")
    assert broken.exit_code == 1
    assert "its content was changed" in broken.output


@pytest.mark.directive("IV.C.3")
def test_a_record_taken_out_is_noticed(forms: Forms) -> None:
    forms.completed()
    forms.completed(place="2 W Ogden Ave")
    forms.world.clock.move(days=181)
    forms.run("service-requests", "purge")
    session = forms.world.session
    session.delete(session.scalars(select(Purged).order_by(Purged.id)).first())
    session.commit()
    assert forms.run("history", "verify").exit_code == 1


def test_the_id_of_a_purged_form_does_not_come_back(forms: Forms) -> None:
    first = forms.row(forms.completed()).id
    forms.world.clock.move(days=181)
    forms.run("service-requests", "purge")
    assert forms.row(forms.filed()).id > first


def test_numbers_go_on_after_a_purge(forms: Forms) -> None:
    forms.completed()
    forms.world.clock.move(days=181)
    forms.run("service-requests", "purge")
    assert forms.filed().endswith("-000002")


@pytest.mark.directive("IV.C.3")
def test_what_went_by_the_rule_is_not_missed_against_a_checkpoint(
    forms: Forms, tmp_path: Path
) -> None:
    forms.completed()
    kept = tmp_path / "checkpoint"
    kept.write_text(forms.run("history", "checkpoint").stdout)
    assert kept.read_text().startswith("service_request ")
    forms.world.clock.move(days=181)
    forms.run("service-requests", "purge")
    assert forms.run("history", "verify", "--against", str(kept)).exit_code == 0
    with forms.world.app.extensions["database"].open() as session:
        session.execute(delete(Purged))
        session.commit()
    assert forms.run("history", "verify", "--against", str(kept)).exit_code == 1
