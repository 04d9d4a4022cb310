"""A database that is full, locked or away: a clear page, nothing lost, nothing half-written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, event, func, select, text
from sqlalchemy.exc import OperationalError

from shared.concerns.models import Concern
from shared.workflow.record import Entry
from tests.portal.visiting import Page, Visitor, number_of, pin_of
from tests.world import World, done

TEXT = "Engines are raced here every Friday night."


@contextmanager
def failing(world: World, fails: Callable[[str], bool]) -> Iterator[None]:
    """The driver reports what a full or locked database reports, for these statements."""
    engine = world.app.extensions["database"].engine

    def refuse(_connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        if fails(statement):
            raise OperationalError(statement, None, Exception("database or disk is full"))

    event.listen(engine, "before_cursor_execute", refuse)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", refuse)


def kept(world: World) -> tuple[int | None, int | None]:
    with world.app.extensions["database"].open(reading=True) as session:
        concerns = session.scalar(select(func.count()).select_from(Concern))
        return concerns, session.scalar(select(func.count()).select_from(Entry))


def writes(statement: str) -> bool:
    return statement.split(maxsplit=1)[0] in ("INSERT", "UPDATE")


def says_to_press_again(page: Page) -> None:
    assert page.status == 503
    assert page.response.headers["Retry-After"] == "5"
    assert "press the button again" in page.problems[0]


@pytest.mark.parametrize("table", ["tries", "concerns", "history"])
def test_a_full_database_keeps_what_was_typed_on_the_page(world: World, table: str) -> None:
    visitor = Visitor(world.app)
    check = visitor.at("check", what={"text": TEXT})
    before = kept(world)
    with failing(world, lambda statement: statement.startswith(f"INSERT INTO {table}")):
        page = visitor.send(check, go="submit")
    says_to_press_again(page)
    assert TEXT in page.main
    assert kept(world) == before
    assert visitor.send(page, go="submit").has_id("control-number")
    assert kept(world)[0] == (before[0] or 0) + 1


def test_the_status_page_keeps_the_number(world: World) -> None:
    visitor = Visitor(world.app)
    receipt = visitor.tell()
    number, pin = number_of(receipt), pin_of(receipt)
    with failing(world, writes):
        page = visitor.look_up(number, pin)
    says_to_press_again(page)
    assert page.value("number").replace(" ", "") == number
    assert visitor.look_up(number, pin).status == 200


def test_a_database_that_is_away_is_said_in_words(world: World) -> None:
    visitor = Visitor(world.app)
    check = visitor.at("check")
    with failing(world, lambda _statement: True):
        page = visitor.send(check, go="submit")
    assert page.status == 503
    assert page.heading == "We are very busy"


def test_a_full_database_refuses_a_members_action_and_changes_nothing(world: World) -> None:
    number = world.in_review()
    sergeant = world.desk("sergeant")
    version = sergeant.concern(number)["version"]
    before = kept(world)
    unit = world.district.units["W2"]
    with failing(world, writes):
        refused = sergeant.act(number, "accept", version, responsible_unit=unit, assisting_units=[])
    assert refused.status_code == 503
    assert refused.mimetype == "application/problem+json"
    assert refused.headers["Retry-After"] == "5"
    assert kept(world) == before
    done(sergeant.act(number, "accept", version, responsible_unit=unit, assisting_units=[]))


def test_sqlite_that_may_not_grow_refuses_and_loses_nothing(world: World) -> None:
    """The real thing, where it can be had: SQLite at its greatest number of pages."""
    engine = world.app.extensions["database"].engine
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has no greatest number of pages to set; SQLite only")
    visitor = Visitor(world.app)
    check = visitor.at("check", what={"text": TEXT * 80})
    before = kept(world)
    engine.dispose()

    def bound(connection: Connection) -> None:
        pages = connection.connection.execute("PRAGMA page_count").fetchone()[0]
        connection.connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(engine, "begin", bound)
    pages = []
    for _ in range(200):
        pages.append(visitor.send(check, go="submit"))
        if pages[-1].status == 503:
            break
        check = visitor.at("check", what={"text": TEXT * 80})
    event.remove(engine, "begin", bound)
    engine.dispose()
    says_to_press_again(pages[-1])
    assert kept(world)[0] == (before[0] or 0) + len(pages) - 1
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
