"""What a member's browser talks to: the JSON API, sign-in, and the page that carries the SPA."""

from flask import Flask
from flask_openapi3.openapi import OpenAPI
from flask_wtf import CSRFProtect

from staff import (
    audit,
    concern_rows,
    concerns,
    entry,
    members,
    notices,
    page,
    problems,
    queues,
    sign_in,
)
from staff.blueprint import staff

MODULES = (audit, concern_rows, concerns, entry, members, notices, page, queues, sign_in)


def register(app: Flask, _csrf: CSRFProtect) -> None:
    assert isinstance(app, OpenAPI)
    sign_in.set_up(app)
    problems.set_up(app)
    app.register_api(staff)
