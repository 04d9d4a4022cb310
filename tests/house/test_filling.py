"""The benchmarks' made-up cases are whole: what is timed over them is what members would see."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from bench.fill import FILLED, fill
from shared.database import Base


@pytest.mark.parametrize("model", FILLED, ids=lambda model: model.__tablename__)
def test_filled_cases_have_whole_histories(app: Flask, model: type[Base]) -> None:
    database = app.extensions["database"]
    fill(database, model, 60, datetime.now(UTC))
    fill(database, model, 20, datetime.now(UTC))
    with database.open(reading=True) as session:
        assert session.scalar(select(func.count()).select_from(model)) == 80
    told = app.test_cli_runner().invoke(args=["history", "verify"])
    assert told.exit_code == 0, told.output
