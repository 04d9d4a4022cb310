"""The control number and the PIN, shown once, and the resident's word that both are kept."""

import segno
from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import proof
from portal.blueprint import portal
from portal.languages import is_switch
from shared.concerns import intake
from shared.concerns.numbers import digits
from shared.web.access import open_to_all
from shared.web.requests import now, settings, writing

OURS = "receipt"


def page(
    number: str, pin: str | None, key: str, problem: str = "", code: int = 200
) -> ResponseReturnValue:
    """Shown in answer to the sending, so that no address and no history leads here again."""
    status_address = settings().public_url.rstrip("/") + url_for("portal.status")
    return (
        render_template(
            "portal/receipt.html",
            number=number,
            pin=pin,
            key=key,
            proof=proof.sign(OURS, key, f"{number} {pin}"),
            status_address=status_address,
            picture=segno.make(status_address, error="m").svg_data_uri(scale=4, border=2),
            problem=problem,
        ),
        code,
    )


@portal.post("/report/saved")
@open_to_all
def saved() -> ResponseReturnValue:
    """The receipt comes back with two digits typed from the resident's own note."""
    number, pin, key = _ours()
    if is_switch():
        return page(number, pin, key)
    if digits(request.form.get("last_two", "")) != pin[-2:]:
        says = _("These are not the last two digits of the PIN. Look at what you wrote down.")
        return page(number, pin, key, says, 422)
    intake.saved(writing(), key, now())
    writing().commit()
    return render_template("portal/saved.html", number=number)


def again(says: str, code: int) -> ResponseReturnValue:
    return page(*_ours(), says, code)


def _ours() -> tuple[str, str, str]:
    """Number, PIN and key of a receipt that this application wrote."""
    given = request.form
    number, pin, key = (given.get(name, "") for name in ("number", "pin", "key"))
    if not proof.holds(OURS, key, f"{number} {pin}", given.get("proof", "")):
        abort(400)
    return number, pin, key
