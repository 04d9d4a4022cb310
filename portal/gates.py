"""What stops a report on its way: danger, words that are not accepted, a place in doubt."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from portal.flow import EMERGENCY, SERVICE, Flow
from portal.locating import AS_TYPED, Doubt, Spot
from portal.steps import STEPS, Step
from shared.screening import Flag, Outcome, screen


@dataclass(frozen=True, slots=True)
class Stop:
    """The page to show instead of the next one, and what it says."""

    page: str  # a step's own page, "emergency" or "service"
    reason: str | None = None
    spot: Spot | None = None
    words: tuple[str, ...] = ()


def stop_at(flow: Flow, step: Step) -> Stop | None:
    """Why this page's answers do not lead on, if they do not."""
    if not flow[step.name].validate():
        return Stop(step.name)
    gate = GATES.get(step.name)
    return gate(flow) if gate else None


def first_stop(flow: Flow) -> tuple[Step, Stop] | None:
    """The same of every page in order: a form that skipped one goes back to it."""
    for step in STEPS[:-1]:
        missed = not step.may_skip and step.name not in flow.done
        stop = stop_at(flow, step) or (Stop(step.name) if missed else None)
        if stop:
            return step, stop
    return None


def _danger(flow: Flow) -> Stop | None:
    return Stop("emergency") if flow["danger"].danger.data == "yes" else None


def _what(flow: Flow) -> Stop | None:
    """II.B before VI.A.2: who swears in need is first told to call 911."""
    form = flow["what"]
    found = screen(flow.text, reported=form.reported.data)
    if Flag.EMERGENCY in found.flags and not flow.has_proof(EMERGENCY):
        return Stop("emergency", found.emergency_reason)
    if found.outcome is Outcome.REFUSE:
        _add_error(form.text, _("We cannot accept these words. Please say it in other words."))
        return Stop("what", words=found.words(flow.text))
    if Flag.CITY_SERVICE in found.flags and not flow.has_proof(SERVICE):
        return Stop("service", found.city_service)
    return None


def _where(flow: Flow) -> Stop | None:
    form = flow["where"]
    spot = flow.spot
    if spot.doubt is None:
        return None
    says = {
        Doubt.UNCLEAR: _("We found more than one such place. Choose the one you mean."),
        Doubt.STREET: _("We know the street, but not where on it. Add a number or a cross street."),
        Doubt.UNKNOWN: _("We did not find this place on the map. Check it, or choose below."),
        Doubt.OUTSIDE: _("This place seems to be outside the City of Chicago."),
    }
    _add_error(form.choice if spot.candidates else form.place, says[spot.doubt])
    if spot.doubt is Doubt.UNKNOWN:
        form.choice.data = AS_TYPED  # a description is as good: one more press goes on
    if spot.doubt is Doubt.OUTSIDE:
        form.pin.data = ""  # or it would stand against every address that is typed next
    return Stop("where", spot=spot)


def _add_error(field: Any, words: str) -> None:
    field.errors = [*field.errors, words]


GATES = {"danger": _danger, "what": _what, "where": _where}
