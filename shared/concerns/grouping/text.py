"""Turns what a resident typed, texted or dictated into plain words for the lexicon."""

import re
import unicodedata

STOP = "."
"""The token that stands for the end of a sentence; no phrase reaches over it."""

SPELLINGS = {
    "u": "you", "ur": "your", "r": "are", "ppl": "people", "peeps": "people", "peps": "people",
    "bldg": "building", "bld": "building", "blg": "building", "bldng": "building",
    "apt": "apartment", "apts": "apartment", "appt": "apartment",
    "nite": "night", "nites": "night", "tonite": "tonight", "2nite": "tonight", "nightime": "night",
    "thru": "through", "threw": "through", "tho": "though", "b4": "before", "4ever": "forever",
    "every1": "everyone", "sum1": "someone", "some1": "someone", "any1": "anyone", "no1": "nobody",
    "da": "the", "dat": "that", "dem": "them", "dey": "they", "dis": "this", "tha": "the",
    "wit": "with", "wid": "with", "wen": "when", "wut": "what", "bc": "because", "cuz": "because",
    "kidz": "kid", "boyz": "boy", "drugz": "drug", "gunz": "gun", "carz": "car",
    "veh": "vehicle", "vehs": "vehicle", "pkg": "package", "pkgs": "package", "pckg": "package",
    "mins": "minute", "min": "minute", "hrs": "hour", "hr": "hour", "sec": "second",
    "secs": "second", "wk": "week", "wks": "week", "mo": "month", "mos": "month", "yr": "year",
    "yrs": "year", "yo": "year", "st8": "straight", "l8": "late", "l8r": "later", "gr8": "great",
    "plz": "please", "pls": "please", "thx": "thank", "smth": "something", "sth": "something",
    "nthng": "nothing", "evry": "every", "evrynite": "every night", "prob": "problem",
    "hangin": "hanging", "smokin": "smoking", "drinkin": "drinking", "dealin": "dealing",
    "sellin": "selling", "shootin": "shooting", "fightin": "fighting", "racin": "racing",
    "speedin": "speeding", "blastin": "blasting", "sleepin": "sleeping", "livin": "living",
    "stealin": "stealing", "robbin": "robbing", "peein": "peeing", "pissin": "pissing",
    "comin": "coming", "goin": "going", "runnin": "running", "playin": "playing",
    "throwin": "throwing", "dumpin": "dumping", "tagin": "tagging", "beggin": "begging",
    "gamblin": "gambling", "yellin": "yelling", "screamin": "screaming", "parkin": "parking",
    "gonna": "going to", "wanna": "want to", "gotta": "have to", "aint": "not",
    "um": "", "uh": "", "umm": "", "uhh": "", "er": "", "erm": "", "hmm": "",
    "wreaks": "reeks", "wreak": "reek", "reaks": "reeks", "siring": "syringe",
    "garabage": "garbage", "garbidge": "garbage", "trashe": "trash", "allie": "alley",
    "ally": "alley", "ally's": "alley", "aley": "alley", "allys": "alley", "vaccant": "vacant",
    "vacent": "vacant", "abandonned": "abandoned", "abandond": "abandoned",
    "abandon": "abandoned", "naighbor": "neighbor", "nieghbor": "neighbor",
    "neighbour": "neighbor", "neighbours": "neighbor", "nabor": "neighbor", "nabors": "neighbor",
    "neibor": "neighbor", "neibors": "neighbor", "moter": "motor", "muffeler": "muffler",
    "stolin": "stolen", "stollen": "stolen", "burgler": "burglar", "burglery": "burglary",
    "robed": "robbed", "drunkin": "drunken", "drinken": "drinking", "alchohol": "alcohol",
    "alcohal": "alcohol", "liqour": "liquor", "licker": "liquor", "liquer": "liquor",
    "licor": "licor", "likker": "liquor", "parlour": "parlor", "parler": "parlor",
    "harrass": "harass", "harrassing": "harassing", "harrassed": "harassed", "harras": "harass",
    "catalitic": "catalytic", "cadillac": "cadillac", "catalyctic": "catalytic",
    "catylitic": "catalytic", "cattalytic": "catalytic", "convertor": "converter",
    "wheely": "wheelie", "gaurd": "guard", "crosing": "crossing", "speding": "speeding",
    "panhandeling": "panhandling", "prostitude": "prostitute", "prostitudes": "prostitute",
    "marijuanna": "marijuana", "marihuanna": "marijuana", "cocane": "cocaine",
    "cocain": "cocaine", "heroine": "heroin", "herion": "heroin", "fentanil": "fentanyl",
    "fentynal": "fentanyl", "needels": "needle", "neddles": "needle", "gamboling": "gambling",
    "gambeling": "gambling", "squaters": "squatter", "squators": "squatter",
    "tresspassing": "trespassing", "tresspass": "trespass", "trespasing": "trespassing",
    "homless": "homeless", "suspicous": "suspicious", "suspisious": "suspicious",
    "q": "que", "k": "que", "xq": "porque", "pq": "porque", "tmb": "tambien", "tb": "tambien",
}  # fmt: skip
"""Short forms of text messages, slips of dictation and misspellings, each to its plain word."""

KEEP_FINAL_S = frozenset({"weeds", "news", "gas", "bus", "this", "his", "is", "was", "us", "as"})

LONGEST = 6000
"""Characters read of a text; a portal takes fewer, and what is said later adds little."""

_JOINED = re.compile(r"(?<=\w)['’`´](?=\w)")
_WITH = re.compile(r"\bw/\s?", re.IGNORECASE)
_TOKENS = re.compile(r"[.!?;:…\n]+|[^\W_]+", re.UNICODE)
_LONG_RUN = re.compile(r"([^\W\d])\1{2,}")
_POLISH = str.maketrans({"ł": "l", "Ł": "l", "ß": "ss", "ø": "o", "đ": "d"})


def folded(text: str) -> str:
    """Lower case, without accents, compatibility forms or invisible characters."""
    plain = unicodedata.normalize("NFKD", text.translate(_POLISH))
    return "".join(
        c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
    ).casefold()


def singular(word: str) -> str:
    """Without a plural s, so that one entry of the lexicon serves both numbers."""
    if len(word) < 4 or word in KEEP_FINAL_S or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def words_of(text: str) -> list[str]:
    """The words in order, in their plain spelling, with STOP between sentences."""
    plain = _JOINED.sub("", _WITH.sub(" with ", folded(text[:LONGEST])).replace("&", " and "))
    words: list[str] = []
    for token in _TOKENS.findall(plain):
        if not token[0].isalnum():
            words.append(STOP)
            continue
        plain_word = _LONG_RUN.sub(r"\1\1", token)
        words.extend(singular(part) for part in SPELLINGS.get(plain_word, plain_word).split())
    return words
