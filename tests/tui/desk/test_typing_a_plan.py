"""A plan is typed line by line; every line says what it will become, and a faulty one stays."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

from plantui.model.tree import walk

WHOLE = (
    ("a p", "Panic with avoidance; dx F40.01; aeb plans the day around exits"),
    ("enter tab", '"Stop the panic running my day"'),
    ("enter tab", "Panic attacks 5 -> 1 /wk by +8w"),
    ("enter tab", "CBT: interoceptive exposure; weekly"),
    ("enter", "CBT: breathing; daily"),
    ("enter shift+tab", "PDSS ? -> 5 by +12w"),
    ("enter shift+tab shift+tab", "Sleep; dx G47.00"),
    ("enter tab", "Rested mornings"),
    ("enter tab", "Name three early signs by fri"),
)


def codes(seat: Seat) -> list[str]:
    plan = seat.desk.shown.plan()
    return [place.node.code for place in walk(plan)] if plan is not None else []


def test_a_whole_plan_without_leaving_the_line(empty: Seat) -> None:
    empty.press("a c", "Osei, Kwame", "enter")
    for keys, text in WHOLE:
        empty.press(keys).type(text)
    empty.press("enter", "enter")
    assert codes(empty) == ["p1", "g1", "g1.1", "g1.1a", "g1.1b", "g1.2", "p2", "g2", "g2.1"]
    assert empty.desk.state.line is None
    assert "draft v1" in empty.screen()


def test_the_title_names_what_the_line_will_be(draft: Seat) -> None:
    draft.press("a o")
    assert "╔═ new objective g1.3 ═" in draft.screen()
    draft.press("tab")
    assert "╔═ new intervention g1.1c ═" in draft.screen()
    draft.press("shift+tab", "shift+tab", "shift+tab")
    assert "╔═ new problem p3 ═" in draft.screen()


def test_tab_past_the_ends_says_so(draft: Seat) -> None:
    draft.press("a p", "shift+tab")
    assert draft.said == "No further: a problem is the outermost line."
    draft.press("tab", "tab", "tab", "tab")
    assert draft.said == "No further: an intervention is the deepest line."


def test_tab_needs_something_to_go_into(empty: Seat) -> None:
    empty.press("a c", "Osei, Kwame", "enter", "a p", "tab")
    assert empty.said == "Type a problem first; then Tab goes inside it."
    assert "new problem p1" in empty.screen()


def test_a_sibling_goes_below_the_cursor(draft: Seat) -> None:
    draft.press("o").type("Walk daily; by 2026-05-01").press("enter", "enter")
    assert codes(draft)[2:6] == ["g1.1", "g1.1a", "g1.1b", "g1.3"]


def test_the_reading_follows_every_letter(draft: Seat) -> None:
    draft.press("a o").type("PHQ-9 18 -> 9 by")
    assert "by ..." in draft.screen()
    draft.type(" +12w")
    assert "due Tue 2 Jun 2026 (in 84 d)" in draft.screen()


def test_a_faulty_line_stays_with_carets_under_the_place(draft: Seat) -> None:
    draft.press("a o").type("PHQ-9 18 -> 9 by february 30").press("enter")
    screen = draft.screen()
    line = next(row for row in screen.split("\n") if "february 30" in row)
    carets = screen.split("\n")[screen.split("\n").index(line) + 1]
    assert carets.index("^") == line.index("february")
    assert "^" * len("february 30") in carets
    assert "D3 There is no 30 February." in screen
    assert "Fix it, or Esc: the text waits under up." in screen
    assert codes(draft).count("g1.3") == 0
    draft.press("backspace", "backspace").type("20").press("enter")
    assert "g1.3" in codes(draft)


def test_enter_on_an_empty_line_stops(draft: Seat) -> None:
    before = codes(draft)
    draft.press("a o", "enter")
    assert draft.desk.state.line is None
    assert codes(draft) == before


def test_an_appended_clause_changes_only_that(draft: Seat) -> None:
    draft.press("e").type("; -> 5").press("enter")
    assert draft.said == "g1.1 goal 7 -> 5   u undo"
    objective = draft.desk.shown.place().node
    assert (objective.target, objective.baseline, objective.client_does) == (5, 15, "keeps the log")


def test_the_difference_is_named_while_typing(draft: Seat) -> None:
    draft.press("e").type("; -> 5")
    assert "goal 7 -> 5" in draft.screen()


def test_an_unchanged_line_changes_nothing(draft: Seat) -> None:
    before = draft.chart
    draft.press("e", "enter")
    assert draft.said == "g1.1 is unchanged"
    assert draft.chart is before


def test_plan_lines_belong_to_the_plan(draft: Seat) -> None:
    draft.press("a p").type("discharge GAD-7 below 5 for 8 weeks").press("enter")
    assert draft.said == "Discharge criterion 2 added   u undo"
    draft.type("outcome Back at work").press("enter", "enter")
    plan = draft.desk.shown.plan()
    assert plan is not None
    assert [each.text for each in plan.outcomes][-1] == "Back at work"
    assert "Outcome    Back at work" in draft.press("g g").screen()


def test_editing_a_signed_plan_starts_the_next_version(demo: Seat) -> None:
    demo.press("2 e").type("; by +6w").press("enter")
    assert [plan.number for plan in demo.chart.plans] == [1, 2, 3, 4]
    assert "v4 draft" in demo.screen()
    assert "Amending v3 (signed 12 Dec). v3 stays in force until v4 is signed.    1 change" in demo.screen()


def test_changes_of_the_draft_are_listed_while_typing(demo: Seat) -> None:
    demo.press("2 e").type("; -> 5").press("enter", "a o").type("Call a friend")
    screen = demo.screen()
    assert "changes in this draft" in screen
    assert "changed  g1.1 goal 7 -> 5" in screen
    assert "added    g1.3 (typing)" in screen


def test_words_of_any_length_and_script_keep_the_box_whole(draft: Seat) -> None:
    draft.press("a o").type("läuft 走る \u0301 \u202e [/x] " * 40)
    assert all(len(row) <= 120 for row in draft.screen().split("\n"))
    draft.press("home", "delete", "end", "ctrl+w", "enter")
    assert draft.chart is not None


@pytest.mark.parametrize(
    ("keys", "code"),
    [("j j j j o", "g1.2b"), ("j j j O", "g1.2b"), ("k O", "g1.3"), ("k k O", "g3")],
)
def test_where_new_lines_open(draft: Seat, keys: str, code: str) -> None:
    draft.press(keys)
    assert f" {code} ═" in draft.screen()


def test_a_folded_line_opens_for_what_is_added_in_it(draft: Seat) -> None:
    draft.press("z a", "a i").type("CBT: call").press("enter", "enter")
    assert "c  CBT: call" in draft.screen()


def test_the_line_of_the_next_kind_is_named_in_the_footer(draft: Seat) -> None:
    draft.press("a o")
    assert " Enter keep, next   Tab intervention   Shift+Tab goal   down library   " in draft.screen()
