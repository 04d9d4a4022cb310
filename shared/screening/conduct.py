"""Contempt and propositions that need no swear word (VI.A.2)."""

from collections.abc import Iterator
from typing import NamedTuple

from shared.screening.outcome import Outcome, Reason
from shared.screening.signs import Place, Rule, Sentence

_FAIR = ("not_hatred", "civic")

# fmt: off
SLURS = (
    Rule("slur and contempt",        ("slurrish", "vermin|insult|removal"),          within=6, unless=_FAIR),
)
CONTEMPT = (
    Rule("group as vermin",          ("group", "link", "vermin"),                     within=9, unless=_FAIR),
    Rule("group by a vice",          ("group", "vice"),                               within=9, unless=_FAIR),
    Rule("them as vermin",           ("pronoun", "link", "vermin"),                   within=5, unless=_FAIR),
    Rule("group to be removed",      ("group", "removal"),                            within=9, unless=_FAIR),
    Rule("hatred of a group",        ("hatred", "group"),                             within=10, unless=("not_hatred",)),
    Rule("a lower place for some",   ("inferior_place",),                             unless=("not_hatred",)),
    Rule("insult to an officer",     ("authority", "insult"),                         within=7, unless=_FAIR),
    Rule("insult to the reader",     ("reader_is", "link", "vermin|insult"),          within=6, unless=_FAIR),
)
PROPOSITIONS = (
    Rule("sexual remark",            ("lewd_sure",)),
    Rule("sexual wish",              ("desire", "sexual", "sweetheart"),              within=14, unless=("third",)),
)
# fmt: on


class Conduct(NamedTuple):
    place: Place
    sentence: int
    outcome: Outcome
    reason: Reason
    rule: str


def find(sentences: list[Sentence]) -> Iterator[Conduct]:
    for sentence in sentences:
        yield from _met(sentence, SLURS, Outcome.REFUSE, Reason.DEROGATORY)
        yield from _met(sentence, CONTEMPT, Outcome.HOLD, Reason.DEROGATORY)
        yield from _met(sentence, PROPOSITIONS, _lewdness(sentence), Reason.LEWD)


def _met(
    sentence: Sentence, rules: tuple[Rule, ...], outcome: Outcome, reason: Reason
) -> Iterator[Conduct]:
    for rule in rules:
        if place := sentence.meets(rule):
            yield Conduct(place, sentence.number, outcome, reason, rule.says)


def _lewdness(sentence: Sentence) -> Outcome:
    """Refused when explicit and aimed: two sure remarks, or one with a sexual word, to somebody."""
    sure = {place[0] for place in sentence.places("lewd_sure")}
    sexual = {place[0] for place in sentence.places("sexual")}
    aimed = sentence.has("sweetheart", "desire")
    explicit = len(sure) > 1 or (sure and len(sexual) > 1) or (sentence.has("desire") and len(sexual) > 1)
    return Outcome.REFUSE if aimed and explicit and not sentence.has("third") else Outcome.HOLD
