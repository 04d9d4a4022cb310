"""Which district hears of a concern, and the correcting of its beat and its address."""

import re

from shared.concerns import inputs
from shared.concerns.models import Concern
from shared.directive.clauses import Clause
from shared.places.cells import cell_of
from shared.places.finder import Precision
from shared.places.locate import Candidate, Located
from shared.places.models import District
from shared.workflow.refusals import Choice, Refusal
from shared.workflow.table import Attempt, keeps


def district_of(beat: str) -> str:
    """A beat's number begins with its district: beat 1122 is in district 011."""
    return "0" + beat[:2]


def sector_of(beat: str) -> str:
    return beat[:3]


@keeps(Clause.VII_B_1)
def beat_is_known(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if not isinstance(given, inputs.CorrectPlace):
        return None
    is_beat = re.fullmatch(r"[0-9]{4}", given.beat) is not None
    if not is_beat or attempt.session.get(District, district_of(given.beat)) is None:
        return Refusal("There is no such beat. A beat has four digits.", Clause.VII_B_1, "beat")
    return None


@keeps(Clause.VII_B_1)
def move_place(attempt: Attempt) -> None:
    concern: Concern = attempt.case
    given = attempt.inputs
    assert isinstance(given, inputs.CorrectPlace)
    attempt.notes["was_beat"] = concern.beat
    concern.beat = given.beat
    concern.sector, concern.district = sector_of(given.beat), district_of(given.beat)
    concern.is_near_boundary = False


@keeps(Clause.VII_B_1)
def address_is_found(attempt: Attempt) -> Refusal | None:
    """Nothing is guessed: what could be several places is asked."""
    given = attempt.inputs
    if not isinstance(given, inputs.CorrectAddress):
        return None
    located: Located = attempt.found
    if _meant(given, located):
        return None
    offered = tuple(Choice(each.address, each.address, _whose(each)) for each in _exact(located))
    if not offered:
        return Refusal(_not_found(located), Clause.VII_B_1, "address")
    return Refusal(
        "That could be more than one place. Choose the one that is meant.",
        Clause.VII_B_1,
        "which",
        offered,
    )


@keeps(Clause.VII_B_1)
def move_to_address(attempt: Attempt) -> None:
    """What the resident typed stays; where it is, and so whose it is, is set right."""
    concern: Concern = attempt.case
    given = attempt.inputs
    assert isinstance(given, inputs.CorrectAddress)
    meant = _meant(given, attempt.found)
    assert meant is not None
    attempt.notes |= {
        "found_as": meant.address,
        "beat": meant.beat,
        "was_address": concern.address,
        "was_beat": concern.beat,
        "was_district": concern.district,
    }
    concern.address, concern.precision = meant.address, meant.precision
    concern.latitude, concern.longitude = meant.latitude, meant.longitude
    concern.cell = cell_of(meant.latitude, meant.longitude)
    concern.district, concern.sector, concern.beat = meant.district, meant.sector, meant.beat
    concern.is_near_boundary = meant.is_near_boundary


def _meant(given: inputs.CorrectAddress, located: Located) -> Candidate | None:
    exact = _exact(located)
    if chosen := next((each for each in exact if each.address == given.which), None):
        return chosen
    return None if located.is_unclear or located.best not in exact else located.best


def _exact(located: Located) -> list[Candidate]:
    """Somewhere along a whole street is nowhere."""
    return [each for each in located.candidates if each.precision != Precision.STREET]


def _not_found(located: Located) -> str:
    if located.is_outside:
        town = f" It is in {located.town}." if located.town else ""
        return f"That place is not in the City of Chicago.{town}"
    if located.best is not None:
        return f"Only the street was found: {located.best.address}. Add a number or a corner."
    return "No such place was found. Give a number and its street, or two streets that cross."


def _whose(candidate: Candidate) -> str:
    beat = f"Beat {candidate.beat}" if candidate.beat else f"District {candidate.district}"
    return f"{beat}, near beat {candidate.neighbour}" if candidate.neighbour else beat
