"""The services and the exceptions an installation starts with; the tables decide after that."""

from collections.abc import Iterator
from dataclasses import dataclass

from shared.service_requests.questions import Question
from shared.service_requests.types import Elsewhere, ServiceType

STREETS = "Department of Streets and Sanitation"
TRANSPORT = "Department of Transportation"
BUILDINGS = "Department of Buildings"
WATER = "Department of Water Management"
HEALTH = "Department of Public Health"
ANIMALS = "Animal Care and Control"
BUSINESS = "Business Affairs and Consumer Protection"
POLICE = "Police Department"


def _one_of(code: str, asks: str, *names: str, required: bool = False) -> Question:
    choices = tuple((name.upper().replace(" ", "-"), name) for name in names)
    return Question(code, asks, "choice", required, choices=choices)


VEHICLE = (
    Question("PLATE", "License plate", required=True, hint="NONE where it has none"),
    Question("MAKE", "Make and model", required=True),
    _one_of(
        "COLOR", "Color", "Black", "White", "Silver", "Gray", "Red", "Blue", "Green", "Brown",
        "Gold", "Other", required=True,
    ),
    Question("DAYS", "Days it has stood there", "number", hint="Seven days at the least"),
)  # fmt: skip
LAMP = (
    _one_of("LAMPS", "How many lights are out", "One", "Several", "Whole block", required=True),
    Question("POLE", "Number on the pole", hint="Where it can be read"),
)
SURFACE = _one_of(
    "SURFACE", "What it is painted on", "Brick", "Stone", "Metal", "Wood", "Glass", "Other",
    required=True,
)  # fmt: skip
LANE = _one_of("LANE", "Where in the street", "Curb lane", "Traffic lane", "Crosswalk", "Alley")
NUISANCE = Question(
    "KINDS", "What lies there", "choices", True,
    choices=(("GARBAGE", "Garbage"), ("WEEDS", "High weeds"), ("DEBRIS", "Building debris"),
             ("FURNITURE", "Furniture"), ("TIRES", "Tires")),
)  # fmt: skip
ENTRY = _one_of("OPEN", "Can it be entered", "Yes", "No", "Not known", required=True)
USERS = Question("USERS", "Who uses the building", "words")
SIGN = _one_of(
    "SIGN", "Which sign", "Stop", "One way", "No parking", "Street name", "Other", required=True
)
SEEN = Question("SEEN", "Last seen", "moment")
CART = _one_of("CART", "Which cart", "Garbage", "Recycling", required=True)
LIMB = _one_of("LIMB", "Where it is", "Parkway", "Sidewalk", "Street", "On a wire", required=True)


@dataclass(frozen=True, slots=True)
class Starting:
    code: str
    name: str
    agency: str
    describes: str
    days: int
    asks: tuple[Question, ...] = ()
    season: tuple[int, int] | None = None
    needs_vehicle: bool = False
    is_police: bool = False
    is_immediate: bool = False


# fmt: off
SERVICES = (
    Starting("ABVEH", "Abandoned vehicle", STREETS, "Left on the public way for seven days or more; one form for each", 28, VEHICLE, needs_vehicle=True),
    Starting("GRAFF", "Graffiti removal", STREETS, "Paint, marker or scratching on a surface", 7, (SURFACE,)),
    Starting("STLGT", "Street light out", TRANSPORT, "One light, several, or a whole block", 10, LAMP),
    Starting("ALGHT", "Alley light out", TRANSPORT, "A light in an alley", 14, LAMP),
    Starting("VACBL", "Vacant or abandoned building", BUILDINGS, "Standing empty, open or not", 30, (ENTRY, USERS)),
    Starting("BLDGV", "Building violation", BUILDINGS, "Unsafe, or built without a permit", 60, (USERS,)),
    Starting("LOTCL", "Clean vacant lot", STREETS, "Weeds or rubbish on a vacant lot", 30, (NUISANCE,), (4, 11)),
    Starting("FLYDP", "Fly dumping", STREETS, "Waste thrown on a street, an alley or a lot", 10, (NUISANCE, SEEN)),
    Starting("SANIT", "Sanitation code violation", STREETS, "Garbage that overflows or draws vermin", 10, (NUISANCE,)),
    Starting("TRTRM", "Tree trimming", STREETS, "A parkway tree that hides a light, a sign or a view", 270, (LIMB,), (4, 11)),
    Starting("TRDEB", "Tree debris", STREETS, "Branches or a tree that came down", 10, (LIMB,)),
    Starting("SIGNR", "Sign repair", TRANSPORT, "A traffic or street sign down or defaced", 10, (SIGN,)),
    Starting("POTHL", "Pothole in a street", TRANSPORT, "A hole in the surface of a street", 7, (LANE,)),
    Starting("ALPOT", "Pothole in an alley", TRANSPORT, "A hole in the surface of an alley", 30, (), (3, 11)),
    Starting("HYDRT", "Open fire hydrant", WATER, "Running or leaking", 3),
    Starting("INLET", "Clogged sewer inlet", WATER, "A street drain that takes no water", 14, (LANE,)),
    Starting("MANHL", "Manhole cover", WATER, "Missing, loose or loud", 2, (LANE,)),
    Starting("RODNT", "Rodent baiting", STREETS, "Rats, or their burrows", 10),
    Starting("CARTS", "Garbage or recycling cart", STREETS, "Broken or missing", 21, (CART,)),
    Starting("DEADA", "Dead animal", STREETS, "On the public way", 3),
    Starting("STRAY", "Stray animal", ANIMALS, "An animal at large that attacks nobody", 5, (SEEN,)),
    Starting("SYRNG", "Discarded syringes", HEALTH, "Needles on the public way", 2, (SEEN,)),
    Starting("TOBAC", "Tobacco sold to minors", BUSINESS, "A shop that sells to people too young", 30),
    Starting("NOHEA", "No heat", BUILDINGS, "A rented home without heat in the heating season", 3, (), (9, 5)),
    Starting("SWEEP", "Street sweeping", STREETS, "A street that needs sweeping", 21, (), (4, 11)),
    Starting("WEEDS", "High weeds", STREETS, "Above ten inches on a lot or a parkway", 30, (), (5, 10)),
    Starting("BEES", "Bees or wasps", STREETS, "A nest on the public way", 14, (), (5, 10)),
    Starting("SNOWP", "Snow on a sidewalk", TRANSPORT, "Left uncleared by the owner", 5, (), (11, 4)),
    Starting("SIDWK", "Sidewalk inspection", TRANSPORT, "A sidewalk broken or raised", 90, (), (4, 11)),
    Starting("CURBS", "Curb and gutter", TRANSPORT, "A curb that is broken", 120, (), (4, 11)),
    Starting("SHARD", "Shared-cost sidewalk", TRANSPORT, "A sidewalk to be renewed by owner and City", 180, (), (4, 11)),
    Starting("CAVEI", "Cave-in", WATER, "Pavement that is sinking or has fallen in", 21, (LANE,), is_immediate=True),
    Starting("TRFSG", "Traffic signal out", TRANSPORT, "A signal that is dark or flashes", 1, (), is_immediate=True),
    Starting("PMISC", "Police Miscellaneous", POLICE, "A matter for the police", 7, (), is_police=True),
)
# fmt: on


def services() -> Iterator[ServiceType]:
    for position, each in enumerate(SERVICES):
        first, last = each.season or (None, None)
        yield ServiceType(
            code=each.code,
            name=each.name,
            agency=each.agency,
            describes=each.describes,
            questions=[question.row() for question in each.asks],
            usual_days=each.days,
            season_from=first,
            season_to=last,
            needs_vehicle=each.needs_vehicle,
            is_police=each.is_police,
            is_immediate=each.is_immediate,
            position=position,
            is_active=True,
        )


# fmt: off
ELSEWHERE = (
    ("CPD-NARC", "Narcotics investigation", "Narcotics Division", ("narcotics unit", "narcotics division", "narcotics team", "narcotics investigation")),
    ("CPD-GANG", "Gang intervention", "Gang Investigation Division", ("gang team", "gang unit", "gang investigation", "gang intervention")),
    ("CPD-VICE", "Vice enforcement", "Vice and Asset Forfeiture Division", ("vice unit", "vice team", "vice enforcement", "prostitution sting")),
    ("CPD-TRAF", "Traffic enforcement or a traffic study by police", "Traffic Section", ("traffic section", "traffic enforcement unit", "radar enforcement", "speed enforcement")),
    ("CPD-TBS", "Troubled building case", "Troubled Buildings Section", ("troubled buildings", "troubled building section")),
    ("CPD-MSF", "Mobile strike force", "Mobile Strike Force", ("mobile strike force", "strike force")),
    ("CPD-K9", "Police dogs", "Canine Section", ("canine unit", "k-9", "k9 unit", "police dogs")),
    ("CPD-ET", "Evidence technician", "Forensic Services", ("evidence technician", "evidence tech")),
    ("CPD-CAM", "Police observation device", "Crime Prevention and Information Center", ("pod camera", "observation device", "police camera")),
    ("CPD-PT", "Transit patrol", "Public Transportation Section", ("public transportation section", "transit unit")),
    ("POLICE", "Police service: patrol, special attention, a disturbance", None, ("extra patrol", "extra patrols", "more patrols", "special attention", "police presence", "patrol the", "squad car to", "premise check", "officers to disperse", "loitering complaint", "noise complaint")),
)
# fmt: on


def elsewhere() -> Iterator[Elsewhere]:
    for position, (code, name, unit, words) in enumerate(ELSEWHERE):
        yield Elsewhere(
            code=code,
            name=name,
            unit=unit,
            words=list(words),
            position=position,
            is_active=True,
        )
