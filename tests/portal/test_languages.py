"""The words in each language: whole, and in step with the sources."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

HOME = Path(__file__).parent.parent.parent
KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}


@pytest.fixture(scope="module")
def in_sources() -> set[str | tuple[str, ...]]:
    with (HOME / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")  # type: ignore[no-untyped-call]
    found = extract_from_dir(
        HOME, methods, options, keywords=KEYWORDS, directory_filter=lambda name: _ours(Path(name))
    )
    return {message[2] for message in found}


def _ours(folder: Path) -> bool:
    top = folder.relative_to(HOME).parts[:1]
    return top in ((), ("portal",), ("templates",), ("shared",))


def catalog(language: str) -> Catalog:
    with (HOME / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def texts(message: Message) -> tuple[str | None, ...]:
    said = message.string
    return tuple(said) if isinstance(said, tuple | list) else (said,)


@pytest.mark.parametrize("language", ["es", "pl"])
def test_everything_is_translated(language: str, in_sources: set[str | tuple[str, ...]]) -> None:
    known = catalog(language)
    missing = [
        message
        for message in in_sources
        if (found := known.get(message if isinstance(message, str) else message[0])) is None
        or not all(texts(found))
        or found.fuzzy
    ]
    assert len(in_sources) > 200
    assert missing == []


@pytest.mark.parametrize("language", ["es", "pl"])
def test_what_is_filled_in_is_filled_in_everywhere(language: str) -> None:
    faults = [
        (message.id, error) for message, errors in catalog(language).check() for error in errors
    ]
    assert faults == []
