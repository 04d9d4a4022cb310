"""Numbers as they are said, in English and Spanish: "twelve hundred", "one-eleventh"."""

import re

_ONES = {
    "ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5, "SIX": 6, "SEVEN": 7, "EIGHT": 8,
    "NINE": 9,
    "UNO": 1, "UNA": 1, "DOS": 2, "TRES": 3, "CUATRO": 4, "CINCO": 5, "SEIS": 6, "SIETE": 7,
    "OCHO": 8, "NUEVE": 9,
}  # fmt: skip
_TEENS = {
    "TEN": 10, "ELEVEN": 11, "TWELVE": 12, "THIRTEEN": 13, "FOURTEEN": 14, "FIFTEEN": 15,
    "SIXTEEN": 16, "SEVENTEEN": 17, "EIGHTEEN": 18, "NINETEEN": 19,
    "DIEZ": 10, "ONCE": 11, "DOCE": 12, "TRECE": 13, "CATORCE": 14, "QUINCE": 15,
    "DIECISEIS": 16, "DIECISIETE": 17, "DIECIOCHO": 18, "DIECINUEVE": 19,
    "VEINTIUNO": 21, "VEINTIDOS": 22, "VEINTITRES": 23, "VEINTICUATRO": 24, "VEINTICINCO": 25,
    "VEINTISEIS": 26, "VEINTISIETE": 27, "VEINTIOCHO": 28, "VEINTINUEVE": 29,
}  # fmt: skip
_TENS = {
    "TWENTY": 20, "THIRTY": 30, "FORTY": 40, "FOURTY": 40, "FIFTY": 50, "SIXTY": 60,
    "SEVENTY": 70, "EIGHTY": 80, "NINETY": 90,
    "VEINTE": 20, "TREINTA": 30, "CUARENTA": 40, "CINCUENTA": 50, "SESENTA": 60, "SETENTA": 70,
    "OCHENTA": 80, "NOVENTA": 90,
}  # fmt: skip
_HUNDREDS = {
    "CIEN": 100, "CIENTO": 100, "DOSCIENTOS": 200, "TRESCIENTOS": 300, "CUATROCIENTOS": 400,
    "QUINIENTOS": 500, "SEISCIENTOS": 600, "SETECIENTOS": 700, "OCHOCIENTOS": 800,
    "NOVECIENTOS": 900,
}  # fmt: skip
ORDINALS = {
    "FIRST": 1, "SECOND": 2, "THIRD": 3, "FOURTH": 4, "FIFTH": 5, "SIXTH": 6, "SEVENTH": 7,
    "EIGHTH": 8, "NINTH": 9, "TENTH": 10, "ELEVENTH": 11, "TWELFTH": 12, "THIRTEENTH": 13,
    "FOURTEENTH": 14, "FIFTEENTH": 15, "SIXTEENTH": 16, "SEVENTEENTH": 17, "EIGHTEENTH": 18,
    "NINETEENTH": 19, "TWENTIETH": 20, "THIRTIETH": 30, "FORTIETH": 40, "FIFTIETH": 50,
    "SIXTIETH": 60, "SEVENTIETH": 70, "EIGHTIETH": 80, "NINETIETH": 90,
}  # fmt: skip
_NOUGHT = ("OH", "O", "ZERO")
# Alone these are other words too: "once" in English, "ten" in Polish, "one of the houses".
_ALONE = 12
_BEFORE = ("N", "S", "E", "W", "NORTH", "SOUTH", "EAST", "WEST")  # "One North La Salle"

_HYPHENED = re.compile(rf"\b({'|'.join((*_TENS, *_TEENS, 'ONE', 'OH'))})-(?=[A-Z])")

Said = tuple[int, int, bool]  # the number, how many words it took, whether it is an ordinal


def ordinal(n: int) -> str:
    """63 → "63RD"."""
    ending = "TH" if n % 100 in (11, 12, 13) else {1: "ST", 2: "ND", 3: "RD"}.get(n % 10, "TH")
    return f"{n}{ending}"


def in_digits(clean: str) -> str:
    """The words with every number that is said written in digits; all else as it was."""
    out: list[str] = []
    words = _HYPHENED.sub(r"\1 ", clean).split()
    while words:
        value, taken, is_ordinal = _said(words)
        begins = not out and taken == 1 and words[1:2] and words[1] in _BEFORE
        if taken > 1 or value >= _ALONE or begins:
            out.append(ordinal(value) if is_ordinal else str(value))
            words = words[taken:]
        else:
            out.append(words.pop(0))
    return " ".join(out)


def _said(words: list[str]) -> Said:
    """The number that the words begin with; of no words where there is none."""
    if words[0] in ("MIL", *_HUNDREDS) or (words[0] in _ONES and words[1:2] == ["MIL"]):
        return _in_spanish(words)
    if words[0] == "A" and words[1:2] == ["HUNDRED"]:
        return _hundreds(words, 1, 1)
    value, taken, is_ordinal = _below_hundred(words)
    if not taken or is_ordinal:
        return value, taken, is_ordinal
    if words[taken : taken + 1] == ["HUNDRED"]:
        return _hundreds(words, value, taken)
    if words[taken : taken + 1] == ["THOUSAND"]:
        return _thousands(words, value, taken + 1)
    return _in_pairs(words, value, taken)


def _below_hundred(words: list[str]) -> Said:
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in _TENS:
        return _with_ones(_TENS[first], words[1:3])
    if first in ORDINALS:
        return ORDINALS[first], 1, True
    if first.isdigit() and len(first) <= 2 and second == "HUNDRED":
        return int(first), 1, False
    found = _TEENS.get(first) or _ONES.get(first) or 0
    return found, 1 if found else 0, False


def _with_ones(tens: int, after: list[str]) -> Said:
    """ "twenty six", "twenty-sixth", "veinte y seis"."""
    first, second = (*after, "", "")[:2]
    if first in _ONES:
        return tens + _ONES[first], 2, False
    if ORDINALS.get(first, 10) < 10:
        return tens + ORDINALS[first], 2, True
    if first == "Y" and second in _ONES:
        return tens + _ONES[second], 3, False
    return tens, 1, False


def _hundreds(words: list[str], hundreds: int, taken: int) -> Said:
    """ "twelve hundred", "one hundred eleventh", "a hundred and third"."""
    taken += 1
    joined = 1 if words[taken : taken + 1] == ["AND"] else 0
    if rest := words[taken + joined :]:
        more, also, is_ordinal = _below_hundred(rest)
        # "twelve hundred sixty-third" is a number and its street.
        if also and (hundreds == 1 or not is_ordinal):
            return hundreds * 100 + more, taken + joined + also, is_ordinal
    return hundreds * 100, taken, False


def _thousands(words: list[str], thousands: int, taken: int) -> Said:
    """ "seven thousand", "seven thousand two hundred"."""
    if rest := words[taken:]:
        more, also, is_ordinal = _said(rest)
        if also and not is_ordinal and more < 1000:
            return thousands * 1000 + more, taken + also, False
    return thousands * 1000, taken, False


def _in_pairs(words: list[str], value: int, taken: int) -> Said:
    """ "ten sixty", "fifty-five oh one", and the streets past the hundredth: "one-oh-sixth"."""
    rest = words[taken:]
    nought = 1 if rest and rest[0] in _NOUGHT else 0
    if len(rest) <= nought:
        return value, taken, False
    more, also, is_ordinal = _below_hundred(rest[nought:])
    fits = 0 < more < 10 if nought else more >= 10
    if also and fits and (value == 1 or not is_ordinal):
        return value * 100 + more, taken + nought + also, is_ordinal
    return value, taken, False


def _in_spanish(words: list[str]) -> Said:
    """ "dos mil seiscientos cincuenta y ocho", "ciento once"."""
    value, taken = 0, 0
    if words[0] in _ONES or words[0] == "MIL":
        value, taken = (1000, 1) if words[0] == "MIL" else (_ONES[words[0]] * 1000, 2)
    if taken < len(words) and words[taken] in _HUNDREDS:
        value, taken = value + _HUNDREDS[words[taken]], taken + 1
    if taken < len(words):
        more, also, is_ordinal = _below_hundred(words[taken:])
        if also and not is_ordinal:
            value, taken = value + more, taken + also
    return value, taken, False
