"""What made-up residents write: believable, varied, in three languages."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Saying:
    category: str
    text: str
    language: str = "en"
    days: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    times: str = ""


NIGHTS = ("evening", "night")
# fmt: off
SAYINGS = (
    Saying("NARCOTICS", "Young men sell drugs from the {spot}. Cars stop for half a minute and drive on. It starts after school and goes on past midnight.", days=("mon", "tue", "wed", "thu", "fri"), hours=NIGHTS),
    Saying("NARCOTICS", "There is hand-to-hand selling in front of the {spot} every afternoon. My kids have to walk around them.", hours=("afternoon",)),
    Saying("NARCOTICS", "Venden droga junto a {spot_es} todas las noches. Los vecinos tenemos miedo de salir.", "es", hours=NIGHTS),
    Saying("NARCOTICS", "Codziennie wieczorem ktoś sprzedaje narkotyki przy {spot_pl}. Podjeżdżają auta i zaraz odjeżdżają.", "pl", hours=NIGHTS),
    Saying("GANG_LOITERING", "A group of eight to ten takes over the {spot} every evening. They stop people and ask where they are from.", hours=NIGHTS),
    Saying("GANG_LOITERING", "The same group hangs around the {spot}, flashing signs at cars. Last week a bottle was thrown at my van.", days=("fri", "sat"), hours=NIGHTS),
    Saying("GANG_LOITERING", "Un grupo se junta en {spot_es} y no deja pasar a la gente. Gritan a las muchachas.", "es", hours=NIGHTS),
    Saying("PROSTITUTION", "Women are picked up at the {spot} all night and there are used condoms on my lawn every morning.", hours=("night",)),
    Saying("GAMBLING", "Dice games at the {spot}, with fights about money almost every weekend.", days=("sat", "sun"), hours=("afternoon", "evening")),
    Saying("PUBLIC_DRINKING", "People drink beside the {spot} from the morning on and leave bottles in the gangway.", hours=("morning", "afternoon")),
    Saying("PUBLIC_DRINKING", "Grupa mężczyzn pije przy {spot_pl} i zaczepia przechodniów.", "pl", hours=("evening",)),
    Saying("NOISE", "Car stereos so loud at the {spot} that the windows shake. It goes on until three in the morning.", days=("fri", "sat", "sun"), hours=("night",)),
    Saying("NOISE", "A garage near the {spot} has parties with amplifiers every Thursday.", days=("thu",), hours=NIGHTS),
    Saying("NOISE", "Música a todo volumen cerca de {spot_es} hasta la madrugada, cada fin de semana.", "es", days=("sat", "sun"), hours=("night",)),
    Saying("VANDALISM_GRAFFITI", "New gang tags on the {spot} every week. We paint over them and they are back in two days.", hours=("night",)),
    Saying("THEFT_CAR_BREAKIN", "Five cars on our block had their windows broken this month, always by the {spot}.", hours=("night",)),
    Saying("THEFT_CAR_BREAKIN", "Catalytic converters are being cut off near the {spot} about four in the morning.", hours=("night",)),
    Saying("SPEEDING_DRAG_RACING", "Cars race past the {spot} side by side on Saturday nights. Somebody is going to be killed.", days=("sat",), hours=("night",)),
    Saying("SPEEDING_DRAG_RACING", "W sobotnie noce samochody ścigają się przy {spot_pl}.", "pl", days=("sat",), hours=("night",)),
    Saying("TRAFFIC_SCHOOL_CROSSING", "Drivers do not stop for the crossing guard by the {spot}. Two children were almost hit.", days=("mon", "tue", "wed", "thu", "fri"), hours=("morning",)),
    Saying("PARKING_ABANDONED_VEHICLE", "People live in a van by the {spot} and others come to buy something at all hours."),
    Saying("PROBLEM_BUILDING_LIQUOR", "The store by the {spot} sells loose cigarettes and single cans to minors, and there are fights outside at closing.", hours=NIGHTS),
    Saying("PROBLEM_BUILDING_LIQUOR", "The second-floor apartment by the {spot} has visitors for two minutes each, day and night. The whole building is afraid."),
    Saying("VACANT_BUILDING", "The vacant two-flat by the {spot} has its back door open. People go in at night and there was a small fire in spring.", hours=("night",)),
    Saying("VACANT_BUILDING", "El edificio vacío junto a {spot_es} está abierto por atrás y entra gente todas las noches.", "es", hours=("night",)),
    Saying("ILLEGAL_VENDING", "Somebody sells stolen razors and detergent from a table by the {spot}.", hours=("afternoon",)),
    Saying("QUALITY_OF_LIFE_LITTER", "Contractors dump rubble by the {spot} about once a week, always from a white truck.", hours=("morning",)),
    Saying("SUSPICIOUS_ACTIVITY", "A man photographs the children by the {spot} and leaves when a parent comes closer.", hours=("afternoon",)),
    Saying("OTHER", "The street lamps by the {spot} are shot out again and again, and then the trouble begins.", hours=NIGHTS),
)
# fmt: on
SPOTS = (
    ("corner store", "la tienda de la esquina", "sklepie na rogu"),
    ("bus stop", "la parada del autobús", "przystanku"),
    ("gas station", "la gasolinera", "stacji benzynowej"),
    ("playground", "el parque infantil", "placu zabaw"),
    ("empty lot", "el lote baldío", "pustej działce"),
    ("laundromat", "la lavandería", "pralni"),
    ("alley entrance", "la entrada del callejón", "wjeździe w zaułek"),
    ("viaduct", "el viaducto", "wiadukcie"),
    ("school", "la escuela", "szkole"),
    ("liquor store", "la licorería", "sklepie z alkoholem"),
)
VISITS = (
    "Foot patrol from {hour} to {until}. Spoke with the store owner, who will light the front.",
    "Surveillance from an unmarked car. Two people were stopped and named.",
    "Premises checked with the owner. No trespass sign posted.",
    "Three citations were written. The group moved on and was asked not to return.",
    "Knocked on doors on both sides of the block; two residents will keep a log.",
    "Special attention given in roll call; beat car passed four times.",
)
MESSAGES = (
    "Officers patrolled on foot at the times you told us. The gatherings have stopped for now.",
    "Citations were written and the owner will light the front. Please tell us if it comes back.",
    "We looked on several nights and did not see it. Please tell us if it happens again.",
    "An arrest was made. Thank you for telling us.",
)


def told(random: Random, saying: Saying) -> str:
    spot, spot_es, spot_pl = random.choice(SPOTS)
    return saying.text.format(spot=spot, spot_es=spot_es, spot_pl=spot_pl)


def visited(random: Random) -> str:
    hour = random.randint(16, 21)
    return random.choice(VISITS).format(hour=f"{hour}:00", until=f"{hour + 2}:00")
