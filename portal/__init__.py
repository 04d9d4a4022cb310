"""What a resident touches."""

from flask import Flask
from flask_babel import Babel

from portal import (
    busy,
    expiring,
    map_layers,
    open311,
    pages,
    receipt,
    report,
    showing,
    status,
)
from portal.blueprint import portal
from portal.languages import language

MODULES = (busy, expiring, map_layers, pages, receipt, report, status)


def register(app: Flask) -> None:
    Babel(app, locale_selector=language)
    showing.register(app)
    app.register_blueprint(portal)
    open311.register(app)
