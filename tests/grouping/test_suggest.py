"""What a sergeant is shown, and why (VI.B.1)."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.concerns.grouping import Reach, Report, Settings, suggest
from tests.grouping.reports import MONDAY, make_report

MUSIC = "Loud music from the tavern until three."


def test_a_group_is_named_by_its_primary_concern() -> None:
    members = [make_report("P"), make_report("M", days=1, group="P")]
    assert [s.id for s in suggest(make_report("new", days=2), members)] == ["P"]


def test_a_different_problem_is_never_suggested_again() -> None:
    members = [make_report("P"), make_report("M", days=1, group="P")]
    new = make_report("new", days=2)
    assert suggest(new, members, different={"P"}) == []
    assert suggest(new, members, different={"M"}) == []
    assert suggest(new, members, different={"another"}) != []


def test_it_is_never_its_own_neighbour() -> None:
    assert suggest(make_report("A"), [make_report("A")]) == []


@pytest.mark.parametrize(("metres", "shown"), [(195, 1), (205, 0)])
def test_the_gate_is_200_metres(metres: float, shown: int) -> None:
    assert len(suggest(make_report("new", metres=metres), [make_report("A")])) == shown


@pytest.mark.parametrize(("days", "shown"), [(59, 1), (61, 0)])
def test_the_gate_is_60_days(days: float, shown: int) -> None:
    assert len(suggest(make_report("new", days=days), [make_report("A")])) == shown


def test_a_category_may_reach_further() -> None:
    wide = Settings(reach_by_category={"NARCOTICS": Reach(metres=400, days=90)})
    new = make_report("new", metres=300)
    assert suggest(new, [make_report("A")]) == []
    assert [s.id for s in suggest(new, [make_report("A")], settings=wide)] == ["A"]


def test_the_reasons_are_plain_words() -> None:
    new = make_report(
        "new",
        days=1,
        text="My neighbor in 2410 sells heroin at night. A green van with Ohio plates.",
    )
    old = make_report("A", metres=20, text="Heroin sold at night. Green van, Ohio plates.")
    [best] = suggest(new, [old])
    assert {"20 m away", "both concern number 2410", "both speak of drug sales", "both at night",
            "the same green van"} <= set(best.reasons)  # fmt: skip


@pytest.mark.parametrize(
    ("address", "reason"),
    [("2400 W Warren Blvd", "same building"), ("Warren & Western", "same corner")],
)
def test_the_same_place_is_said_so(address: str, reason: str) -> None:
    reports = [make_report(id_, address=address) for id_ in ("new", "A")]
    [best] = suggest(reports[0], reports[1:])
    assert best.reasons[0] == reason


def test_a_closed_group_is_shown_and_never_preselected() -> None:
    [still_open] = suggest(make_report("new"), [make_report("A")])
    [closed] = suggest(make_report("new"), [make_report("A", is_open=False)])
    assert still_open.preselected
    assert not closed.preselected
    assert "closed, and may have come back" in closed.reasons


def test_a_denial_is_not_a_report_of_the_thing_denied() -> None:
    dice = make_report("A", category="GAMBLING", text="Men gamble with dice on the sidewalk.")
    denial = make_report(
        "new", category="GAMBLING", text="They are not gambling, please leave them alone."
    )
    assert not any(s.preselected for s in suggest(denial, [dice]))


def test_another_flat_of_the_house_with_another_problem_is_not_preselected() -> None:
    sales = make_report("A", text="Drug sales from the first floor apartment, cars stop all night.")
    heat = make_report(
        "new", category="PROBLEM_BUILDING_LIQUOR",
        text="No heat on the third floor and the landlord does not answer.",
    )  # fmt: skip
    assert not any(s.preselected for s in suggest(heat, [sales]))


@pytest.mark.parametrize(
    "text",
    [
        "Tocan música a todo volumen en la cantina, no dejan dormir.",
        "Głośna muzyka z baru, nie można spać.",
        "muuuusic so loud nite after nite omg",
        "yes hello um the bar next door has a d j blasting every night and we can not sleep",
    ],
)
def test_it_reads_spanish_polish_text_messages_and_dictation(text: str) -> None:
    old = make_report("A", category="NOISE", text=MUSIC)
    [best, *_] = suggest(make_report("new", category="NOISE", text=text), [old])
    assert any("loud music" in reason for reason in best.reasons)


TEXTS = st.text(max_size=300)
PLACES = st.one_of(st.none(), st.floats(41.87, 41.89))


@st.composite
def reports(draw: st.DrawFn, id_: str) -> Report:
    latitude = draw(PLACES)
    return make_report(
        id_,
        days=draw(st.floats(0, 90)),
        latitude=latitude,
        longitude=None if latitude is None else -87.68,
        text=draw(TEXTS),
        address=draw(TEXTS),
        category=draw(st.sampled_from(["NOISE", "NARCOTICS", "OTHER", "NEW_ONE", ""])),
        language=draw(st.sampled_from(["en", "es", "pl", "xx"])),
    )


@settings(deadline=None, max_examples=60)
@given(reports("new"), st.lists(st.builds(lambda r: r, reports("x")), max_size=6))
def test_any_words_are_answered_in_order_and_in_bounds(new: Report, found: list[Report]) -> None:
    candidates = [replace(one, id=f"c{n}") for n, one in enumerate(found)]
    shown = suggest(new, candidates)
    assert len(shown) <= 3
    assert [s.score for s in shown] == sorted((s.score for s in shown), reverse=True)
    assert all(0 <= s.score <= 1 and s.reasons for s in shown)
    assert {s.id for s in shown} <= {one.id for one in candidates}
    assert sum(s.preselected for s in shown) <= 1
    assert suggest(new, reversed(candidates)) == shown or len({s.score for s in shown}) < len(shown)


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=60)
def test_likeness_does_not_depend_on_who_came_first(one: str, two: str) -> None:
    a, b = make_report("A", text=one), make_report("B", text=two, submitted_at=MONDAY)
    there, back = suggest(a, [b]), suggest(b, [a])
    assert [s.score for s in there] == pytest.approx([s.score for s in back], abs=1e-4)
