"""Finds the words of VI.A.2 in a text, however they are spelled.

The lists under `lexicon/` are read plain first; what is left is read again as a person reads it who
knows the tricks: digits and symbols for letters, masks, spaces, repeats, glued and reversed words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product

from shared.screening.outcome import Reason
from shared.screening.reading import Chunk, Reading, Token
from shared.screening.terms import FOLDER, Match, Terms, expanded, sections

LANGUAGES = ("en", "es", "pl", "ar", "zh")


class Tier(StrEnum):
    REFUSE = "refuse"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Hit:
    start: int  # in the folded text
    end: int
    first: int  # token
    after: int
    tier: Tier
    reason: Reason
    term: str
    disguise: str = ""  # how it was hidden, empty when plain


@dataclass(frozen=True, slots=True)
class Entry:
    tier: Tier
    reason: Reason
    term: str
    language: str  # the only one it counts in, or empty


_ENDINGS = ("", "s", "ed", "er", "ers", "in", "ing", "y")
_LONGEST_JOIN = 16
_MOST_PIECES = 14
_SHORTEST = 4


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
_SHORTS = frozenset(term for _, term in sections(FOLDER / "shorts.txt"))


def _spellings() -> dict[str, Entry]:
    """Every list word of one token, each stem with its usual endings."""
    found: dict[str, Entry] = {}
    for term, known in _SINGLES:
        forms = [term] if not term.endswith("*") else [term[:-1] + ending for ending in _ENDINGS]
        for form in forms:
            found.setdefault(form, known)
    return found


SPELLINGS = _spellings()
_REVERSED = {
    word[::-1]: known
    for word, known in SPELLINGS.items()
    if len(word) >= _SHORTEST and known.tier is Tier.REFUSE and known.term in _ENGLISH
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
    _REVERSED.pop(_innocent, None)


def _by_shape() -> dict[str, list[tuple[str, Entry]]]:
    shapes: dict[str, list[tuple[str, Entry]]] = {}
    for word, known in SPELLINGS.items():
        if len(word) >= _SHORTEST or word in ("ass", "fag"):
            shapes.setdefault(word[0], []).append((word, known))
    return shapes


_SHAPES = _by_shape()
_LEET_I = str.maketrans("013456789@$!|+<({€£#", "oieasgtbgasiitcccelh")
_LEET_L = str.maketrans("013456789@$!|+<({€£#", "oleasgtbgasiltcccelh")
_MASKS = frozenset("*#@$%&!?+^~=_-.•×<>|")
_STARS = frozenset("*#@$%!•×")
_ENDING_STARS = frozenset("*#•×_-")


def find(reading: Reading, language: str) -> list[Hit]:
    """Every hit of the lists, innocent uses that the lists name left out."""
    matches = TERMS.find(reading.words)
    allowed = {at for match in matches if match.label == "allow" for at in range(*match[1:3])}
    hits = [
        hit
        for match in matches
        if match.label not in ("allow", "mild")
        and allowed.isdisjoint(range(match.first, match.after))
        for hit in _plain(reading, match, language)
        if _in_one_sentence(reading, match)
    ]
    taken = allowed | {at for hit in hits for at in range(hit.first, hit.after)}
    hits += _disguised(reading, taken, language)
    return hits


def _in_one_sentence(reading: Reading, match: Match) -> bool:
    tokens = reading.tokens
    return tokens[match.first].sentence == tokens[match.after - 1].sentence


def _plain(reading: Reading, match: Match, language: str) -> Iterator[Hit]:
    known = entry(match.label, match.term)
    if known.language in ("", language):
        yield _hit(reading, match.first, match.after, known, "")


def _hit(reading: Reading, first: int, after: int, known: Entry, disguise: str) -> Hit:
    start, end = reading.tokens[first].start, reading.tokens[after - 1].end
    return Hit(start, end, first, after, known.tier, known.reason, known.term, disguise)


def _disguised(reading: Reading, taken: set[int], language: str) -> Iterator[Hit]:
    for at, token in enumerate(reading.tokens):
        if at not in taken and (seen := _unmasked_token(token.word)):
            known, disguise = seen
            if known.language in ("", language):
                taken.add(at)
                yield _hit(reading, at, at + 1, known, disguise)
    yield from _masked(reading, taken, language)
    yield from _joined(reading, taken, language)


@lru_cache(maxsize=20_000)
def _unmasked_token(word: str) -> tuple[Entry, str] | None:
    """A list word behind repeats, digits, reversal or glue."""
    if len(word) < _SHORTEST or not word.isascii() or word.isdigit():
        return None
    if known := _REVERSED.get(word):
        return known, "reversed"
    letters = sum(character.isalpha() for character in word)
    for plain in dict.fromkeys((word, word.translate(_LEET_I), word.translate(_LEET_L))):
        if plain != word and letters * 2 < len(word):
            continue
        if plain != word and (known := SPELLINGS.get(plain)):
            return known, "leet"
        for shorter in _unrepeated(plain):
            if known := SPELLINGS.get(shorter):
                return known, "repeated"
        if known := _glued(plain):
            return known, "glued"
    if known := SPELLINGS.get(word.rstrip("0123456789")):
        return known, "numbered"
    return None


def _unrepeated(word: str) -> Iterator[str]:
    """The word with its runs of a letter cut to one or two, when it has any."""
    runs = _runs(word)
    long = [at for at, (_, length) in enumerate(runs) if length > 1]
    if not long or len(long) > 5 or len(word) > 60:
        return
    for lengths in product((1, 2), repeat=len(long)):
        chosen = dict(zip(long, lengths, strict=True))
        if all(chosen[at] <= runs[at][1] for at in long):
            shorter = "".join(letter * chosen.get(at, 1) for at, (letter, _) in enumerate(runs))
            if len(shorter) >= _SHORTEST and shorter != word:
                yield shorter


def _runs(word: str) -> list[tuple[str, int]]:
    runs: list[tuple[str, int]] = []
    for letter in word:
        if runs and runs[-1][0] == letter:
            runs[-1] = (letter, runs[-1][1] + 1)
        else:
            runs.append((letter, 1))
    return runs


_GLUED = tuple(
    (stem, Entry(Tier.REFUSE, Reason.OBSCENE, stem, ""))
    for written in INSIDE
    for stem in expanded(written)
)


def _glued(word: str) -> Entry | None:
    if len(word) < 6:
        return None
    flat = word if len(_runs(word)) == len(word) else "".join(letter for letter, _ in _runs(word))
    for stem, known in _GLUED:
        if stem in word or (flat != word and len(stem) > 3 and stem in flat and "gg" not in stem):
            return known
    return None


def _masked(reading: Reading, taken: set[int], language: str) -> Iterator[Hit]:
    """Words with symbols inside or for letters: f*ck, sh!t, f.u.c.k, pu$$y, co<ksuckers."""
    at = 0
    tokens = reading.tokens
    for chunk in reading.chunks:
        if chunk.text.isalnum() or not any(character.isalpha() for character in chunk.text):
            continue
        known = _unmasked_chunk(chunk.text)
        if not known or known.language not in ("", language):
            continue
        while at < len(tokens) and tokens[at].end <= chunk.start:
            at += 1
        first = at
        while at < len(tokens) and tokens[at].start < chunk.end:
            at += 1
        if first < at and taken.isdisjoint(range(first, at)):
            taken.update(range(first, at))
            start, end = _trimmed(chunk)
            yield Hit(start, end, first, at, known.tier, known.reason, known.term, "masked")


def _trimmed(chunk: Chunk) -> tuple[int, int]:
    inner = chunk.text.strip(".,;:?!\"'()[]«»“”„")
    start = chunk.start + chunk.text.find(inner)
    return start, start + len(inner)


@lru_cache(maxsize=20_000)
def _unmasked_chunk(text: str) -> Entry | None:
    core = text.strip(".,;:?\"'()[]«»“”„ ")
    core = core.rstrip("!") if "!" in core[-1:] else core
    if core.startswith("*") and core.endswith("*"):
        core = core.strip("*")
    if len(core) < 3 or len(core) > 40 or "@" in core and "." in core.partition("@")[2]:
        return None
    letters = "".join(character for character in core if character.isalpha())
    if core.isalnum() or not letters or core[0].isdigit() and len(letters) < 2:
        return None
    return _leet(core) or _compact(core, letters) or _by_mask(core)


def _leet(core: str) -> Entry | None:
    for table in (_LEET_I, _LEET_L):
        plain = core.translate(table)
        word = "".join(character for character in plain if character.isalpha())
        if len(word) >= 3 and (known := SPELLINGS.get(word)):
            if len(word) > 3 or not any(mark in core for mark in "-./,:"):
                return known
        if plain.isalpha() and plain != core and (known := _glued(plain)):
            return known
        for shorter in _unrepeated(word):
            if known := SPELLINGS.get(shorter):
                return known
    return None


def _compact(core: str, letters: str) -> Entry | None:
    if len(letters) < _SHORTEST:
        return None
    return SPELLINGS.get(letters) or _REVERSED.get(letters)


def _by_mask(core: str) -> Entry | None:
    """A list word whose hidden letters the symbols can stand for."""
    if not core[0].isalpha() or len(core) > 24:
        return None
    pieces = _pieces(core)
    visible = sum(len(letters) for letters, _ in pieces)
    hidden = [symbols for _, symbols in pieces if symbols]
    starred = all(set(symbols) <= _STARS for symbols in hidden)
    if not hidden or visible < _least_visible(starred, len(hidden[0]) > 1):
        return None
    if not starred and all(len(symbols) == 1 for symbols in hidden) and len(pieces) > 2:
        return None
    trailing = pieces[-1][1]
    if trailing and not (set(trailing) <= _ENDING_STARS and len(set(trailing)) == 1):
        return None
    for word, known in _SHAPES.get(core[0], ()):
        if visible > 1 and _covers(pieces, word, 0, 0):
            return known
        if visible == 1 and len(word) == len(core) and word in _STARRED:
            return known
    return None


def _least_visible(starred: bool, long: bool) -> int:
    """Letters that must show: one in "f***", two in "f*k" and "f--k", three in "f-ck"."""
    return 3 - starred - long


# What "f***" is read as when only the first letter is left standing.
_STARRED = frozenset(
    "fuck fucking fucked fucker fuckers shit shits bitch bitches cunt cunts nigger niggers".split()
)


def _pieces(core: str) -> list[tuple[str, str]]:
    """Letters and the symbols after them, in turn."""
    pieces: list[tuple[str, str]] = []
    letters = symbols = ""
    for character in core:
        if character.isalpha():
            if symbols:
                pieces.append((letters, symbols))
                letters = symbols = ""
            letters += character
        elif character in _MASKS:
            symbols += character
        else:
            return [(core, "")]
    return [*pieces, (letters, symbols)]


def _covers(pieces: list[tuple[str, str]], word: str, at: int, done: int) -> bool:
    if done == len(pieces):
        return at == len(word)
    letters, symbols = pieces[done]
    if not word.startswith(letters, at):
        return False
    at += len(letters)
    if not symbols:
        return done == len(pieces) - 1 and at == len(word)
    lengths = (1,) if len(symbols) == 1 else range(1, len(symbols) + 2)
    return any(_covers(pieces, word, at + length, done + 1) for length in lengths)


_ARTICLES = ("a", "i", "o", "y", "e", "z", "w")


def _joined(reading: Reading, taken: set[int], language: str) -> Iterator[Hit]:
    """Words written in pieces: f u c k, fu ck, s hit."""
    tokens = reading.tokens
    at = 0
    while at < len(tokens):
        seen = _join_at(tokens, at) if len(tokens[at].word) <= 5 else None
        if seen and seen[0].language in ("", language) and not taken.issuperset(range(at, seen[1])):
            known, after = seen
            taken.update(range(at, after))
            yield _hit(reading, at, after, known, "spaced")
            at = after
        else:
            at += 1


def _join_at(tokens: tuple[Token, ...], at: int) -> tuple[Entry, int] | None:
    """The longest list word that the pieces from here make, at least one piece being no word."""
    joined, odd, best = "", 0, None
    for after in range(at, min(len(tokens), at + _MOST_PIECES)):
        piece = tokens[after].word
        if len(piece) > 1 and not piece.isalpha():
            break
        if len(piece) > 6 or len(joined) + len(piece) > _LONGEST_JOIN or not piece.isascii():
            break
        joined += piece
        odd += piece not in _SHORTS and len(piece) < _SHORTEST
        pieces = after + 1 - at
        if pieces < 2 or len(joined) < _SHORTEST or not odd:
            continue
        if (known := _spelled(joined)) and _is_split(tokens, at, after, odd, joined):
            best = known, after + 1
    return best


@lru_cache(maxsize=20_000)
def _spelled(joined: str) -> Entry | None:
    for plain in (joined, joined.translate(_LEET_I)):
        if known := SPELLINGS.get(plain) or _REVERSED.get(plain):
            return known
    return next((known for short in _unrepeated(joined) if (known := SPELLINGS.get(short))), None)


def _is_split(tokens: tuple[Token, ...], at: int, last: int, odd: int, joined: str) -> bool:
    """Single letters, or a word cut in few pieces of which one is none."""
    pieces = last + 1 - at
    if pieces == len(joined):
        return pieces > 2
    if not joined.isalpha() or (pieces == 2 and tokens[at].word in _ARTICLES):
        return False
    return pieces <= 4 and odd >= pieces - 1 and tokens[at].sentence == tokens[last].sentence
