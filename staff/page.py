"""The page that carries the staff application, and the API's own description."""

from flask import Response, abort, current_app, jsonify, render_template
from flask_openapi3.openapi import OpenAPI

from shared.web.access import open_to_all
from shared.web.requests import settings
from staff.blueprint import In, staff


class ViewPath(In):
    view: str


@staff.get("/", doc_ui=False)
@open_to_all
def home() -> str:
    """The staff application; it asks for the sign-in itself."""
    return render_template("staff/app.html", settings=settings())


@staff.get("/<path:view>", doc_ui=False)
@open_to_all
def view(path: ViewPath) -> str:
    """Any page of the staff application, opened by its address."""
    if path.view.startswith("api/"):
        abort(404)
    return render_template("staff/app.html", settings=settings())


@staff.get("/api/openapi.json", doc_ui=False)
@open_to_all
def description() -> Response:
    """The API described (OpenAPI 3.1)."""
    app = current_app
    assert isinstance(app, OpenAPI)
    return jsonify(app.api_doc)
