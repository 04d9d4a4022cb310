"""What a person typed, taken apart: number, direction, street, suffix, corner or block."""

import re
import unicodedata
from dataclasses import dataclass

from shared.places.numerals import ORDINALS, in_digits, ordinal

DIRECTIONS = {
    word: letter
    for letter, words in {
        "N": "N NO NORTH NTH NORHT NOTH NORTE",
        "S": "S SO SOUTH STH SOUHT SOTH SUR",
        "E": "E EAST ESAT ESTE",
        "W": "W WEST WST WETS OESTE",
    }.items()
    for word in words.split()
}

SUFFIXES = {
    word: suffix
    for suffix, words in {
        "ST": "ST STR STREET STREE STRET STREEET SREET STRT SR",
        "AVE": "AVE AV AVENUE AVENU AVENEU AVNUE AVEN AVEUE AVENE AE AVES VE",
        "BLVD": "BLVD BL BLV BOUL BOULEVARD BVLD BVD BLD BOULEVAR BLVDR",
        "RD": "RD ROAD RAOD",
        "DR": "DR DRIVE DRV DRIV DRIE",
        "PL": "PL PLACE PLC PLCE PLAC",
        "CT": "CT COURT CRT",
        "PKWY": "PKWY PKY PARKWAY PWY PKWAY PARKWY PKW",
        "TER": "TER TERR TERRACE TERACE",
        "LN": "LN LANE",
        "HWY": "HWY HIGHWAY HIWAY",
        "SQ": "SQ SQUARE",
        "PLZ": "PLZ PLAZA",
        "WAY": "WAY WY",
        "EXPY": "EXPY EXPRESSWAY EXPWY EXP",
        "ROW": "ROW",
        "CRES": "CRES CRESCENT",
    }.items()
    for word in words.split()
}

_POLISH = str.maketrans("łŁ", "lL")  # the one letter that Unicode does not take apart
_CITY = re.compile(
    r"[,\s]+(CHICAGO|CHGO|CHI)[\s,]*((IL|ILL|ILLINOIS)\b[\s,]*)?(\d{5}(-\d{4})?)?[\s,]*(USA?)?$"
)
_STATE = re.compile(
    r"[,\s]+(IL|ILLINOIS)\b[\s,]*(\d{5}(-\d{4})?)?[\s,]*(USA)?$|[,\s]+606\d\d(-\d{4})?$"
)
_UNIT = re.compile(
    r"[,\s]+(APT|APARTMENT|UNIT|SUITE|STE|FL|FLOOR|RM|ROOM|BSMT|BASEMENT|REAR"
    r"|APARTAMENTO|DEPTO|DEPARTAMENTO|PISO|MIESZKANIE)\b.*$"
    r"|[,\s]+#.*$|[,\s]+\d+(ST|ND|RD|TH)\s+FL(OOR)?\b.*$|[,\s]+(GARDEN|COACH HOUSE)$"
)
# English, Spanish and Polish words between two streets, and before a place.
_AND = re.compile(
    r"\s+(?:(?:Y|CON) LA(?! (?:SALLE|CROSSE|PORTE)\b)|AND|AT|Y|I|Z|CON|PRZY|KOLO"
    r"|ESQ|ESQUINA(?: CON)?|NEAR|OFF|CORNER OF|X)\s+|\s*(?:&|/|@|\+)\s*"
)
_SIDES = re.compile(_AND.pattern + r"|\s+(?:TO|THRU|THROUGH|HASTA|DO|A)\s+")
_BETWEEN = re.compile(r"\s+(?:BETWEEN|BETW|BTWN|BTW|BET|ENTRE|MIEDZY|FROM|DESDE|OD)\s+")
_LEAD = re.compile(
    r"^(?:(?:THE|ON|AT|IN|NEAR|BY|CORNER|INTERSECTION|ACROSS|FROM|FRONT|BEHIND|AROUND|OF|CNR|COR"
    r"|OUTSIDE|OVER|LOWER|UH|UM|ITS|IT IS|I THINK|LIKE|MAYBE"
    r"|(?:NE|NW|SE|SW|(?:NORTH|SOUTH) ?(?:EAST|WEST)|NORTH|SOUTH|EAST|WEST|[NSEW])"
    r" (?:CORNER|COR|CNR|SIDE(?= OF\b))"
    r"|(?:AL|EN|POR|CALLE|AVENIDA)|(?:LA|EL)(?= (?:\d|CALLE|AVENIDA|ESQ))"
    r"|(?:EN )?(?:ESQUINA|ESQ|CRUCE|CERCA|FRENTE|LADO|DETRAS|ATRAS)(?: (?:DE|A))?(?: CON)?"
    r"(?: LA(?! (?:SALLE|CROSSE|PORTE)\b))?"
    r"|EN (?:LA|EL)(?! (?:SALLE|CROSSE|PORTE)\b)"
    r"|ROG|NA ROGU|SKRZYZOWANIE|PRZY|OBOK|KOLO|BLISKO|NAPRZECIWKO|NAPRZECIW|UL|ULICA|ULICY|ULIC"
    r")\s+)+"
)
_TRAIL = re.compile(r"\s+(?:PLEASE|POR FAVOR|PROSZE)$")
_ON_LAST = re.compile(
    r"^(?:BETWEEN|BETW|BTWN|BTW|BET|ENTRE|MIEDZY) (.+?(?: (?:AND|Y|A|I) |[&/]).+?)"
    r" (?:ON|EN|NA) (.+)$"
)
_TURNED = re.compile(r"^([NSEW]) (\d{1,5}) (?=[A-Z])")  # "N 3600 Clark"
_BLOCK = re.compile(r"\b(?:HUNDRED\s+)?(?:BLOCK|BLK|BLOCKS)(?:\s+OF)?\b")
_XX = re.compile(r"^(\d+)XX\b")
_FRACTION = re.compile("[\u00bc-\u00be\u2150-\u215e]")
_NUMBER = re.compile(r"^(\d{1,6})(?:\s*[-/]\s*\d+)?(?:\s+1/2)?(?:-?[A-DF-MO-RT-VX-Z])?(?=\s|$)")
_LAST_NUMBER = re.compile(r"^([A-Z].*?[A-Z]{3}.*?)\s+(\d{1,5})$")
_GLUED = re.compile(r"^(\d{1,6})([NSEW])(?=\s|$)")
_GLUED_MORE = re.compile(r"^(\d{1,5})([NSEW])(?=\d|[A-Z]{4})")
_ORDINAL = re.compile(r"^0*(\d{1,3})(?:ST|ND|RD|TH|T|H|S|N|R|D)?$")
_ORDINAL_GLUED = re.compile(r"^0*(\d{1,3})(ST|ND|RD|TH)?(STREET|ST|PL|PLACE|AVE|CT|BLVD)$")
_LONG_SUFFIX = re.compile(
    r"^([A-Z]{3,})(STREET|AVENUE|PLACE|DRIVE|COURT|TERRACE|BOULEVARD|PARKWAY|ROAD)$"
)
_GRID = re.compile(r"^(\d{1,5})\s*([NSEW])[\s,]+(?:AND\s+)?(\d{1,5})\s*([NSEW])$")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a street: each part may be missing ("")."""

    direction: str
    name: str
    suffix: str
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class Query:
    """A typed place. `number` with one street is an address; two streets are a corner; three are
    one street between two others."""

    text: str
    number: int | None
    block: bool
    streets: tuple[tuple[Reading, ...], ...]
    grid: tuple[int, int] | None = None


def parse(text: str) -> Query:
    """Never raises; unreadable text gives a query without streets."""
    clean = _TRAIL.sub("", in_digits(tidied(text)))
    if found := _GRID.match(clean):
        return Query(clean, None, False, (), _grid_numbers(found))
    number, block, rest = _number(clean)
    if number is not None and _AND.match(" " + rest):
        # "26 and Pulaski", "63 / Ashland": the number was the name of a street.
        number, rest = None, clean
    parts = _streets(rest)
    return Query(clean, number, block, tuple(readings(part) for part in parts[:3] if part))


def tidied(text: str) -> str:
    """Capitals without accents, city, unit and punctuation."""
    plain = _FRACTION.sub(" 1/2", text[:300]).translate(_POLISH)
    folded = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().upper()
    clean = re.sub(r"[\"()\[\]{}*!?:_|;=<>~^%$\\\\]", " ", folded)
    clean = re.sub(r"(?<=[A-Z])['`](?=[A-Z])", "", clean)
    clean = re.sub(r"\.(?=\S)|['`.]", " ", clean)
    clean = re.sub(r"\s+", " ", clean).strip(" ,-")
    for ending in (_CITY, _STATE, _UNIT):
        shorter = ending.sub("", clean).strip(" ,")
        clean = shorter if _names_something(shorter) else clean
    return re.sub(r"\s+", " ", clean.replace(",", " ")).strip()


def _names_something(clean: str) -> bool:
    """Not a bare number and direction: in "965 W Chicago" the city's name is the street's."""
    words = clean.replace(",", " ").split()
    return any(
        (word.isalpha() and len(word) > 1 and word not in DIRECTIONS)
        or (i and any(letter.isdigit() for letter in word))
        for i, word in enumerate(words)
    )


def _grid_numbers(found: re.Match[str]) -> tuple[int, int] | None:
    one, first, two, second = found.groups()
    at = {first: int(one), second: int(two)}
    x = at.get("E", -at["W"] if "W" in at else None)
    y = at.get("N", -at["S"] if "S" in at else None)
    return None if x is None or y is None else (x, y)


def _number(clean: str) -> tuple[int | None, bool, str]:
    """The house number, whether a whole block is meant, and what follows."""
    rest = _LEAD.sub("", _TURNED.sub(r"\2 \1 ", clean))
    rest, blocks = _BLOCK.subn(" ", rest)
    rest, hundreds = _XX.subn(lambda m: m.group(1) + "00", re.sub(r"\s+", " ", rest).strip())
    rest = _LEAD.sub("", rest)
    rest = _GLUED_MORE.sub(r"\1 \2 ", _GLUED.sub(r"\1 \2", rest))
    if (last := _LAST_NUMBER.match(rest)) and not _AND.search(rest):
        rest = f"{last.group(2)} {last.group(1)}"
    found = _NUMBER.match(rest)
    if not found or not rest[found.end() :].strip():
        return None, bool(blocks or hundreds), rest
    number = int(found.group(1))
    if blocks and number < 100:
        number *= 100
    return number, bool(blocks or hundreds), rest[found.end() :].strip()


def _streets(rest: str) -> list[str]:
    rest = _ON_LAST.sub(r"\2 BETWEEN \1", _LEAD.sub("", rest))
    street, *between = _BETWEEN.split(rest, maxsplit=1)
    sides = _SIDES.split(between[0]) if between else []
    parts = _AND.split(street) if not between else [street]
    return [
        _LEAD.sub("", part.strip(" -")) for part in (*parts, *sides) if part and part.strip(" -")
    ]


def readings(part: str) -> tuple[Reading, ...]:
    """The ways to read one street's words, the likeliest first."""
    words = _unglued(part.replace("-", " ").split())
    found: dict[tuple[str, str, str], Reading] = {}
    for direction, middle, doubt in _directions(words):
        for name, suffix, more in _suffixes(middle):
            key = (direction, name, suffix)
            if name and key not in found:
                found[key] = Reading(direction, name, suffix, doubt + more)
    return tuple(sorted(found.values(), key=lambda reading: reading.doubt))


def _unglued(words: list[str]) -> list[str]:
    out: list[str] = []
    for word in words:
        glued = _ORDINAL_GLUED.match(word)
        out += [ordinal(int(glued.group(1))), glued.group(3)] if glued else [word]
    return [str(ORDINALS[word]) if word in ORDINALS else word for word in out]


def _directions(words: list[str]) -> list[tuple[str, list[str], float]]:
    """(direction, remaining words, doubt). A leading "NORTH" may be the street's own name."""
    ways: list[tuple[str, list[str], float]] = []
    if len(words) > 1 and words[0] in DIRECTIONS:
        rest = words[1:]
        if len(rest) > 1 and rest[0] in DIRECTIONS:
            ways.append((DIRECTIONS[rest[0]], rest[1:], 3.0))
        ways.append((DIRECTIONS[words[0]], rest, 0.0))
    if len(words) > 1 and words[-1] in DIRECTIONS:
        ways.append((DIRECTIONS[words[-1]], words[:-1], 1.0))
    if len(words) > 2 and words[0] in DIRECTIONS and words[-1] in DIRECTIONS:
        ways.append((DIRECTIONS[words[0]], words[1:-1], 2.0))
    leading_letter = len(words) > 1 and len(words[0]) == 1 and words[0] in DIRECTIONS
    ways.append(("", words, 4.0 if leading_letter else 0.5 if ways else 0.0))
    if words and (glued := _glued_direction(words[0])):
        ways.append((glued[0], [glued[1], *words[1:]], 2.0))
    return ways


def _glued_direction(word: str) -> tuple[str, str] | None:
    """ "WADDISON" or "SSTATE": a direction that lost its space."""
    if len(word) > 4 and word[0] in "NSEW" and (word[1] not in "AEIOUYH" or word[1] == word[0]):
        return word[0], word[1:]
    if len(word) > 2 and word[0] in "NSEW" and word[1].isdigit():
        return word[0], word[1:]
    return None


def _suffixes(words: list[str]) -> list[tuple[str, str, float]]:
    """(name, suffix, doubt)."""
    if not words:
        return []
    if lettered := _lettered(words):
        return [(lettered, "", 0.0)]
    ways = [(_name(words), "", 0.6 if len(words) > 1 and words[-1] in SUFFIXES else 0.0)]
    ways += [
        (_name(words[:end]), SUFFIXES[words[end]], 0.8 * (len(words) - 1 - end))
        for end in range(max(1, len(words) - 2), len(words))
        if words[end] in SUFFIXES
    ]
    if glued := _LONG_SUFFIX.match(words[-1]):
        ways.append((_name([*words[:-1], glued.group(1)]), SUFFIXES[glued.group(2)], 1.5))
    if len(words) > 1 and words[-1] not in SUFFIXES and words[-1] not in DIRECTIONS:
        ways.append((_name(words[:-1]), "", 2.0 + 5.0 * (len(words[-1]) > 3)))
    return ways


def _lettered(words: list[str]) -> str | None:
    """The south-east side's "Avenue J", typed "Ave J", "J Avenue", "AvenueJ"."""
    if len(words) in (2, 3) and SUFFIXES.get(words[0]) == "AVE" and len(words[1]) == 1:
        return "AVENUE " + words[1]
    if len(words) == 2 and SUFFIXES.get(words[1]) == "AVE" and len(words[0]) == 1:
        return "AVENUE " + words[0]
    if len(words) == 1 and (found := re.match(r"^(?:AVENUE|AVE)([A-O])$", words[0])):
        return "AVENUE " + found.group(1)
    return None


def _name(words: list[str]) -> str:
    if len(words) == 2 and words[1] in ("ST", "ND", "RD", "TH") and words[0].isdigit():
        words = words[:1]
    if len(words) == 1 and (found := _ORDINAL.match(words[0])):
        return ordinal(int(found.group(1)))
    return " ".join(words)
