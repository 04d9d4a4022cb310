"""Dictionaries of words, stems and phrases, kept as text files and matched against tokens.

A file is a list of `[label]` sections of comma-separated terms. In a term `stem*` stands for every
word that begins so, `_` for any one word, `..` for up to five words or none, `{a|b}` for either.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from shared.screening.reading import words_of

FOLDER = Path(__file__).with_name("lexicon")
_ANY, _GAP = "_", ".."
_GAP_LENGTH = 5
_LONGEST = 20  # tokens of a phrase
_MOST_KNOWN = 20_000  # words whose beginnings are remembered


class Match(NamedTuple):
    label: str
    first: int  # token
    after: int
    term: str


@dataclass(slots=True)
class _State:
    """What may come next in some phrases, and which phrases end here."""

    ends: dict[str, str] = field(default_factory=dict)  # label -> the term as written
    words: dict[str, list["_State"]] = field(default_factory=dict)
    stems: dict[str, list["_State"]] = field(default_factory=dict)
    anything: list["_State"] = field(default_factory=list)

    def take(self, other: "_State") -> None:
        """Go on as the other would, too."""
        self.ends = other.ends | self.ends
        for mine, theirs in ((self.words, other.words), (self.stems, other.stems)):
            for word, after in theirs.items():
                mine.setdefault(word, []).extend(after)
        self.anything += other.anything

    def after(self, word: str) -> list["_State"]:
        found = self.words.get(word, _NONE)
        if self.anything:
            found = found + self.anything
        if self.stems:
            for stem, states in self.stems.items():
                if word.startswith(stem):
                    found = found + states
        return found

    def join(self) -> None:
        """One state instead of each list of them, where many phrases begin alike."""
        for edges in (self.words, self.stems):
            for word, states in edges.items():
                joined = _State()
                for state in states:
                    joined.take(state)
                edges[word] = [joined]


_NONE: list[_State] = []


class Terms:
    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._root = _State()
        for label, term in entries:
            self._root.take(_before(term, _State(ends={label: term})))
        if self._root.ends or self._root.anything:
            raise ValueError("A term must begin with a word.")
        self._root.join()
        self._stem_lengths = sorted(set(map(len, self._root.stems)))
        self._known: dict[str, tuple[_State, ...]] = {}

    def find(self, words: Sequence[str]) -> list[Match]:
        """Every phrase wherever it stands, each label and stretch once."""
        found: dict[tuple[str, int, int], Match] = {}
        for first, word in enumerate(words):
            if states := self._beginning(word):
                for match in self._from(words, first, states):
                    found.setdefault(match[:3], match)
        return list(found.values())

    def _from(self, words: Sequence[str], first: int, states: Sequence[_State]) -> Iterator[Match]:
        for after in range(first + 1, min(len(words), first + _LONGEST) + 1):
            for state in states:
                for label, term in state.ends.items():
                    yield Match(label, first, after, term)
            if after == len(words):
                return
            word = words[after]
            following = [then for each in states for then in each.after(word)]
            if not following:
                return
            states = list({id(then): then for then in following}.values())

    def _beginning(self, word: str) -> tuple[_State, ...]:
        if (known := self._known.get(word)) is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[word] = tuple(self._begun(word))
        return known

    def _begun(self, word: str) -> Iterator[_State]:
        yield from self._root.words.get(word, ())
        for length in self._stem_lengths:
            if length > len(word):
                return
            yield from self._root.stems.get(word[:length], ())


def load(name: str) -> Terms:
    return Terms(written(FOLDER / f"{name}.txt"))


def written(path: Path) -> Iterator[tuple[str, str]]:
    """Each term of a file as it is written, with the label it stands under."""
    label = ""
    for line in map(str.strip, path.read_text(encoding="utf-8").splitlines()):
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            label = line.strip("[]")
            continue
        for term in line.split(","):
            if term := term.strip():
                yield label, term


def sections(path: Path) -> Iterator[tuple[str, str]]:
    """The same with every choice spelled out: for lists of words, not of long phrases."""
    for label, term in written(path):
        yield from ((label, one) for one in expanded(term))


def expanded(term: str) -> Iterator[str]:
    """Every reading of a term with braces, each once."""
    yield from dict.fromkeys(" ".join(one.split()) for one in _expanded(term))


def _expanded(term: str) -> Iterator[str]:
    """The outermost braces first: taken from within, neighbours would multiply each other."""
    before, brace, _ = term.partition("{")
    if not brace:
        yield term
        return
    choices, rest = _choices(term, len(before))
    endings = list(_expanded(rest))
    for choice in choices:
        for inner in _expanded(choice):
            yield from (before + inner + ending for ending in endings)


def _choices(term: str, at: int) -> tuple[list[str], str]:
    """What stands between the brace at `at` and its own end, cut at its own bars; and the rest."""
    depth, begin, choices = 0, at + 1, []
    for place in range(at, len(term)):
        depth += (term[place] == "{") - (term[place] == "}")
        if depth == 0 or (depth == 1 and term[place] == "|"):
            choices.append(term[begin:place])
            begin = place + 1
        if depth == 0:
            return choices, term[begin:]
    raise ValueError(f"A brace is not closed in {term!r}.")


def _before(term: str, then: _State) -> _State:
    """The state from which the term leads to `then`."""
    for piece in reversed(_pieces(term)):
        then = _one_before(piece, then)
    return then


def _pieces(term: str) -> list[str]:
    """The term cut at the blanks outside its braces."""
    pieces, depth = [""], 0
    for character in term:
        depth += (character == "{") - (character == "}")
        if character == " " and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += character
    return [piece for piece in pieces if piece]


def _one_before(piece: str, then: _State) -> _State:
    if piece == _ANY:
        return _State(anything=[then])
    if piece == _GAP:
        return _gap_before(then)
    if "{" not in piece:
        return _word_before(piece, then)
    state = _State()
    for choice in _alternatives(piece):
        state.take(_before(choice, then))
    return state


def _alternatives(piece: str) -> Iterable[str]:
    """The choices of a piece that is one pair of braces; else all that its parts make together."""
    if piece.startswith("{"):
        choices, rest = _choices(piece, 0)
        if not rest:
            return choices
    return expanded(piece)


def _gap_before(then: _State) -> _State:
    state = then
    for _ in range(_GAP_LENGTH):
        wider = _State(anything=[state])
        wider.take(then)
        state = wider
    return state


def _word_before(piece: str, then: _State) -> _State:
    words = words_of(piece.rstrip("*"))
    if not words:
        raise ValueError(f"{piece!r} is no word.")
    *most, last = words
    edges = {last: [then]}
    state = _State(stems=edges) if piece.endswith("*") else _State(words=edges)
    for word in reversed(most):
        state = _State(words={word: [state]})
    return state
