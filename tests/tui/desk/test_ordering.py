"""Lines are moved among their siblings and to other parents; where a grabbed line would drop is seen beforehand."""

from __future__ import annotations

from tests.tui.seat import Seat

from plantui.model.codec import to_tables
from plantui.tui.desk.drafting import changes


def codes(seat: Seat) -> list[str]:
    return [row.code for row in seat.desk.shown.tree_rows() if not row.remark]


def test_down_and_up(draft: Seat) -> None:
    draft.press("J")
    assert codes(draft)[2:6] == ["g1.2", "a", "g1.1", "a"]
    assert draft.desk.shown.place().node.code == "g1.1"
    draft.press("J")
    assert draft.said == "g1.1 is the last one here already"
    draft.press("K")
    assert codes(draft)[2:6] == ["g1.1", "a", "b", "g1.2"]


def test_the_preview_is_where_it_drops(draft: Seat) -> None:
    before = to_tables(draft.chart)
    draft.press("M j l")
    preview = [row.node for row in draft.desk.shown.tree_rows()]
    assert to_tables(draft.chart) == before
    draft.press("enter")
    assert [row.node for row in draft.desk.shown.tree_rows()] == preview
    assert draft.said == "g1.1 moved: now g2.2   u undo"


def test_dropping_where_it_was_changes_nothing(draft: Seat) -> None:
    before = draft.chart
    draft.press("M j k enter")
    assert draft.chart is before
    assert draft.said == "It is where it was."


def test_a_folded_parent_opens_for_the_preview(draft: Seat) -> None:
    draft.press("} z a { j M l")
    assert draft.desk.state.move.node in [row.node for row in draft.desk.shown.tree_rows()]


def test_a_goal_goes_under_another_problem(draft: Seat) -> None:
    draft.press("k M l enter")
    assert codes(draft) == ["p1", "p2", "g2", "g2.1", "a", "g1", "g1.1", "a", "b", "g1.2", "a"]


def test_a_filter_does_not_hide_the_places(draft: Seat) -> None:
    draft.press("/", "sleep diary", "enter", "k M")
    assert len(codes(draft)) == 11


def test_changes_of_a_draft_in_words(demo: Seat) -> None:
    demo.press("2 J e", "; -> 5", "enter", "G d", "not for now", "enter", "a o", "Walk daily", "enter enter")
    demo.press("#", "1.2", "enter", "M l enter")
    words = demo.desk.shown.lexicon()
    said = [f"{each.word} {each.said(words)}" for each in changes(demo.chart)]
    assert said == [
        "changed g1.1 goal 7 -> 5",
        "discontinued g2.2",
        "added g2.3",
        "moved g2.4",
    ]


def test_a_first_version_has_no_changes(draft: Seat) -> None:
    assert changes(draft.chart) == []
