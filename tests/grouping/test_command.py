"""`flask grouping suggest`, the public door of the grouping."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from app import create_app
from shared.settings import Settings

Line = dict[str, Any]


def line(id_: str, **but: Any) -> Line:
    return {
        "id": id_, "submitted_at": "2026-06-01T10:00:00", "category": "NOISE",
        "address": "2400 W Warren Blvd", "lat": 41.88, "lon": -87.68, "lang": "en",
        "text": "The tavern plays loud music until three in the morning.",
    } | but  # fmt: skip


class Door:
    def __init__(self, folder: Path) -> None:
        settings = Settings(database_url=f"sqlite:///{folder}/none.sqlite3", var_dir=folder)
        self.runner = create_app(settings).test_cli_runner()
        self.source, self.output = folder / "in.jsonl", folder / "out.jsonl"

    def send(self, *lines: Line | str, options: tuple[str, ...] = ()) -> Result:
        texts = (one if isinstance(one, str) else json.dumps(one) for one in lines)
        self.source.write_text("\n".join(texts) + "\n", encoding="utf-8")
        words = ["grouping", "suggest", str(self.source), "--output", str(self.output), *options]
        return self.runner.invoke(args=words)

    def answers(self) -> dict[str, Line]:
        lines = self.output.read_text(encoding="utf-8").splitlines()
        return {answer["id"]: answer for answer in map(json.loads, lines)}


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


@pytest.mark.directive("VI.B.1")
def test_one_problem_in_one_place_is_one_group_under_its_first_concern(door: Door) -> None:
    result = door.send(
        line("first"),
        line(
            "second", submitted_at="2026-06-03T23:30:00", lat=41.8803, lang="es",
            address="2410 W Warren Blvd", text="El bar pone la música a todo volumen en la noche.",
        ),
        line(
            "third", submitted_at="2026-06-05T02:10:00", category="PROBLEM_BUILDING_LIQUOR",
            text="bar blasting bass and drunk people yelling at closing time, cant sleep",
        ),
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    answers = door.answers()
    assert answers["first"] == {
        "id": "first", "candidates": [], "preselected": None, "primary": "first",
    }  # fmt: skip
    assert [answers[id_]["primary"] for id_ in ("second", "third")] == ["first", "first"]
    best = answers["second"]["candidates"][0]
    assert best["id"] == "first"
    assert 0 < best["score"] <= 1
    assert "33 m away" in best["reasons"]
    assert any("loud music" in reason for reason in best["reasons"])


@pytest.mark.directive("VI.B.1")
@pytest.mark.parametrize(
    "but",
    [
        pytest.param({"lat": 41.8840}, id="same nature, another place"),
        pytest.param({"submitted_at": "2026-09-01T10:00:00"}, id="same place, long ago"),
        pytest.param(
            {"category": "THEFT_CAR_BREAKIN", "text": "My catalytic converter was cut off."},
            id="same place, another nature",
        ),
        pytest.param(
            {"category": "OTHER", "text": "Thank you for the new trees, the street is beautiful."},
            id="no complaint",
        ),
    ],
)
def test_what_differs_in_nature_or_place_is_not_joined(door: Door, but: Line) -> None:
    door.send(line("first"), line("second", **({"submitted_at": "2026-06-02T10:00:00"} | but)))
    assert door.answers()["second"]["primary"] == "second"
    assert door.answers()["second"]["preselected"] is None


def test_goes_by_time_and_sees_only_earlier_ones(door: Door) -> None:
    door.send(line("late", submitted_at="2026-06-02T10:00:00"), line("early"))
    assert list(door.answers()) == ["early", "late"]
    assert door.answers()["early"]["candidates"] == []
    assert door.answers()["late"]["primary"] == "early"


def test_never_more_than_three_groups(door: Door) -> None:
    kinds = [
        ("NOISE", "Loud music from a car at night."),
        ("PUBLIC_DRINKING", "Drunk men drink beer on the corner."),
        ("NARCOTICS", "Men sell heroin on the corner."),
        ("GANG_LOITERING", "A gang hangs out on the corner."),
        ("OTHER", "Trouble on the corner, men drink, play loud music and sell drugs."),
    ]
    door.send(
        *(
            line(f"{n}", submitted_at=f"2026-06-0{n + 1}T10:00:00", category=category, text=text)
            for n, (category, text) in enumerate(kinds)
        )
    )
    assert max(len(answer["candidates"]) for answer in door.answers().values()) <= 3


def test_without_a_point_the_same_address_will_do(door: Door) -> None:
    door.send(
        line("first", lat=None, lon=None),
        line("second", lat=None, lon=None, submitted_at="2026-06-02T10:00:00"),
        line("other", lat=None, lon=None, address="99 E Oak St"),
    )
    assert {id_: answer["primary"] for id_, answer in door.answers().items()} == {
        "first": "first", "second": "first", "other": "other",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("{not json", "not JSON"),
        ("[1, 2]", "not an object"),
        (line("b", lat="41.9"), "“lat” must be a number"),
        (line("b", lat=True), "“lat” must be a number"),
        (line("b", lat=4188.0), "between -90 and 90"),
        (line("b", lon=None), "both “lat” and “lon”"),
        (line("b", submitted_at="yesterday"), "Write it like 2026"),
        (line("b", text=None), "“text” must be a text; it is empty (null)"),
        (line("b", category=7), "“category” must be a text; it is 7"),
        ({"id": "b"}, "“submitted_at” must be a text; it is missing"),
        (line("a"), "'a' is on line 1 already"),
        (line("  "), "“id” is empty"),
        (line("b", lat=float("nan")), "between -90 and 90"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_and_nothing_written(door: Door, bad: Line | str, told: str) -> None:
    door.output.write_text("earlier work")
    result = door.send(line("a"), bad)
    assert result.exit_code == 1
    assert "Line 2" in result.output
    assert told in result.output
    assert "Traceback" not in result.output
    assert door.output.read_text() == "earlier work"


def test_bad_lines_can_be_left_out(door: Door) -> None:
    result = door.send(line("a"), "oops", options=("--skip-bad",))
    assert result.exit_code == 0
    assert list(door.answers()) == ["a"]
    assert "Line 2" in result.output


def test_a_file_that_is_no_text_is_refused(door: Door) -> None:
    door.source.write_bytes(b"\xff\xfe\x00\x01")
    result = door.runner.invoke(
        args=["grouping", "suggest", str(door.source), "--output", str(door.output)]
    )
    assert result.exit_code == 1
    assert "UTF-8" in result.output


def test_three_hundred_at_one_corner_are_all_decided(door: Door) -> None:
    crowd = [
        line(f"{n:03}", submitted_at=f"2026-06-{1 + n // 24:02}T{n % 24:02}:00:00",
             address="W Warren Blvd & N Western Ave")
        for n in range(300)
    ]  # fmt: skip
    assert door.send(*crowd).exit_code == 0
    answers = door.answers()
    assert len(answers) == 300
    assert {answer["primary"] for answer in answers.values()} == {"000"}
