"""A database that is locked, full or away: the page stays, with everything that was typed."""

from contextlib import suppress

import structlog
from flask import Response, make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError, TimeoutError  # noqa: A004

from portal import receipt, report, status
from portal.blueprint import portal

AGAIN = {
    "portal.answer": report.again,
    "portal.saved": receipt.again,
    "portal.look_up": status.again,
}
log = structlog.get_logger("errors")


@portal.errorhandler(OperationalError)
@portal.errorhandler(TimeoutError)
def busy(error: Exception) -> Response:
    log.error("database", kind=type(getattr(error, "orig", error)).__name__)
    found = _page()
    found.headers["Retry-After"] = "5"
    return found


def _page() -> Response:
    says = _(
        "We are very busy. What you typed is not lost: wait a moment on this page, then press the"
        " button again."
    )
    if page := AGAIN.get(request.endpoint or ""):
        with suppress(OperationalError, TimeoutError):  # then not even its lists can be read
            return make_response(page(says, 503))
    return make_response(render_template("portal/error.html", status=503), 503)
