"""What the lists say about scores right after a review: the last score is the one it saw, and it is still there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.tui.seat import Seat

from plantui.model.status import Status
from plantui.tui.desk.outline import TreeRow
from plantui.tui.frame.line import plain
from plantui.tui.paint.tree import row_lines

ROW = TreeRow(node="x", depth=2, code="g1.1", figures="GAD-7", steps="15 -> 7", status=Status.ACTIVE)


def reviewed(at: Seat) -> Seat:
    """Everything rated, the review signed, and back on the plan."""
    at.press("r", "*", "=", "S", "dw", "enter")
    assert "Review of C-014 signed" in at.said
    return at.press("esc esc g h 2")


@pytest.mark.parametrize(
    ("size", "words"),
    [((120, 40), "11 at review"), ((80, 24), "11 at rev"), ((79, 23), "11 at review"), ((60, 20), "11 at rev")],
)
def test_a_score_is_not_denied(sized: Callable[[int, int], Seat], size: tuple[int, int], words: str) -> None:
    at = reviewed(sized(*size))
    rows = [text for text in at.screen(*size).split("\n") if " g1.1 act " in text or " g1.2 act " in text]
    assert len(rows) == 2
    assert words in rows[0]
    assert not any("no data" in text for text in rows)
    none = [text for text in at.screen(*size).split("\n") if " g2.2 " in text]
    assert all("no data" in text for text in none)


def test_under_the_tree_it_says_what_the_last_score_was(sized: Callable[[int, int], Seat]) -> None:
    at = reviewed(sized(120, 40))
    assert "Since last review no score yet; 11 on 3 Mar was the last" in at.screen(120, 40)
    at.press("+ + g g G j").press("2 g g").press("1 2")
    assert "no score and fewer than two marks" not in at.screen(120, 40)
    assert "15 15 15 14 13 11   since review no score yet" in reviewed(sized(80, 24)).screen(80, 24)


def test_the_glance_page_says_the_same(sized: Callable[[int, int], Seat]) -> None:
    for size in ((120, 40), (80, 24)):
        shown = reviewed(sized(*size)).press("g t").screen(*size)
        assert "11 at review +1 10 Mar" in shown
        assert "12 at review  0 10 Mar" in shown
        assert "11 no data" not in shown


def test_a_new_score_is_compared_again(sized: Callable[[int, int], Seat]) -> None:
    at = reviewed(sized(120, 40))
    at.room.clock.forward(days=7)
    at.press("esc", ":").type("measure gad7 8").press("enter")
    assert "now 8 same" in at.screen(120, 40)


@pytest.mark.parametrize(
    ("row", "wide", "narrow"),
    [
        ({"now": "11", "trend": "better"}, "now 11 better", "11 bett"),
        ({"now": "?", "trend": "no data"}, "now ? no data", "no data"),
        ({"now": "?", "trend": "marks"}, "now ? marks", "? mark"),
        ({"then": "11", "trend": "at review"}, "11 at review", "11 at rev"),
        ({"then": "72.5", "trend": "at review"}, "72.5 at review", "then 72.5"),
        ({"then": "11", "trend": "first score"}, "11 first score", "11 first"),
        ({"then": "11", "trend": "marks"}, "then 11 marks", "11 mark"),
        ({"then": "7", "trend": "better"}, "then 7 better", "7 bett"),
    ],
)
def test_words_of_the_column(row: dict[str, str], wide: str, narrow: str) -> None:

    assert f" {wide} " in plain(row_lines(replace(ROW, **row), 79, wrapped=False)[0])
    assert f" {narrow} " in plain(row_lines(replace(ROW, **row), 50, wrapped=False)[0])
