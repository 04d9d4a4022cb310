"""Which district hears of a concern, and the correcting of its beat."""

import re

from shared.concerns import inputs
from shared.concerns.models import Concern
from shared.directive.clauses import Clause
from shared.places.models import District
from shared.workflow.refusals import Refusal
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
