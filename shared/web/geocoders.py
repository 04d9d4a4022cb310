"""The geocoders behind our own, one set a process: one that hung is left alone for a while."""

from flask import Flask, current_app

from shared.places.geocoder import Behind, configured
from shared.settings import Settings

GEOCODERS = "geocoders"


def register(app: Flask, settings: Settings) -> None:
    app.extensions[GEOCODERS] = configured(
        settings.geocoder, settings.geocoder_options, settings.geocoder_seconds
    )


def behind() -> tuple[Behind, ...]:
    found: tuple[Behind, ...] = current_app.extensions[GEOCODERS]
    return found
