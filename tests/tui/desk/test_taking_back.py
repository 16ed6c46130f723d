"""Undo names what it takes back and goes there first; redo and `.` do it again."""

from __future__ import annotations

from tests.tui.seat import Seat

from plantui.model.codec import to_tables


def test_the_first_u_goes_to_a_client_who_is_not_on_screen(demo: Seat) -> None:
    demo.press("2 + 1 j j")
    assert demo.chart.code != "C-014"
    demo.press("u")
    assert demo.chart.code == "C-014"
    assert demo.said == "The next u undoes: g1.1 marked +1 (Reyes, M)"
    assert demo.chart.progress[-1].mark == 1
    demo.press("u")
    assert demo.said == "Undone: g1.1 marked +1 (Reyes, M)   U redo"


def test_undo_lasts_over_a_restart(demo: Seat) -> None:
    before = to_tables(demo.chart)
    demo.press("2 e", "; -> 5", "enter")
    again = demo.again()
    again.press("2 u")
    assert again.said == "Undone: g1.1 goal 7 -> 5 (Reyes, M)   U redo"
    assert to_tables(again.chart) == before
    once_more = again.again().press("2 U")
    assert once_more.said == "Again: g1.1 goal 7 -> 5 (Reyes, M)   u undo"
    assert "GAD-7 15 -> 5" in once_more.screen()


def test_the_cursor_goes_to_what_was_taken_back(demo: Seat) -> None:
    demo.press("2 G e", "; by +4w", "enter g g u")
    assert demo.desk.shown.place().node.code == "g2.2"


def test_a_client_who_was_added_goes_and_comes(demo: Seat) -> None:
    demo.press("a c", "Vega, Luz", "enter u")
    assert demo.said == "Undone: C-100 Vega, Luz added   U redo"
    assert "Vega" not in demo.screen().split("\n")[3]
    assert demo.desk.state.client
    demo.press("U")
    assert demo.chart.client.family == "Vega"


def test_the_only_client_can_be_taken_back(empty: Seat) -> None:
    empty.press("a c", "Vega, Luz", "enter 2 u")
    assert "No clients yet." in empty.screen()
    empty.press("U")
    assert empty.chart.client.family == "Vega"


def test_a_seal_ends_undo(demo: Seat) -> None:
    demo.press("2 e", "; -> 5", "enter S y enter", "dw", "enter")
    demo.room.clock.forward(seconds=61)
    demo.press("u")
    assert (
        demo.said == "Plan v4 of C-014 is sealed, so this stays: Plan v4 of C-014 signed. A change of a line starts v5."
    )


def test_within_the_minute_a_signature_is_taken_back(demo: Seat) -> None:
    demo.press("2 e", "; -> 5", "enter S y enter", "dw", "enter u")
    assert demo.said.startswith("Undone: Plan v4 of C-014 signed.")
    assert "v4 draft" in demo.screen()


def test_repeat_does_the_same_to_another_line(demo: Seat) -> None:
    demo.press("2 s h j j j .")
    assert demo.said == "g1.2 act -> hld (on hold)   u undo"
    demo.press("s x", "moved away", "enter", "j j j j .")
    assert "-> dis (discontinued)" in demo.said


def test_repeat_of_a_clause(draft: Seat) -> None:
    draft.press("e", "; by 2026-06-30", "enter j j j .")
    assert draft.said.startswith("g1.2 due Tue 12 May 2026 -> Tue 30 Jun 2026")


def test_a_clause_that_does_not_fit_says_so(draft: Seat) -> None:
    draft.press("e", "; -> 5", "enter k .")
    assert "does not fit g1" in draft.said


def test_repeat_of_a_line_a_removal_and_a_date(draft: Seat) -> None:
    draft.press("o", "Walk daily; by 2026-05-01", "enter enter j j j .")
    assert [row.code for row in draft.desk.shown.tree_rows() if row.words == "Walk daily"] == ["g1.3", "g2.2"]
    draft.press("d .")
    assert "removed" in draft.said
    draft.press("w", "+4w", "enter .")
    assert draft.said == "Review of C-001 set to Tue 7 Apr 2026 (in 28 d)   u undo"


def test_a_bulk_change_is_one_step(demo: Seat) -> None:
    demo.press("3 space space space w", "+4w", "enter")
    assert demo.said == "Review dates of 3 plans set   u undo"
    demo.press("u")
    assert demo.said == "Undone: 3 changes   U redo"
    assert "OVERDUE 3" in demo.screen()
    demo.press("U")
    assert demo.said == "Again: 3 changes   u undo"
    demo.press("u")
    assert demo.press("u").said == "Nothing to undo."


def test_a_bulk_change_is_one_step_after_a_restart_too(demo: Seat) -> None:
    demo.press("3 space space space w", "+5w", "enter")
    demo.desk.practice.save()
    after = demo.again()
    after.press("3 u")
    assert after.said == "Undone: 3 changes   U redo"


def test_several_lines_of_a_plan_are_one_step(demo: Seat) -> None:
    before = to_tables(demo.chart)
    demo.press("2 space j j space +")
    assert demo.said == "2 objectives marked +   u undo"
    demo.press("u")
    assert to_tables(demo.chart) == before


def test_what_was_exported_stays_and_the_palette_offers_nothing(demo: Seat) -> None:
    demo.press("2 + x p u")
    assert demo.said == (
        "The plan of C-014 was exported at 13:52, so this stays: g1.1 marked +1. Change it by hand and export again."
    )
    demo.press("z p z p u")
    assert "so this stays: g1.1 marked +1" in demo.said
    demo.press(":").type("undo")
    assert "g1.1 marked" not in demo.screen()


def test_with_another_client_on_screen_undo_goes_on_to_what_can_be_taken_back(demo: Seat) -> None:
    demo.press("3 G w", "+4w", "enter 1")
    elsewhere = demo.room.practice.next_undo()[-1].chart
    demo.press("c", "rey", "enter 2 + x p 3 G")
    assert demo.desk.state.client == elsewhere
    demo.press("u")
    assert demo.said.startswith("Undone: Review of ")


def test_nothing_is_exported_before_it_is_stored(demo: Seat) -> None:
    demo.press("2 +")
    demo.room.practice.writer.flush = lambda timeout=None: False
    for keys in ("x p", "x b", "x g", "x r"):
        demo.press(keys)
        assert demo.said == "The last changes are still being stored. Export in a moment."
    assert not demo.desk.export_dir.exists()
