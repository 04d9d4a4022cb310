"""A page left open until its token expired, or a browser that keeps no cookies: nothing is lost."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from portal import receipt, report, status
from portal.blueprint import portal

AGAIN = {
    "portal.answer": report.again,
    "portal.saved": receipt.again,
    "portal.look_up": status.again,
}


@portal.errorhandler(CSRFError)
def expired(_error: CSRFError) -> ResponseReturnValue:
    says = _(
        "This page was open for a long time, or your browser keeps no cookies. Nothing is lost:"
        " allow cookies for this site if they are off, then press the button again."
    )
    return AGAIN[request.endpoint or ""](says, 400)
