"""VII.A: sworn community policing officers enter what community members tell them."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from shared.people.models import Member
from tests.world import World, body, done

CONCERN = {
    "source": "phone",
    "category": "NOISE",
    "text": "Loud music every night from the same garage.",
    "place": "3151 W Harrison St",
    "beat": "1134",
    "emergency_ruled_out": True,
}
MEETING = {
    "beat": "1133, 1134",
    "district": "011",
    "held_on": "2026-03-09",
    "place": "Library, community room",
    "attendance": 18,
}


@pytest.mark.directive("VII.A.1")
def test_many_concerns_are_told_at_one_beat_meeting(world: World) -> None:
    officer = world.desk("officer")
    meeting = done(officer.create("/meetings", MEETING))
    told = CONCERN | {"source": "beat_meeting", "meeting_id": meeting["id"]}
    numbers = [done(officer.create("/concerns", told))["control_number"] for _ in range(3)]
    assert body(officer.get(f"/meetings/{meeting['id']}"))["concerns"] == 3
    assert world.desk("sergeant").queue("intake") == numbers
    history = world.desk("sergeant").concern(numbers[0])["history"]
    assert "VII.A.1" in history[0]["clauses"]


@pytest.mark.directive("VII.A.1")
def test_a_meeting_is_recorded_once_it_is_held(world: World) -> None:
    world.clock.at = datetime(2026, 3, 11, 4, 30, tzinfo=UTC)  # still March 10 in Chicago
    officer = world.desk("officer")
    early = officer.create("/meetings", MEETING | {"held_on": "2026-03-11"})
    assert (early.status_code, body(early)["clause"]) == (422, "VII.A.1")
    done(officer.create("/meetings", MEETING | {"held_on": "2026-03-10"}))


@pytest.mark.directive("VII.A.1")
def test_a_concern_of_a_meeting_names_its_meeting(world: World) -> None:
    refused = world.desk("officer").create("/concerns", CONCERN | {"source": "beat_meeting"})
    assert (refused.status_code, body(refused)["clause"]) == (422, "VII.A.1")
    world.other_district("012")
    other = done(world.desk_of("012-officer").create("/meetings", MEETING | {"district": "012"}))
    refused = world.desk("officer").create(
        "/concerns", CONCERN | {"source": "beat_meeting", "meeting_id": other["id"]}
    )
    assert refused.status_code == 422


@pytest.mark.directive("VII.A.1")
def test_what_was_typed_offline_is_entered_once_however_often_it_is_sent(world: World) -> None:
    officer, keys = world.desk("officer"), [uuid4().hex for _ in range(2)]
    meeting_key = uuid4().hex
    meetings = {done(officer.create("/meetings", MEETING, meeting_key))["id"] for _ in range(2)}
    assert len(meetings) == 1
    told = CONCERN | {"source": "beat_meeting", "meeting_id": meetings.pop()}
    for _ in range(2):
        for key in keys:
            done(officer.create("/concerns", told, key))
    assert len(world.desk("sergeant").queue("intake")) == 2


@pytest.mark.directive("VII.A.2")
@pytest.mark.parametrize("source", ["phone", "email", "letter", "in_person", "other"])
def test_what_is_received_at_the_district_is_entered(world: World, source: str) -> None:
    entered = done(world.desk("officer").create("/concerns", CONCERN | {"source": source}))
    assert entered["pin"] is None
    seen = world.desk("sergeant").concern(entered["control_number"])
    assert (seen["source"], seen["entered_by"]) == (source, "011 Officer")
    assert "VII.A.2" in seen["history"][0]["clauses"]


@pytest.mark.directive("VII.A.2")
def test_nobody_else_enters_concerns(world: World) -> None:
    for name in ("sergeant", "member", "lieutenant", "xo", "auditor", "administrator"):
        assert world.desk(name).create("/concerns", CONCERN).status_code == 403, name


@pytest.mark.directive("VII.A")
def test_only_sworn_members_enter_concerns(world: World) -> None:
    with world.app.extensions["database"].open() as session:
        session.get_one(Member, world.district.ids["officer"]).is_sworn = False
        session.commit()
    refused = world.desk("officer").create("/concerns", CONCERN)
    assert (refused.status_code, body(refused)["clause"]) == (409, "VII.A")


@pytest.mark.directive("VI.A.1")
def test_a_slip_with_number_and_pin_can_be_asked_for(world: World) -> None:
    entered = done(world.desk("officer").create("/concerns", CONCERN | {"with_pin": True}))
    assert len(entered["pin"]) == 8
    assert entered["pin"].isdigit()


BAD: list[tuple[dict[str, object], str]] = [
    ({"text": "x" * 4_001}, "text"),
    ({"text": "a\x00b"}, "text"),
    ({"text": "   "}, "text"),
    ({"place": ""}, "place"),
    ({"category": "NOTHING_LIKE_IT"}, "category"),
    ({"beat": "-1"}, "beat"),
    ({"beat": "9934"}, "beat"),
    ({"meeting_id": -5}, "meeting_id"),
    ({"source": "pigeon"}, "source"),
    ({"latitude": 900}, "latitude"),
    ({"language": "<script>"}, "language"),
    ({"who_am_i": "unknown"}, "who_am_i"),
]


@pytest.mark.parametrize(
    ("wrong", "field"), BAD, ids=[f"{next(iter(w))}-{i}" for i, (w, _) in enumerate(BAD)]
)
def test_bad_input_names_the_field_and_keeps_nothing(
    world: World, wrong: dict[str, object], field: str
) -> None:
    answer = world.desk("officer").create("/concerns", CONCERN | wrong)
    assert answer.status_code == 422
    assert body(answer)["errors"][0]["field"] == field
    assert world.desk("sergeant").queue("intake") == []


def test_without_an_idempotency_key_nothing_is_created(world: World) -> None:
    answer = world.desk("officer").post("/concerns", CONCERN)
    assert answer.status_code == 422
    assert "Idempotency-Key" in body(answer)["detail"]


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"{not json", "application/json", 400),
        (b'{"text": "\xff\xfe"}', "application/json", 400),
        (b"text=hello", "application/x-www-form-urlencoded", 415),
        (b"[]", "application/json", 400),
        (b"x" * 3_000_000, "application/json", 413),
    ],
)
def test_a_body_that_cannot_be_read_gets_a_clear_answer(
    world: World, data: bytes, kind: str, status: int
) -> None:
    officer = world.desk("officer")
    answer = officer.client.post(
        "/staff/api/concerns",
        data=data,
        content_type=kind,
        headers={"X-CSRFToken": officer.csrf, "Idempotency-Key": uuid4().hex},
    )
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


def test_script_in_a_text_is_text(world: World) -> None:
    text = '<script>alert(1)</script> & "quotes" \' ; DROP TABLE concerns; --'
    entered = done(world.desk("officer").create("/concerns", CONCERN | {"text": text}))
    assert world.desk("sergeant").concern(entered["control_number"])["text"] == text


def test_cursors_and_numbers_made_up_by_hand_are_refused(world: World) -> None:
    sergeant = world.desk("sergeant")
    assert sergeant.get("/queues/intake", cursor="nonsense").status_code == 400
    assert sergeant.get("/queues/intake", size=-1).status_code == 422
    assert sergeant.get("/queues/intake", size=10_000).status_code == 422
    assert sergeant.get("/concerns/-1").status_code == 404
    assert sergeant.get("/concerns/' OR 1=1").status_code == 404


def test_every_page_of_a_queue_once(world: World) -> None:
    numbers = [world.submitted() for _ in range(7)]
    sergeant, seen, cursor = world.desk("sergeant"), [], ""
    while cursor is not None:
        page = body(sergeant.get("/queues/intake", size=3, cursor=cursor))
        seen += [row["control_number"] for row in page["rows"]]
        cursor = page["next"]
    assert sorted(seen) == sorted(numbers)


def test_search_finds_by_number_and_by_words_within_reach(world: World) -> None:
    number = world.submitted(text="Dice games behind the laundromat.")
    world.submitted()
    sergeant = world.desk("sergeant")

    def found(**query: str) -> list[str]:
        return [row["control_number"] for row in body(sergeant.get("/concerns", **query))["rows"]]

    assert found(q="LAUNDROMAT") == [number]
    assert found(q=f"{number[:4]} {number[4:8]}-{number[8:]}") == [number]
    assert found(q="100%_") == []
    assert body(world.desk("supervisor").get("/concerns", q="laundromat"))["rows"] == []
