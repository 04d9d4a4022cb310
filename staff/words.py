"""What members read for what the tables keep as codes."""

from collections.abc import Collection

from shared.screening import Flag
from staff.blueprint import Out
from staff.cases import ChoiceOut

ENTRY_SOURCES = {
    "phone": "Telephone",
    "email": "E-mail",
    "letter": "Letter",
    "in_person": "In person at the district",
    "other": "Another way",
}  # VII.A.2
SOURCES = {
    "portal": "Portal",
    "open311": "Open311",
    "beat_meeting": "Beat meeting",  # VII.A.1
    **ENTRY_SOURCES,
}
LANGUAGES = {"en": "English", "es": "Spanish", "pl": "Polish", "zh": "Chinese"}

HINTS = {
    Flag.EMERGENCY: ("May need immediate attention", "II.B"),
    Flag.CRIMINAL: ("May be criminal in nature", "VII.B.3"),
    Flag.BUILDING: ("May be about a building", "VII.B.2.a"),
    Flag.CITY_SERVICE: ("May be a City service that belongs to 311", "II.C"),
    Flag.THIRD_PARTY: ("Names another person", "VI.C"),
}


class HintOut(Out):
    """Something the screening noticed; a person decides."""

    flag: str
    label: str
    clause: str


def hints_of(flags: list[str], *, stated: Collection[Flag] = ()) -> list[HintOut]:
    """What is `stated` elsewhere as so is not said again as what may be."""
    known = ((f, HINTS[f]) for f in map(Flag, flags) if f in HINTS and f not in stated)
    return [HintOut(flag=flag.value, label=label, clause=clause) for flag, (label, clause) in known]


def labelled(words: dict[str, str]) -> list[ChoiceOut]:
    return [ChoiceOut(value=value, label=label, hint="") for value, label in words.items()]
