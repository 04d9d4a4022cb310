"""Residents for the tests of the portal."""

import pytest
from flask import Flask

from tests.portal.visiting import Visitor


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)
