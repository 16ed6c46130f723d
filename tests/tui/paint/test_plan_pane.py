"""The plan pane: what must not be cut, and what more room is used for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.tui.seat import Seat

from plantui.model.status import Status
from plantui.tui.desk.outline import TreeRow
from plantui.tui.frame.line import line_width, plain
from plantui.tui.paint.layout import WIDEST_ROW
from plantui.tui.paint.tree import row_lines

GOAL = TreeRow(node="g", depth=1, code="g1", words='"I want my nights back"  Sleep through and worry less', folded=True)
OBJECTIVE = TreeRow(
    node="o",
    depth=2,
    code="g1.2",
    words="Sleep 6 h or more, and rise at one hour",
    figures="nights/wk",
    steps="2 -> 5",
    status=Status.ACTIVE,
    now="4",
    trend="better",
    mark="+1",
    folded=True,
)


@pytest.mark.parametrize("width", range(30, 200, 7))
@pytest.mark.parametrize(
    "row", [GOAL, OBJECTIVE, replace(OBJECTIVE, figures="", steps="")], ids=["goal", "count", "yes"]
)
def test_a_fold_is_marked_however_narrow(row: TreeRow, width: int) -> None:
    drawn = row_lines(row, width, wrapped=False)[0]
    assert line_width(drawn) == width
    assert " ... " in f"{plain(drawn)} ", plain(drawn)


def test_numbers_stay_near_their_words_on_a_wide_screen(sized: Callable[[int, int], Seat]) -> None:
    for width in (80, 120, 160, 200):
        rows = sized(width, 40).press("2").screen(width, 40).split("\n")
        row = next(text for text in rows if " g1.1 act " in text)
        start = row.index("g1.1 act")
        assert row.index("11 bett") < start + WIDEST_ROW
    assert " CBT: Worry postponement, log daily, review weekly; weekly" in "\n".join(rows)


def test_the_newest_score_is_never_cut(sized: Callable[[int, int], Seat]) -> None:
    for size in ((120, 40), (79, 23), (79, 30), (100, 30), (200, 60)):
        rows = sized(*size).press("2").screen(*size).split("\n")
        scores = [text for text in rows if re.search("Scores  |15 14 13 11  ", text)]
        assert len(scores) == 1, size
        assert "~" not in scores[0]
        assert re.search("3 Mar 11|13 11  ", scores[0]), scores[0]


def test_more_rows_hold_more_of_the_notes(sized: Callable[[int, int], Seat]) -> None:
    counts = []
    for height in (30, 60):
        shown = sized(200, height).press("2").screen(200, height)
        counts.append(len(re.findall(r" \d+ (?:Mar|Feb|Jan|Dec|Oct|Sep)  [+ -]\d  ", shown)))
    assert counts[0] < counts[1]
    assert counts[1] > 6
    assert "Last changed 12 Dec 2025 by DW" in shown


def test_with_few_rows_the_scores_come_before_who_does_what(sized: Callable[[int, int], Seat]) -> None:
    assert "Since last review 15 -> 11" in sized(79, 23).press("2").screen(79, 23)
    tall = sized(120, 40).press("2").screen(120, 40)
    assert tall.index("Client     keep") < tall.index("Scores   ")


def test_days_and_their_letter_stay_together(sized: Callable[[int, int], Seat]) -> None:
    shown = sized(80, 24).press("c").type("jonas").press("enter 2").screen(80, 24)
    assert re.search(r"\(87\sd\)", shown)


def test_what_a_draft_amends_is_whole(sized: Callable[[int, int], Seat]) -> None:
    for size, said in (
        ((80, 24), "v3 stays in force until v4 is signed."),
        ((120, 40), "Amending v3 (signed 12 Dec)."),
    ):
        at = sized(*size).press("2 e").type("; -> 5").press("enter")
        assert f" {said} " in at.screen(*size)


def test_a_filter_says_how_many_of_all(sized: Callable[[int, int], Seat]) -> None:
    for size, said in (((80, 24), "═ 3 of 34 ═"), ((120, 40), "/overdue (3 of 34) ")):
        assert said in sized(*size).press("/").type("overdue").press("enter").screen(*size)
    assert "═ 34 ═" in sized(80, 24).screen(80, 24)
