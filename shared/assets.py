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
    "worker.js": "src/worker.ts",
}


class NotBuiltError(Exception):
    """The SPA and the styles have not been built."""


def asset(name: str) -> str:
    """The address of a built file: portal.css, portal.js, staff.css, staff.js or sprite.svg."""
    if name == "staff.css":
        return ADDRESS + str(_manifest()[SOURCES["staff.js"]]["css"][0])
    return ADDRESS + str(_manifest()[SOURCES[name]]["file"])


@cache
def worker() -> str:
    """The staff application's service worker, told which files make up the shell it keeps."""
    code = (BUILT / str(_manifest()[SOURCES["worker.js"]]["file"])).read_text()
    return f"self.SHELL = {json.dumps(shell())};\n{code}"


def shell() -> list[str]:
    """The addresses of all that the staff application is drawn with, fonts included."""
    chunks, waiting = [], [SOURCES["staff.js"]]
    while waiting:
        name = waiting.pop()
        if name not in chunks:
            chunks.append(name)
            waiting += [*_listed(name, "imports"), *_listed(name, "dynamicImports")]
    files = {str(_manifest()[name]["file"]) for name in chunks}
    for name in chunks:
        files.update(_listed(name, "css"))
        files.update(file for file in _listed(name, "assets") if file.endswith(".woff2"))
    return sorted(ADDRESS + file for file in files)


def _listed(name: str, key: str) -> list[str]:
    return list(_manifest()[name].get(key, []))


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
