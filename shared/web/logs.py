"""Structured logs that name requests, never what people wrote."""

import logging
import sys
from time import perf_counter
from traceback import extract_tb
from typing import Any
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request


def set_up(level: str) -> None:
    logging.basicConfig(format="%(message)s", stream=sys.stderr, level=level)
    logging.getLogger("werkzeug").setLevel("WARNING")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.ExceptionRenderer(),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def log_unexpected(error: Exception) -> None:
    """Where it happened, not what was said: a message may carry what somebody wrote."""
    where = [f"{frame.filename}:{frame.lineno}" for frame in extract_tb(error.__traceback__)]
    structlog.get_logger("errors").error("unexpected", kind=type(error).__name__, where=where)


def _log_what_no_handler_could(exc_info: Any) -> None:
    """Flask's own words would repeat the address and the message."""
    _kind, error, _trace = exc_info
    log_unexpected(error)


def log_requests(app: Flask) -> None:
    """One line a request: the rule that matched, not the address with its numbers."""
    log = structlog.get_logger("requests")
    app.log_exception = _log_what_no_handler_could  # type: ignore[method-assign]

    @app.before_request
    def start() -> None:
        g.started, g.request_id = perf_counter(), uuid4().hex[:12]

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        log.info(
            "request",
            id=g.get("request_id"),
            method=request.method,
            rule=str(request.url_rule or "none"),
            status=response.status_code,
            milliseconds=round((perf_counter() - g.get("started", perf_counter())) * 1000, 1),
        )
        return response
