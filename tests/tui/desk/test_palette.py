"""The palette: commands by name, whole lines, the key of each, keys of the user's own."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

from plantui.keys.action import Registry
from plantui.keys.context import Context
from plantui.keys.parse import keymap_or_default
from plantui.tui.desk.actions import ACTIONS
from plantui.tui.desk.palette import Palette
from plantui.tui.desk.palette_titles import BRIEF, MOST, brief
from plantui.tui.desk.state import Pane


def own_keys(at: Seat, text: str) -> None:
    keymap, problems = keymap_or_default(text, Registry.of(ACTIONS))
    assert problems == ()
    at.desk.machine.keymap = keymap


def rows(at: Seat) -> list[str]:
    panel = at.desk.state.scene
    assert isinstance(panel, Palette)
    return [entry.title for entry in panel.rows(at.desk)]


@pytest.mark.parametrize("key", [":", "ctrl+o", "f2"])
def test_it_opens_and_closes_and_keeps_what_was_typed(demo: Seat, key: str) -> None:
    demo.press(key).type("revi")
    assert demo.desk.context() is Context.PICK
    demo.press("esc")
    assert demo.desk.state.scenes == []
    demo.press(":", "up")
    assert demo.desk.state.scene.typed.text == "revi"


def test_words_synonyms_and_ids_find_actions(demo: Seat) -> None:
    demo.press(":").type("undo")
    assert rows(demo)[0] == "Reverse the last change (undo)"
    demo.press("esc :").type("postpone")
    assert rows(demo)[0] == "Set the review date"
    demo.press("esc :").type("view.wrap")
    assert "Wrap long lines on or off" in rows(demo)[:2]
    assert "Nothing fits. Esc closes this." in demo.press("esc :").type("zzqq").screen()


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("n", "Write a note for this visit"),
        ("R", "Review everything due"),
        ("r", "Review this plan now"),
        ("s m", "Status: reached (asks the date)"),
        ("gu", "Everything unsigned"),
        ("*", "Tick all shown"),
        ("hide names", "Names: full -> initials -> codes"),
    ],
)
def test_a_key_that_is_typed_finds_its_action_first(demo: Seat, typed: str, title: str) -> None:
    demo.press("2", ":").type(typed)
    assert rows(demo)[0] == title


def test_enter_runs_the_row_and_tells_its_key_once(demo: Seat) -> None:
    demo.press(":").type("wrap").press("enter")
    assert demo.said == "Long lines are wrapped   Key for this: z w"
    demo.press(":").type("wrap").press("enter")
    assert demo.said == "Long lines are cut"


def test_recent_ones_come_first(demo: Seat) -> None:
    demo.press(":").type("wrap").press("enter")
    demo.press(":")
    assert rows(demo)[0] == "Wrap long lines on or off"


def test_a_row_below_can_be_chosen(demo: Seat) -> None:
    demo.press(":").type("next client")
    at = rows(demo).index("Next client, same screen")
    demo.press(*["down"] * at, "enter")
    assert demo.chart.client.family == "Osei"


def test_rows_show_the_users_key_and_what_it_acts_on(demo: Seat) -> None:
    own_keys(demo, '[keys]\n"review.when" = "W"\n')
    demo.press(":").type("review date")
    line = next(each for each in demo.screen().splitlines() if "> Set the review date" in each)
    assert " W " in line
    assert "takes a date:  :when +6w" in line
    demo.press("esc 2 :").type("remove")
    assert any("> Remove or discontinue" in each and "g1.1" in each for each in demo.screen().splitlines())


LINES = {
    "when +6w cancelled twice": lambda s: s.said.startswith("Review of C-014 set to Tue 21 Apr 2026"),
    "client os": lambda s: s.chart.client.family == "Osei",
    "client C-020": lambda s: s.chart.code == "C-020",
    "goto 2.1": lambda s: s.desk.shown.place().node.code == "g2.1",
    "mark 1.2 -1": lambda s: s.said.startswith("g1.2 marked -1"),
    "status 1.1 hld": lambda s: s.said.startswith("g1.1 act -> hld"),
    "status 1.1 dis moved away": lambda s: s.said.startswith("g1.1 act -> dis"),
    "status 1.2 met 3 mar": lambda s: s.said.startswith("g1.2 act -> met (reached) on 3 Mar"),
    'add g "Sing again" Join the choir': lambda s: s.said.startswith("g3 added"),
    "add o Call a friend weekly; by fri": lambda s: s.said.startswith("g1.3 added"),
    "add c Vega, Luz; dob 1991-04-02": lambda s: s.chart.client.family == "Vega",
    "measure gad7 1,1,1,1,1,1,1": lambda s: s.said.startswith("GAD-7 7"),
    "measure phq9 12": lambda s: s.said.startswith("PHQ-9 12"),
    "note #1.1+ slept": lambda s: "#1.1+ slept" in s.screen(),
    "export plan": lambda s: s.said.startswith("Plan of C-014 exported"),
    "filter overdue": lambda s: s.desk.state.caseload.filter == "overdue",
    "sort name": lambda s: s.desk.state.caseload.sort == "name",
    "names codes": lambda s: s.desk.state.names == "codes",
    "theme light": lambda s: s.desk.state.theme == "light",
    "glance os": lambda s: s.chart.client.family == "Osei" and type(s.desk.state.scene).__name__ == "GlancePage",
    "due overdue": lambda s: s.desk.state.pane is Pane.QUEUE and s.desk.state.queue.filter == "overdue",
    "lint": lambda s: type(s.desk.state.scene).__name__ == "FindingsPage",
    "blank": lambda s: s.desk.state.blank,
    "keys": lambda s: s.desk.state.help.every,
    "help": lambda s: s.desk.state.help is not None,
    "undo": lambda s: "undo" in s.said.lower(),
    "redraw": lambda s: s.desk.state.asked == "redraw",
    "w": lambda s: "aved" in s.said or "Saving" in s.said,
    "q": lambda s: s.desk.state.confirm is not None,
    "wq": lambda s: s.desk.state.confirm is not None,
    "x": lambda s: s.desk.state.confirm is not None,
    ":w": lambda s: "aved" in s.said or "Saving" in s.said,
    "fold.all": lambda s: s.desk.state.tree.folded,
    "theme light; names codes": lambda s: (s.desk.state.theme, s.desk.state.names) == ("light", "codes"),
}


@pytest.mark.parametrize("line", LINES)
def test_a_whole_line_runs(demo: Seat, line: str) -> None:
    demo.press(":").type(line).press("enter")
    assert LINES[line](demo), (demo.said, demo.screen())


FAULTS = {
    "client mr": "C1 Two clients are M.R.: C-014, C-027",
    "client nobody at all": "No client fits nobody at all. c finds one.",
    "export pln": "C2 No such thing to export: pln. plan, glance, notes, review, bundle",
    "spread 2/d": "spread is for ticked reviews: space ticks a row, * all of them; then spread 2/d from mon.",
    "when frday": "D1 Not a date: frday. Did you mean fri (Fri 13 Mar)?",
    "frobnicate": "C4 No such command: frobnicate. : lists them",
    "goto 9.9": "There is no",
    "mark 1.2 +7": "N2 Marks go from -2 to +2",
    "status 1.1 dis": "Why? status dis moved away",
    "theme purple": "Themes: dark, light, contrast, mono.",
    "measure phq9 40": "N4 PHQ-9 goes from 0 to 27",
    "measure phg9 4": "No measure is called phg9. Did you mean PHQ-9?",
    "undo everything now": "undo takes nothing behind it.",
    "export plan marked": "No client is ticked. space ticks one in a list.",
}


@pytest.mark.parametrize("line", FAULTS)
def test_a_faulty_line_stays_and_says_what_is_wrong(demo: Seat, line: str) -> None:
    before = demo.chart
    demo.press(":").type(line).press("enter")
    assert FAULTS[line] in demo.said
    assert isinstance(demo.desk.state.scene, Palette)
    assert demo.desk.state.scene.typed.text == line
    assert demo.chart is before


def test_words_of_a_title_are_a_search_although_the_first_is_a_verb(demo: Seat) -> None:
    demo.press(":").type("export the plan")
    assert rows(demo)[0] == "Export the plan as Markdown"


def test_ticked_reviews_are_spread(demo: Seat) -> None:
    demo.press("3 j j", "space space space", ":").type("spread 2/d from mon").press("enter")
    assert demo.said == "Review dates of 3 plans set   u undo"
    demo.press("u")
    assert demo.said == "Undone: 3 changes   U redo"


def test_tab_completes_the_verb(demo: Seat) -> None:
    demo.press(":").type("review date").press("tab")
    assert demo.desk.state.scene.typed.text == "when "
    demo.press("esc :").type("theme l")
    assert rows(demo)[0] == "theme light"
    demo.press("tab")
    assert demo.desk.state.scene.typed.text == "theme light"
    demo.press("enter")
    assert demo.desk.state.theme == "light"


def test_keys_of_the_users_own_run_lines(demo: Seat) -> None:
    own_keys(demo, '[user]\n"b" = "when +12w"\n"X" = "names codes; theme light"\n"T" = "when frday; theme mono"\n')
    demo.press("b")
    assert demo.said.startswith("Review of C-014 set to Tue 2 Jun 2026")
    demo.press("X")
    assert (demo.desk.state.names, demo.desk.state.theme) == ("codes", "light")
    demo.press("T")
    assert demo.said == "D1 Not a date: frday. Did you mean fri (Fri 13 Mar)?"
    assert demo.desk.state.theme == "light"
    demo.press(":").type("when +12")
    assert "your own key" in demo.screen()


def test_a_question_stops_the_commands_behind_it(demo: Seat) -> None:
    own_keys(demo, '[user]\n"X" = "when +12w; theme light"\n')
    demo.press("*", "X")
    assert demo.desk.state.confirm is not None
    assert demo.said == "when asks first, so this was not done: theme."
    assert demo.desk.state.theme == "dark"


def test_a_line_being_typed_is_not_lost(demo: Seat) -> None:
    demo.press("2 a o").type("Walk daily").press("f2").type("wrap").press("enter")
    assert demo.desk.state.line.field.text == "Walk daily"
    demo.press("f2").type("add g New words").press("enter")
    assert demo.said.startswith("g3 added")
    assert demo.desk.state.line.field.text == "Walk daily"
    demo.press("f2").type("edit this line").press("enter", "esc", "2 a o up")
    assert demo.desk.state.line.field.text == "Walk daily"


def test_it_waits_behind_a_question(demo: Seat) -> None:
    demo.press("q", "f2")
    assert demo.desk.state.scenes == []
    assert demo.said == "An answer is needed first."


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 12), (200, 60)])
def test_it_fits_every_size(demo: Seat, size: tuple[int, int]) -> None:
    demo.press(":").type("rev")
    for text in demo.screen(*size).splitlines():
        assert len(text) <= size[0]
    assert "COMMANDS" in demo.screen(*size)


def test_what_an_action_refuses_stops_the_commands_behind_it(empty: Seat) -> None:
    empty.press(":").type("undo; theme light").press("enter")
    assert empty.said == "Nothing to undo."
    assert empty.desk.state.theme == "dark"


def test_titles_are_whole_and_keys_stand_under_each_other(demo: Seat) -> None:
    """From 60 columns up every title is whole, if need be in few words, and every key stands in its column."""
    from plantui.tui.frame.line import plain
    from plantui.tui.paint import palette as painted

    demo.press("2", ":")
    entries = demo.desk.state.scene.rows(demo.desk)
    assert len(entries) > 100
    for width in (60, 79, 80, 100, 119, 120, 160, 200):
        demo.desk.state.width, demo.desk.state.height = width, 40
        inner = painted._size(demo.desk)[0] - 4
        for entry in entries:
            text = plain(painted._row(entry, False, inner))
            title = text[2:37].rstrip() if entry.key or entry.about else text[2:].rstrip()
            assert "~" not in title, text
            assert title.endswith((entry.title, brief(entry.action, entry.title)))
            assert text[37:38] == " " or not entry.key, text
            if entry.key:
                assert text[38:].startswith(f"{entry.key} "), text
            if "~" in text:
                assert text.index("~") > 46, text


def test_every_long_title_has_a_brief_one_and_words_still_find_it(demo: Seat) -> None:
    demo.press(":")
    long = [entry for entry in demo.desk.state.scene.rows(demo.desk) if len(entry.title) > MOST]
    assert {entry.action for entry in long} == set(BRIEF)
    assert all(len(title) <= MOST for title in BRIEF.values())
    demo.type("records request")
    assert rows(demo)[0] == "Export everything for this client (records request)"
    assert "Export everything (records request)" in demo.screen(80, 24)


def test_each_kind_of_line_is_shown_as_it_is_typed(demo: Seat) -> None:
    for word, shape in (
        ("problem", "add p Panic"),
        ("goal", "add g "),
        ("objective", "add o PHQ-9"),
        ("client", "add c "),
    ):
        demo.press("esc :").type(f"add {word}" if word != "client" else "add.client")
        assert f":{shape}" in demo.screen(200, 60), word


def test_a_whole_line_says_all_that_it_does(demo: Seat) -> None:
    demo.press("2", ":").type("when +6w")
    assert "next review Tue 21 Apr 2026 (in 42 d)" in demo.screen(80, 24)
