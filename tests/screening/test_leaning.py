"""What no rule has a phrase for is still heard; nothing is heard where nothing is told."""

import json
from pathlib import Path

import pytest
from flask import Flask

from bench.leanings import SETS
from shared.screening import leaning
from shared.screening.reading import words_of


def flags_of(app: Flask, folder: Path, *texts: str) -> list[list[str]]:
    """By `flask screening check`, as anybody would ask."""
    asked, told = folder / "asked.jsonl", folder / "told.jsonl"
    lines = [json.dumps({"id": str(at), "text": text}) for at, text in enumerate(texts)]
    asked.write_text("\n".join(lines), encoding="utf-8")
    answer = app.test_cli_runner().invoke(
        args=["screening", "check", str(asked), "--output", str(told)]
    )
    assert answer.exit_code == 0, answer.output
    return [json.loads(line)["flags"] for line in told.read_text(encoding="utf-8").splitlines()]


@pytest.mark.directive("VII.B.3")
def test_a_crime_told_in_words_of_no_rule_is_seen(app: Flask, tmp_path: Path) -> None:
    told = "My stepbrother makes me sit on him while my mom works nights and says it is our secret."
    chronic = "They play dominoes loud under my window until three."
    crime, noise = flags_of(app, tmp_path, told, chronic)
    assert "criminal" in crime
    assert noise == []


def test_a_building_that_burns_is_an_emergency_and_no_complaint_of_a_building(
    app: Flask, tmp_path: Path
) -> None:
    burning, standing = flags_of(
        app,
        tmp_path,
        "The house next door is on fire, smoke is coming from the attic windows.",
        "The old mill by the tracks has floors that rot and no window left.",
    )
    assert burning == ["emergency"]
    assert standing == ["building"]


@pytest.mark.parametrize("text", ["", " ", "?!", "\u200b", "a", "💥" * 900, "x" * 4000])
def test_little_and_odd_texts_lean_nowhere(text: str) -> None:
    assert leaning.flags(words_of(text)) == frozenset()


def test_the_table_is_of_our_own_texts_alone() -> None:
    """Its marks all stand in `bench/cases`; nothing from beside the project is in it."""
    lines = leaning.TABLE.read_text(encoding="utf-8").splitlines()[2:]
    own = {
        mark
        for path in SETS
        for line in path.read_text(encoding="utf-8").splitlines()
        for mark in leaning.marks(words_of(json.loads(line)["text"]))
    }
    assert {line.split("\t")[0] for line in lines} <= own
