"""The language of a short text: by its script, else by its commonest words."""

import re
from collections import Counter

from shared.screening.reading import Reading

_COMMON = {
    "en": "the and is are of to in on at my it they he she was have with for not this that there you your "
    "a an our we i from by be has please street every night all who people me",
    "es": "el la los las de del en es son una un que por con para mi su se y no hay me le está esta están "
    "todas todos noche calle gente muy más pero como cuando desde mis nos al lo te voy dijo ex verga puta pinche usted ustedes policía policias vayan vayanse váyanse tu su madre mucho están ya soy eso esos estos ese",
    "pl": "i w na z do się sie nie jest są sa to że ze od po przy mój moja ich jak co przez nas mi mnie "
    "ulicy ulica pod dla tu tam ten ta przed każdy każdej już wam was ci wy ty te tych mać zróbcie jesteście chuje kurwa kurwy policja policji spierdalać won ludzie jego pan pani sąsiad mnie ale bo bardzo tylko jeszcze",
    "other": "le les des est et une pas dans je vous nous avec der die das und ist nicht ein eine ich mit "
    "il che di non sono gli per um uma não são os as het een van ik niet",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
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
