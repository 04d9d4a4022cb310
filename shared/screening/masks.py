"""Words with symbols in them or for letters: f*ck, sh!t, f.u.c.k, pu$$y."""

from functools import lru_cache

from shared.screening.spellings import (
    LEET_I,
    LEET_L,
    REVERSED,
    SHAPES,
    SHORTEST,
    SPELLINGS,
    Entry,
    glued,
    unrepeated,
)

_MASKS = frozenset("*#@$%&!?+^~=_-.•×<>|")


_STARS = frozenset("*#@$%!•×")


_ENDING_STARS = frozenset("*#•×_-")


@lru_cache(maxsize=20_000)
def unmasked_chunk(text: str) -> Entry | None:
    core = text.strip(".,;:?\"'()[]«»“”„ ")
    core = core.rstrip("!") if "!" in core[-1:] else core
    if core.startswith("*") and core.endswith("*"):
        core = core.strip("*")
    if len(core) < 3 or len(core) > 40 or ("@" in core and "." in core.partition("@")[2]):
        return None
    letters = "".join(character for character in core if character.isalpha())
    if core.isalnum() or not letters or (core[0].isdigit() and len(letters) < 2):
        return None
    return _leet(core) or _compact(core, letters) or _by_mask(core)


def _leet(core: str) -> Entry | None:
    for table in (LEET_I, LEET_L):
        plain = core.translate(table)
        word = "".join(character for character in plain if character.isalpha())
        is_long = len(word) > 3 or (len(word) == 3 and not any(mark in core for mark in "-./,:"))
        if is_long and (known := SPELLINGS.get(word)):
            return known
        if plain.isalpha() and plain != core and (known := glued(plain)):
            return known
        if known := unrepeated(word):
            return known
    return None


def _compact(core: str, letters: str) -> Entry | None:
    if len(letters) < SHORTEST:
        return None
    return SPELLINGS.get(letters) or REVERSED.get(letters)


def _by_mask(core: str) -> Entry | None:
    """A list word whose hidden letters the symbols can stand for."""
    if not core[0].isalpha() or len(core) > 24:
        return None
    pieces = _pieces(core)
    visible = sum(len(letters) for letters, _ in pieces)
    if not _is_masked(pieces, visible):
        return None
    begin, end = pieces[0][0], pieces[-1][0] if not pieces[-1][1] else ""
    longest = len(core) + sum(len(symbols) > 1 for _, symbols in pieces)
    for word, known in SHAPES.get(core[0], ()):
        if len(word) > longest or not (word.startswith(begin) and word.endswith(end)):
            continue
        is_bare = visible == 1 and len(word) == len(core) and word in _STARRED
        if is_bare or (visible > 1 and _covers(pieces, word, 0, 0)):
            return known
    return None


def _is_masked(pieces: list[tuple[str, str]], visible: int) -> bool:
    """Enough letters show, and the symbols are such as people hide letters with."""
    hidden = [symbols for _, symbols in pieces if symbols]
    starred = all(set(symbols) <= _STARS for symbols in hidden)
    if not hidden or visible < _least_visible(starred, len(hidden[0]) > 1):
        return False
    if not starred and all(len(symbols) == 1 for symbols in hidden) and len(pieces) > 2:
        return False
    trailing = set(pieces[-1][1])
    return not trailing or (trailing <= _ENDING_STARS and len(trailing) == 1)


def _least_visible(starred: bool, long: bool) -> int:
    """Letters that must show: one in "f***", two in "f*k" and "f--k", three in "f-ck"."""
    return 3 - starred - long


# What "f***" is read as when only the first letter is left standing.
_STARRED = frozenset(
    [
        "fuck",
        "fucking",
        "fucked",
        "fucker",
        "fuckers",
        "shit",
        "shits",
        "bitch",
        "bitches",
        "cunt",
        "cunts",
        "nigger",
        "niggers",
    ]
)


def _pieces(core: str) -> list[tuple[str, str]]:
    """Letters and the symbols after them, in turn."""
    pieces: list[tuple[str, str]] = []
    letters = symbols = ""
    for character in core:
        if character.isalpha():
            if symbols:
                pieces.append((letters, symbols))
                letters = symbols = ""
            letters += character
        elif character in _MASKS:
            symbols += character
        else:
            return [(core, "")]
    return [*pieces, (letters, symbols)]


def _covers(pieces: list[tuple[str, str]], word: str, at: int, done: int) -> bool:
    if done == len(pieces):
        return at == len(word)
    letters, symbols = pieces[done]
    if not word.startswith(letters, at):
        return False
    at += len(letters)
    if not symbols:
        return done == len(pieces) - 1 and at == len(word)
    lengths = (1,) if len(symbols) == 1 else range(1, len(symbols) + 2)
    return any(_covers(pieces, word, at + length, done + 1) for length in lengths)
