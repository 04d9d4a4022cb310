"""Open311 GeoReport v2, served for others: what is published, and a door for concerns."""

from flask import Flask

from portal.open311 import describing, listing, posting, problems
from portal.open311.blueprint import open311

MODULES = (describing, listing, posting, problems)


def register(app: Flask) -> None:
    """A sender has an API key and no cookie, so there is no session that another could ride."""
    app.extensions["csrf"].exempt(posting.send)
    app.register_blueprint(open311)
    app.before_request(problems.unroutable)
