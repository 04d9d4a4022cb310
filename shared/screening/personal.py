"""Whether a text holds personal data of somebody who is not the one who writes."""

import re

from shared.screening import names
from shared.screening.reading import Reading

_NUMBERS = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]{2,}"  # e-mail
    r"|(?<![\d-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\d-])"  # telephone
    r"|(?<!\d)\d{10}(?!\d)"
    r"|(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)"  # social security number
    r"|\b(?:born|dob|birth|birthday|nacio|fecha de nacimiento|urodzon\w{0,2})\b"
    r".{0,20}?\d{1,4}[-/.]\d"
    r"|\bssn\b|\bsocial security\b",
)
_PLATE = re.compile(
    r"\b(?:plates?|plate number|license|licence|lic|tag|placas?"
    r"|tablic\w{0,3}|rejestrac\w{0,4}|车牌|لوحة)\b"
    r"[^a-z0-9]{0,3}"
    r"(?:(?:number|no|is|are|was|reads?|numero|nr|plates?|of|il|illinois)[^a-z0-9]{1,3}){0,3}"
    r"(?=[a-z0-9 -]{0,9}\d)[a-z0-9]{1,8}(?:[ -][a-z0-9]{1,4}){0,3}\b"
)
_OWN = re.compile(
    r"\b(?:my (?:name|number|phone|cell|email|e-mail|plate|license|telephone)"
    r"|call me|reach me|contact me"
    r"|email me|text me|me llamo|mi (?:nombre|numero|telefono|correo)|moj (?:numer|telefon|email)"
    r"|moje (?:nazwisko|imie)|nazywam sie|i am|i'm|this is)\b[^.!?\n]{0,25}$"
)


def names_somebody(reading: Reading) -> bool:
    return _has_numbers(reading) or _has_names(reading)


def _has_numbers(reading: Reading) -> bool:
    for pattern in (_NUMBERS, _PLATE):
        for match in pattern.finditer(reading.folded):
            if not _is_own(reading, match.start()):
                return True
    return False


def _is_own(reading: Reading, at: int) -> bool:
    return _OWN.search(reading.folded[max(0, at - 60) : at]) is not None


def _has_names(reading: Reading) -> bool:
    return any(_named_at(reading, at) for at in range(len(reading.tokens)))


def _named_at(reading: Reading, at: int) -> bool:
    tokens = reading.tokens
    after = at + 1
    if after >= len(tokens) or not _is_capital(reading, after):
        return False
    word, before = tokens[at].word, tokens[at - 1].word if at else ""
    if word in names.TITLES:
        return _is_person(reading, after) and not _is_own(reading, tokens[at].start)
    if not _is_capital(reading, at) or not _touch(reading, at) or before in names.OFFICES:
        return False
    if word in names.OFFICES or not _is_person(reading, after):
        return False
    if _is_own(reading, tokens[at].start) or before in names.BEFORE_PLACE:
        return False
    return word in names.GIVEN or _stands_as_a_person(reading, at)


def _stands_as_a_person(reading: Reading, at: int) -> bool:
    """Two capitals after "my neighbor" or before "lives", whatever the name."""
    words = reading.words
    before = words[at - 1] if at else ""
    after = words[at + 2] if at + 2 < len(words) else ""
    return before in names.NAMING or after in names.PERSON_VERBS


def _is_capital(reading: Reading, at: int) -> bool:
    return names.is_capitalised(reading.typed_word(reading.tokens[at]))


def _touch(reading: Reading, at: int) -> bool:
    gap = reading.folded[reading.tokens[at].end : reading.tokens[at + 1].start]
    return gap in (" ", "-")


def _is_person(reading: Reading, at: int) -> bool:
    """A surname, not the first part of a street or a firm."""
    tokens = reading.tokens
    if tokens[at].word in names.PLACES:
        return False
    return at + 1 >= len(tokens) or tokens[at + 1].word not in names.PLACES
