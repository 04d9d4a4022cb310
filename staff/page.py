"""The page that carries the staff application, and the API's own description."""

import json

from flask import Response, abort, current_app, jsonify, render_template
from flask_openapi3.openapi import OpenAPI

from shared.assets import worker
from shared.web.access import open_to_all
from shared.web.requests import settings
from staff.blueprint import In, staff

MANIFEST = {
    "name": "Community Concerns – staff",
    "short_name": "Concerns",
    "id": "/staff/",
    "start_url": "/staff/",
    "scope": "/staff/",
    "display": "standalone",
    "background_color": "#ffffff",
    "theme_color": "#162e51",
    "icons": [
        {"src": f"/static/icons/staff-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ],
}


class ViewPath(In):
    view: str


@staff.get("/", doc_ui=False)
@open_to_all
def home() -> str:
    """The staff application; it asks for the sign-in itself."""
    return render_template("staff/app.html", settings=settings())


@staff.get("/worker.js", doc_ui=False)
@open_to_all
def service_worker() -> Response:
    """Keeps the application's own files, so that it opens where there is no network."""
    return Response(worker(), mimetype="text/javascript")


@staff.get("/app.webmanifest", doc_ui=False)
@open_to_all
def web_manifest() -> Response:
    """What a tablet needs to install the application."""
    return Response(json.dumps(MANIFEST), mimetype="application/manifest+json")


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
