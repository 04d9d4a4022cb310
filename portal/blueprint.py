"""The blueprint that every view of the portal hangs on."""

from flask import Blueprint

portal = Blueprint("portal", __name__)
