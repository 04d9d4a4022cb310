"""Templates carry no script or style of their own, and name no state of a case."""

import re
from pathlib import Path

import pytest

from shared.concerns.states import State
from tests.house.tree import HOME

TEMPLATES = sorted((HOME / "templates").rglob("*.html"))
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE
)
CONTROL = re.compile(r"<(?:input|textarea|select)\b[^>]*>", re.DOTALL)
STATE = re.compile(r"\b(?:" + "|".join(State) + r")\b")


def named(path: Path) -> str:
    return path.relative_to(HOME).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_nothing_is_inline(path: Path) -> None:
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_nothing_is_marked_safe_by_hand(path: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_control_has_a_label(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    labelled = set(re.findall(r'<label\b[^>]*\bfor="([^"]+)"', text))
    shown = [tag for tag in CONTROL.findall(text) if 'type="hidden"' not in tag]
    unlabelled = [tag for tag in shown if not ({*re.findall(r'\bid="([^"]+)"', tag)} & labelled)]
    assert unlabelled == []


@pytest.mark.parametrize("path", [path for path in TEMPLATES if "portal" in path.parts], ids=named)
def test_the_portal_names_no_state(path: Path) -> None:
    """Residents read plain words, which portal/standing.py chooses."""
    assert STATE.findall(path.read_text(encoding="utf-8")) == []
