"""A demonstration is there as a whole or not at all: the next start makes it anew."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select, text

from shared.concerns.models import Concern
from shared.people.models import Member

HALF = 5
CUT_OFF = f"""
    CREATE TRIGGER cut_off BEFORE INSERT ON concerns
    WHEN (SELECT count(*) FROM concerns) >= {HALF}
    BEGIN SELECT RAISE(ABORT, 'cut off'); END
"""


def test_a_load_that_was_cut_off_leaves_nothing_and_is_made_anew(app: Flask) -> None:
    database, runner = app.extensions["database"], app.test_cli_runner()
    if database.engine.dialect.name != "sqlite":
        pytest.skip("The cut is a trigger as SQLite has them.")
    with database.engine.begin() as connection:
        connection.execute(text(CUT_OFF))
    try:
        assert _load(runner) != 0
    finally:
        with database.engine.begin() as connection:
            connection.execute(text("DROP TRIGGER cut_off"))
    with database.open(reading=True) as session:
        assert session.scalar(select(func.count(Member.id))) == 0
        assert session.scalar(select(func.count(Concern.id))) == 0
    assert _load(runner) == 0


def _load(runner: FlaskCliRunner) -> int:
    return runner.invoke(args=["sample", "load", "--concerns", "12"]).exit_code
