"""Answers in XML and in JSON, by the names that GeoReport v2 gives."""

import json
import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Response

TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
ITEMS = {
    "attributes": "attribute",
    "endpoints": "endpoint",
    "errors": "error",
    "formats": "format",
    "service_requests": "request",
    "services": "service",
    "values": "value",
}
# What XML 1.0 cannot carry, escaped or not.
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Wrong(Exception):  # noqa: N818 (an answer to the sender, not a fault)
    """What the sender has to put right, as a GeoReport error document."""

    def __init__(self, status: int, *words: str) -> None:
        super().__init__("; ".join(words))
        self.status = status
        self.words = words


def render(root: str, content: Any, kind: str, status: int = 200) -> Response:
    body = as_json(content) if kind == "json" else as_xml(root, content)
    return Response(body, status, content_type=TYPES[kind])


def refusal(status: int, kind: str, *words: str) -> Response:
    said = [{"code": str(status), "description": each} for each in words]
    return render("errors", said, kind, status)


def as_json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")


def as_xml(root: str, content: Any) -> bytes:
    top = Element(root)
    _fill(top, content)
    written: bytes = tostring(top, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>' + written


def _fill(element: Element, content: Any) -> None:
    if isinstance(content, dict):
        for name, value in content.items():
            _fill(SubElement(element, name), value)
    elif isinstance(content, list):
        for item in content:
            _fill(SubElement(element, ITEMS[element.tag]), item)
    elif isinstance(content, bool):
        element.text = "true" if content else "false"
    elif content is not None:
        element.text = _UNSPEAKABLE.sub("", str(content))
