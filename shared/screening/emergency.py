"""II.B: what needs 911 now, told from what is over, keeps recurring or is feared."""

from shared.screening.signs import Rule, Sentence, first

_OVER = ("past", "chronic", "pretend")
_FEARED = ("feared",)

# fmt: off
RULES = (
    #    reason                                       what must stand together      how near         what voids it
    Rule("a fire or an explosion",                    ("ablaze",),                  unless=(*_OVER, "not_ablaze"), unless_before=_FEARED),
    Rule("a gas leak",                                ("gas",),                     unless=(*_OVER, "not_gas"), unless_before=_FEARED),
    Rule("a person who may take their own life",      ("suicide",),                 unless=_OVER, unless_before=_FEARED),
    Rule("a medical emergency",                       ("medical",),                 unless=_OVER, unless_before=_FEARED),
    Rule("a live wire down",                          ("wire", "fallen"),           within=12, unless=("not_wire", "past", "pretend"), unless_before=_FEARED),
    Rule("a broken water main",                       ("water_main",),              unless=_OVER, unless_before=_FEARED),
    Rule("a cave-in or collapse",                     ("cave_in",),                 unless=_OVER, unless_before=_FEARED),
    Rule("a hazard that grows",                         ("ablaze|gas|water_main|cave_in", "this_minute"), within=20, unless=("past", "pretend", "not_ablaze", "not_gas")),
    Rule("a traffic signal that is dead",             ("signal", "dead"),           within=14, unless=("past", "pretend"), unless_before=_FEARED),
    Rule("a crime in progress",                       ("attacking",),               unless=_OVER, apart_from=("not_crime",), unless_before=_FEARED),
    Rule("a person in danger",                        ("intruder|dying_people",),   unless=_OVER, unless_before=_FEARED),
    Rule("a person with a weapon",                    ("brandished", "weapon", "now"), within=24, unless=_OVER, unless_before=_FEARED),
    Rule("shots fired",                               ("shots", "now"),             within=20, unless=_OVER, unless_before=_FEARED),
    Rule("a crime in progress",                       ("harm", "victim", "now"),    within=20, unless=(*_OVER, "group_harm", "not_crime"), unless_before=_FEARED),
)
# fmt: on


def reason(sentences: list[Sentence]) -> str | None:
    """What in the text needs 911 now, in plain words."""
    found = first(sentences, RULES)
    return found[0].says if found else None
