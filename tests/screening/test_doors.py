"""What becomes of refused and held words at the doors: intake, command, the sergeant's page."""

import json
import logging
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.concerns.intake import submit
from shared.concerns.models import Concern
from shared.directive.clauses import Clause
from shared.screening import screen
from shared.screening.commands import screening
from shared.workflow.refusals import RefusedError
from tests.making import NOON, make_told
from tests.world import World, body, done

ABUSE = "You are all f*cking assholes and I know it."
REPORT = "He stands outside and yells fucking assholes at the children."


@pytest.mark.directive("VI.A.2")
def test_a_refused_text_is_not_taken_in(session: Session, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(RefusedError) as refused:
        submit(session, make_told(text=ABUSE), "a-key", NOON)
    assert refused.value.refusal.clause is Clause.VI_A_2
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Concern)) == 0
    assert "cking" not in caplog.text


@pytest.mark.directive("VI.A.2")
def test_the_same_text_reworded_is_taken_in(session: Session) -> None:
    receipt = submit(session, make_told(text="I am angry that nobody comes."), "a-key", NOON)
    assert receipt.concern.screening["outcome"] == "accept"


@pytest.mark.directive("VI.A.2")
def test_reported_words_are_held_masked_and_their_reveal_is_logged(world: World) -> None:
    number = world.submitted(text=ABUSE, reported=True)
    sergeant = world.desk("sergeant")
    shown = sergeant.concern(number)
    assert shown["is_masked"]
    assert "cking" not in shown["text"]
    assert "assholes" not in shown["text"]
    assert "You are all" in shown["text"]
    assert len(shown["text"]) == len(ABUSE)

    unsaid = sergeant.post(f"/concerns/{number}/reveal", {"what": "words", "reason": ""})
    assert unsaid.status_code == 422
    revealed = sergeant.post(
        f"/concerns/{number}/reveal", {"what": "words", "reason": "To review the report."}
    )
    assert body(revealed)["text"] == ABUSE
    looks = body(world.desk("auditor").get("/access-log", control_number=number))["looks"]
    assert ("words", "To review the report.") in {(each["what"], each["reason"]) for each in looks}


@pytest.mark.directive("VI.A.2")
def test_a_quotation_is_held_without_being_asked(world: World) -> None:
    number = world.submitted(text=REPORT)
    kept = world.row(number).screening
    assert kept["outcome"] == "hold"
    assert kept["version"] == screen(REPORT).version
    assert {each["reason"] for each in kept["findings"]} == {"reported_speech"}


@pytest.mark.directive("VII.B.3")
def test_a_crime_is_flagged_for_the_sergeant(world: World) -> None:
    number = world.submitted(text="A man robbed my mother at the bus stop yesterday.")
    assert world.desk("sergeant").concern(number)["is_criminal"]


@pytest.mark.directive("VI.A.2")
def test_overrules_are_counted_by_rule_and_version(world: World) -> None:
    held, left, plain = (world.in_review(text=text) for text in (REPORT, REPORT, "Loud music."))
    units = world.district.units
    for number in (held, plain):
        done(
            world.desk("sergeant").act(
                number, "accept", responsible_unit=units["W2"], assisting_units=[]
            )
        )
    done(world.desk("sergeant").act(left, "not_accept", reason="too_little", message="Say more."))
    counts = body(world.desk("auditor").get("/screening/overrules"))["overrules"]
    found = screen(REPORT)
    rules = {finding.rule for finding in found.findings}
    assert {each["rule"] for each in counts} == rules
    for each in counts:
        assert (each["version"], each["held"], each["accepted"], each["not_accepted"]) == (
            found.version,
            2,
            1,
            1,
        )
    for role in ("sergeant", "xo", "member"):
        assert world.desk(role).get("/screening/overrules").status_code == 403


@pytest.mark.directive("VI.A.2")
@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "Line 2 is not JSON"),
        ("[]", "Line 2 is not an object"),
        ('{"text": "a"}', "Line 2 has no id"),
        ('{"id": true, "text": "a"}', "Line 2 has no id"),
        ('{"id": 1}', "Line 2 has no text"),
        ('{"id": 1, "text": 5}', "Line 2 has no text"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(tmp_path: Path, bad: str, says: str) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "text": "a"}\n' + bad + "\n", encoding="utf-8")
    target.write_text("as before", encoding="utf-8")
    answer = CliRunner().invoke(screening, ["check", str(source), "--output", str(target)])
    assert answer.exit_code == 1
    assert says in answer.output
    assert "Nothing was written" in answer.output
    assert target.read_text(encoding="utf-8") == "as before"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_file_that_is_no_text_is_said_to_be_none(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"\xff\xfe\x00")
    target = tmp_path / "out.jsonl"
    answer = CliRunner().invoke(screening, ["check", str(source), "--output", str(target)])
    assert answer.exit_code == 1
    assert "UTF-8" in answer.output
    assert not target.exists()


def test_each_line_tells_version_and_time(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "x", "text": ABUSE}), encoding="utf-8")
    assert (
        not CliRunner().invoke(screening, ["check", str(source), "--output", str(target)]).exit_code
    )
    [row] = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    assert row["id"] == "x"
    assert row["outcome"] == "refuse"
    assert row["rule_version"] == screen(ABUSE).version
    assert row["milliseconds"] > 0
