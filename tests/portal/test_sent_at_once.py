"""An impatient thumb, or a network that repeats itself: one report, and an answer to each."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from werkzeug.datastructures import MultiDict

from shared.concerns.models import Concern
from tests.making import Clock
from tests.portal.visiting import Page, Visitor, number_of, pin_of
from tests.world import World

AT_ONCE = 8


@pytest.mark.directive("VI.A.1")
def test_the_same_report_sent_at_once_is_one_and_each_gets_its_number(world: World) -> None:
    visitor = Visitor(world.app)
    fields = MultiDict([*visitor.at("check").fields(), ("go", "submit")])
    cookie = visitor.client.get_cookie("concerns_session")
    assert cookie is not None

    def send(_index: int) -> Page:
        client = world.app.test_client()
        client.set_cookie("concerns_session", cookie.value)
        return Page(client.post("/report", data=fields))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        pages = list(pool.map(send, range(AT_ONCE)))
    assert [page.status for page in pages] == [200] * AT_ONCE
    assert len({number_of(page) for page in pages}) == 1
    with world.app.extensions["database"].open(reading=True) as session:
        assert session.scalar(select(func.count()).select_from(Concern)) == 1
    shown = [visitor.look_up(number_of(page), pin_of(page)).status for page in pages[:4]]
    assert shown.count(200) <= 1  # of several PINs only the last one made opens it


def test_a_neighbour_whose_clock_is_a_moment_behind_is_not_told_to_wait(
    app: Flask, clock: Clock
) -> None:
    Visitor(app).tell()
    clock.move(seconds=-1)
    Visitor(app).tell()


def test_a_lock_on_postgresql_is_not_waited_for_without_end(world: World) -> None:
    engine = world.app.extensions["database"].engine
    if engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL only; SQLite has its busy time-out")
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW lock_timeout")) == "30s"
