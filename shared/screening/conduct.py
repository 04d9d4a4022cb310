"""Contempt and propositions that need no swear word (VI.A.2)."""

from collections.abc import Iterator
from typing import NamedTuple

from shared.screening.outcome import Outcome, Reason
from shared.screening.signs import Place, Rule, Sentence

_FAIR = ("not_hatred",)
_THINGS = ("civic",)

# fmt: off
SLURS = (
    Rule("slur and contempt",        ("slurrish", "vermin|insult|removal|leaving"), 6, unless=_FAIR, apart_from=_THINGS),
    Rule("slur and contempt",        ("vermin|insult", "slurrish"),                 4, unless=_FAIR, apart_from=_THINGS),
)
CONTEMPT = (
    Rule("group as vermin",          ("group|people", "link", "vermin"),  9, unless=_FAIR, apart_from=_THINGS, in_order=True),
    Rule("group as vermin",          ("vermin", "group"),                 2, unless=_FAIR, apart_from=_THINGS, in_order=True),
    Rule("group by a vice",          ("group|people", "link", "vice"),    7, unless=_FAIR, apart_from=_THINGS, in_order=True),
    Rule("group by its deeds",       ("group", "deed"),                   8, unless=_FAIR, apart_from=_THINGS),
    Rule("as less than human",       ("less_than_human",),                   unless=_FAIR),
    Rule("them as vermin",           ("pronoun", "link", "vermin"),       4, unless=_FAIR, apart_from=_THINGS, in_order=True),
    Rule("group to be removed",      ("group|people", "removal"),         9, unless=_FAIR),
    Rule("group to be removed",      ("group", "leaving"),                9, unless=_FAIR),
    Rule("hatred of a group",        ("hatred", "group|people"),         10, unless=_FAIR),
    Rule("a lower place for some",   ("inferior_place",),                    unless=_FAIR),
    Rule("insult to an officer",     ("authority", "insult"),             7, unless=_FAIR, apart_from=_THINGS),
    Rule("insult to an officer",     ("ranked", "link", "insult"),        7, unless=_FAIR, apart_from=_THINGS, in_order=True),
    Rule("insult to the reader",     ("reader_is", "link", "vermin|insult"), 6, unless=_FAIR, apart_from=_THINGS, in_order=True),
)
AFTER_A_GROUP = (
    Rule("them as vermin",           ("pronoun", "link", "vermin|vice"),  6, unless=_FAIR, apart_from=_THINGS, in_order=True),
    Rule("them to be removed",       ("pronoun", "removal"),              6, unless=_FAIR),
    Rule("hatred of them",           ("hatred", "pronoun"),               5, unless=_FAIR),
)
PROPOSITIONS = (
    Rule("sexual remark",            ("lewd_sure",)),
    Rule("sexual wish",              ("desire", "sexual", "sweetheart"), 14, unless=("third",)),
)
# fmt: on


class Conduct(NamedTuple):
    place: Place
    sentence: int
    outcome: Outcome
    reason: Reason
    rule: str


def find(sentences: list[Sentence]) -> Iterator[Conduct]:
    group_told = -2
    for sentence in sentences:
        if sentence.number == group_told + 1:
            yield from _met(sentence, AFTER_A_GROUP, Outcome.HOLD, Reason.DEROGATORY)
        if sentence.has("group"):
            group_told = sentence.number
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
    explicit = len(sure) > 1 or (sure and sexual) or (sentence.has("desire") and len(sexual) > 1)
    return Outcome.REFUSE if aimed and explicit and not sentence.has("third") else Outcome.HOLD
