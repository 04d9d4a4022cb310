"""The application does not start with a view that does not say who may call it."""

import pytest
from flask import Flask

from shared.web.access import ANYONE, guard, may_call, open_to_all


def test_a_silent_view_stops_the_start() -> None:
    app = Flask(__name__)
    app.add_url_rule("/silent", view_func=lambda: "", endpoint="silent")
    with pytest.raises(RuntimeError, match="silent"):
        guard(app)
    app = Flask(__name__)
    app.add_url_rule("/open", view_func=open_to_all(lambda: ""), endpoint="open")
    guard(app)


def test_the_public_surface_of_the_staff_api_is_small(app: Flask) -> None:
    public = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/staff/api/")
        and may_call(app.view_functions[rule.endpoint]) == ANYONE
        and may_call(app.view_functions[rule.endpoint]) is not None
    }
    assert public == {
        "/staff/api/sign-in",
        "/staff/api/openapi.json",
        "/staff/api/sample-sign-ins",
    }
