"""Somewhere in a crew's district, for any kind of case."""

from random import Random

from bench.filling.crews import Crew
from bench.filling.rows import Row
from shared.places.cells import cell_of


def somewhere(crew: Crew, random: Random) -> Row:
    latitude, longitude = random.uniform(41.65, 42.02), random.uniform(-87.82, -87.55)
    sector = f"{crew.district[1:]}{random.randint(1, 3)}"
    return {
        "latitude": latitude,
        "longitude": longitude,
        "cell": cell_of(latitude, longitude),
        "district": crew.district,
        "sector": sector,
        "beat": f"{sector}{random.randint(1, 4)}",
    }


def address(random: Random) -> str:
    return f"{random.randint(1, 79) * 100} W {random.randint(1, 119)}th St"
