"""Where the built scripts and styles are, under the hashed names that may be cached for ever."""

import json
from functools import cache
from pathlib import Path

BUILT = Path(__file__).parent.parent / "static" / "build"
ADDRESS = "/static/build/"

SOURCES = {
    "portal.css": "src/portal.scss",
    "portal.js": "src/portal.ts",
    "sprite.svg": "node_modules/@uswds/uswds/dist/img/sprite.svg",
    "staff.js": "src/main.tsx",
}


class NotBuiltError(Exception):
    """The SPA and the styles have not been built."""


def asset(name: str) -> str:
    """The address of a built file: portal.css, portal.js, staff.css, staff.js or sprite.svg."""
    if name == "staff.css":
        return ADDRESS + str(_manifest()[SOURCES["staff.js"]]["css"][0])
    return ADDRESS + str(_manifest()[SOURCES[name]]["file"])


@cache
def _manifest() -> dict[str, dict[str, list[str] | str]]:
    try:
        manifest: dict[str, dict[str, list[str] | str]] = json.loads(
            (BUILT / "manifest.json").read_text()
        )
    except FileNotFoundError as error:
        raise NotBuiltError(
            "Run `make setup` first: static/build/ has no manifest.json."
        ) from error
    return manifest
