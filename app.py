"""The application: wires its parts together and decides nothing."""

import sys
from collections.abc import Callable
from datetime import datetime

from flask import Flask
from flask_openapi3 import Info  # type: ignore[attr-defined]
from flask_openapi3.openapi import OpenAPI
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import portal
import staff
from shared import commands, settings
from shared.assets import asset
from shared.database import Database
from shared.settings import Settings
from shared.web import access, bodies, geocoders, headers, logs, requests

CSRF = CSRFProtect()


def create_app(
    given: Settings | None = None, clock: Callable[[], datetime] = requests.clock
) -> Flask:
    try:
        chosen = given or settings.read()
    except settings.SettingsError as error:
        sys.exit(str(error))
    logs.set_up(chosen.log_level)
    app = OpenAPI(
        __name__,
        info=Info(title="Community Concerns, staff API", version="1"),
        doc_ui=False,
        validation_error_callback=staff.invalid,
        security_schemes={"cookie": {"type": "apiKey", "in": "cookie", "name": "concerns_session"}},
    )
    _configure(app, chosen)
    app.extensions["settings"] = chosen
    app.extensions["database"] = Database(chosen.database)
    app.extensions["clock"] = clock
    logs.log_requests(app)
    requests.close_sessions(app)
    geocoders.register(app, chosen)
    bodies.read_carefully(app)
    CSRF.init_app(app)
    portal.register(app)
    staff.register(app)
    commands.register(app)
    access.guard(app)
    staff.check_bodies(app)
    headers.set_headers(app, tiles=_origin(chosen.map_tiles), secure=chosen.mode == "production")
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["is_practice"] = chosen.mode == "practice"
    if chosen.trusted_proxies:
        count = chosen.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
    return app


def _configure(app: Flask, chosen: Settings) -> None:
    app.config.update(
        SECRET_KEY=chosen.key(),
        SESSION_COOKIE_NAME="concerns_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=chosen.mode == "production",
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=True,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _origin(tiles: str) -> str:
    """Scheme and host of the map tiles' address, for the content policy."""
    return "/".join(tiles.split("/")[:3]) if tiles else ""
