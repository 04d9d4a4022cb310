"""The lines a map draws without tiles: districts and main streets."""

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from portal.blueprint import portal
from shared.places import map_layers
from shared.web.access import open_to_all
from shared.web.requests import reading

LAYERS = {"districts": map_layers.districts_layer, "streets": map_layers.streets_layer}


@portal.get("/map/<string:name>")
@open_to_all
def map_layer(name: str) -> ResponseReturnValue:
    """GeoJSON, kept by browsers until what is drawn changes."""
    if name not in LAYERS:
        abort(404)
    session = reading()
    version = map_layers.layers_version(session)
    if version in request.if_none_match:
        answer = Response(status=304)
    else:
        answer = jsonify(LAYERS[name](session))
    answer.set_etag(version)
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer
