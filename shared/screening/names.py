"""Shapes of names: what is only called like a list word, and who is named in a text."""

from shared.screening.reading import Reading
from shared.screening.terms import FOLDER, sections


def _sets() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for label, term in sections(FOLDER / "names.txt"):
        found.setdefault(label, set()).add(term)
    return {label: frozenset(terms) for label, terms in found.items()}


_SETS = _sets()
TITLES, OFFICES, GIVEN = _SETS["title"], _SETS["office"], _SETS["given"]
PLACES, KIN, BEFORE_PLACE = _SETS["place_word"], _SETS["kin"], _SETS["calle"]
OWN = _SETS["own"]
_NAMESAKES = _SETS["namesake"]
PERSON_VERBS, NAMING = _SETS["person_verb"], _SETS["naming"]


# A Polish surname in the cases in which people are spoken of.
_SURNAME_ENDINGS = tuple(
    before + ending
    for before in ("sk", "ck", "dzk")
    for ending in ("i", "a", "iego", "iej", "iemu", "im", "ich", "imi", "ie", "ą")
)


def is_capitalised(typed: str) -> bool:
    """Written as a name is: one capital, then small letters."""
    return typed[:1].isupper() and len(typed) > 1 and not typed.isupper()


def is_name(reading: Reading, at: int) -> bool:
    """The token is called so: Mr. Dick, Harry Cock, Dyke Street, Chinks & Sons."""
    tokens = reading.tokens
    if not is_capitalised(reading.typed_word(tokens[at])):
        return False
    before = tokens[at - 1].word if at else ""
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if tokens[at].word.endswith(_SURNAME_ENDINGS) and at > 0:
        return True
    if before in TITLES or before in OFFICES or after in PLACES:
        return True
    if "&" in reading.folded[tokens[at].end : tokens[at].end + 3]:
        return True
    if tokens[at].word in _NAMESAKES and after and _is_capital_name(reading, at + 1):
        return True
    return before in GIVEN and at > 0 and is_capitalised(reading.typed_word(tokens[at - 1]))


def _is_capital_name(reading: Reading, at: int) -> bool:
    """Written as a name, one blank after the word before."""
    tokens = reading.tokens
    gap = reading.folded[tokens[at - 1].end : tokens[at].start]
    return gap == " " and is_capitalised(reading.typed_word(tokens[at]))
