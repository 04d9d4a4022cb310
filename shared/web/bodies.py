"""A body that the server cannot make out is the sender's fault, whatever the server calls it."""

from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class _Body:
    """Fails once, in the one way that is answered with 400; after that there is no more of it."""

    def __init__(self, given: Any) -> None:
        self._given = given
        self._is_broken = False

    def read(self, size: int = -1) -> bytes:
        if self._is_broken:
            return b""
        try:
            found: bytes = self._given.read(size)
        except Exception:  # noqa: BLE001 (each server has its own, and its words repeat the body)
            self._is_broken = True
            raise OSError("The body cannot be read.") from None
        return found


def read_carefully(app: Flask) -> None:
    inner = app.wsgi_app

    def outer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Any:
        environ["wsgi.input"] = _Body(environ["wsgi.input"])
        return inner(environ, start_response)

    app.wsgi_app = outer  # type: ignore[method-assign]
