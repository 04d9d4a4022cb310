"""Weighs what was found in a text: accepted, held for a person, or refused (VI.A.2)."""

from collections.abc import Iterator

from shared.screening import (
    conduct,
    emergency,
    homographs,
    language,
    leaning,
    names,
    personal,
    referral,
    signs,
    speech,
    voice,
    words,
)
from shared.screening.outcome import Finding, Flag, Outcome, Reason, Screening
from shared.screening.reading import Chunk, Reading, read
from shared.screening.speech import Speech
from shared.screening.spellings import Tier
from shared.screening.words import Hit

RULE_VERSION = "3"
_SEVERITY = {Outcome.ACCEPT: 0, Outcome.HOLD: 1, Outcome.REFUSE: 2}
_NEVER_NAMES = ("fuck", "shit", "nigg", "cunt", "bitch", "motherf", "asshole")
_AIMED = 3  # tokens between an insult and the one it is aimed at
_EXPLETIVES = frozenset((Reason.OBSCENE, Reason.BORDERLINE))


def screen(text: str, *, reported: bool = False) -> Screening:
    """Outcome, flags and findings; `reported`: the resident says that they are another's words."""
    reading = read(text)
    spoken = language.detect(reading)
    heard = speech.hear(reading)
    known = signs.sentences(reading)
    innocent = homographs.innocent(reading)
    found = words.find(reading, spoken)
    hits = [hit for hit in found if not _is_harmless(reading, hit, innocent)]
    leans = leaning.flags(reading.words)
    danger = emergency.reason(known) or leaning.reason(leans)
    crime = referral.is_crime(known, _abused(reading, hits, heard))
    findings = [*_of_words(reading, hits, heard, danger is not None or crime)]
    findings += _of_conduct(reading, known, heard)
    if not findings:
        findings += _of_voice(reading)
    if reported:
        findings = [_softened(finding) for finding in findings]
    service = referral.city_service(known)
    flags = {
        Flag.EMERGENCY: danger is not None,
        Flag.CRIMINAL: crime or Flag.CRIMINAL in leans,
        Flag.BUILDING: referral.is_building(known) or (Flag.BUILDING in leans and not danger),
        Flag.CITY_SERVICE: service is not None,
        Flag.THIRD_PARTY: personal.names_somebody(reading),
    }
    return Screening(
        outcome=_outcome(findings),
        flags=frozenset(flag for flag, holds in flags.items() if holds),
        findings=tuple(sorted(findings, key=lambda finding: (finding.start, finding.end))),
        language=spoken,
        version=RULE_VERSION,
        city_service=service,
        emergency_reason=danger,
    )


def _outcome(findings: list[Finding]) -> Outcome:
    outcomes = (finding.outcome for finding in findings)
    return max(outcomes, key=_SEVERITY.__getitem__, default=Outcome.ACCEPT)


def _of_voice(reading: Reading) -> Iterator[Finding]:
    """The second voice is asked where the rules are silent, and can only have a person look."""
    if not voice.objects(reading.folded):
        return
    named = [chunk for chunk in reading.chunks if voice.objects(chunk.text)]
    first, last = (named or reading.chunks)[0], (named or reading.chunks)[-1]
    for chunk in named or (Chunk("", first.start, last.end),):
        start, end = reading.span(chunk.start, chunk.end)
        yield Finding(start, end, Reason.BORDERLINE, "second opinion", Outcome.HOLD)


def _softened(finding: Finding) -> Finding:
    if finding.outcome is not Outcome.REFUSE:
        return finding
    return Finding(finding.start, finding.end, Reason.REPORTED_SPEECH, finding.rule, Outcome.HOLD)


def _is_harmless(reading: Reading, hit: Hit, innocent: frozenset[str]) -> bool:
    if hit.disguise or hit.after - hit.first > 1:
        return False
    if reading.words[hit.first] in innocent:
        return True
    return not hit.term.startswith(_NEVER_NAMES) and names.is_name(reading, hit.first)


def _abused(reading: Reading, hits: list[Hit], heard: Speech) -> set[int]:
    """Sentences, and those before them, in which somebody else's abuse is told."""
    found = set()
    for hit in hits:
        sentence = reading.tokens[hit.first].sentence
        if heard.is_reported(hit.first, sentence):
            found |= {sentence, sentence - 1}
    return found


def _of_words(
    reading: Reading, hits: list[Hit], heard: Speech, distress: bool
) -> Iterator[Finding]:
    for hit in hits:
        outcome, reason = _weighed(reading, hit, heard, distress)
        start, end = reading.span(hit.start, hit.end)
        rule = f"{hit.reason} word, {hit.disguise or 'plain'}"
        yield Finding(start, end, reason, rule, outcome)


def _weighed(reading: Reading, hit: Hit, heard: Speech, distress: bool) -> tuple[Outcome, Reason]:
    sentence = reading.tokens[hit.first].sentence
    if heard.is_reported(hit.first, sentence) and not heard.is_adopted(sentence):
        return Outcome.HOLD, Reason.REPORTED_SPEECH
    aimed = _is_aimed(hit, heard)
    doubtful = heard.is_doubtful(sentence) or heard.is_borne(hit.after)
    if doubtful and not aimed and not heard.is_adopted(sentence):
        return Outcome.HOLD, Reason.REPORTED_SPEECH
    if distress and not aimed and (hit.reason in _EXPLETIVES or hit.tier is Tier.HOLD):
        return Outcome.HOLD, Reason.DISTRESS
    if hit.tier is Tier.REFUSE:
        return Outcome.REFUSE, hit.reason
    if hit.reason is not Reason.BORDERLINE and (hit.disguise or aimed):
        return Outcome.REFUSE, hit.reason
    return Outcome.HOLD, hit.reason


def _is_aimed(hit: Hit, heard: Speech) -> bool:
    return any(at in heard.readers for at in range(hit.first - _AIMED, hit.after + _AIMED))


def _of_conduct(reading: Reading, known: list[signs.Sentence], heard: Speech) -> Iterator[Finding]:
    for found in conduct.find(known):
        first, after = found.place
        start, end = reading.span(reading.tokens[first].start, reading.tokens[after - 1].end)
        outcome, reason = found.outcome, found.reason
        told = heard.is_reported(after - 1, found.sentence) or heard.is_doubtful(found.sentence)
        if told and not heard.is_adopted(found.sentence):
            outcome, reason = Outcome.HOLD, Reason.REPORTED_SPEECH
        yield Finding(start, end, reason, found.rule, outcome)
