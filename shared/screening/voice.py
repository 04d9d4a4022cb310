"""better-profanity with the project's own list: one more voice, which can only raise a hold.

Its own list would silence residents, and it compares every word with every entry; here it is given
ours, behind a lookup by length and first letter.
"""

from better_profanity.better_profanity import Profanity
from better_profanity.varying_string import VaryingString

_LIST = [
    "fuck",
    "fucker",
    "fuckers",
    "fucking",
    "fucked",
    "motherfucker",
    "motherfuckers",
    "shit",
    "shitty",
    "bullshit",
    "bitch",
    "bitches",
    "cunt",
    "cunts",
    "asshole",
    "assholes",
    "cocksucker",
    "cocksuckers",
    "dickhead",
    "dickheads",
    "faggot",
    "faggots",
    "nigger",
    "niggers",
    "nigga",
    "niggas",
    "wetback",
    "wetbacks",
    "kike",
    "kikes",
    "twat",
    "twats",
    "pendejo",
    "pendejos",
    "cabron",
    "cabrones",
    "mierda",
    "kurwa",
    "skurwysyn",
    "chuj",
    "pierdol",
]
_SIMILAR = {
    "a": "a@*4",
    "i": "i*l1",
    "o": "o*0@",
    "u": "u*v",
    "v": "v*u",
    "l": "l1",
    "e": "e*3",
    "s": "s$5",
    "t": "t7",
}
_LONGEST_WORD = max(map(len, _LIST))


class _Shelves(list[VaryingString]):
    """The library's word list, asked only for the entries that could match."""

    def __init__(self, words: list[str]) -> None:
        super().__init__()
        self._shelves: dict[tuple[int, str], list[VaryingString]] = {}
        for word in words:
            entry = VaryingString(word, char_map=Profanity().CHARS_MAPPING)
            self.append(entry)
            for first in _SIMILAR.get(word[0], word[0]):
                self._shelves.setdefault((len(word), first), []).append(entry)

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str) or not word or len(word) > _LONGEST_WORD:
            return False
        return any(entry == word for entry in self._shelves.get((len(word), word[0]), ()))


def _listener() -> Profanity:
    listener = Profanity(words=_LIST)
    listener.CENSOR_WORDSET = _Shelves(_LIST)
    return listener


_LISTENER = _listener()


def objects(folded: str) -> bool:
    return bool(_LISTENER.contains_profanity(folded))
