"""Signing in, the lock, the Help Desk and what ends a sign-in."""

import pytest

from shared.people.models import Member
from tests.making import PASSWORD
from tests.world import World, body, done, sign_in


def attempt(world: World, star: str, password: str) -> tuple[int, str]:
    client = world.app.test_client()
    csrf = client.get("/staff/").text.split('name="csrf-token" content="')[1].split('"')[0]
    answer = client.post(
        "/staff/api/sign-in",
        json={"star": star, "password": password},
        headers={"X-CSRFToken": csrf},
    )
    return answer.status_code, body(answer).get("detail", "")


@pytest.mark.directive("VI.D")
def test_the_fifth_failure_locks_and_the_help_desk_unlocks(world: World) -> None:
    star = world.district.stars["sergeant"]
    help_desk = world.desk("help_desk")
    for _ in range(5):
        assert attempt(world, star, "wrong")[0] == 401
    code, said = attempt(world, star, PASSWORD)
    assert code == 401
    assert "Help Desk" in said

    found = body(help_desk.get("/members", q=star))["members"][0]
    assert found["is_locked"]
    assert world.desk("administrator").post(f"/members/{found['id']}/unlock").status_code == 403
    done(help_desk.post(f"/members/{found['id']}/unlock"))
    assert attempt(world, star, PASSWORD)[0] == 200


@pytest.mark.directive("VI.D")
def test_the_help_desk_cannot_read_concerns(world: World) -> None:
    number = world.submitted(text="Dice games on the landing every night.")
    desk = world.desk("help_desk")
    assert desk.get(f"/concerns/{number}").status_code == 404
    assert body(desk.get("/queues"))["queues"] == []
    for refused in (
        desk.get("/concerns"),
        desk.get("/concerns", q=number),
        desk.get("/concerns", q="dice"),
    ):
        assert refused.status_code == 403
        assert set(body(refused)) == {"type", "title", "status", "detail"}
        assert number not in refused.text
        assert "landing" not in refused.text


@pytest.mark.directive("VI.D")
@pytest.mark.parametrize("path", ["/staff/", "/staff/anything", "/staff/api/nothing-here"])
def test_the_help_desks_contact_is_on_the_sign_in_page_and_on_errors(
    world: World, path: str
) -> None:
    page = world.app.test_client().get(path)
    if "api" not in path:
        assert world.app.extensions["settings"].help_desk_phone in page.text
    else:
        assert page.status_code == 404


def test_an_unknown_star_gets_the_same_answer_as_a_wrong_password(world: World) -> None:
    assert attempt(world, "nobody", "wrong") == attempt(
        world, world.district.stars["sergeant"], "wrong"
    )


@pytest.mark.directive("VI.C")
def test_without_signing_in_the_api_says_nothing(world: World) -> None:
    number = world.submitted()
    client = world.app.test_client()
    for path in ("/me", "/queues", "/queues/intake", f"/concerns/{number}", "/members", "/tours"):
        assert client.get(f"/staff/api{path}").status_code == 401, path


@pytest.mark.directive("VI.C")
def test_rights_end_with_the_post(world: World) -> None:
    number = world.in_review()
    sergeant = world.desk("sergeant")
    post = body(sergeant.get("/my-posts"))["posts"][0]["id"]
    refused = world.desk("xo").post(f"/posts/{post}/end", {"until_on": "2026-03-09"})
    assert refused.status_code == 403
    done(world.desk("administrator").post(f"/posts/{post}/end", {"until_on": "2026-03-09"}))
    assert sergeant.get(f"/concerns/{number}").status_code == 403


@pytest.mark.directive("VI.C")
def test_an_administrator_manages_posts_and_reads_no_concern(world: World) -> None:
    number = world.submitted()
    administrator = world.desk("administrator")
    assert administrator.get(f"/concerns/{number}").status_code == 404
    member = world.district.ids["member"]
    no_district = administrator.post(
        f"/members/{member}/posts", {"role": "executive_officer", "from_on": "2026-03-01"}
    )
    assert no_district.status_code == 422
    made = done(
        administrator.post(
            f"/members/{member}/posts",
            {"role": "community_policing_officer", "district": "011", "from_on": "2026-03-01"},
        )
    )
    assert len(made["posts"]) == 2


def test_signing_out_ends_it_and_so_does_a_new_password(world: World) -> None:
    star = world.district.stars["member"]
    one, two = sign_in(world.app, star), sign_in(world.app, star)
    one.post("/sign-out")
    assert one.get("/me").status_code == 401
    assert two.get("/me").status_code == 200
    assert (
        two.post("/password", {"current": "wrong", "new": "a long new password"}).status_code == 422
    )
    done(two.post("/password", {"current": PASSWORD, "new": "a long new password"}))
    assert two.get("/me").status_code == 401
    assert attempt(world, star, "a long new password")[0] == 200


def test_a_sign_in_ends_by_itself(world: World) -> None:
    desk = world.desk("sergeant")
    world.clock.move(hours=13)
    assert desk.get("/me").status_code == 401


def test_a_member_who_left_is_out_at_once(world: World) -> None:
    desk = world.desk("sergeant")
    with world.app.extensions["database"].open() as session:
        session.get_one(Member, world.district.ids["sergeant"]).is_active = False
        session.commit()
    assert desk.get("/me").status_code == 401


def test_a_request_without_its_csrf_token_is_refused(world: World) -> None:
    number = world.in_review()
    desk = world.desk("sergeant")
    answer = desk.client.post(
        f"/staff/api/concerns/{number}/actions/accept", json={"version": 2, "inputs": {}}
    )
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
