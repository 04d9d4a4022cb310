"""PDF by Typst: tagged (PDF/UA-1), and the same bytes for the same data."""

import json
import os
import unicodedata
from pathlib import Path
from typing import Any

import typst

# A long print leaves the other cores to those who wait for a page, and needs less memory so.
os.environ.setdefault("RAYON_NUM_THREADS", "1")

TEMPLATES = Path(__file__).parent.parent.parent / "templates" / "pdf"
FONTS = Path(__file__).parent / "fonts"
UNKNOWN = "□"  # stands for a sign that our fonts do not have: PDF/UA refuses an empty box

# What Public Sans and the fonts within Typst can draw; tried sign by sign.
_DRAWN = (
    (0x20, 0x4FF),
    (0x5D0, 0x5EA),
    (0x621, 0x63A),
    (0x640, 0x64A),
    (0x1E00, 0x1FFF),
    (0x2010, 0x2040),
    (0x2044, 0x2052),
    (0x20A0, 0x20BF),
    (0x2100, 0x211E),
    (0x2122, 0x2122),
    (0x2153, 0x2184),
    (0x2190, 0x22FF),
    (0x2500, 0x25FF),
)


def pdf(template: str, data: dict[str, Any]) -> bytes:
    """What people wrote goes in as data and is never read as Typst's own language."""
    made: bytes = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(printable(data))},
        pdf_standards=["ua-1"],
    )
    return made


def printable(told: Any) -> Any:
    """The same tree with signs that cannot be drawn marked, and invisible ones taken out."""
    if isinstance(told, str):
        return "".join(_sign(sign) for sign in unicodedata.normalize("NFC", told))
    if isinstance(told, dict):
        return {key: printable(value) for key, value in told.items()}
    if isinstance(told, list | tuple):
        return [printable(value) for value in told]
    return told


def _sign(sign: str) -> str:
    if sign in "\n\t":
        return sign
    category = unicodedata.category(sign)
    if category in ("Cc", "Cf", "Zl", "Zp"):
        return ""
    if category == "Zs":
        return "\u00a0" if sign == "\u00a0" else " "
    code = ord(sign)
    drawn = category != "Cn" and any(first <= code <= last for first, last in _DRAWN)
    return sign if drawn else UNKNOWN
