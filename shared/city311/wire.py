"""Bytes of a GeoReport v2 answer to plain lists and dicts, the same from JSON and from XML."""

import json
from typing import Literal, TypeAlias
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from shared.city311.errors import GarbledAnswerError

Format = Literal["json", "xml"]
Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"
Row = dict[str, Plain]

DEEPEST = 16

# XML does not say which elements hold many; the specification does (notes are Chicago's).
LISTS = frozenset(
    {
        "attributes",
        "endpoints",
        "errors",
        "formats",
        "notes",
        "requests",
        "service_request_updates",
        "service_requests",
        "services",
        "values",
    }
)


def read(body: bytes, kind: Format) -> Plain:
    """Raises GarbledAnswerError for anything that is not well-formed and reasonably flat."""
    return read_json(body) if kind == "json" else read_xml(body)


def read_json(body: bytes) -> Plain:
    try:
        plain: Plain = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise GarbledAnswerError(f"not JSON ({type(broken).__name__})") from broken
    return plain


def read_xml(body: bytes) -> Plain:
    try:
        root = fromstring(body, forbid_dtd=True)
    # LookupError and ValueError: an XML declaration may name any encoding, known or not.
    except (ParseError, DefusedXmlException, LookupError, ValueError) as broken:
        raise GarbledAnswerError(f"not XML ({type(broken).__name__})") from broken
    return _plain(root, DEEPEST)


def rows(plain: Plain) -> list[Row]:
    """The records of an answer: a list's dicts, or a lone dict as a list of one."""
    if isinstance(plain, dict):
        return [plain]
    if isinstance(plain, list) and all(isinstance(row, dict) for row in plain):
        return [row for row in plain if isinstance(row, dict)]
    raise GarbledAnswerError("a list of records was expected")


def words(body: bytes, kind: Format) -> str:
    """What 311 says in an error answer, or nothing where it says nothing readable."""
    try:
        plain = read(body, kind)
        if isinstance(plain, dict) and "errors" in plain:
            plain = plain["errors"]
        said = [row.get("description") for row in rows(plain)]
    except GarbledAnswerError:
        return ""
    return " ".join(" ".join(text.split())[:300] for text in said if isinstance(text, str))


def _plain(element: Element, depth: int) -> Plain:
    if depth == 0:
        raise GarbledAnswerError("nested too deeply")
    if element.tag in LISTS:
        return [_plain(child, depth - 1) for child in element]
    if len(element) == 0:
        return (element.text or "").strip() or None
    return _record(element, depth)


def _record(element: Element, depth: int) -> Row:
    record: Row = {}
    for child in element:
        value = _plain(child, depth - 1)
        if child.tag not in record:
            record[child.tag] = value
            continue
        # A name that stands twice is kept as a list: the model says that it cannot read the field.
        first = record[child.tag]
        record[child.tag] = [*(first if isinstance(first, list) else [first]), value]
    return record
