"""Every form that a member filed, whatever became of it (II.C)."""

from typing import Any

import pytest

from tests.service_requests.conftest import Forms
from tests.world import body, done


def mine(forms: Forms, who: str, **query: Any) -> dict[str, Any]:
    return done(forms.world.desk(who).get("/my-forms", **query))


def references(page: dict[str, Any]) -> list[str]:
    return [row["reference"] for row in page["rows"]]


@pytest.mark.directive("II.C")
def test_a_member_sees_every_form_of_their_own_and_nobody_elses(forms: Forms) -> None:
    withdrawn = forms.filed()
    done(forms.act("member", withdrawn, "withdraw", reason="It is gone."))
    forms.filed("officer", place="3402 W Ogden Ave")
    open_one = forms.filed(place="3404 W Ogden Ave")

    page = mine(forms, "member")

    assert references(page) == [open_one, withdrawn]
    assert [row["state"] for row in page["rows"]] == [
        "With the community policing office",
        "Withdrawn",
    ]
    assert forms.queue("member", "csr-mine") == [open_one]


def test_the_list_is_narrowed_to_a_state_by_the_choices_it_gives(forms: Forms) -> None:
    returned = forms.returned()
    forms.filed(place="3404 W Ogden Ave")
    choices = {each["label"]: each["value"] for each in mine(forms, "member")["states"]}

    narrowed = mine(forms, "member", state=choices["Returned to the member"])

    assert references(narrowed) == [returned]
    unknown = forms.world.desk("member").get("/my-forms", state="LOST")
    assert unknown.status_code == 422


def test_the_list_goes_on_page_after_page_newest_first(forms: Forms) -> None:
    filed = [forms.filed(place=f"{number} W Ogden Ave") for number in range(3400, 3405)]
    seen: list[str] = []
    cursor = ""
    while cursor is not None:
        page = mine(forms, "member", size=2, cursor=cursor)
        seen += references(page)
        cursor = page["next"]
    assert seen == filed[::-1]


@pytest.mark.parametrize("name", ["auditor", "chief", "help_desk"])
def test_who_files_no_form_has_no_such_list(forms: Forms, name: str) -> None:
    assert forms.world.desk(name).get("/my-forms").status_code == 403
    assert "my_forms" not in body(forms.world.desk(name).get("/me"))["doors"]
