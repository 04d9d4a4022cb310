"""What a member's browser talks to: the JSON API, sign-in, and the page that carries the SPA."""

from flask import Flask
from flask_openapi3.openapi import OpenAPI

from staff import (
    audit,
    concern_rows,
    concerns,
    designees,
    desk311,
    entry,
    issued_reports,
    map_layers,
    members,
    notices,
    page,
    papers,
    problems,
    queues,
    report_rows,
    reports,
    searching,
    service_request_rows,
    service_requests,
    sign_in,
    work_order_rows,
    work_orders,
)
from staff.blueprint import staff
from staff.problems import check_bodies, invalid

__all__ = ["check_bodies", "invalid", "register"]

MODULES = (
    audit,
    concern_rows,
    concerns,
    designees,
    desk311,
    entry,
    issued_reports,
    map_layers,
    members,
    notices,
    page,
    papers,
    queues,
    report_rows,
    reports,
    searching,
    service_request_rows,
    service_requests,
    sign_in,
    work_order_rows,
    work_orders,
)


def register(app: Flask) -> None:
    assert isinstance(app, OpenAPI)
    sign_in.set_up(app)
    problems.set_up(app)
    app.register_api(staff)
