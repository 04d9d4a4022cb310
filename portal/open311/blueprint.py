"""The blueprint that every view of Open311 hangs on."""

from flask import Blueprint

open311 = Blueprint("open311", __name__, url_prefix="/open311/v2")
