"""What a resident touches."""

from flask import Blueprint, Flask

portal = Blueprint("portal", __name__)


def register(app: Flask) -> None:
    app.register_blueprint(portal)
