"""Copying lines, putting them into this plan or another one, the page of the shelf."""

from __future__ import annotations

from tests.tui.seat import Seat

from plantui.model.codec import to_tables
from plantui.model.plan import Objective
from plantui.model.tree import find_code
from plantui.practice.drafts import plan_at_hand
from plantui.tui.desk.blanks import BlanksPage
from plantui.tui.desk.shelf import ShelfPage
from plantui.tui.desk.state import Pane


def codes(at: Seat) -> list[str]:
    return [row.code for row in at.desk.shown.tree_rows()]


def test_put_below_goes_where_its_kind_goes(draft: Seat) -> None:
    draft.press("y")
    assert draft.said == "g1.1 with 2 lines under it on the shelf   p puts it below   P inside"
    draft.press("p")
    assert draft.said == "g1.3 put here with 2 lines under it   u undo"
    assert draft.desk.shown.place().node.code == "g1.3"
    assert codes(draft).index("g1.3") == codes(draft).index("g1.2") - 3
    draft.press("u")
    assert "g1.3" not in codes(draft)


def test_put_inside_another_goal(draft: Seat) -> None:
    draft.press("y", "#", "g2", "enter", "P")
    assert draft.said.startswith("g2.2 put here")
    draft.press("#", "p2", "enter", "P")
    assert draft.said == "An objective goes under a goal; p2 is a problem."
    draft.press("#", "p1", "enter", "y", "P")
    assert draft.said == "A problem stands under nothing. p puts it below."


def test_ticked_lines_come_in_their_order(draft: Seat) -> None:
    draft.press("space", "#", "1.2", "enter", "space", "y")
    assert draft.said.startswith("2 lines with 3 lines under them on the shelf")
    assert [each.node.code for each in draft.desk.state.shelf.copies] == ["g1.1", "g1.2"]


def test_dot_puts_it_again(draft: Seat) -> None:
    draft.press("#", "1.1a", "enter", "y p", "#", "2.1", "enter", ".")
    assert draft.said.startswith("g2.1b put here")


def test_an_empty_shelf_says_how_to_fill_it(draft: Seat) -> None:
    draft.press("p")
    assert draft.said == "The shelf is empty. y copies the line under the cursor."
    draft.press("P", ":", "shelf", "enter")
    assert "The shelf is empty." in draft.screen()
    draft.press("enter")
    assert isinstance(draft.desk.state.scene, ShelfPage)


def test_another_clients_plan_gets_it_without_facts(demo: Seat) -> None:
    demo.press("2 y", "c", "os", "down", "enter")
    demo.press("esc c", "C-020", "enter")
    before = demo.chart.code
    demo.press("a p", "Low mood", "enter", "esc a g", "Mornings that work", "enter", "esc p")
    assert "from another plan: make them theirs" in demo.said
    assert demo.chart.code == before
    plan = plan_at_hand(demo.chart)
    node = find_code(plan, demo.desk.shown.place().node.code).node
    assert isinstance(node, Objective)
    assert (node.baseline, node.due, node.foreign) == (None, None, True)
    demo.press("g p")
    assert "comes from another client's plan" in demo.screen()
    demo.press("q e", "; by +8w", "enter g p")
    lines = [each for each in demo.screen().splitlines() if f"Objective {node.code} comes from another" in each]
    assert lines == []


def test_a_plan_that_is_not_there_begins_with_a_copied_problem(demo: Seat) -> None:
    demo.press("2", "#", "p1", "enter", "y", "1 j")
    assert demo.chart.plans == ()
    demo.press("p")
    assert demo.said.startswith("p1 put here")
    assert demo.desk.state.pane is Pane.PLAN


def test_the_page_takes_puts_and_drops(draft: Seat) -> None:
    draft.press("y", "#", "2.1", "enter", "y", ":", "shelf", "enter")
    assert "> g2.1   objective" in draft.screen()
    draft.press("j enter")
    assert draft.said.startswith("On top of the shelf: ")
    assert draft.desk.state.scenes == []
    assert draft.desk.state.shelf.top.node.code == "g1.1"
    draft.press(":", "shelf", "enter j d")
    assert len(draft.desk.state.shelf.copies) == 1
    draft.press("p")
    assert draft.said.startswith("g2.2 put here")
    assert draft.desk.state.scenes == []


def test_nothing_is_put_in_a_list_whose_plan_has_a_cursor_elsewhere(draft: Seat) -> None:
    draft.press("y 1 p")
    assert draft.said == "The shelf is put where the cursor of the plan stands. 2 goes there."


def test_read_only_copies_and_does_not_put(draft: Seat) -> None:
    draft.desk.state.read_only = True
    draft.press("y p")
    assert draft.said == "Read only: this store was opened with --read-only."
    draft.press(":", "shelf", "enter p")
    assert draft.said == "Read only: this store was opened with --read-only."


def test_the_page_names_clients_as_the_mode_allows(draft: Seat) -> None:
    draft.press("y z p z p", ":", "shelf", "enter")
    assert "C-001" in draft.screen()
    assert "Reyes" not in draft.screen()


def test_a_lock_clears_the_shelf_and_what_was_said(draft: Seat) -> None:
    draft.press("y", ":", "add g Sleep for Maria", "enter")
    assert draft.desk.state.shelf.top is not None
    assert draft.desk.state.commands.lines
    draft.press("L")
    state = draft.desk.state
    assert (state.shelf.top, state.commands.lines, state.histories) == (None, [], {})
    assert not any("Sleep" in each.text or "Maria" in each.text for each in state.journal.said)


def test_blanks_are_asked_again_in_another_clients_plan_and_are_one_step_with_the_putting(demo: Seat) -> None:
    demo.press("2", "#", "1.1", "enter", "a i").type("CBT: Practise with {person} at {setting}; weekly")
    demo.press("enter", "esc", "y")
    node = demo.desk.state.shelf.top.node
    assert node.text == "Practise with {person} at {setting}"
    demo.press("#", "2.1", "enter", "P")
    assert demo.desk.state.page is None
    demo.press("u c", "C-020", "enter", "2 a p", "Low mood", "enter", "esc a g", "Mornings", "enter", "esc")
    demo.press("a o", "Walk daily; by +8w", "enter", "esc")
    before = to_tables(demo.chart)
    demo.press("P")
    assert isinstance(demo.desk.state.page, BlanksPage)
    demo.type("her sister").press("tab").type("the park").press("enter")
    row = demo.desk.shown.place()
    assert row.node.text == "Practise with her sister at the park"
    assert (row.node.approach, row.node.foreign) == ("CBT", False)
    assert row.node.frequency == node.frequency
    demo.press("u")
    assert demo.said.startswith("Undone: g2.1a put here; from another plan: make it theirs, with what came of it")
    assert to_tables(demo.chart) == before
    demo.press("U")
    assert "her sister" in demo.screen()


def test_blanks_left_open_leave_the_mark(demo: Seat) -> None:
    demo.press("2", "#", "1.1", "enter", "a i").type("CBT: Practise with {person}; weekly").press("enter", "esc y")
    demo.press("u c", "C-020", "enter", "2 a p", "Low mood", "enter", "esc a g", "Mornings", "enter", "esc")
    demo.press("a o", "Walk daily; by +8w", "enter", "esc", "P", "esc")
    assert demo.desk.state.page is None
    node = demo.desk.shown.place().node
    assert (node.text, node.foreign) == ("Practise with {person}", True)
