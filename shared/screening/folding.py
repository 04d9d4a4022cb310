"""One plain letter for each of the many characters that look like it."""

import re
import unicodedata
from functools import lru_cache

# Letters of other scripts that pass for Latin ones, read in pairs.
_LOOKALIKES = (
    # Cyrillic
    "аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdһhԛqԝwгrпnиuӏlьbѵvүyөoғfԍgԃd"
    # Greek
    "αaβbεeηnιiκkνvοoρpτtυuχxγyωwσoζzμuδd"
    # Armenian
    "սuոnօoհhզqցgյjԁdտwքp"
    # Hebrew and others that are used as drawings of letters
    "טuוiסo"
    # Latin letters that do not decompose
    "łløođdħhŧtıiȷjƒfɑaɡgɩiʋvʏyɴnʀrɪiʟlʜhɢgʙbœeæaðdþpꞵbꞓcƙkɓbɗdɠgƥpƭtⱡlɫlɨiʉuɇeƈc"
    # Latin drawn upside down
    "ɐaɔcǝeɟfɓgɥhᴉiɾjʞkɯmɹrʇtʌvʍwʎy"
)
_PAIRS = dict(zip(_LOOKALIKES[::2], _LOOKALIKES[1::2], strict=True))
_ARABIC = dict(zip("أإآٱىةیکھؤئپڤگ", "اااايهيكهويبفك", strict=True))
_EXPANDED = {"ß": "ss", "©": "c", "®": "r", "€": "e", "£": "l", "¢": "c", "¥": "y", "№": "no"}
_KNOWN = dict.fromkeys("‘’ʼ`´ʻʹ′", "'") | _EXPANDED | _ARABIC | _PAIRS
_NAMED = re.compile(r"(?:LATIN|SYMBOL).* (?:LETTER|CAPITAL)(?: SMALL CAPITAL)? ([A-Z])\b")
_UNSEEN = {"Cf", "Cc", "Mn", "Me", "Cs", "Co", "Cn"}
_NO_LATIN = ("\u3000", "\ua71f"), ("\uac00", "\ud7ff")  # Chinese, Japanese, Korean and others
_MOST_LETTERS = 4  # of one character; some ligatures stand for whole sentences
_BLANKS = "ㅤﾠᅟᅠ⠀ـ"


@lru_cache(maxsize=65_536)
def fold(character: str) -> str:
    """What a reader takes the character for: lower case, unaccented; empty when unseen."""
    if character.isspace():
        return "\n" if character in "\n\r\u2028\u2029" else " "
    if character in _BLANKS or character == "ـ":
        return ""
    if (known := _KNOWN.get(character.lower())) is not None:
        return known
    plain = "".join(_plain(part) for part in unicodedata.normalize("NFKD", character))
    return plain.lower()[:_MOST_LETTERS]


def _plain(part: str) -> str:
    """One character of a decomposition as ASCII where its shape or its name says so."""
    if unicodedata.category(part) in _UNSEEN:
        return ""
    if part.isascii():
        return part
    if (known := _KNOWN.get(part.lower())) is not None:
        return known
    if any(first <= part <= last for first, last in _NO_LATIN):
        return part
    if named := _NAMED.search(unicodedata.name(part, "")):
        return named.group(1)
    return part
