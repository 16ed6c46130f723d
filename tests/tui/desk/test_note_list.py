"""The notes of a client, addenda, exports, and everything unsigned."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

from plantui.keys.context import Context
from plantui.tui.desk.note import NotePage
from plantui.tui.desk.note_addendum import AddendumPage
from plantui.tui.desk.note_list import NoteList
from plantui.tui.desk.state import Pane
from plantui.tui.desk.unsigned import UnsignedPage


def listed(seat: Seat) -> NoteList:
    page = seat.desk.state.scene
    assert isinstance(page, NoteList)
    return page


def test_the_newest_note_comes_first_and_is_shown(demo: Seat) -> None:
    screen = demo.press("g n").screen()
    assert "NOTES   Reyes, Maria  C-014" in screen
    assert "13 of 13 notes" in screen
    assert "Used postponement on 5 of 7 evenings" in screen
    assert "catches worry at the sink" in demo.press("j").screen()


def test_a_filter_leaves_what_fits_and_escape_clears_it(demo: Seat) -> None:
    demo.press("g n /").type("sink")
    assert "1 of 13 notes" in demo.screen()
    demo.press("enter")
    assert demo.desk.context() is Context.NORMAL
    assert "catches worry at the sink" in demo.screen()
    demo.press("esc")
    assert "13 of 13 notes" in demo.screen()
    demo.press("/").type("nowhere").press("enter", "enter")
    assert demo.said == "No note fits the filter."


def test_enter_reads_and_q_comes_back_to_the_row(demo: Seat) -> None:
    demo.press("g n j j enter")
    page = demo.desk.state.scene
    assert isinstance(page, NotePage)
    assert demo.desk.context() is Context.NOTE
    demo.press("e")
    assert "Signed by Dana Whitlock" in demo.said
    assert "a x adds an addendum" in demo.said
    demo.press("q")
    assert listed(demo).here(demo.desk).id == page.note


def test_other_clients_step_through_their_lists(demo: Seat) -> None:
    demo.press("g n")
    demo.press("[")
    assert "NOTES   Brandt, Karl" in demo.screen()


def test_a_draft_is_written_on_signed_and_removed_from_here(demo: Seat) -> None:
    demo.press("n").type("Kept the log").press("esc q")
    demo.press("g n")
    assert "draft" in demo.screen()
    demo.press("e").type(" daily").press("esc q")
    assert "Kept the log" in demo.screen()
    demo.press("S")
    assert "SIGN NOTE" in demo.screen()
    demo.press("esc")
    assert isinstance(demo.desk.state.scene, NoteList)
    demo.press("d")
    assert "Draft of 10 Mar 2026 removed" in demo.said
    assert all(note.signatures for note in demo.chart.notes)
    demo.press("u")
    assert not all(note.signatures for note in demo.chart.notes)


def test_a_signed_note_is_not_removed(demo: Seat) -> None:
    demo.press("g n d")
    assert "is signed: it stays" in demo.said


def test_an_addendum_stands_under_the_note(demo: Seat) -> None:
    demo.press("g n a x")
    assert isinstance(demo.desk.state.scene, AddendumPage)
    assert "Used postponement" in demo.screen()
    demo.type("She called at 17:10.").press("ctrl+j").type("dw").press("enter")
    assert demo.said == "Addendum to the note of 3 Mar 2026 signed   u undo"
    assert isinstance(demo.desk.state.scene, NoteList)
    assert "She called at 17:10." in demo.screen()
    assert "ADDENDUM" in demo.press("enter").screen()


def test_an_addendum_that_is_left_waits_unsigned(demo: Seat) -> None:
    demo.press("g n a x").type("She called").press("esc")
    assert "kept unsigned" in demo.said
    assert "addendum" in demo.screen()
    demo.press("a x").type(" again")
    assert demo.desk.state.scene.body.text == "She called again"
    demo.press("ctrl+z ctrl+j", "esc")
    assert demo.desk.practice.summary(demo.chart.id).unsigned_notes


def test_nothing_is_added_to_a_draft(demo: Seat) -> None:
    demo.press("n").type("x").press("esc q g n a x")
    assert "This is a draft" in demo.said


def test_an_addendum_comes_back_after_a_hang_up(demo: Seat) -> None:
    from plantui.tui.desk.note_addendum import reopen_addendum

    demo.press("g n a x").type("She called")
    typed = demo.desk.state.scene.draft()
    demo.desk.state.scenes.clear()
    reopen_addendum(demo.desk, typed.chart, typed.target, typed.text)
    assert demo.desk.state.scene.body.text == "She called"


# exports


def test_notes_are_exported_with_a_range(demo: Seat) -> None:
    demo.press("x n").type("10 feb to 3 mar")
    assert "= 4 signed notes, 10 Feb 2026 to 3 Mar 2026" in demo.screen()
    demo.press("enter")
    file = demo.desk.export_dir / "C-014_notes_2026-03-10.md"
    assert demo.said == f"Notes of C-014 exported to {file}"
    assert file.read_text().count("\n## ") == 4


@pytest.mark.parametrize(("typed", "count"), [("", 13), ("all", 13), ("review", 10), ("-3w", 3), ("since 1 mar", 1)])
def test_ranges(demo: Seat, typed: str, count: int) -> None:
    demo.press("x n").type(typed)
    assert f"= {count} signed note" in demo.screen()


def test_a_range_that_is_none_is_told(demo: Seat) -> None:
    demo.press("x n").type("frday").press("enter")
    assert "D1 Not a date: frday" in demo.screen()
    demo.press("ctrl+u").type("3 mar to 1 feb").press("enter")
    assert "It ends before it begins" in demo.screen()
    demo.press("ctrl+u").type("9 mar").press("enter")
    assert "no signed note in this range" in demo.said
    demo.press("esc x n up")
    assert "9 mar" in demo.screen()


# everything unsigned


def test_everything_unsigned_over_the_caseload(demo: Seat) -> None:
    demo.press("n").type("#1.1+ Kept the log").press("esc q g u")
    screen = demo.screen()
    assert "UNSIGNED" in screen
    assert "Grant, S" in screen
    assert "Kept the log" in screen


def test_signing_from_the_list_comes_back_to_it(demo: Seat) -> None:
    demo.press("g u")
    page = demo.desk.state.scene
    assert isinstance(page, UnsignedPage)
    first = page.here(demo.desk)
    rows = len(page.rows(demo.desk))
    while page.here(demo.desk).kind != "note":
        demo.press("j")
    wanted = page.here(demo.desk)
    demo.press("S", "dw", "enter")
    assert "signed." in demo.said
    assert demo.desk.state.scene is page
    assert len(page.rows(demo.desk)) == rows - 1
    assert wanted not in page.rows(demo.desk)
    assert first is not None


def test_a_plan_is_signed_from_the_list_too(demo: Seat) -> None:
    demo.press("2 e", "; -> 5", "enter g u")
    page = demo.desk.state.scene
    while page.here(demo.desk).kind != "plan" or (
        page.here(demo.desk).chart != page.about(demo.desk)
        and (demo.desk.practice.chart(page.here(demo.desk).chart).code != "C-014")
    ):
        demo.press("j")
    demo.press("S")
    assert "SIGN PLAN v4" in demo.screen()


def test_the_top_row_counts_what_the_list_holds(demo: Seat) -> None:
    for keys in (("1",), ("n", "#1.1+ Kept the log", "esc q"), ("2 e", "; -> 5", "enter 1"), ("r", "q")):
        demo.press(*keys, "g u")
        page = demo.desk.state.page
        assert isinstance(page, UnsignedPage)
        rows = len(page.rows(demo.desk))
        demo.press("q")
        assert f" {rows} unsigned " in demo.screen().splitlines()[0]
        assert demo.desk.shown.lists.unsigned_count() == rows
    assert rows > 3


def test_the_list_leads_back_to_the_client_one_came_from(demo: Seat) -> None:
    demo.press("j j 2 j")
    before = (demo.chart.code, demo.desk.state.caseload.cursor, demo.desk.state.pane, demo.desk.state.tree.cursor)
    for leave in ("q", "esc", "j q", "j enter q q", "g h"):
        demo.press("g u")
        assert demo.chart.code != before[0]
        demo.press(leave)
        state = demo.desk.state
        assert (demo.chart.code, state.caseload.cursor, state.pane, state.tree.cursor) == before, leave
        assert state.confirm is None


def test_home_from_a_plan_of_the_list_stays_there(demo: Seat) -> None:
    demo.press("g u")
    while "v1 draft" not in demo.desk.state.page.here(demo.desk).words:
        demo.press("j")
    demo.press("enter")
    there = demo.chart.code
    demo.press("g h")
    assert demo.desk.state.scenes == []
    assert demo.chart.code == there


def test_a_row_of_the_queue_opens_its_note(demo: Seat) -> None:
    demo.press("3 G")
    keys = [key for key in demo.desk.shown.keys(Pane.QUEUE) if " unsigned " in key and "note" in key]
    demo.press("g g")
    while demo.desk.state.queue.cursor != keys[0]:
        demo.press("j")
    demo.press("enter")
    page = demo.desk.state.scene
    assert isinstance(page, NotePage)
    assert not page.locked
    assert demo.chart.code == "C-017"


def test_a_row_that_waits_for_an_addendum_opens_it(demo: Seat) -> None:
    demo.press("g n a x").type("She called").press("esc esc")
    demo.room.clock.forward(days=2)
    demo.press("3 g g")
    assert any("note 3 Mar" in key for key in demo.desk.shown.keys(Pane.QUEUE))
    while "note 3 Mar" not in demo.desk.state.queue.cursor:
        demo.press("j")
    demo.press("enter")
    assert isinstance(demo.desk.state.scene, AddendumPage)
