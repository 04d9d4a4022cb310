"""What could not be answered, as an error document in the format that was asked for."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from portal.open311.blueprint import open311
from portal.open311.rendering import Wrong, refusal
from shared.web.access import open_to_all
from shared.web.limits import Limited
from shared.web.logs import log_unexpected

WORDS = {
    404: "There is no such address. Begin at /open311/v2/discovery.xml.",
    405: "This address does not take that method.",
    413: "That was too much. Send less text.",
}


@open311.get("/<path:_rest>")
@open_to_all
def unknown(_rest: str) -> ResponseReturnValue:
    return refusal(404, _kind(), WORDS[404])


@open311.errorhandler(Wrong)
def on_wrong(wrong: Wrong) -> Response:
    return refusal(wrong.status, _kind(), *wrong.words)


@open311.errorhandler(Limited)
def on_limited(limited: Limited) -> Response:
    says = f"Too many at once. Nothing was taken. Wait {limited.seconds} seconds, then send again."
    return limited.response(refusal(429, _kind(), says))


@open311.errorhandler(HTTPException)
def on_http(error: HTTPException) -> Response:
    status = error.code or 500
    found = refusal(status, _kind(), WORDS.get(status, "This could not be read."))
    if allowed := error.get_response().headers.get("Allow"):
        found.headers["Allow"] = allowed
    return found


def unroutable() -> Response | None:
    """What matched no view belongs to no blueprint, whose handlers above never hear of it."""
    error = request.routing_exception
    prefix = f"{open311.url_prefix}/"
    if error is None or (error.code or 500) < 400 or not request.path.startswith(prefix):
        return None
    return on_http(error)


@open311.errorhandler(OperationalError)
def on_database(_error: OperationalError) -> Response:
    answer = refusal(
        503, _kind(), "We are very busy. Nothing was taken. Send it again in a moment."
    )
    answer.headers["Retry-After"] = "5"
    return answer


@open311.errorhandler(Exception)
def on_any(error: Exception) -> Response:
    log_unexpected(error)
    return refusal(500, _kind(), "Something failed here. Nothing was taken.")


def _kind() -> str:
    """XML is the format that every GeoReport client reads."""
    return "json" if request.path.endswith(".json") else "xml"
