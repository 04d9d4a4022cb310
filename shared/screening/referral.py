"""What a text is about besides VI.A.2: a crime (VII.B.3), a building (VII.B.2.a), 311."""

from shared.screening.signs import Rule, Sentence, first

# fmt: off
CRIMES = (
    Rule("a harm done to somebody",        ("theft",),                     apart_from=("not_crime",), unless=("accident", "settled"), unless_before=("feared",)),
    Rule("a harm done to somebody",        ("harm", "victim"),             8, apart_from=("not_crime",), unless=("group_harm", "accident"), unless_before=("feared",)),
    Rule("something taken",                ("seized", "goods"),            6, apart_from=("not_crime",), unless=("group_harm", "pretend", "accident"), unless_before=("feared",)),
    Rule("money taken by deceit",          ("paid", "cheated"),           16, unless=("pretend",), unless_before=("feared",)),
    Rule("indecent pictures",              ("sends", "nudity", "young|threatened_one"), 14, unless_before=("feared",)),
    Rule("a home entered",                 ("entered", "own_place"),       7, apart_from=("not_crime",), unless=("chronic", "pretend"), unless_before=("feared",), in_order=True),
    Rule("property damaged",               ("damaged", "own_thing"),       11, apart_from=("not_crime",), unless=("pretend", "no_culprit", "accident"), unless_before=("feared",)),
    Rule("a weapon shown to somebody",     ("shown", "weapon", "victim"), 12, unless=("group_harm", "pretend"), unless_before=("feared",)),
    Rule("a weapon shown to somebody",     ("directed", "weapon"),         12, unless=("group_harm", "pretend"), unless_before=("feared",)),
    Rule("a threat",                       ("menace", "threatened_one"),   12, apart_from=("not_crime",), unless=("group_harm",)),
    Rule("a threat",                       ("vow", "victim|reader_is"),    14, apart_from=("not_crime",)),
    Rule("a threat",                       ("directed", "vow"),            30),
    Rule("a threat",                       ("if_threat",)),
)
ABUSED = (
    Rule("abuse aimed at somebody",        ("directed",)),
    Rule("abuse aimed at somebody",        ("targeted",),                  unless=("overheard",)),
)

BUILDINGS = (
    Rule("a building",                     ("sure_building",)),
    Rule("a building",                     ("building", "defect"),         9, apart_from=("not_building",), unless=("no_building",)),
)

SERVICES = (
    Rule("pothole",             ("pothole",),              unless=("x.pothole",)),
    Rule("pothole",             ("hole", "roadway"),       8, unless=("x.hole",)),
    Rule("dead animal",         ("dead_animal",)),
    Rule("dead animal",         ("animal_kind", "lies_dead"), 6, unless=("x.animal_kind",)),
    Rule("rodents",             ("rodents",),              unless=("x.rodents",)),
    Rule("street light out",    ("street_light",),         unless=("x.street_light",)),
    Rule("street light out",    ("lamp", "unlit"),         9, unless=("x.street_light",)),
    Rule("graffiti removal",    ("graffiti",),             unless=("x.graffiti",)),
    Rule("graffiti removal",    ("tagged", "surface"),     7, unless=("x.graffiti", "directed", "x.tagged")),
    Rule("abandoned vehicle",   ("abandoned_vehicle",),    unless=("x.abandoned_vehicle",)),
    Rule("abandoned vehicle",   ("car_kind", "stands"),    13, unless=("x.abandoned_vehicle", "x.stands")),
    Rule("fire hydrant",        ("hydrant",)),
    Rule("sign repair",         ("sign",)),
    Rule("sign repair",         ("sign_kind", "sign_bad"), 8, unless=("x.sign_kind",)),
    Rule("snow and ice",        ("snow",),                 unless=("x.snow",)),
    Rule("snow and ice",        ("snowfall", "uncleared"), 9, unless=("x.snow", "x.snowfall")),
    Rule("tree trimming or removal", ("tree",),            unless=("x.tree",)),
    Rule("tree trimming or removal", ("tree_kind", "tree_need"), 9, unless=("x.tree",)),
    Rule("sewer or standing water", ("sewer",),            unless=("x.sewer",)),
    Rule("sewer or standing water", ("drain_kind", "blocked"), 9, unless=("x.sewer",)),
    Rule("garbage and dumping", ("garbage",),              unless=("x.garbage",)),
    Rule("garbage and dumping", ("bin", "uncollected"),    9, unless=("x.garbage", "x.bin")),
    Rule("garbage and dumping", ("junk", "dumped"),        8, unless=("x.garbage",)),
    Rule("sidewalk repair",     ("sidewalk",)),
    Rule("sidewalk repair",     ("walkway", "uneven"),     7),
    Rule("pavement markings",   ("markings",)),
    Rule("weeds",               ("weeds",)),
    Rule("animals",             ("animals",)),
)
# fmt: on


def is_crime(sentences: list[Sentence], abused: set[int]) -> bool:
    """Also when offensive words or threats were aimed at somebody, in the sentences `abused`."""
    if first(sentences, CRIMES):
        return True
    return (
        first([sentence for sentence in sentences if sentence.number in abused], ABUSED) is not None
    )


def is_building(sentences: list[Sentence]) -> bool:
    return first(sentences, BUILDINGS) is not None


def city_service(sentences: list[Sentence]) -> str | None:
    """The 311 service that the text asks for."""
    found = first(sentences, SERVICES)
    return found[0].says if found else None
