"""A held text as a sergeant first sees it: the found words masked until revealed."""

from collections.abc import Iterable, Mapping
from typing import Any


def masked(text: str, findings: Iterable[Mapping[str, Any]]) -> str:
    """Each found stretch with its letters and digits as black squares; the rest as typed."""
    signs = list(text)
    for finding in findings:
        for place in range(max(0, finding["start"]), min(len(signs), finding["end"])):
            if not signs[place].isspace():
                signs[place] = "■"
    return "".join(signs)
