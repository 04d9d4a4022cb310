"""The 311 desk: what may be done to each row, by whom, said and kept by one rule."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from shared.city311.records import Sending, Unreadable
from shared.directive.roles import Role
from shared.people.models import Post
from tests.work_orders.office import Office, refusal
from tests.world import body, done

LISTS = ("unsure", "refused", "without_number", "to_send", "stopped", "doubled")


def desk(office: Office, name: str = "sergeant") -> dict[str, Any]:
    return done(office.desk(name).get("/desk311"))


def actions(row: dict[str, Any]) -> list[str]:
    return [offer["action"] for offer in row["offers"]]


def act(office: Office, row: dict[str, Any], action: str, name: str = "sergeant") -> Any:
    told = {"reason": "The call was a mistake."} if action == "stop" else {}
    path = f"/desk311/sendings/{row['id']}/{action.replace('_', '-')}"
    return office.desk(name).post(path, told)


def to_send(office: Office) -> dict[str, Any]:
    office.sending()
    [row] = desk(office)["to_send"]
    return dict(row)


def unsure(office: Office) -> dict[str, Any]:
    office.sending()
    office.sandbox.fault("fail", times=10, method="POST")
    office.drain()
    office.world.clock.move(minutes=3)
    [row] = desk(office)["unsure"]
    return dict(row)


def stopped(office: Office) -> dict[str, Any]:
    done(act(office, unsure(office), "stop"))
    [row] = desk(office)["stopped"]
    return dict(row)


def refused(office: Office) -> dict[str, Any]:
    done(act(office, to_send(office), "stop"))
    [row] = desk(office)["refused"]
    return dict(row)


def doubled(office: Office) -> dict[str, Any]:
    row = to_send(office)
    office.drain()
    with office.world.app.extensions["database"].open() as session:
        session.execute(
            update(Sending)
            .where(Sending.outgoing_id == row["id"])
            .values(doubles=["SR26-2"], is_doubled=True)
        )
        session.commit()
    [shown] = desk(office)["doubled"]
    return dict(shown)


MADE = {
    to_send: ["try_again", "stop"],
    unsure: ["try_again", "stop"],
    stopped: ["try_again"],
    refused: [],
    doubled: [],
}


@pytest.mark.directive("III.C.5")
@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_what_a_row_offers_is_done_and_what_it_does_not_is_refused(
    office: Office, make: Any
) -> None:
    row = make(office)
    assert actions(row) == MADE[make]

    for action in {"try_again", "stop"} - set(MADE[make]):
        assert act(office, row, action).status_code == 409
    for action in MADE[make]:
        done(act(office, row, action))


def test_a_row_that_311_did_not_take_says_what_to_do_instead(office: Office) -> None:
    row = refused(office)
    assert row["instead"] == "311 does not have it. Put the case right and enter it again there."
    answer = act(office, row, "try_again")
    assert body(answer)["title"] == "This cannot be done now."
    assert body(answer)["detail"] == row["instead"]


@pytest.mark.directive("III.C.3")
def test_a_row_that_311_did_not_take_goes_on_when_its_case_is_entered_again(
    office: Office,
) -> None:
    row = refused(office)
    office.do("sergeant", row["reference"], "enter", disposition="Patrols were held.")
    assert desk(office)["refused"] == []
    [again] = desk(office)["to_send"]
    assert actions(again) == ["try_again", "stop"]
    assert office.drain().sent == 1
    assert office.case(row["reference"])["state"] == "Closed"


def test_the_desk_says_when_a_row_left_and_when_it_is_tried_next(office: Office) -> None:
    waiting = to_send(office)
    assert (waiting["sent_at"], waiting["stage"]) == (None, "Not sent yet")
    assert waiting["next_at"] is not None
    office.sandbox.fault("fail", times=10, method="POST")
    office.drain()
    office.world.clock.move(minutes=3)
    [sent] = desk(office)["unsure"]
    assert sent["sent_at"] is not None
    assert sent["next_at"] > sent["sent_at"]
    done(act(office, sent, "stop"))
    [still] = desk(office)["stopped"]
    assert still["next_at"] is None


@pytest.mark.directive("III.D")
def test_who_is_not_trained_is_offered_nothing_and_told_why(office: Office) -> None:
    row = to_send(office)
    office.train("officer", is_trained=False)
    shown = desk(office, "officer")
    assert shown["refusal"]["clause"] == "III.D"
    assert actions(shown["to_send"][0]) == []
    for action in ("try_again", "stop"):
        assert refusal(act(office, row, action, "officer")) == (409, "III.D")
    assert desk(office)["refusal"] is None


@pytest.mark.parametrize("name", ["xo", "commander", "auditor", "chief"])
def test_who_only_reads_the_desk_is_offered_nothing(office: Office, name: str) -> None:
    row = to_send(office)
    office.train(name)
    shown = desk(office, name)
    assert [actions(each) for each in shown["to_send"]] == [[]]
    assert shown["refusal"] is None
    assert act(office, row, "stop", name).status_code == 403


def test_an_officer_of_another_district_who_sees_the_row_does_not_act_on_it(
    office: Office,
) -> None:
    row = to_send(office)
    session = office.world.session
    xo = office.world.district.ids["xo"]
    session.add(
        Post(
            member_id=xo,
            role=Role.OFFICER,
            district="012",
            from_on=office.world.clock().date() - timedelta(days=1),
        )
    )
    session.commit()
    office.train("xo")
    [shown] = desk(office, "xo")["to_send"]
    assert actions(shown) == []
    assert act(office, row, "stop", "xo").status_code == 403


def unread(office: Office) -> None:
    at = office.world.clock() - timedelta(hours=1)
    with office.world.app.extensions["database"].open() as session:
        session.add(
            Unreadable(service_code="PMISC", what="SR1: status", first_seen_at=at, last_seen_at=at)
        )
        session.commit()


@pytest.mark.directive("III.D")
@pytest.mark.parametrize("name", ["sergeant", "officer", "deputy_chief", "auditor"])
def test_who_settles_a_record_that_could_not_be_read_is_who_is_offered_it(
    office: Office, name: str
) -> None:
    unread(office)
    office.train(name, is_trained=False)
    shown = desk(office, name)
    [row] = shown["unreadable"]
    path = f"/desk311/unreadable/{row['id']}/settle"
    assert (actions(row), shown["refusal"]["clause"]) == ([], "III.D")
    assert refusal(office.desk(name).post(path)) == (409, "III.D")

    office.train(name)
    [row] = desk(office, name)["unreadable"]
    assert actions(row) == ["settle"]
    done(office.desk(name).post(path))
    assert desk(office, name)["unreadable"] == []
    assert office.desk(name).post(path).status_code == 409


@pytest.mark.parametrize("name", ["xo", "commander", "chief"])
def test_others_are_not_offered_to_settle(office: Office, name: str) -> None:
    unread(office)
    [row] = desk(office, name)["unreadable"]
    assert actions(row) == []
    assert office.desk(name).post(f"/desk311/unreadable/{row['id']}/settle").status_code == 403


@pytest.mark.directive("III.C.5")
def test_the_desk_says_when_each_service_was_read(office: Office) -> None:
    office.fetched()
    [sweep] = desk(office)["sweeps"]
    assert (sweep["service_code"], sweep["service"]) == ("PMISC", "Police Miscellaneous")
    assert sweep["read_at"] == sweep["finished_at"] is not None


def test_every_list_of_the_desk_is_there_when_nothing_waits(office: Office) -> None:
    shown = desk(office)
    assert [shown[name] for name in LISTS] == [[]] * len(LISTS)
