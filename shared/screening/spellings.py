"""The lists of VI.A.2's words, in every spelling that one token can have.

The lists under `lexicon/` are read plain first; what is left is read again as a person reads it who
knows the tricks: digits and symbols for letters, repeats, glued and reversed words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import le

from shared.screening.outcome import Reason
from shared.screening.terms import FOLDER, Terms, expanded, sections

LANGUAGES = ("en", "es", "pl", "ar", "zh")


class Tier(StrEnum):
    REFUSE = "refuse"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Entry:
    tier: Tier
    reason: Reason
    term: str
    language: str  # the only one it counts in, or empty


_ENDINGS = ("", "s", "ed", "er", "ers", "in", "ing", "y")


SHORTEST = 4


def _load() -> tuple[Terms, tuple[tuple[str, Entry], ...], tuple[str, ...]]:
    terms: list[tuple[str, str]] = []
    singles: list[tuple[str, Entry]] = []
    inside: list[str] = []
    for language in LANGUAGES:
        for label, term in sections(FOLDER / f"words_{language}.txt"):
            if label == "inside":
                inside.append(term)
                continue
            terms.append((label, term))
            if label.startswith(("refuse", "hold")) and " " not in term and term.isascii():
                singles.append((term, entry(label, term)))
    return Terms(terms), tuple(singles), tuple(dict.fromkeys(inside))


def entry(label: str, term: str) -> Entry:
    tier, reason, *language = label.split(".")
    return Entry(Tier(tier), Reason(reason), term, language[0] if language else "")


TERMS, _SINGLES, INSIDE = _load()


_ENGLISH = frozenset(
    term for label, term in sections(FOLDER / "words_en.txt") if label.startswith("refuse")
)


def _spellings() -> dict[str, Entry]:
    """Every list word of one token, each stem with its usual endings."""
    found: dict[str, Entry] = {}
    for term, known in _SINGLES:
        forms = [term] if not term.endswith("*") else [term[:-1] + ending for ending in _ENDINGS]
        for form in forms:
            found.setdefault(form, known)
    return found


SPELLINGS = _spellings()


REVERSED = {
    word[::-1]: known
    for word, known in SPELLINGS.items()
    if len(word) >= SHORTEST and known.tier is Tier.REFUSE and known.term in _ENGLISH
}


# Reversed list words that are words or common slips of the keyboard themselves.
for _innocent in (
    "gals",
    "drat",
    "tihs",
    "skips",
    "skip",
    "spit",
    "stun",
    "tunc",
    "snug",
    "mood",
    "stink",
    "knits",
    "spin",
    "skin",
    "noob",
):
    REVERSED.pop(_innocent, None)


def _by_shape() -> dict[str, list[tuple[str, Entry]]]:
    shapes: dict[str, list[tuple[str, Entry]]] = {}
    for word, known in SPELLINGS.items():
        if len(word) >= SHORTEST or word in ("ass", "fag"):
            shapes.setdefault(word[0], []).append((word, known))
    return shapes


SHAPES = _by_shape()


LEET_I = str.maketrans("013456789@$!|+<({€£#", "oieasgtbgasiitcccelh")


LEET_L = str.maketrans("013456789@$!|+<({€£#", "oleasgtbgasiltcccelh")


@lru_cache(maxsize=20_000)
def unmasked(word: str) -> tuple[Entry, str] | None:
    """A list word behind repeats, digits, reversal or glue."""
    if len(word) < SHORTEST or not word.isascii() or word.isdigit():
        return None
    if known := REVERSED.get(word):
        return known, "reversed"
    if known := _turned_round(word):
        return known, "turned round"
    for plain in _plain_readings(word):
        if found := _read_as(plain, word):
            return found
    known = SPELLINGS.get(word.rstrip("0123456789"))
    return (known, "numbered") if known else None


def _turned_round(word: str) -> Entry | None:
    """A list word of English in pig Latin: uckfay, itshay, assholeway."""
    if not word.endswith("ay") or len(word) < SHORTEST + 2:
        return None
    stem = word[:-2]
    turned = [stem[-by:] + stem[:-by] for by in (1, 2, 3)]
    for plain in (*turned, stem[:-1] if stem.endswith("w") else ""):
        known = SPELLINGS.get(plain)
        if known and known.tier is Tier.REFUSE and known.term in _ENGLISH:
            return known
    return None


def _plain_readings(word: str) -> Iterator[str]:
    """The word, and with letters for its digits where half of it or more are letters."""
    yield word
    letters = sum(character.isalpha() for character in word)
    if letters * 2 >= len(word):
        plain = (word.translate(LEET_I), word.translate(LEET_L))
        yield from (each for each in dict.fromkeys(plain) if each != word)


def _read_as(plain: str, word: str) -> tuple[Entry, str] | None:
    if plain != word and (known := SPELLINGS.get(plain)):
        return known, "leet"
    if known := unrepeated(plain):
        return known, "repeated"
    known = glued(plain)
    return (known, "glued") if known else None


def _flat(word: str) -> str:
    """The word with each run of a letter as one."""
    return "".join(letter for letter, _ in groupby(word))


def _by_flat() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in SPELLINGS:
        if len(word) >= SHORTEST:
            found.setdefault(_flat(word), []).append(word)
    return found


_BY_FLAT = _by_flat()


def unrepeated(word: str) -> Entry | None:
    """The list word that this one is, letters of it repeated."""
    flat = _flat(word)
    if flat == word:
        return None
    for known in _BY_FLAT.get(flat, ()):
        if known != word and all(map(le, _runs(known), _runs(word))):
            return SPELLINGS[known]
    return None


def _runs(word: str) -> list[int]:
    return [len(tuple(run)) for _, run in groupby(word)]


_GLUED = tuple(
    (stem, Entry(Tier.REFUSE, Reason.OBSCENE, stem, ""))
    for written in INSIDE
    for stem in expanded(written)
)


def glued(word: str) -> Entry | None:
    if len(word) < 6:
        return None
    flat = _flat(word)
    for stem, known in _GLUED:
        if stem in word or (flat != word and len(stem) > 3 and stem in flat and "gg" not in stem):
            return known
    return None
