"""The first page, and those that stand still."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from portal.blueprint import portal
from shared.web.access import open_to_all
from shared.web.requests import reading

ROBOTS = "User-agent: *\nDisallow: /report\nDisallow: /staff/\nDisallow: /status\n"


@portal.get("/")
@open_to_all
def home() -> ResponseReturnValue:
    return render_template("portal/home.html")


@portal.get("/privacy")
@open_to_all
def privacy() -> ResponseReturnValue:
    return render_template("portal/privacy.html")


@portal.get("/accessibility")
@open_to_all
def accessibility() -> ResponseReturnValue:
    return render_template("portal/accessibility.html")


@portal.get("/robots.txt")
@open_to_all
def robots() -> ResponseReturnValue:
    return Response(ROBOTS, mimetype="text/plain")


@portal.get("/healthz")
@open_to_all
def health() -> ResponseReturnValue:
    """Whether this process answers and its database does; for a load balancer."""
    try:
        reading().execute(text("SELECT 1"))
    except SQLAlchemyError:
        return {"status": "no database"}, 503
    return {"status": "ok"}
