"""Cursors stay where they were, panes follow, and a new size changes nothing but the view."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.tui.seat import Seat

from plantui.tui.desk.state import Pane


def test_the_plan_follows_both_lists_at_once(demo: Seat) -> None:
    demo.press("j")
    assert "2 PLAN  Osei, Kwame" in demo.screen()
    demo.press("3 j j")
    assert "2 PLAN  Jonas, Petra" in demo.screen()


def test_each_client_s_tree_keeps_its_cursor_and_folds(demo: Seat) -> None:
    demo.press("2 G z 3 1 j j k k 2")
    assert demo.desk.shown.place().node.code == "g2.2"
    assert demo.desk.state.tree.folded


def test_left_folds_then_goes_out_then_to_the_caseload(demo: Seat) -> None:
    demo.press("2 h h h h h h")
    assert demo.desk.state.pane is Pane.CASELOAD
    demo.press("l l")
    assert demo.desk.state.pane is Pane.PLAN


def test_right_unfolds_then_goes_in(demo: Seat) -> None:
    demo.press("2 z m l")
    assert demo.desk.shown.place().node.code == "p1"
    demo.press("l l l")
    assert demo.desk.shown.place().node.code == "g1.1"


def test_the_edges_hold(demo: Seat) -> None:
    demo.press("G j j j")
    last = demo.desk.state.caseload.cursor
    demo.press("g g k k")
    assert demo.desk.state.caseload.at == 0
    demo.press("G")
    assert demo.desk.state.caseload.cursor == last


def test_groups(demo: Seat) -> None:
    demo.press("g g }")
    assert demo.chart.client.family == "Castell"
    demo.press("} {")
    assert demo.chart.client.family == "Castell"


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (200, 60), (40, 12), (119, 35), (30, 8)])
def test_a_new_size_keeps_the_cursor_in_view(demo: Seat, size: tuple[int, int]) -> None:
    demo.press("G")
    name = demo.chart.client.family
    before = demo.screen()
    screen = demo.screen(*size)
    if size[0] >= 40:
        assert any(row.lstrip("│║").startswith("> ") and name[:5] in row for row in screen.split("\n")), screen
    assert demo.screen() == before


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
def test_the_cursor_is_always_seen(sized: Callable[[int, int], Seat], size: tuple[int, int]) -> None:
    at = sized(*size)
    for keys in ("j " * 40, "k " * 15, "ctrl+d ctrl+d G ctrl+u", "3", "j " * 20, "2", "j " * 12, "g g", "z w G"):
        for key in keys.split():
            at.press(key)
            focused = [row for row in at.screen(*size).split("\n") if any(f"{edge}>" in row for edge in "║│")]
            assert focused, (size, keys, key)


def test_a_heading_stays_with_its_first_row(sized: Callable[[int, int], Seat]) -> None:
    at = sized(80, 24)
    at.press("G g g")
    assert "TODAY" in at.screen(80, 24)
    at.press("G }", "{")
    assert "NO TIME SET" in at.screen(80, 24)


def test_one_pane_at_a_time_below_80_by_24(sized: Callable[[int, int], Seat]) -> None:
    at = sized(79, 23)
    assert "[1 CASELOAD]  2 PLAN   3 DUE" in at.screen(79, 23)
    assert "Worry" not in at.screen(79, 23)
    at.press("2")
    assert " 1 CASELOAD  [2 PLAN]  3 DUE" in at.screen(79, 23)
    assert "Worry that keeps her up at night" in at.screen(79, 23)


def test_a_warning_stays_until_something_moves_and_a_message_until_the_next_key(demo: Seat) -> None:
    demo.press("+")
    assert "l goes into it" in demo.said
    demo.press("g")
    assert demo.screen().split("\n")[-2] == " g-"
    demo.press("esc")
    demo.press("+", "ctrl+q")
    assert demo.said == "q leaves."
    demo.press("g g", "+", "k")
    assert "l goes into it" in demo.said
    demo.press("j")
    assert demo.said == ""
    demo.press("z p", "z")
    assert demo.said == ""


def test_walking_through_clients_keeps_the_page(demo: Seat) -> None:
    demo.press("enter ]")
    assert "GLANCE   Osei, Kwame" in demo.screen()
    demo.press("[ [")
    assert "GLANCE   Brandt, Karl" in demo.screen()
    demo.press("q")
    assert demo.desk.state.caseload.cursor == demo.chart.id
