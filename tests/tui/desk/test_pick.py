"""The statement picker and the blanks: what is offered, what goes in, what stays open."""

from __future__ import annotations

from datetime import date

import pytest
from tests.tui.seat import Seat

from plantui.clinical.blanks import blanks
from plantui.clinical.standing import current
from plantui.model.plan import Intervention, Node, Objective
from plantui.model.tree import walk
from plantui.tui.desk.blanks import BlanksPage
from plantui.tui.desk.pick import PickPanel, hits, open_words


def line(seat: Seat, code: str) -> Node:
    plan = current(seat.chart)
    assert plan is not None
    return next(place.node for place in walk(plan) if place.node.code == code)


def taken(seat: Seat) -> list[str]:
    """Codes of the lines that came from the library."""
    plan = current(seat.chart)
    return [place.node.code for place in walk(plan) if place.node.source] if plan is not None else []


def test_an_objective_from_the_library_in_nine_keys(demo: Seat) -> None:
    demo.press("2 k")
    demo.press("i", "sle", "enter", "tab", "tab", "5", "enter")
    node = line(demo, "g1.3")
    assert isinstance(node, Objective)
    assert node.text == "Sleep 6 hours or more on 5 nights a week within 8 weeks, by sleep diary."
    assert (node.source, node.label, node.baseline, node.target) == (
        "insomnia.o08",
        "nights of enough sleep a week",
        None,
        5,
    )
    assert node.due == date(2026, 5, 5)
    assert not node.raw
    assert demo.said == "g1.3 added   u undo"
    assert demo.desk.state.tree.cursor == node.id
    demo.press("u")
    assert taken(demo) == []
    assert current(demo.chart).number == 3


def test_the_line_under_the_cursor_says_what_is_offered(demo: Seat) -> None:
    for keys, title in (("2 g g", "Goals for p1"), ("j", 'Objectives for g1 "I want my nights back"')):
        demo.press(keys, "i")
        assert title in demo.screen()
        demo.press("esc")
    demo.press("j i")
    assert "Interventions for g1.1" in demo.screen()
    demo.press("esc j i")
    assert "Interventions for g1.1" in demo.screen()


def test_this_clients_problems_come_first_by_diagnosis_and_by_words(demo: Seat) -> None:
    demo.press("2 k i")
    panel = demo.desk.state.scene
    assert isinstance(panel, PickPanel)
    assert panel.tags == ("gad", "insomnia")
    assert {each.problem for each in hits(demo.desk, panel).statements[:50]} == {"gad", "insomnia"}


def test_several_are_ticked_and_their_blanks_follow_one_after_another(demo: Seat) -> None:
    demo.press("2 k i", "sle", "tab tab", "enter")
    page = demo.desk.state.scene
    assert isinstance(page, BlanksPage)
    assert [fill.code for fill in page.fills] == ["g1.3", "g1.4"]
    assert "FILL THE BLANKS  1 of 2 statements" in demo.screen()
    demo.press("tab tab tab tab")
    assert "2 of 2" in demo.screen()
    demo.press("enter")
    assert taken(demo) == ["g1.3", "g1.4"]
    assert demo.said == "g1.3, g1.4 added   u undo"
    demo.press("u")
    assert taken(demo) == []


def test_esc_leaves_what_was_not_reached_as_marked_holes(demo: Seat) -> None:
    demo.press("2 k i", "gad-7", "enter", "14", "tab", "esc")
    node = line(demo, "g1.3")
    assert isinstance(node, Objective)
    assert node.baseline == 14
    assert node.target is None
    assert {hole.name for hole in blanks(current(demo.chart))} == {"target", "weeks"}
    assert not demo.desk.state.scenes
    demo.press("S")
    assert demo.said.startswith("S2 Not yet: fill the blanks first: g1.3 (target)")


def test_a_known_score_fills_the_baseline_and_says_where_it_comes_from(demo: Seat) -> None:
    demo.press("2 k i", "gad-7 total")
    assert "baseline 11 (last score, 3 Mar)" in demo.screen()
    demo.press("enter")
    assert "from [ 11_ ] to [ 9 ]" in demo.screen()
    demo.press("tab")
    assert "past the cut-off" in demo.screen()
    demo.press("enter")
    assert line(demo, "g1.3").target == 9


def test_a_target_follows_the_typed_baseline(demo: Seat) -> None:
    demo.press("j", "a p", "Panic; dx F40.01", "enter enter", "a g", '"Out again"', "enter enter")
    demo.press("i", "reduce gad-7 total", "enter", "20", "tab")
    assert "to [ 16_ ]" in demo.screen()
    assert "one reliable change" in demo.screen()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("abc", "tab"), "baseline: a number, such as 5."),
        (("14", "tab", "99", "enter"), "O2 GAD-7 goes from 0 to 21"),
        (("14", "tab", "14", "enter"), "O4 Baseline and goal are the same"),
    ],
)
def test_a_value_that_does_not_fit_keeps_its_blank(demo: Seat, keys: tuple[str, ...], said: str) -> None:
    demo.press("2 k i", "reduce gad-7 total", "enter").press(*keys)
    assert isinstance(demo.desk.state.scene, BlanksPage)
    assert said in demo.screen()


def test_typing_replaces_what_stands_there_and_editing_does_not(demo: Seat) -> None:
    demo.press("2 k i", "sle", "enter", "7")
    page = demo.desk.state.scene
    assert isinstance(page, BlanksPage)
    assert page.typed.text == "7"
    demo.press("tab tab", "end", "0")
    assert page.typed.text == "50"
    demo.press("shift+tab shift+tab", "backspace")
    assert (page.typed.text, page.fill.values["hours"]) == ("", "")


def test_own_words_go_in_as_a_line_of_the_kind(demo: Seat) -> None:
    demo.press("2 k i", 'Call a friend "calls/wk" 0 -> 1 by +8w', "ctrl+j")
    assert line(demo, "g1.3").label == "calls/wk"
    assert not line(demo, "g1.3").raw
    demo.press("#", "g1", "enter", "i", "PHQ-9 40 -> 9", "ctrl+j")
    assert demo.said == "O2 PHQ-9 goes from 0 to 27"


def test_words_taken_as_they_are_wait_for_tailoring_until_edited(demo: Seat) -> None:
    demo.press("2 i", "worry map", "enter")
    node = line(demo, "g1.1c")
    assert isinstance(node, Intervention)
    assert node.raw
    assert node.evidence.startswith("NICE CG113")
    assert node.text.startswith("Map one recent worry chain from first what-if to last, with what the client did")
    demo.press("g p")
    assert 'As the library words it: "Map one recent worry chain from first what-if' in demo.screen()
    demo.press("q e", ", on paper", "enter")
    assert not line(demo, "g1.1c").raw


def test_repeat_puts_the_same_words_elsewhere(demo: Seat) -> None:
    demo.press("2 i", "worry map", "enter", "#", "2.1", "enter", ".")
    assert taken(demo) == ["g1.1c", "g2.1b"]
    demo.press("# ", "g2", "enter", ".")
    assert "they do not go under g2" in demo.said


def test_statements_used_in_other_plans_come_first_and_say_so(demo: Seat) -> None:
    demo.press("2 k i", "attend sleep apnoea", "enter enter")
    demo.press("1 j", "a p", "Poor sleep; dx F51.01", "enter enter", "a g", '"Sleep"', "enter enter", "i")
    panel = demo.desk.state.scene
    assert isinstance(panel, PickPanel)
    assert hits(demo.desk, panel).statements[0].id == "insomnia.o23"
    assert "used in 1 other plan, goal reached in 0" in demo.screen()


def test_a_place_without_lines_gets_words(demo: Seat) -> None:
    got: list[str] = []
    open_words(demo.desk, "Words for the note", (), lambda desk, words: got.extend(words))
    demo.press("worry map", "tab", "enter")
    assert got[0].startswith("Map one recent worry chain")
    open_words(demo.desk, "Words for the note", (), lambda desk, words: got.extend(words))
    demo.press("my own", "ctrl+j")
    assert got[-1] == "my own"


def test_nothing_fits_and_nothing_to_put_it_under(demo: Seat) -> None:
    demo.press("2 k i", "zzzz", "enter")
    assert demo.said == "Nothing fits zzzz. ctrl+j takes it as your own words."
    demo.press("esc 1 j i")
    assert demo.said == "C-031 has no line to put words under. a t starts a plan."


def test_closing_keeps_the_search_in_history(demo: Seat) -> None:
    demo.press("2 k i", "sle", "esc")
    assert demo.desk.history("insert.statement")[-1] == "sle"
    assert not demo.desk.state.scenes
