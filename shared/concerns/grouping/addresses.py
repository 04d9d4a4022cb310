"""Reads house numbers and corners, in an address and in what a resident tells."""

import re
from dataclasses import dataclass
from itertools import pairwise

from shared.concerns.grouping.text import LONGEST, folded

_HOUSE = re.compile(r"(?<![\d,.$#-])(\d{2,5})\s+((?:[nsew]\s+)?[\w' ]*[a-z][\w' ]*)")
_NAMED = re.compile(
    r"(?<![\d,.$:#/-])(\d{3,5})(?![\d:%/-]|[,.]\d|\s?(?:mph|dollar|lb|ft|feet|am\b|pm\b))"
)
_SPOKEN = re.compile(r"[a-z]+")
_FLOOR = re.compile(
    r"\b(1st|2nd|3rd|4th|first|second|third|fourth|top|primer|segundo|tercer"
    r"|pierwszy\w*|drugi\w*|trzeci\w*)[\s-]+(?:fl\b|flr|floor|piso|piet\w*)"
    r"|\b(garden|basement|sotano|piwnic\w*|suteren\w*)\b"
)
_UNIT = re.compile(
    r"\b(?:apartment|apt|unit|suite|mieszkani\w+|#)\s?\.?#?\s?(\d{1,3}[a-z]?|[a-z]\d{0,2})\b"
    r"|\b(\d{1,2}[a-f])\b"
)
_LONGEST = 200
"""No address is longer; what stands after it is not read."""
_FLOORS = {
    "1st": "1", "first": "1", "primer": "1", "pierwszy": "1", "2nd": "2", "second": "2",
    "segundo": "2", "drugi": "2", "3rd": "3", "third": "3", "tercer": "3", "trzeci": "3",
    "4th": "4", "fourth": "4", "top": "top",
}  # fmt: skip

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(_ONES)}
_VALUES |= {word: 20 + 10 * index for index, word in enumerate(_TENS)} | {"oh": 0}


@dataclass(frozen=True, slots=True)
class Address:
    """A house on a street, or a corner of two; empty where the words say neither."""

    number: int | None
    street: str
    corner: frozenset[str]

    def is_same_place(self, other: "Address") -> bool:
        if self.number is not None:
            return self.number == other.number and self.street == other.street
        return bool(self.corner) and self.corner == other.corner


def address_of(words: str) -> Address:
    plain = " ".join(folded(words[:_LONGEST]).replace(".", " ").split())
    if house := _HOUSE.search(plain):
        return Address(int(house[1]), house[2].strip(), frozenset())
    parts = re.split(r"\s*(?:&|/|\band\b|\by\b| i )\s*", plain)
    return Address(None, plain, frozenset(parts) if len(parts) == 2 else frozenset())


def named_houses(text: str, near: int | None) -> frozenset[int]:
    """House numbers told in figures or spoken ("forty two ten"), within a block of `near`."""
    plain = folded(text[:LONGEST])
    told = {int(number) for number in _NAMED.findall(plain)} | set(_spoken(plain))
    if near is None:
        return frozenset(number for number in told if not 1900 <= number <= 2100)
    return frozenset(number for number in told if abs(number - near) <= 110)


def _spoken(plain: str) -> list[int]:
    """Each pair of spoken two-figure numbers as one house number."""
    found: list[int] = []
    pair: list[int] = []
    for word in (*_SPOKEN.findall(plain), ""):
        value = _VALUES.get(word)
        if value is None:
            found += [a * 100 + b for a, b in pairwise(pair) if a >= 10]
            pair = []
        elif pair and 20 <= pair[-1] < 100 and pair[-1] % 10 == 0 and 0 < value < 10:
            pair[-1] += value
        else:
            pair.append(value)
    return found


def floors_of(text: str) -> frozenset[str]:
    """Which floors and flats of a building are spoken of."""
    plain = folded(text[:LONGEST])
    floors = {
        "basement" if below else next(v for k, v in _FLOORS.items() if floor.startswith(k))
        for floor, below in _FLOOR.findall(plain)
    }
    return frozenset(floors | {f"unit {a or b}" for a, b in _UNIT.findall(plain)})
