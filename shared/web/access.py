"""Every view says who may call it; the application does not start otherwise."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, abort, request
from flask_login import current_user

from shared.directive.roles import STAFF, Role

View = TypeVar("View", bound=Callable[..., object])

ANYONE: frozenset[Role] = frozenset()
_ATTRIBUTE = "open_to"


def open_to(*roles: Role) -> Callable[[View], View]:
    """Members who hold one of these roles today may call it."""

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, frozenset(roles))
        return view

    return mark


def open_to_staff(view: View) -> View:
    """Any signed-in member may call it."""
    return open_to(*STAFF)(view)


def open_to_members(view: View) -> View:
    """Any signed-in member, even one who holds no post today."""
    setattr(view, _ATTRIBUTE, None)
    return view


def open_to_all(view: View) -> View:
    """Anybody may call it; a search for this name lists the public surface."""
    setattr(view, _ATTRIBUTE, ANYONE)
    return view


def may_call(view: Callable[..., object]) -> frozenset[Role] | None:
    """The roles a view is open to; ANYONE is empty, None is every signed-in member."""
    marked: frozenset[Role] | None = getattr(view, _ATTRIBUTE)
    return marked


def guard(app: Flask) -> None:
    """Refuse to start with a silent view, and check every request before its body is read."""
    views = {
        name: view
        for name, view in app.view_functions.items()
        if not name.endswith("static") and not name.startswith("openapi.")
    }
    if silent := sorted(name for name, view in views.items() if not hasattr(view, _ATTRIBUTE)):
        raise RuntimeError(f"No @open_to or @open_to_all on: {', '.join(silent)}")

    @app.before_request
    def check() -> None:
        view = views.get(request.endpoint or "")
        if view is None:
            return
        roles = may_call(view)
        if roles == ANYONE and roles is not None:
            return
        if not current_user.is_authenticated:
            abort(401)
        if roles is not None and not roles & current_user.actor.roles:
            abort(403)
