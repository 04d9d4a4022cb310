"""The services this 311 offers, described in our own words, with codes of our own."""

from dataclasses import dataclass
from typing import Any

STREETS = "Streets and Sanitation"
TRANSPORT = "Transportation"
BUILDINGS = "Buildings"
WATER = "Water Management"
HEALTH = "Public Health"
ANIMALS = "Animal Care and Control"
BUSINESS = "Business Affairs and Consumer Protection"
POLICE = "Police"

POLICE_MISCELLANEOUS = "PMISC"


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    asks: str
    datatype: str = "string"
    required: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    def row(self, order: int) -> dict[str, Any]:
        described: dict[str, Any] = {
            "variable": True,
            "code": self.code,
            "datatype": self.datatype,
            "required": self.required,
            "datatype_description": self.hint or None,
            "order": order,
            "description": self.asks,
        }
        if self.choices:
            described["values"] = [{"key": key, "name": name} for key, name in self.choices]
        return described


@dataclass(frozen=True, slots=True)
class Service:
    code: str
    name: str
    agency: str
    describes: str
    keywords: str
    days: int
    questions: tuple[Question, ...] = ()

    def row(self) -> dict[str, Any]:
        return {
            "service_code": self.code,
            "service_name": self.name,
            "description": self.describes,
            "metadata": bool(self.questions),
            "type": "realtime",
            "keywords": self.keywords,
            "group": self.agency,
        }

    def definition(self) -> dict[str, Any]:
        asked = [question.row(order) for order, question in enumerate(self.questions, start=1)]
        return {"service_code": self.code, "attributes": asked}


def _one_of(code: str, asks: str, *names: str, required: bool = False) -> Question:
    choices = tuple((name.upper().replace(" ", "-"), name) for name in names)
    return Question(code, asks, "singlevaluelist", required, choices=choices)


VEHICLE = (
    Question("PLATE", "License plate, or NONE where it has none", required=True),
    Question("MAKE", "Make and model of the vehicle", required=True),
    _one_of(
        "COLOR", "Color of the vehicle", "Black", "White", "Silver", "Gray", "Red", "Blue",
        "Green", "Brown", "Gold", "Other", required=True,
    ),
    Question("DAYS", "For how many days has it stood there?", "number", hint="Whole days"),
)  # fmt: skip
LAMP = (
    _one_of("LAMPS", "How many lights are out?", "One", "Several", "Whole block", required=True),
    Question("POLE", "Number on the pole, where it can be read"),
)
SURFACE = _one_of(
    "SURFACE", "What is it on?", "Brick", "Stone", "Metal", "Wood", "Glass", "Other", required=True
)
LANE = _one_of("LANE", "Where in the street?", "Curb lane", "Traffic lane", "Crosswalk", "Alley")
NUISANCE = Question(
    "KINDS", "What is there?", "multivaluelist", required=True,
    choices=(("GARBAGE", "Garbage"), ("WEEDS", "High weeds"), ("DEBRIS", "Building debris"),
             ("FURNITURE", "Furniture"), ("TIRES", "Tires")),
)  # fmt: skip
ENTRY = _one_of("OPEN", "Can anyone get in?", "Yes", "No", "Not known", required=True)
USERS = Question("USERS", "Who is seen using the building?", "text")
SIGN = _one_of(
    "SIGN", "Which sign?", "Stop", "One way", "No parking", "Street name", "Other", required=True
)
SEEN = Question("SEEN", "When was it last seen?", "datetime", hint="Date and time with zone")
CART = _one_of("CART", "Which cart?", "Garbage", "Recycling", required=True)
LIMB = _one_of("LIMB", "Where is it?", "Parkway", "Sidewalk", "Street", "On a wire", required=True)

SERVICES = (
    Service("ABVEH", "Abandoned Vehicle", STREETS,
            "A vehicle left on a public way for seven days or more.",
            "vehicle,car,abandoned,tow", 28, VEHICLE),
    Service("ALGHT", "Alley Light Out", TRANSPORT, "A light in an alley that does not burn.",
            "light,lamp,alley,dark", 14, LAMP),
    Service("ALPOT", "Pothole in Alley", TRANSPORT, "A hole in an alley's surface.",
            "pothole,alley,hole", 30),
    Service("BEES", "Bees or Wasps", STREETS, "A nest on the public way.", "bees,wasps,nest", 14),
    Service("BLDGV", "Building Violation", BUILDINGS,
            "A building that is unsafe or built without a permit.",
            "building,unsafe,permit,porch", 60, (USERS,)),
    Service("CARTS", "Garbage or Recycling Cart", STREETS, "A cart that is broken or missing.",
            "cart,bin,garbage,recycling", 21, (CART,)),
    Service("CAVEI", "Cave-In Survey", WATER, "Pavement that is sinking or has fallen in.",
            "cave-in,sinkhole,pavement", 21, (LANE,)),
    Service("CURBS", "Curb and Gutter Repair", TRANSPORT, "A curb that is broken.",
            "curb,gutter", 120),
    Service("DEADA", "Dead Animal Pick-Up", STREETS, "A dead animal on the public way.",
            "animal,dead", 3),
    Service("FLYDP", "Fly Dumping", STREETS, "Waste thrown on a street, an alley or a lot.",
            "dumping,waste,debris,lot", 10, (NUISANCE, SEEN)),
    Service("GRAFF", "Graffiti Removal", STREETS, "Paint, marker or scratching to be taken off.",
            "graffiti,paint,tag,vandalism", 7, (SURFACE,)),
    Service("HYDRT", "Open Fire Hydrant", WATER, "A hydrant that runs or leaks.",
            "hydrant,water,leak", 3),
    Service("INLET", "Sewer Inlet Clogged", WATER, "A street drain that takes no water.",
            "sewer,drain,flood,water", 14, (LANE,)),
    Service("LOTCL", "Clean Vacant Lot", STREETS, "A vacant lot with weeds or rubbish.",
            "lot,vacant,weeds,rubbish", 30, (NUISANCE,)),
    Service("MANHL", "Manhole Cover", WATER, "A cover that is missing, loose or loud.",
            "manhole,cover,sewer", 2, (LANE,)),
    Service("NOHEA", "No Heat", BUILDINGS, "A rented home without heat in the heating season.",
            "heat,cold,landlord", 3),
    Service("PMISC", "Police Miscellaneous", POLICE,
            "A matter for the police district that is no emergency.",
            "police,loitering,drugs,noise,disturbance", 7),
    Service("POTHL", "Pothole in Street", TRANSPORT, "A hole in a street's surface.",
            "pothole,street,hole", 7, (LANE,)),
    Service("RODNT", "Rodent Baiting", STREETS, "Rats seen, or their burrows.",
            "rats,rodent,burrow,alley", 10),
    Service("SANIT", "Sanitation Code Violation", STREETS,
            "Garbage kept so that it overflows or draws vermin.",
            "sanitation,garbage,overflow,dumpster", 10, (NUISANCE,)),
    Service("SHARD", "Shared Cost Sidewalk", TRANSPORT,
            "A sidewalk that an owner wishes to renew with the City.", "sidewalk,owner", 180),
    Service("SIDWK", "Sidewalk Inspection", TRANSPORT, "A sidewalk that is broken or raised.",
            "sidewalk,trip,broken", 90),
    Service("SIGNR", "Sign Repair", TRANSPORT, "A traffic or street sign down or defaced.",
            "sign,stop,street,traffic", 10, (SIGN,)),
    Service("SNOWP", "Snow Uncleared on Sidewalk", TRANSPORT,
            "A sidewalk that its owner left uncleared.", "snow,ice,sidewalk", 5),
    Service("STLGT", "Street Light Out", TRANSPORT, "One or more street lights that do not burn.",
            "light,lamp,dark,street", 10, LAMP),
    Service("STRAY", "Stray Animal", ANIMALS, "An animal at large.", "dog,cat,stray,animal", 5,
            (SEEN,)),
    Service("SWEEP", "Street Cleaning", STREETS, "A street that needs sweeping.",
            "sweeping,street,cleaning", 21),
    Service("SYRNG", "Discarded Syringes", HEALTH, "Needles found on the public way.",
            "needle,syringe", 2, (SEEN,)),
    Service("TOBAC", "Sale of Tobacco to Minors", BUSINESS,
            "A shop that sells tobacco to people who are too young.",
            "tobacco,minors,cigarettes,shop", 30),
    Service("TRDEB", "Tree Debris", STREETS, "Branches or a tree that have come down.",
            "tree,branch,debris,limb", 10, (LIMB,)),
    Service("TRFSG", "Traffic Signal Out", TRANSPORT, "A signal that is dark or flashes.",
            "signal,traffic,light", 1),
    Service("TRTRM", "Tree Trim", STREETS, "A parkway tree that hides a light, a sign or a view.",
            "tree,trim,branch,parkway", 270, (LIMB,)),
    Service("VACBL", "Vacant or Abandoned Building", BUILDINGS,
            "A building that stands empty, open or not.",
            "building,vacant,abandoned,board", 30, (ENTRY, USERS)),
    Service("WEEDS", "High Weeds", STREETS, "Weeds above ten inches on a lot or a parkway.",
            "weeds,grass,lot", 30),
)  # fmt: skip

BY_CODE = {service.code: service for service in SERVICES}
