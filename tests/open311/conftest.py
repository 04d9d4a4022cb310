"""A system with a key, and the door it sends through."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from shared.open311.keys import give
from tests.making import NOON
from tests.open311.sending import Sender


@pytest.fixture
def api_key(session: Session) -> str:
    key = give(session, "Alderman's app", NOON)
    session.commit()
    return key


@pytest.fixture
def sender(app: Flask, api_key: str) -> Sender:
    return Sender(app, api_key)
