"""What is refused, what is held for a person, and what a text is about (II.B, VI.A.2, VII.B)."""

from shared.screening.judge import RULE_VERSION, screen
from shared.screening.outcome import Finding, Flag, Outcome, Reason, Screening

__all__ = ["RULE_VERSION", "Finding", "Flag", "Outcome", "Reason", "Screening", "screen"]
