"""`.` does the last repeatable change again, and only such a change; signing is never done to several at once."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

from plantui.model.tree import walk
from plantui.practice.drafts import plan_at_hand


def codes(at: Seat) -> list[str]:
    return [place.node.code for place in walk(plan_at_hand(at.chart))]


@pytest.mark.parametrize(
    "keys",
    [
        ("e", "; -> 5", "enter", "S y enter", "dw", "enter"),
        ("n", "#1.1+ Slept", "ctrl+j", "dw", "enter"),
        ("m", "101213210", "enter", "enter"),
        ("x p",),
    ],
    ids=["sign", "note", "score", "export"],
)
def test_what_is_not_done_again_leaves_the_last_repeatable_change(demo: Seat, keys: tuple[str, ...]) -> None:
    demo.press("2 +", *keys)
    repeated = demo.desk.again
    if keys[0] != "e":
        assert repeated is not None
    signed = [len(plan.signatures) for plan in demo.chart.plans]
    notes, scores = len(demo.chart.notes), len(demo.chart.measures)
    files = list(demo.desk.export_dir.glob("*")) if demo.desk.export_dir.exists() else []
    demo.press("esc esc 2 . .")
    assert [len(plan.signatures) for plan in demo.chart.plans][: len(signed)] == signed
    assert (len(demo.chart.notes), len(demo.chart.measures)) == (notes, scores)
    assert (list(demo.desk.export_dir.glob("*")) if demo.desk.export_dir.exists() else []) == files


def test_nothing_to_do_again_says_what_can_be(demo: Seat) -> None:
    demo.press("2 .")
    assert demo.said.startswith("Nothing to do again yet: ")


def test_the_same_statement_goes_into_another_goal(draft: Seat) -> None:
    draft.press("i").type("sleep").press("enter", "esc")
    first = draft.desk.shown.place().node
    assert first.source
    draft.press("#", "2.1", "enter", ".")
    second = draft.desk.shown.place().node
    assert second.id != first.id
    assert (second.code[:2], second.source) == ("g2", first.source)


def test_signing_with_ticks_signs_one_plan(demo: Seat) -> None:
    demo.press("2 e", "; -> 5", "enter 1 * S")
    panel = demo.desk.state.sign
    assert panel is not None
    assert panel.chart == demo.chart.id
    demo.press("y enter").type("dw").press("enter")
    fresh = [each for each in demo.room.practice.summaries() if demo.room.practice.chart(each.chart).plans]
    today = demo.desk.now().date()
    signed = [
        each.code
        for each in fresh
        for plan in demo.room.practice.chart(each.chart).plans
        for signature in plan.signatures
        if signature.at.date() == today
    ]
    assert signed == ["C-014"]


def test_a_mark_on_ticked_lines_is_one_step(demo: Seat) -> None:
    demo.press("2 space", "#", "2.1", "enter", "space -")
    assert demo.said.startswith("2 objectives marked -")
    assert len(demo.room.practice.next_undo()) == 1
