"""A text as the rules read it: plain tokens that remember where they were typed."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from shared.screening.folding import fold

_CJK = "\u3400-\u9fff"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_CHUNK = re.compile(r"\S+")
_ENDS = re.compile(r"[.!?…]+[\"”»')\]]*(?:\s|$)|[。！？\n]")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "ave",
        "blvd",
        "rd",
        "ct",
        "pl",
        "sgt",
        "lt",
        "capt",
        "ofc",
        "det",
        "sr",
        "jr",
        "no",
        "vs",
        "apt",
        "bldg",
        "approx",
        "sra",
        "srta",
        "dra",
        "pan",
        "pani",
        "ul",
        "al",
        "nr",
        "a",
        "p",
        "m",
        "am",
        "pm",
        "e",
        "w",
        "n",
        "s",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
_ARABIC_CLITICS = ("وبال", "وال", "بال", "فال", "كال", "لل", "ال")


class Token(NamedTuple):
    word: str
    start: int  # in the folded text
    end: int
    sentence: int


class Chunk(NamedTuple):
    """A run without blanks, symbols kept."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    typed: str
    folded: str
    origin: tuple[int, ...]  # folded position -> typed position

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(_tokens(self.folded))

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in self.tokens)

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        found = _CHUNK.finditer(self.folded)
        return tuple(Chunk(match.group(), match.start(), match.end()) for match in found)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """First and after-last token of each sentence."""
        spans: list[tuple[int, int]] = []
        for at, token in enumerate(self.tokens):
            if spans and token.sentence == self.tokens[spans[-1][0]].sentence:
                spans[-1] = (spans[-1][0], at + 1)
            else:
                spans.append((at, at + 1))
        return tuple(spans)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the text as typed."""
        return self.origin[start], self.origin[end - 1] + 1

    def typed_word(self, token: Token) -> str:
        start, end = self.span(token.start, token.end)
        return self.typed[start:end]


def read(text: str) -> Reading:
    folded: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        for plain in fold(character):
            folded.append(plain)
            origin.append(at)
    return Reading(text, "".join(folded), tuple(origin))


def words_of(text: str) -> tuple[str, ...]:
    return read(text).words


def _tokens(folded: str) -> list[Token]:
    found: list[Token] = []
    sentence = 0
    for match in _WORD.finditer(_joined(folded)):
        if found and _is_break(folded[found[-1].end : match.start()], found[-1].word):
            sentence += 1
        found.append(Token(_stemmed(match.group()), match.start(), match.end(), sentence))
    return _without_apostrophes(found)


_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_JOINER = "ʔ"


def _joined(folded: str) -> str:
    """ "don't" and "bitch's" as one word each, without moving a position."""
    return _APOSTROPHE.sub(_JOINER, folded)


def _without_apostrophes(tokens: list[Token]) -> list[Token]:
    return [
        token._replace(word=token.word.replace(_JOINER, "")) if _JOINER in token.word else token
        for token in tokens
    ]


def _is_break(gap: str, before: str) -> bool:
    if len(gap) == 1 and gap != "\n" and gap not in "。！？":
        return False
    if not _ENDS.search(gap):
        return False
    return not (gap.lstrip().startswith(".") and gap.count(".") == 1 and before in _ABBREVIATIONS)


def _stemmed(word: str) -> str:
    """An Arabic word without its article and the particles written onto it."""
    if not "\u0600" <= word[0] <= "\u06ff":
        return word
    for clitic in _ARABIC_CLITICS:
        if word.startswith(clitic) and len(word) > len(clitic) + 2:
            return word[len(clitic) :]
    return word[1:] if word[0] in "وف" and len(word) > 4 else word
