"""Reads the small things that tie two reports: a vehicle, a plate, an hour, a rare word."""

import re
from functools import cache

from shared.concerns.grouping.lexicon import FOLDER
from shared.concerns.grouping.text import LONGEST, STOP, folded, singular

_COLOURS = {
    "white": "white", "blanco": "white", "blanca": "white", "bial": "white",
    "black": "black", "negro": "black", "negra": "black", "czarn": "black",
    "red": "red", "rojo": "red", "roja": "red", "czerwon": "red", "maroon": "red",
    "blue": "blue", "azul": "blue", "niebiesk": "blue", "green": "green", "verde": "green",
    "zielon": "green", "gray": "gray", "grey": "gray", "gris": "gray", "szar": "gray",
    "silver": "gray", "plata": "gray", "plateado": "gray", "plateada": "gray", "srebrn": "gray",
    "gold": "gold", "tan": "gold", "beige": "gold", "dorado": "gold", "zlot": "gold",
    "yellow": "yellow", "amarillo": "yellow", "amarilla": "yellow", "zolt": "yellow",
    "orange": "orange", "naranja": "orange", "brown": "brown", "cafe": "brown",
    "purple": "purple", "morado": "purple", "morada": "purple",
}  # fmt: skip
_SHAPES = {
    "van": "van", "minivan": "van", "camioneta": "van suv truck", "furgon": "van", "busik": "van",
    "suv": "suv", "jeep": "suv", "tahoe": "suv", "durango": "suv", "explorer": "suv",
    "suburban": "suv", "truck": "truck", "pickup": "truck", "troca": "truck", "ram": "truck",
    "silverado": "truck", "car": "car", "sedan": "car", "carro": "car", "coche": "car",
    "auto": "car", "samochod": "car", "altima": "car", "malibu": "car", "impala": "car",
    "honda": "car", "nissan": "car", "toyota": "car", "infiniti": "car", "bmw": "car",
    "charger": "car", "challenger": "car", "camaro": "car", "mustang": "car", "audi": "car",
    "mercedes": "car", "kia": "car", "hyundai": "car", "chevy": "car", "dodge": "car",
    "moped": "bike", "scooter": "bike", "motorcycle": "bike", "moto": "bike", "motocykl": "bike",
    "bus": "bus", "trailer": "trailer", "camper": "rv", "rv": "rv", "boat": "boat",
}  # fmt: skip
_PLATE = re.compile(r"\b(?=[a-z]{0,3}\s?\d)([a-z]{1,3}[ -]?\d{3,6}|\d{3,4}[ -]?[a-z]{2,3})\b")
_NOT_PLATES = re.compile(
    r"^(?:[nsew]|am|pm|at|in|of|to|the|and|apt|on|or|by|for|no|us|ave|st)[ -]?\d"
    r"|\d ?(?:am|pm|st|nd|rd|th|ft|mph|lb|oz|ml|men|the|and|or|ppl|kid)$"
)
_STEM = 6

_HALF = r"(am|pm|a\.m|p\.m)"
_CLOCK = re.compile(
    rf"\b(\d{{1,2}})(?::\d\d)?\s?{_HALF}?\s?(?:-|–|to|til|till|until|and|a|do)\s?"
    rf"(\d{{1,2}})(?::\d\d)?\s?{_HALF}\b"
    rf"|\b(\d{{1,2}})(?::\d\d)?\s?{_HALF}\b|\b(\d{{1,2}}):\d\d\b"
)
_NIGHT, _MORNING, _AFTERNOON, _EVENING = (
    (22, 23, 0, 1, 2, 3, 4), (5, 6, 7, 8, 9, 10), (12, 13, 14, 15, 16), (17, 18, 19, 20, 21),
)  # fmt: skip
_PARTS = {
    "night": _NIGHT, "midnight": (23, 0, 1), "overnight": _NIGHT, "noche": _NIGHT,
    "madrugada": (1, 2, 3, 4, 5), "medianoche": (23, 0, 1), "noc": _NIGHT, "nocy": _NIGHT,
    "noca": _NIGHT, "nocami": _NIGHT, "morning": _MORNING, "rano": _MORNING, "rana": _MORNING,
    "sunrise": _MORNING, "afternoon": _AFTERNOON, "tarde": _AFTERNOON, "popoludniu": _AFTERNOON,
    "noon": (11, 12, 13), "mediodia": (11, 12, 13), "evening": _EVENING, "wieczorem": _EVENING,
    "dusk": _EVENING, "dismissal": (14, 15, 16), "daytime": (9, 10, 11, 12, 13, 14, 15, 16),
    "daylight": (9, 10, 11, 12, 13, 14, 15, 16),
}  # fmt: skip
_ALL_DAY = re.compile(
    r"\ball (?:hours|day)|day (?:and|&|n) night|24\W?7"
    r"|dia y noche|a todas horas|dzien i noc|o kazdej porze"
)


def vehicles_of(words: list[str]) -> frozenset[tuple[str, str]]:
    """Each vehicle told with its colour, as (colour, shape); "camioneta" may be three shapes."""
    found: set[tuple[str, str]] = set()
    for at, word in enumerate(words):
        for shape in _shapes(word):
            for other in words[max(at - 3, 0) : at + 3]:
                if colour := _colour(other):
                    found.add((colour, shape))
    return frozenset(found)


def _shapes(word: str) -> list[str]:
    stem = next((s for s in _SHAPES if word == s or (len(s) > 6 and word.startswith(s))), "")
    return _SHAPES.get(stem, "").split()


def _colour(word: str) -> str | None:
    if word in _COLOURS:
        return _COLOURS[word]
    return next(
        (c for stem, c in _COLOURS.items() if len(stem) > 3 and word.startswith(stem)), None
    )


def plates_of(text: str) -> frozenset[str]:
    """Licence plates as told, without spaces; a house number with its street is none."""
    plain = folded(text[:LONGEST])
    if "plate" not in plain and "placa" not in plain and "tablic" not in plain:
        return frozenset()
    return frozenset(
        re.sub(r"\W", "", plate) for plate in _PLATE.findall(plain) if not _NOT_PLATES.search(plate)
    )


def hours_of(text: str, words: list[str]) -> frozenset[int]:
    """The hours of the day a text speaks of; empty when it speaks of none or of all."""
    plain = folded(text[:LONGEST])
    if _ALL_DAY.search(plain):
        return frozenset()
    hours: set[int] = set()
    for first, half, last, last_half, alone, alone_half, clock in _CLOCK.findall(plain):
        if last:
            hours |= _span(_hour(first, half or last_half), _hour(last, last_half))
        elif alone or int(clock) > 12:  # "3:15" alone may be either half of the day
            hours.add(_hour(alone or clock, alone_half))
    for word in words:
        hours.update(_PARTS.get(word, ()))
    return frozenset(hours)


def _hour(figures: str, half: str) -> int:
    hour = int(figures) % 12 if half else int(figures)
    return (hour + 12 if half.startswith("p") else hour) % 24


def _span(first: int, last: int) -> set[int]:
    return {(first + step) % 24 for step in range((last - first) % 24 + 1)}


@cache
def _common() -> frozenset[str]:
    return frozenset(map(singular, (FOLDER / "common.txt").read_text(encoding="utf-8").split()))


def is_common(word: str) -> bool:
    """Whether everybody uses the word, so that sharing it tells nothing."""
    return word in _common()


@cache
def _glossary() -> tuple[dict[str, str], dict[str, str]]:
    """English for foreign words, and for stems of them."""
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    for line in (FOLDER / "glossary.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            english, *foreign = line.split()
            for word in foreign:
                if word.endswith("*"):
                    stems.setdefault(word[:-1], english)
                else:
                    words.setdefault(word, english)
    return words, stems


def in_english(word: str) -> str:
    """The English of a Spanish or Polish word that the glossary has; else the word itself."""
    words, stems = _glossary()
    if word in words:
        return words[word]
    ends = range(len(word), 2, -1)
    return next((stems[word[:end]] for end in ends if word[:end] in stems), word)


def telling_words(words: list[str], language: str, passed_over: frozenset[str]) -> dict[str, str]:
    """The words that are not everybody's, by stem; `passed_over` are the names of the streets."""
    told = (in_english(word) if language in ("es", "pl") else word for word in words)
    return {
        word[:_STEM]: word
        for word in told
        if word != STOP and len(word) > 2 and not word.isdigit()
        and not is_common(word) and word not in passed_over
    }  # fmt: skip
