"""Finds the words of VI.A.2 in a text, however they are spelled."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from shared.screening.masks import unmasked_chunk
from shared.screening.outcome import Reason
from shared.screening.reading import Chunk, Reading, Token
from shared.screening.spellings import (
    LEET_I,
    REVERSED,
    SHORTEST,
    SPELLINGS,
    TERMS,
    Entry,
    Tier,
    entry,
    unmasked,
    unrepeated,
)
from shared.screening.terms import FOLDER, Match, sections


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


_LONGEST_JOIN = 16


_MOST_PIECES = 14


_SHORTS = frozenset(term for _, term in sections(FOLDER / "shorts.txt"))


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
    hits = list(_outermost(hits))
    taken = allowed | {at for hit in hits for at in range(hit.first, hit.after)}
    hits += _disguised(reading, taken, language)
    return hits


def _outermost(hits: list[Hit]) -> Iterator[Hit]:
    """Without those that stand within a longer one, which says the same in more words."""
    begun = done = -1
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.after)):
        if hit.after > done or (hit.first, hit.after) == (begun, done):
            begun, done = hit.first, hit.after
            yield hit


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
        if at not in taken and (seen := unmasked(token.word)):
            known, disguise = seen
            if known.language in ("", language):
                taken.add(at)
                yield _hit(reading, at, at + 1, known, disguise)
    yield from _masked(reading, taken, language)
    yield from _joined(reading, taken, language)


def _masked(reading: Reading, taken: set[int], language: str) -> Iterator[Hit]:
    """Words with symbols inside or for letters: f*ck, sh!t, f.u.c.k, pu$$y, co<ksuckers."""
    at = 0
    tokens = reading.tokens
    for chunk in reading.chunks:
        if chunk.text.isalnum() or not any(character.isalpha() for character in chunk.text):
            continue
        known = unmasked_chunk(chunk.text)
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
        odd += piece not in _SHORTS and len(piece) < SHORTEST
        pieces = after + 1 - at
        if pieces < 2 or len(joined) < SHORTEST or not odd:
            continue
        if (known := _spelled(joined)) and _is_split(tokens, at, after, odd, joined):
            best = known, after + 1
    return best


@lru_cache(maxsize=20_000)
def _spelled(joined: str) -> Entry | None:
    for plain in (joined, joined.translate(LEET_I)):
        if known := SPELLINGS.get(plain) or REVERSED.get(plain):
            return known
    return unrepeated(joined)


def _is_split(tokens: tuple[Token, ...], at: int, last: int, odd: int, joined: str) -> bool:
    """Single letters, or a word cut in few pieces of which one is none."""
    pieces = last + 1 - at
    if pieces == len(joined):
        return pieces > 2
    if not joined.isalpha() or (pieces == 2 and tokens[at].word in _ARTICLES):
        return False
    return pieces <= 4 and odd >= pieces - 1 and tokens[at].sentence == tokens[last].sentence
