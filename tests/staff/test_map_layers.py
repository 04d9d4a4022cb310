"""The members' map draws itself from what the server gives: no tiles, no network."""

from tests.world import World


def test_beats_districts_and_streets_are_drawn_and_kept(world: World) -> None:
    desk = world.desk("sergeant")
    answer = desk.get("/map-layers")
    assert answer.status_code == 200
    beats = answer.json["beats"]["features"]
    assert {"beat", "district", "label"} <= set(beats[0]["properties"])
    assert any(each["properties"]["beat"] == "1134" for each in beats)
    assert answer.json["districts"]["features"]
    assert "name" in answer.json["streets"]["features"][0]["properties"]
    again = desk.client.get(
        "/staff/api/map-layers", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_only_a_member_is_given_them(world: World) -> None:
    assert world.app.test_client().get("/staff/api/map-layers").status_code == 401
