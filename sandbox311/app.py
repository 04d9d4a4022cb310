"""Puts the sandbox together."""

from collections.abc import Iterable

from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException

from sandbox311.clock import Clock
from sandbox311.control import control
from sandbox311.faults import Faults
from sandbox311.georeport import City, georeport
from sandbox311.misbehaving import misbehave_after, misbehave_before
from sandbox311.store import Store

LARGEST_FORM = 64 * 1024


def create_app(store: Store, keys: Iterable[str], *, live: bool = False) -> Flask:
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    app.extensions["city"] = City(store, Clock(), Faults(), frozenset(keys), live)
    app.before_request_funcs[georeport.name] = [misbehave_before]
    app.after_request_funcs[georeport.name] = [misbehave_after]
    app.register_blueprint(georeport)
    app.register_blueprint(control)
    app.register_error_handler(HTTPException, in_words)
    return app


def in_words(error: HTTPException) -> Response:
    answer = jsonify([{"code": error.code, "description": error.description}])
    answer.status_code = error.code or 500
    return answer
