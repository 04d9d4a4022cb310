"""Carries out the faults and habits around every GeoReport answer."""

import socket
import time
from typing import cast

from flask import Response, g, request

from sandbox311.faults import Fault
from sandbox311.georeport import city
from sandbox311.rendering import refusal


def misbehave_before() -> Response | None:
    """What goes wrong before anything is done."""
    fault = city().faults.take(request.method, request.path)
    g.fault = fault
    time.sleep(city().faults.habits.latency_seconds)
    if fault is None:
        return None
    if fault.kind == "slow":
        time.sleep(fault.seconds)
    return _not_done(fault)


def misbehave_after(response: Response) -> Response:
    """What goes wrong once everything is done."""
    fault = cast(Fault | None, g.get("fault"))
    if fault is None or response.status_code >= 400:
        return response
    if fault.kind == "lose":
        _hang_up()
    elif fault.kind == "hold":
        time.sleep(fault.seconds)
    elif fault.kind == "fail_after":
        return refusal(500, "The sandbox was told to fail after its work.", "json")
    elif fault.kind == "garble":
        body = response.get_data()
        response.set_data(body[: len(body) // 2])
    elif fault.kind == "repeat":
        _say_twice(response)
    return response


def _not_done(fault: Fault) -> Response | None:
    if fault.kind == "fail":
        return refusal(500, "The sandbox was told to fail.", "json")
    if fault.kind == "busy":
        answer = refusal(429, "The sandbox was told to be busy.", "json")
        answer.headers["Retry-After"] = str(int(fault.seconds))
        return answer
    if fault.kind == "drop":
        _hang_up()
        return refusal(500, "Nobody hears this.", "json")
    return None


def _hang_up() -> None:
    """Closes the connection under the server, which then has nobody to answer to."""
    line = request.environ.get("werkzeug.socket")
    if isinstance(line, socket.socket):
        line.shutdown(socket.SHUT_RDWR)


def _say_twice(response: Response) -> None:
    body = response.get_data()
    if body.startswith(b"["):
        response.set_data(body[:-1] + b", " + body[1:])
        return
    head, _, rest = body.partition(b"<request>")
    inner, close, tail = rest.partition(b"</request>")
    response.set_data(head + (b"<request>" + inner + close) * 2 + tail)
