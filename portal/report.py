"""Telling the Department of a concern, page by page, and the receipt (II.E.1, VI.A.1)."""

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal import gates, receipt
from portal.blueprint import portal
from portal.flow import EMERGENCY, SERVICE, Flow
from portal.gates import Stop
from portal.languages import is_switch, language
from portal.steps import BY_NAME, DAYS, HOURS, STEPS, TEXT_LENGTH, Step
from shared.concerns.intake import submit
from shared.web import limits
from shared.web.access import open_to_all
from shared.web.requests import done_reading, now, settings, writing
from shared.workflow.refusals import RefusedError

PAGES_BETWEEN = {"emergency": EMERGENCY, "service": SERVICE}


@portal.get("/report")
@open_to_all
def report() -> ResponseReturnValue:
    return _page(Flow(MultiDict()), STEPS[0])


@portal.post("/report")
@open_to_all
def answer() -> ResponseReturnValue:
    """One page's answers. The button says where to: next, back, change:<page>, submit."""
    flow = Flow(request.form)
    verb, _colon, where_to = request.form.get("go", "next").partition(":")
    if is_switch():
        return _again(flow)
    if verb == "back":
        return _page(flow, flow.before(flow.step) if not _between() else flow.step)
    if verb == "change" and where_to in BY_NAME:
        return _page(flow, BY_NAME[where_to])
    if verb == "unpin":
        return _page(_without(flow, "pin"), flow.step)
    if flow.step is STEPS[-1]:
        return _submit(flow)
    return _next(flow)


def _next(flow: Flow) -> ResponseReturnValue:
    if stop := gates.stop_at(flow, flow.step):
        return _stopped(flow, flow.step, stop)
    flow.done.add(flow.step.name)
    return _page(flow, flow.after(flow.step))


def _submit(flow: Flow) -> ResponseReturnValue:
    if found := gates.first_stop(flow):
        return _stopped(flow, *found)
    if flow["check"].website.data:
        return _page(flow, STEPS[-1], _("Please press “Send” once more."), status=422)
    try:
        limits.claim((f"submit {limits.address()}", limits.SUBMIT_BY_ADDRESS), now=now())
    except limits.Limited as limited:
        return limited.response(_page(flow, STEPS[-1], _busy(limited), status=429))
    told = flow.told(language())
    done_reading()
    try:
        made = submit(writing(), told, flow.submission_key(), now())
    except RefusedError as refused:
        return _page(flow, BY_NAME["what"], refused.refusal.why, status=422)
    writing().commit()
    return receipt.page(made.control_number, made.pin, flow.submission_key())


def _busy(limited: limits.Limited) -> str:
    minutes = -(-limited.seconds // 60)
    says: str = _(
        "Many reports came from this internet connection. Yours is not lost: wait about"
        " %(minutes)d min. on this page, then press “Send” again.",
        minutes=minutes,
    )
    return says


def _between() -> bool:
    return request.form.get("page", "") in PAGES_BETWEEN


def _again(flow: Flow) -> Response:
    """The page as it stands, in the language just chosen."""
    if not _between():
        return _page(flow, flow.step)
    asked = _without(flow, PAGES_BETWEEN[request.form["page"]])
    stop = gates.stop_at(asked, asked.step)
    return _stopped(asked, asked.step, stop) if stop else _page(asked, asked.step)


def _without(flow: Flow, name: str) -> Flow:
    return Flow(MultiDict((n, value) for n, value in flow.typed.items(multi=True) if n != name))


def _stopped(flow: Flow, step: Step, stop: Stop) -> Response:
    if stop.page not in PAGES_BETWEEN:
        return _page(flow, step, stop=stop, status=422)
    question = PAGES_BETWEEN[stop.page]
    asked_before = request.form.get("page") == stop.page and not is_switch()
    return _render(
        f"portal/{stop.page}.html",
        flow,
        step,
        carried=[*flow.carried(None)],
        stop=stop,
        question=question,
        proof=flow.proof(question),
        is_missing=asked_before,
        status=422 if asked_before else 200,
    )


def _page(
    flow: Flow, step: Step, problem: str = "", *, stop: Stop | None = None, status: int = 200
) -> Response:
    shows_place = step is STEPS[-1] or step.name == "where"
    return _render(
        f"portal/{step.name}.html",
        flow,
        step,
        carried=[*flow.carried(step)],
        form=flow[step.name],
        problem=problem,
        stop=stop,
        spot=flow.spot if shows_place else None,
        status=status,
    )


def _render(template: str, flow: Flow, step: Step, *, status: int, **more: object) -> Response:
    """Browsers may keep these pages for their Back button; the receipt and the status never."""
    page = make_response(
        render_template(
            template,
            flow=flow,
            step=step,
            steps=STEPS,
            days=DAYS,
            hours=HOURS,
            text_length=TEXT_LENGTH,
            tiles=settings().map_tiles,
            **more,
        ),
        status,
    )
    page.headers["Cache-Control"] = "private, no-cache"
    return page


def again(says: str, code: int) -> Response:
    """The page with everything that was typed, and a fresh token."""
    flow = Flow(request.form)
    return _page(flow, flow.step, says, status=code)
