"""Our own number, carried in the one field that 311 shows again: the description's last line.

GeoReport answers a POST once and keeps no sender's number. When that answer is lost, this line is
how a request is known to be ours (docs/adr/0010-311-own-requests.md).
"""

import re

LONGEST_TEXT = 4000  # GeoReport v2, description
REFERENCE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ./-]{0,58}[A-Za-z0-9])?")
LAST_LINE = re.compile(r"\[([^\[\]]{1,60})\]\s*\Z")


def carrying(text: str, reference: str) -> str:
    """The text with the reference as its last line; raises ValueError where it does not fit."""
    if not REFERENCE.fullmatch(reference):
        raise ValueError("A reference has 1 to 60 letters, digits, blanks, dots, slashes, hyphens.")
    whole = f"{text.rstrip()}\n[{reference}]".lstrip()
    if len(whole) > LONGEST_TEXT:
        over = len(whole) - LONGEST_TEXT
        raise ValueError(f"311 takes {LONGEST_TEXT:,} characters: shorten the text by {over:,}.")
    return whole


def reference_in(text: str | None) -> str | None:
    """The reference a text ends with, blanks evened; one quoted earlier in it does not count."""
    found = LAST_LINE.search(text or "")
    return " ".join(found[1].split()) if found else None


def carries(text: str | None, reference: str) -> bool:
    found = reference_in(text)
    return found is not None and found.casefold() == " ".join(reference.split()).casefold()
