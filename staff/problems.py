"""Every error of the API is a problem document (RFC 9457) that says what to do."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import structlog
from flask import Flask, Response, abort, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError, TimeoutError  # noqa: A004
from werkzeug.exceptions import BadHost, HTTPException

from shared.web.logs import log_unexpected
from shared.web.requests import settings
from shared.workflow.refusals import OutOfReachError, Refusal, RefusedError

WORDS = {
    400: "This is not a JSON object that can be read. Send it as UTF-8.",
    401: "Sign in to go on. What you typed is kept.",
    403: "This is not part of your posts today.",
    404: "There is no such record within your reach.",
    405: "This address does not take that.",
    409: "It changed while you had it open.",
    413: "That is too large.",
    415: "Send JSON (Content-Type: application/json).",
    429: "Too many tries. Wait a little.",
    500: "Something failed here. Nothing was changed.",
    503: "The database is busy or full. Nothing was changed; try again in a moment.",
}
NOT_NOW = "This cannot be done now."


def problem(
    status: int,
    detail: str,
    *,
    clause: str | None = None,
    errors: list[dict[str, str]] | None = None,
    title: str | None = None,
    **more: Any,
) -> Response:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title or WORDS.get(status, "Error"),
        "status": status,
        "detail": detail,
    }
    if clause:
        body["clause"] = clause
    if errors:
        body["errors"] = errors
    return Response(json.dumps(body | more), status, mimetype="application/problem+json")


def refused(refusal: Refusal, **more: Any) -> Response:
    clause = refusal.clause.number if refusal.clause else None
    field = refusal.field
    if field and refusal.choices:
        more["choices"] = {field: [asdict(choice) for choice in refusal.choices]}
    return problem(
        409 if field is None else 422,
        refusal.why,
        title=NOT_NOW,
        clause=clause,
        errors=[{"field": field, "detail": refusal.why}] if field else None,
        **more,
    )


def invalid(error: ValidationError) -> Response:
    """422 that names every field."""
    return problem(
        422,
        "Some answers are missing or wrong.",
        errors=[
            {"field": ".".join(str(part) for part in wrong["loc"]), "detail": _plain(wrong)}
            for wrong in error.errors(include_url=False, include_input=False)
        ],
    )


def _plain(wrong: Mapping[str, Any]) -> str:
    words = {
        "missing": "This is needed.",
        "string_too_short": "This is needed.",
        "extra_forbidden": "This field is not known.",
        "enum": "Choose one from the list.",
        "timezone_aware": "Give the time with its zone.",
    }
    if wrong["type"] == "string_too_long":
        return f"At most {wrong['ctx']['max_length']} characters."
    return words.get(wrong["type"], str(wrong["msg"]).removeprefix("Value error, "))


def set_up(app: Flask) -> None:
    log = structlog.get_logger("errors")

    @app.errorhandler(RefusedError)
    def on_refused(error: RefusedError) -> Response:
        return refused(error.refusal)

    @app.errorhandler(OutOfReachError)
    def on_out_of_reach(_error: OutOfReachError) -> Response:
        return problem(403, "This action is not yours to take.")

    @app.errorhandler(ValidationError)
    def on_invalid(error: ValidationError) -> Response:
        return invalid(error)

    @app.errorhandler(CSRFError)
    def on_csrf(error: CSRFError) -> Response:
        if _is_api():
            return problem(
                400,
                "This page is too old to send. Reload it; what you typed is kept.",
                is_too_old=True,
            )
        return _page(400, error.description or "")

    @app.errorhandler(HTTPException)
    def on_http(error: HTTPException) -> Response:
        status = error.code or 500
        if not _is_api():
            found = _page(status, "")
        else:
            found = problem(status, WORDS.get(status, error.description or "Error"))
        given = error.get_response()
        for name in ("Allow", "Retry-After"):
            if name in given.headers:
                found.headers[name] = given.headers[name]
        return found

    @app.errorhandler(BadHost)
    def on_bad_host(_error: BadHost) -> Response:
        """In plain words: a page has links, and none can be made for a host that cannot be."""
        says = "The name of the host cannot be read."
        return problem(400, says) if _is_api() else Response(says, 400, mimetype="text/plain")

    @app.errorhandler(OperationalError)
    @app.errorhandler(TimeoutError)
    def on_database(error: Exception) -> Response:
        log.error("database", kind=type(getattr(error, "orig", error)).__name__)
        found = problem(503, WORDS[503]) if _is_api() else _page(503, "")
        found.headers["Retry-After"] = "5"
        return found

    @app.errorhandler(Exception)
    def on_any(error: Exception) -> Response:
        log_unexpected(error)
        return problem(500, WORDS[500]) if _is_api() else _page(500, "")


def check_bodies(app: Flask) -> None:
    """A body for the API is a JSON object; said before its fields are looked at."""

    @app.before_request
    def check() -> None:
        if not _is_api() or request.method not in ("POST", "PUT", "PATCH"):
            return
        if not request.content_length:
            return
        if not request.is_json:
            abort(415)
        if not isinstance(_parsed(), dict):
            abort(400)


def _parsed() -> object:
    try:
        return request.get_json()
    except (UnicodeDecodeError, RecursionError):
        abort(400)


def _is_api() -> bool:
    return request.path.startswith("/staff/api/")


def _page(status: int, detail: str) -> Response:
    """An error page of its door; the staff's carries the Help Desk (VI.D)."""
    door = "staff" if request.path.startswith("/staff") else "portal"
    return make_response(
        render_template(
            f"{door}/error.html",
            status=status,
            words=WORDS.get(status, WORDS[500]),
            detail=detail,
            settings=settings(),
        ),
        status,
    )
