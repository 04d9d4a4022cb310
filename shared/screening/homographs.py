"""List words that are harmless in the company they keep: coons in the attic, a needle's prick."""

from shared.screening.reading import Reading
from shared.screening.terms import FOLDER, Terms, sections

_ENTRIES = [
    (word, term) for label, term in sections(FOLDER / "homographs.txt") for word in label.split()
]
_WORDS = frozenset(word for word, _ in _ENTRIES)
_COMPANY = Terms(_ENTRIES)


def innocent(reading: Reading) -> frozenset[str]:
    """The words among the text's own whose harmless company stands in it, too."""
    there = _WORDS.intersection(reading.words)
    return there & {match.label for match in _COMPANY.find(reading.words)} if there else there
