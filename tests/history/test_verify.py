"""`flask history verify`: changing one row by hand is found, and where."""

import pytest
from sqlalchemy import text

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
