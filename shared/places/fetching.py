"""Gets a file from the City's portal."""

from collections.abc import Callable

import httpx

from shared.places.geojson import LARGEST

SECONDS = 30.0


class FetchError(Exception):
    """Why nothing was fetched."""


def fetch(url: str, progress: Callable[[int, int | None], None]) -> bytes:
    """The body at an address. `progress` hears the bytes so far and, if known, how many in all."""
    if not url.startswith(("http://", "https://")):
        raise FetchError("Set BEATS_URL to the http(s) address of the portal's GeoJSON file.")
    try:
        with httpx.stream("GET", url, timeout=SECONDS, follow_redirects=True) as answer:
            if answer.status_code != httpx.codes.OK:
                raise FetchError(f"The portal answered {answer.status_code}.")
            return _body(answer, progress)
    except httpx.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise FetchError(f"The portal could not be reached: {reason}.") from error


def _body(answer: httpx.Response, progress: Callable[[int, int | None], None]) -> bytes:
    length = answer.headers.get("content-length", "")
    whole = int(length) if length.isascii() and length.isdigit() else None
    parts, size = [], 0
    for part in answer.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise FetchError(f"The file is larger than {LARGEST // 2**20} MB.")
        progress(size, whole)
    return b"".join(parts)
