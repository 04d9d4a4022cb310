"""What screening says of a text: the outcome, its reasons, and where in the text they lie."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MASK = "•"


class Outcome(StrEnum):
    ACCEPT = "accept"
    HOLD = "hold"
    REFUSE = "refuse"


class Flag(StrEnum):
    EMERGENCY = "emergency"  # II.B
    CRIMINAL = "criminal"  # VII.B.3
    BUILDING = "building"  # VII.B.2.a
    CITY_SERVICE = "city_service"  # II.C, belongs to 311
    THIRD_PARTY = "third_party"


class Reason(StrEnum):
    """VI.A.2's three kinds of content, and why a person decides where the rule does not."""

    LEWD = "lewd"
    OBSCENE = "obscene"
    DEROGATORY = "derogatory"
    REPORTED_SPEECH = "reported_speech"
    DISTRESS = "distress"
    BORDERLINE = "borderline"


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of the text as typed, from `start` up to `end`, and what is held against them."""

    start: int
    end: int
    reason: Reason
    rule: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Screening:
    outcome: Outcome
    flags: frozenset[Flag]
    findings: tuple[Finding, ...]
    language: str
    version: str
    city_service: str | None = None
    emergency_reason: str | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(sorted({finding.reason for finding in self.findings}))

    def words(self, text: str) -> tuple[str, ...]:
        """Each found word once, as typed, in the order of the text."""
        return tuple(dict.fromkeys(text[start:end] for start, end in self._spans(text)))

    def masked(self, text: str) -> str:
        """The text at its own length, every found word covered."""
        shown = list(text)
        for start, end in self._spans(text):
            for at in range(start, end):
                if not shown[at].isspace():
                    shown[at] = MASK
        return "".join(shown)

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Found stretches in order, each character in one of them only."""
        covered = 0
        for finding in sorted(self.findings, key=lambda found: (found.start, -found.end)):
            start, end = max(finding.start, covered), min(finding.end, len(text))
            if start < end:
                yield start, end
                covered = end
