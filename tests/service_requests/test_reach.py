"""How far each role sees, and the lists of the Bureau of Patrol (III.A, VI.C)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from shared.directive.roles import STAFF
from shared.people.actors import actor_for
from shared.people.models import Member
from shared.people.reach import sees, visible_to
from shared.service_requests.lifecycle import REACH
from shared.service_requests.models import ServiceRequest
from shared.service_requests.queries import QUEUES
from tests.making import NOON
from tests.service_requests.conftest import Forms
from tests.world import body, done


def spread(forms: Forms) -> dict[str, str]:
    """One form in each of several places, by where it is."""
    forms.world.other_district("012")
    there = forms.world.desk_of("012-officer")
    made = {
        "own beat": forms.filed("officer", place="1 W Ogden Ave", beat="1134"),
        "own sector": forms.filed("supervisor", place="2 W Ogden Ave", beat="1131"),
        "own district": forms.filed("sergeant", place="3 W Ogden Ave", beat="1121"),
        "my own elsewhere": forms.filed("member", place="4 W Ogden Ave", beat="1821"),
    }
    told = {"service": "RODNT", "details": "Rats.", "place": "5 W Ogden Ave", "beat": "1221"}
    made["other district"] = done(there.create("/service-requests", told))["forms"][0]["reference"]
    return made


@pytest.mark.directive("VI.C")
def test_reach_means_the_same_in_sql_and_in_python(forms: Forms) -> None:
    made = spread(forms)
    forms.set_sector("sector_sergeant", "113")
    with forms.world.app.extensions["database"].open(reading=True) as session:
        every = session.scalars(select(ServiceRequest)).all()
        seen_by = {}
        for member in session.scalars(select(Member)):
            actor = actor_for(session, member, NOON)
            in_sql = set(session.scalars(select(ServiceRequest).where(visible_to(REACH, actor))))
            in_python = {form for form in every if sees(REACH, actor, form)}
            assert in_sql == in_python, member.star
            seen_by[member.star] = {form.reference for form in in_sql}
    places = {reference: where for where, reference in made.items()}

    def seen(name: str) -> set[str]:
        return {places[reference] for reference in seen_by[f"011-{name}"]}

    district = {"own beat", "own sector", "own district"}
    assert seen("member") == {"own beat", "my own elsewhere"}
    assert seen("member_2") == set()
    assert seen("supervisor") == {"own sector"}
    assert seen("lieutenant") == set()
    assert seen("sector_sergeant") == {"own beat", "own sector"}
    for name in ("officer", "sergeant", "station", "xo", "commander"):
        assert seen(name) == district, name
    for name in ("deputy_chief", "auditor", "chief"):
        assert seen(name) == set(made), name
    for name in ("help_desk", "administrator"):
        assert seen(name) == set(), name


def test_every_role_is_spoken_for() -> None:
    assert STAFF - set(REACH) == {"help_desk", "administrator"}


@pytest.mark.directive("IV.B.1")
def test_a_rapid_response_sergeant_without_a_sector_sees_the_district(forms: Forms) -> None:
    made = spread(forms)
    assert set(forms.queue("sector_sergeant", "csr-sector")) == {
        made["own beat"],
        made["own sector"],
        made["own district"],
    }


@pytest.mark.directive("III.A", "III.A.1")
def test_the_chief_follows_them_by_area_district_sector_and_beat(forms: Forms) -> None:
    made = spread(forms)
    assert set(forms.search("chief")) == set(made.values())
    assert forms.search("chief", area="3") == [
        made["my own elsewhere"],
        made["other district"],
    ]
    assert len(forms.search("chief", area="4")) == 3
    assert len(forms.search("chief", district="011")) == 3
    assert len(forms.search("chief", sector="113")) == 2
    assert forms.search("chief", beat="1134") == [made["own beat"]]
    assert forms.search("chief", service="RODNT") == [made["other district"]]
    assert forms.search("chief", state="ENTERED") == []


@pytest.mark.directive("III.A")
def test_a_district_follows_its_own_only(forms: Forms) -> None:
    made = spread(forms)
    assert len(forms.search("commander")) == 3
    assert forms.search("commander", district="012") == []
    response = forms.world.desk("commander").get(f"/service-requests/{made['other district']}")
    assert response.status_code == 404


@pytest.mark.directive("III.C.5")
def test_forms_are_found_by_number_by_311_number_and_by_words(forms: Forms) -> None:
    one = forms.entered("SR26-00000042", details="Tag with a crown on the shutters.")
    forms.filed("officer", place="2 W Ogden Ave")
    assert forms.search("sergeant", q=one) == [one]
    assert forms.search("sergeant", q=one.replace("-", " ", 1)) == [one]
    assert forms.search("sergeant", q="SR26-00000042") == [one]
    assert forms.search("sergeant", q="crown") == [one]
    assert forms.search("sergeant", q="100%") == []
    later = (forms.world.clock() + timedelta(days=1)).isoformat()
    assert forms.search("sergeant", since=later) == []


def test_pages_follow_each_other_without_gap_or_double(forms: Forms) -> None:
    made = {forms.filed("officer", place=f"{place} W Ogden Ave") for place in range(7)}
    seen: list[str] = []
    cursor = ""
    while True:
        page = body(forms.world.desk("sergeant").get("/service-requests", size=3, cursor=cursor))
        seen += [row["reference"] for row in page["rows"]]
        if page["next"] is None:
            break
        cursor = page["next"]
    assert len(seen) == 7
    assert set(seen) == made


@pytest.mark.directive("II.C")
def test_queues_of_forms_stand_beside_those_of_concerns(forms: Forms) -> None:
    forms.filed()
    forms.world.submitted()
    queues = {
        queue["name"]: queue
        for queue in body(forms.world.desk("sergeant").get("/queues"))["queues"]
    }
    assert (queues["intake"]["kind"], queues["intake"]["count"]) == ("concern", 1)
    assert (queues["csr-review"]["kind"], queues["csr-review"]["count"]) == ("service_request", 1)
    assert "csr-sector" not in queues


@pytest.mark.directive("VI.C")
def test_every_queue_opens_for_its_roles_and_for_no_other(forms: Forms) -> None:
    forms.filed()
    roles = {
        "member": "member",
        "officer": "community_policing_officer",
        "sector_sergeant": "sector_sergeant",
        "sergeant": "community_policing_sergeant",
        "commander": "district_commander",
        "chief": "chief_bureau_of_patrol",
        "auditor": "ocp_auditor",
    }
    for queue in QUEUES:
        for name, role in roles.items():
            answer = forms.world.desk(name).get(f"/queues/{queue.name}").status_code
            assert answer == (200 if role in queue.roles else 404), (queue.name, name)


@pytest.mark.directive("VI.C")
def test_reading_a_form_is_logged(forms: Forms) -> None:
    reference = forms.filed()
    forms.see(reference, "chief")
    log = body(forms.world.desk("auditor").get("/access-log", star="011-chief"))["looks"]
    assert [(look["number"], look["what"]) for look in log] == [(reference, "page")]
