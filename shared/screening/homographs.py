"""List words that are harmless in the company they keep: coons in the attic, a needle's prick."""

from shared.screening.reading import Reading
from shared.screening.terms import FOLDER, Terms, sections


def _load() -> dict[str, Terms]:
    entries: dict[str, list[tuple[str, str]]] = {}
    for label, term in sections(FOLDER / "homographs.txt"):
        for word in label.split():
            entries.setdefault(word, []).append((word, term))
    return {word: Terms(company) for word, company in entries.items()}


_COMPANY = _load()


def is_innocent(reading: Reading, at: int) -> bool:
    company = _COMPANY.get(reading.tokens[at].word)
    return company is not None and bool(company.find(reading.words))
