"""The language of a short text: by its script, else by its commonest words."""

import re
from collections import Counter

from shared.screening.reading import Reading
from shared.screening.terms import FOLDER, written


def _load() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for language, word in written(FOLDER / "languages.txt"):
        found.setdefault(language, set()).add(word)
    return found


_WORDS = _load()
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_FOREIGN = re.compile(r"[\u0370-\u05ff\u0900-\u10ff\u3040-\u30ff\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_POLISH = re.compile(r"[ąęłńśźżĄĘŁŃŚŹŻ]")
_SPANISH = re.compile(r"[ñ¿¡áíúÑÁÍÚ]")
_TYPED_WORD = re.compile(r"[^\W\d_]+")


def detect(reading: Reading) -> str:
    """One of en, es, pl, ar, zh, other; English when nothing speaks against it."""
    text = reading.typed
    latin = len(_LATIN.findall(text))
    for language, script in (("ar", _ARABIC), ("zh", _CHINESE), ("other", _FOREIGN)):
        if len(script.findall(text)) * 2 > latin:
            found = script.search(text)
            if found:
                return language
    return _by_words(text)


def _by_words(text: str) -> str:
    words = Counter(_TYPED_WORD.findall(text.lower()))
    scores = {
        language: sum(count for word, count in words.items() if word in common)
        for language, common in _WORDS.items()
    }
    scores["pl"] += 2 * len(_POLISH.findall(text))
    scores["es"] += 2 * len(_SPANISH.findall(text))
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] > scores["en"] else "en"
