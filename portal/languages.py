"""In which language a page is answered, and how the choice is kept."""

from flask import Response, request
from werkzeug.exceptions import HTTPException

from portal.blueprint import portal

LANGUAGES = {"en": "English", "es": "Español", "pl": "Polski"}
COOKIE = "language"
SWITCH = "language:"  # a button of a form: switch, and keep what was typed


def language() -> str:
    """Just chosen, else the form's, else the browser's last choice, else its settings."""
    asked = (*_asked(), request.cookies.get(COOKIE))
    found = next((code for code in asked if code in LANGUAGES), None)
    return found or request.accept_languages.best_match(LANGUAGES) or "en"


def is_switch() -> bool:
    return request.form.get("go", "").startswith(SWITCH)


def _asked() -> tuple[str | None, ...]:
    given = request.args.get("language")
    try:
        typed = request.form
    except HTTPException:  # too large to read: this is its error page
        return (given,)
    chosen = typed.get("go", "").removeprefix(SWITCH)
    return chosen, given, typed.get("language")


@portal.app_context_processor
def in_every_page() -> dict[str, object]:
    return {"language": language(), "languages": LANGUAGES, "switch": SWITCH}


@portal.after_request
def keep(response: Response) -> Response:
    """Only a choice is kept: which of three languages, in a cookie that says nothing else."""
    chosen = next((code for code in _asked()[:2] if code in LANGUAGES), None)
    if chosen and chosen != request.cookies.get(COOKIE):
        response.set_cookie(
            COOKIE,
            chosen,
            max_age=31_536_000,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )
    return response
