"""What a reader of a PDF gets."""

import io

import pymupdf
from sqlalchemy import select
from werkzeug.test import TestResponse

from shared.history.access import Look
from tests.world import World


def pages(response: TestResponse) -> list[str]:
    """The text of each page, its lines joined; the PDF is tagged and says its language."""
    assert response.status_code == 200, response.text
    assert response.mimetype == "application/pdf"
    with pymupdf.open(stream=io.BytesIO(response.data), filetype="pdf") as document:  # type: ignore[no-untyped-call]
        catalog = document.pdf_catalog()
        assert document.xref_get_key(catalog, "MarkInfo/Marked") == ("bool", "true")
        assert document.xref_get_key(catalog, "Lang")[0] == "string"
        assert "<pdfuaid:part>1</pdfuaid:part>" in document.get_xml_metadata()
        return [" ".join(page.get_text().split()) for page in document]


def text(response: TestResponse) -> str:
    return " ".join(pages(response))


def prints(world: World) -> int:
    """How many printings were logged."""
    with world.app.extensions["database"].open(reading=True) as session:
        return len(session.scalars(select(Look.id).where(Look.what == "print")).all())
