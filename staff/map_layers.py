"""What the members' map draws itself from, so that it needs no tiles."""

from typing import Any

from flask import Response, request

from shared.places import map_layers
from shared.web.access import open_to_staff
from shared.web.requests import reading
from staff.blueprint import Out, answer, staff


class MapLayersOut(Out):
    """GeoJSON collections; `approximate` says so where the City's own boundaries are not loaded."""

    beats: dict[str, Any]
    districts: dict[str, Any]
    streets: dict[str, Any]
    approximate: str | None


@staff.get("/api/map-layers", responses={200: MapLayersOut})
@open_to_staff
def staff_map_layers() -> Response:
    """Beats, districts and main streets; a browser keeps them until what is drawn changes."""
    session = reading()
    version = map_layers.layers_version(session)
    if version in request.if_none_match:
        made = Response(status=304)
    else:
        beats = map_layers.beats_layer(session)
        made = answer(
            MapLayersOut(
                beats=beats,
                districts=map_layers.districts_layer(session),
                streets=map_layers.streets_layer(session),
                approximate=beats["approximate"],
            )
        )
    made.set_etag(version)
    made.headers["Cache-Control"] = "private, no-cache"
    return made
