"""Two at once, and two hundred: nothing is lost, nothing is done twice."""

import threading
from collections import Counter
from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from shared.concerns.intake import submit
from shared.concerns.models import Concern
from shared.database import Database
from shared.directive.roles import Role
from shared.history.verify import breaks
from shared.schema.models import KINDS
from tests.making import NOON, make_member, make_post, make_told
from tests.world import World, body, done, sign_in


def at_once(number: int, act: Callable[[int], object]) -> None:
    """Run it so many times in threads that start together; errors come back."""
    ready, failures = threading.Barrier(number), []

    def run(which: int) -> None:
        ready.wait()
        try:
            act(which)
        except Exception as error:  # noqa: BLE001 (whatever it is, the test must see it)
            failures.append(error)

    threads = [threading.Thread(target=run, args=(which,)) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.directive("VII.B.1")
def test_two_sergeants_accept_at_once_and_one_hears_what_happened(world: World) -> None:
    number = world.in_review()
    version = world.row(number).version
    desks = [world.desk("sergeant"), world.desk("sergeant_2")]
    units = [world.district.units["W2"], world.district.units["TAC"]]
    answers = {}

    def accept(which: int) -> None:
        answers[which] = desks[which].act(number, "accept", version, responsible_unit=units[which])

    at_once(2, accept)
    assert sorted(answer.status_code for answer in answers.values()) == [200, 409]
    late = next(body(answer) for answer in answers.values() if answer.status_code == 409)
    assert "Somebody else was faster: Accept and assign by" in late["detail"]
    assert late["happened"][0]["action"] == "accept"


@pytest.mark.directive("VII.A.1")
def test_one_meeting_is_sent_twice_at_once_and_recorded_once(world: World) -> None:
    held = world.clock().date().isoformat()
    told = {"district": "011", "beat": "1134", "held_on": held, "place": "Library"}
    officer, key, answers = world.desk("officer"), uuid4().hex, {}

    def send(which: int) -> None:
        answers[which] = officer.create("/meetings", told, key)

    at_once(2, send)
    assert [answer.status_code for answer in answers.values()] == [201, 201]
    assert len({body(answer)["id"] for answer in answers.values()}) == 1


def test_the_same_key_of_another_member_is_another_concern(world: World) -> None:
    other = make_member(world.session, "officer-b")
    make_post(world.session, other, Role.OFFICER, district="011")
    world.session.commit()
    told: dict[str, object] = {
        "category": "NOISE",
        "text": "Loud.",
        "place": "1060 W Addison St",
        "source": "phone",
    }
    told |= {"beat": "1134", "emergency_ruled_out": True}
    key, desks = uuid4().hex, (world.desk("officer"), world.desk_of(other.star))
    answers = [done(desk.create("/concerns", told, key)) for desk in desks]
    assert len({answer["control_number"] for answer in answers}) == 2


@pytest.mark.directive("VII.B.1")
def test_two_sergeants_open_at_once_and_the_36_hours_start_once(world: World) -> None:
    number = world.submitted()
    desks = [world.desk("sergeant"), world.desk("sergeant_2")]
    at_once(2, lambda which: desks[which].concern(number) and None)
    opened = [
        event
        for event in world.desk("sergeant").concern(number)["history"]
        if event["action"] == "open"
    ]
    assert len(opened) == 1


def test_the_same_entry_sent_twice_at_once_is_one_concern(world: World) -> None:
    key = uuid4().hex
    officer = world.desk("officer")
    concern = {
        "source": "phone",
        "category": "NOISE",
        "text": "Loud music every night from the same garage.",
        "place": "3151 W Harrison St",
        "beat": "1134",
        "emergency_ruled_out": True,
    }
    numbers = []
    at_once(
        4,
        lambda _: numbers.append(done(officer.create("/concerns", concern, key))["control_number"]),
    )
    assert len(set(numbers)) == 1
    assert len(world.desk("sergeant").queue("intake")) == 1


def test_two_hundred_submit_and_act_at_once(world: World) -> None:
    """100 residents submit while 100 acts are made on 20 concerns, five on each."""
    database: Database = world.app.extensions["database"]
    numbers = [world.in_review() for _ in range(20)]
    version = {number: world.row(number).version for number in numbers}
    star = world.district.stars["sergeant"]
    desks = [sign_in(world.app, star) for _ in range(5)]
    statuses: Counter[int] = Counter()

    def act(which: int) -> None:
        if which < 100:
            with database.open() as session:
                submit(session, make_told(), f"twohundred-{which}", NOON)
                session.commit()
            return
        number = numbers[which % 20]
        answer = desks[which % 5].act(
            number, "accept", version[number], responsible_unit=world.district.units["W2"]
        )
        statuses[answer.status_code] += 1

    at_once(200, act)
    assert statuses == {200: 20, 409: 80}
    with database.open(reading=True) as session:
        told = session.scalar(
            select(func.count())
            .select_from(Concern)
            .where(Concern.submission_key.startswith("twohundred"))
        )
        assert told == 100
        assert list(breaks(session, KINDS)) == []
