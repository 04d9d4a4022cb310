"""Which words of a text are somebody else's: VI.A.2 is about the author's own."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from shared.screening.reading import Reading
from shared.screening.terms import load

_TERMS = load("speech")
_QUOTED = re.compile(
    r"“[^“”]{1,600}?”|„[^„”“]{1,600}?[”“]|«[^«»]{1,600}?»|「[^「」]{1,600}?」|『[^『』]{1,600}?』"
    r"|[\"“”„«»][^\"“”„«»]{1,600}?[\"“”„«»]|‘[^‘’]{1,600}?’(?!\w)|(?<!\w)'(?:[^']|(?<=\w)'(?=\w)){1,600}?'(?!\w)"
)
_BEFORE = 5  # tokens before a verb in which its subject is looked for
_LAST = 5  # tokens: so near the end of a sentence, what was said is in the next one


@dataclass(frozen=True, slots=True)
class Speech:
    """Where others speak: from which token of a sentence on, and which tokens stand in quotes."""

    told: dict[int, int]  # sentence -> token
    quoted: frozenset[int]
    doubtful: frozenset[int]  # sentences that may be another's words, or hold some
    adopted: frozenset[int]  # sentences
    readers: frozenset[int]  # tokens

    def is_reported(self, token: int, sentence: int) -> bool:
        return token in self.quoted or self.told.get(sentence, token + 1) <= token

    def is_doubtful(self, sentence: int) -> bool:
        return sentence in self.doubtful

    def is_adopted(self, sentence: int) -> bool:
        """The sentence itself or the one after it says that the author agrees."""
        return sentence in self.adopted or sentence + 1 in self.adopted


Marks = dict[str, list[tuple[int, int]]]


def hear(reading: Reading) -> Speech:
    quoted = _quoted(reading)
    marks: Marks = {}
    for match in _TERMS.find(reading.words):
        if match.first not in quoted or match.label == "reader":
            marks.setdefault(match.label, []).append((match.first, match.after))
    tokens = reading.tokens
    told = _told(reading, marks)
    return Speech(
        told=told | _announced(reading, marks, told),
        quoted=quoted,
        doubtful=_doubtful(reading, marks, told),
        adopted=frozenset(tokens[first].sentence for first, _ in marks.get("adopted", ())),
        readers=frozenset(at for span in marks.get("reader", ()) for at in range(*span)),
    )


def _quoted(reading: Reading) -> frozenset[int]:
    typed = [reading.origin[token.start] for token in reading.tokens]
    return frozenset(
        at
        for match in _QUOTED.finditer(reading.typed)
        for at in range(bisect_left(typed, match.start()), bisect_left(typed, match.end()))
    )


def _told(reading: Reading, marks: Marks) -> dict[int, int]:
    """From the first verb of saying, or bearer of words, on."""
    own = {at for first, after in marks.get("self", ()) for at in range(first, after)}
    others = {first for first, _ in marks.get("other", ())}
    found: dict[int, int] = {}
    for label in ("say", "base", "carrier"):
        for first, after in marks.get(label, ()):
            sentence = reading.tokens[first].sentence
            subject = range(max(reading.sentences[sentence][0], first - _BEFORE), first)
            if label != "carrier" and _is_own(subject, own, reading.words):
                continue
            if label == "base" and others.isdisjoint(subject):
                continue
            start = after if label == "carrier" else first
            found[sentence] = min(found.get(sentence, start), start)
    return found


def _announced(reading: Reading, marks: Marks, told: dict[int, int]) -> dict[int, int]:
    """Whole sentences that stand after "he yelled at me." or before "That is what he said." """
    found: dict[int, int] = {}
    begins = {reading.tokens[first].sentence: first for first, _ in reading.sentences}
    for first, after in reading.sentences:
        sentence = reading.tokens[first].sentence
        if after - told.get(sentence, first) <= _LAST and sentence in told:
            found[sentence + 1] = begins.get(sentence + 1, after)
    for label, away in (("opening", 1), ("closing", -1)):
        for first, _ in marks.get(label, ()):
            sentence = reading.tokens[first].sentence
            found[sentence + away] = begins.get(sentence + away, 0)
            found[sentence] = begins[sentence]
    return found


def _doubtful(reading: Reading, marks: Marks, told: dict[int, int]) -> frozenset[int]:
    heard = {reading.tokens[first].sentence for first, _ in marks.get("witness", ())}
    return frozenset(near for at in heard | told.keys() for near in (at - 1, at, at + 1))


_THIRD = frozenset(("he", "she", "they", "who"))
_PASSIVE = frozenset(
    [
        "was",
        "were",
        "been",
        "got",
        "get",
        "getting",
        "being",
        "him",
        "her",
        "them",
        "someone",
        "somebody",
        "people",
    ]
)


def _is_own(subject: range, own: set[int], words: tuple[str, ...]) -> bool:
    """The nearest subject is the author or the reader: "I said", not "I was called"."""
    for at in reversed(subject):
        if words[at] in _PASSIVE or words[at] in _THIRD:
            return False
        if at in own and words[at] != "my":
            return True
    return bool(subject) and words[subject[-1]] in ("you", "u", "yall")
