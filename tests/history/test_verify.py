"""`flask history verify`: changing one row by hand is found, and where."""

from pathlib import Path

import pytest
from sqlalchemy import select, text

from shared.concerns.models import Concern
from shared.workflow.record import GENESIS, Entry, seal
from tests.world import World


def verify(world: World) -> tuple[int, str]:
    result = world.app.test_cli_runner().invoke(args=["history", "verify"])
    return result.exit_code, result.output


def by_hand(world: World, statement: str) -> None:
    with world.app.extensions["database"].open() as session:
        session.execute(text(statement))
        session.commit()


@pytest.mark.directive("VI.C")
def test_a_history_nobody_touched_is_whole(world: World) -> None:
    world.closed()
    assert verify(world) == (0, "Every history is whole.\n")


@pytest.mark.directive("VI.C")
@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (
            "UPDATE history SET action = 'approve' WHERE number = 3",
            "row 3: its content was changed",
        ),
        ("UPDATE history SET at = '2026-03-01 00:00:00+00' WHERE number = 2", "row 2"),
        ("UPDATE history SET details = '{}' WHERE number = 3", "row 3: its content was changed"),
        ("DELETE FROM history WHERE number = 4", "row 4: missing, the next is row 5"),
        (
            "DELETE FROM history WHERE number = 9",
            "row 8: the history does not end where its case says",
        ),
    ],
)
def test_a_row_changed_by_hand_is_named(world: World, statement: str, says: str) -> None:
    world.closed()
    by_hand(world, statement)
    code, said = verify(world)
    assert code == 1
    assert says in said


def test_a_chain_made_again_after_the_change_does_not_end_where_its_case_says(
    world: World,
) -> None:
    world.closed()
    by_hand(world, "UPDATE concerns SET history_seal = 'x'")
    assert "the history does not end where its case says" in verify(world)[1]


@pytest.mark.directive("VI.C")
def test_a_row_put_in_by_hand_is_named(world: World) -> None:
    world.closed()
    columns = (
        "case_kind, case_id, action, from_state, to_state, at, member_id, role, clauses, details"
    )
    by_hand(
        world,
        f"INSERT INTO history (number, previous, seal, {columns}) "
        f"SELECT number + 1, seal, previous, {columns} FROM history WHERE number = 9",
    )
    code, said = verify(world)
    assert code == 1
    assert "row 10: its content was changed" in said
    assert "the history does not end where its case says" in said


@pytest.mark.directive("VI.C")
def test_two_rows_that_changed_places_are_named(world: World) -> None:
    world.closed()
    for was, becomes in ((3, 99), (4, 3), (99, 4)):
        by_hand(world, f"UPDATE history SET number = {becomes} WHERE number = {was}")
    code, said = verify(world)
    assert code == 1
    assert "row 3: its content was changed" in said
    assert "row 4: its content was changed" in said


@pytest.mark.directive("VI.C")
def test_a_row_given_to_another_concern_is_named(world: World) -> None:
    one, other = world.row(world.closed()).id, world.row(world.in_review()).id
    by_hand(
        world,
        f"UPDATE history SET case_id = {other}, number = 3 WHERE case_id = {one} AND number = 9",
    )
    code, said = verify(world)
    assert code == 1
    assert f"concern {one}, row 8: the history does not end where its case says" in said
    assert f"concern {other}, row 3: its content was changed" in said


@pytest.mark.directive("VI.C")
def test_a_concern_taken_out_leaves_its_history_behind(world: World) -> None:
    one = world.row(world.in_review()).id
    by_hand(world, "DELETE FROM looks")
    by_hand(world, f"DELETE FROM concerns WHERE id = {one}")
    code, said = verify(world)
    assert code == 1
    assert f"concern {one}, row 1: its case is gone" in said


def kept(world: World, path: Path) -> Path:
    """A checkpoint in a file, as an administrator would keep it."""
    result = world.app.test_cli_runner().invoke(args=["history", "checkpoint"])
    assert result.exit_code == 0, result.output
    path.write_text(result.stdout)
    return path


def verify_against(world: World, path: Path) -> tuple[int, str]:
    asked = ["history", "verify", "--against", str(path)]
    result = world.app.test_cli_runner().invoke(args=asked)
    return result.exit_code, result.output


def write_anew(world: World, number: str, words: str) -> None:
    """What somebody with the database's password could do: another past, sealed as a whole."""
    with world.app.extensions["database"].open() as session:
        concern = session.scalars(select(Concern).where(Concern.control_number == number)).one()
        previous = GENESIS
        for entry in session.scalars(
            select(Entry).where(Entry.case_id == concern.id).order_by(Entry.number)
        ):
            if entry.action == "document":
                entry.details = entry.details | {"what": words}
            entry.previous = previous
            previous = entry.seal = seal(entry)
        concern.history_seal = previous
        session.commit()


@pytest.mark.directive("VI.C")
def test_a_chain_made_anew_as_a_whole_is_found_against_a_checkpoint(
    world: World, tmp_path: Path
) -> None:
    number, other = world.closed(), world.investigating()
    checkpoint = kept(world, tmp_path / "checkpoint")
    world.document(other)  # what goes on since is no fault
    world.submitted()
    assert verify_against(world, checkpoint) == (0, "Every history is whole.\n")

    write_anew(world, number, "Nothing was done.")
    assert verify(world)[0] == 0
    code, said = verify_against(world, checkpoint)
    assert code == 1
    expected = f"concern {world.row(number).id}, row 9: it is not what it was at the checkpoint"
    assert said.splitlines() == [expected, "1 broken place(s)."]


@pytest.mark.directive("VI.C")
def test_a_concern_taken_out_with_all_its_history_is_found_against_a_checkpoint(
    world: World, tmp_path: Path
) -> None:
    one = world.row(world.in_review()).id
    checkpoint = kept(world, tmp_path / "checkpoint")
    by_hand(world, "DELETE FROM looks")
    by_hand(world, f"DELETE FROM history WHERE case_id = {one}")
    by_hand(world, f"DELETE FROM concerns WHERE id = {one}")
    assert verify(world)[0] == 0
    code, said = verify_against(world, checkpoint)
    assert code == 1
    assert f"concern {one}, row 2: it is not what it was at the checkpoint" in said


@pytest.mark.parametrize(
    "line",
    [
        "",
        "concern 1 2",
        "ticket 1 2 " + "0" * 64,
        "concern one 2 " + "0" * 64,
        "\0",
        f"concern {9**40} 2 {'0' * 64}",
    ],
)
def test_what_is_no_checkpoint_is_said(world: World, tmp_path: Path, line: str) -> None:
    (tmp_path / "checkpoint").write_text(f"{line}\n")
    code, said = verify_against(world, tmp_path / "checkpoint")
    assert (code, said) == (1, "Error: Line 1 is not of a checkpoint.\n")
