"""A new plan in seven steps: the exact keys, going back, leaving, coming back, the check list."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat, tokens

from plantui.clinical.blanks import blanks
from plantui.clinical.standing import current, draft, signed
from plantui.model.plan import Goal, Plan
from plantui.model.tree import walk
from plantui.tui.desk.steps import Step, StepsPage

CLIENT = ("a", "c", "Reyes, Maria; dob 1991-04-02; dx F41.1; slot tue 14:00", "enter")
TASK = (
    *CLIENT,
    *("a", "t", "gad", "enter"),
    *("I want my nights back", "enter"),
    *("space", "enter"),
    *("space", "space", "space", "enter"),
    *("space", "space", "space", "space", "enter"),
    *("15", "tab", "7", "tab", "tab"),
    *("2", "tab", "5", "tab", "tab"),
    *("1", "tab", "4", "tab", "tab", "tab", "enter"),
    *("S", "y", "enter", "dw", "enter"),
)
"""Task 7 of the keystroke budget."""


def plan_of(seat: Seat) -> Plan:
    plan = current(seat.chart)
    assert plan is not None
    return plan


def codes(seat: Seat) -> list[str]:
    plan = current(seat.chart)
    return [place.node.code for place in walk(plan)] if plan is not None else []


def page_of(seat: Seat) -> StepsPage:
    page = seat.desk.state.page
    assert isinstance(page, StepsPage)
    return page


def begun(demo: Seat, *keys: str) -> Seat:
    """A plan begun from the panic template for a client without one, up to some keys."""
    return demo.press("j", "a t", "panic", "enter").press(*keys)


def test_task_seven_key_by_key(demo: Seat) -> None:
    assert len(tokens(TASK)) <= 120
    demo.press(*TASK)
    plan = plan_of(demo)
    assert signed(plan)
    kinds = [place.kind for place in walk(plan)]
    assert {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)} == {
        "problem": 1,
        "goal": 1,
        "objective": 3,
        "intervention": 4,
    }
    goal = plan.problems[0].goals[0]
    assert (goal.words, goal.text) == (
        "I want my nights back",
        "Leave a worry alone and come back to what is in front of me.",
    )
    values = [(each.baseline, each.target) for each in goal.objectives]
    assert values == [(15, 7), (2, 5), (1, 4)]
    assert all(each.interventions for each in goal.objectives)
    assert not blanks(plan)
    assert demo.said.startswith("Plan v1 of C-100 signed. Next review Tue 2 Jun 2026")
    assert not demo.desk.state.scenes


def test_nothing_is_ticked_beforehand(demo: Seat) -> None:
    begun(demo, "Stop the panic", "enter")
    for _ in range(3):
        assert "[x]" not in demo.screen()
        demo.press("space", "enter")
    assert codes(demo) == ["p1", "g1", "g1.1", "g1.1a"]


def test_ticks_are_in_the_draft_at_once_and_space_takes_them_out_again(demo: Seat) -> None:
    begun(demo, "Stop the panic", "enter", "space enter", "space space")
    assert codes(demo) == ["p1", "g1", "g1.1", "g1.2"]
    assert demo.said == "g1.2 ticked. 2 objectives, 0 interventions.   u undo"
    demo.press("k space")
    assert codes(demo) == ["p1", "g1", "g1.1"]
    demo.press("k space")
    assert codes(demo) == ["p1", "g1", "g1.1", "g1.2"]
    demo.press("u")
    assert codes(demo) == ["p1", "g1", "g1.1"]
    assert page_of(demo).now is Step.OBJECTIVES


def test_a_goal_keeps_the_clients_words_when_its_tick_is_taken_away(demo: Seat) -> None:
    begun(demo, "Stop the panic", "enter", "space k space")
    goal = plan_of(demo).problems[0].goals[0]
    assert (goal.words, goal.text, goal.source) == ("Stop the panic", "", "")


def test_a_second_goal_is_added_beside_the_first(demo: Seat) -> None:
    begun(demo, "enter", "space space")
    goals = plan_of(demo).problems[0].goals
    assert [goal.code for goal in goals] == ["g1", "g2"]
    assert all(isinstance(goal, Goal) and goal.raw for goal in goals)
    demo.press("enter")
    assert page_of(demo).subject == 0
    demo.press("space enter space enter")
    assert codes(demo) == ["p1", "g1", "g1.1", "g2", "g2.1"]


def test_leaving_keeps_the_draft_and_coming_back_goes_on_there(demo: Seat) -> None:
    begun(demo, "Stop the panic", "enter", "space enter", "space space q")
    assert demo.said == "Draft v1 is kept. a t goes on with it; it shows under LOOSE ENDS."
    assert demo.desk.state.on_main
    demo.press("a t")
    assert page_of(demo).now is Step.INTERVENTIONS
    demo.press("space enter")
    assert "[ _ ]" in demo.screen()
    again = demo.press("esc q").again()
    again.press("j", "a t")
    assert "[ _ ]" in again.screen()


@pytest.mark.parametrize("keys", [("esc",), ("g h",), ("q",)])
def test_every_way_out_keeps_the_draft(demo: Seat, keys: tuple[str, ...]) -> None:
    begun(demo, "Stop the panic", "enter", "space").press(*keys)
    assert demo.desk.state.on_main
    assert codes(demo) == ["p1", "g1"]
    assert draft(demo.chart) is not None


def test_stepping_back_all_the_way(demo: Seat) -> None:
    begun(demo, "Stop the panic", "enter", "space enter", "space enter", "space enter")
    demo.press("shift+tab")
    assert page_of(demo).now is Step.INTERVENTIONS
    demo.press("shift+tab")
    assert page_of(demo).now is Step.OBJECTIVES
    assert "[x]" in demo.screen()
    demo.press("shift+tab shift+tab")
    assert page_of(demo).now is Step.WORDS
    assert page_of(demo).typed.text == "Stop the panic"
    demo.type(" now").press("enter")
    assert plan_of(demo).problems[0].goals[0].words == "Stop the panic now"
    demo.press("shift+tab shift+tab")
    assert page_of(demo).now is Step.PROBLEM


def test_the_first_sessions_questions_keep_the_clients_words(demo: Seat) -> None:
    begun(demo, "Stop the panic", "tab", "a quiet bus ride", "tab", "my wife would hear me sing", "enter")
    plan = plan_of(demo)
    assert plan.problems[0].goals[0].words == "Stop the panic"
    assert [each.text for each in plan.outcomes] == [
        'Hopes: "a quiet bus ride"',
        'Would know by: "my wife would hear me sing"',
    ]


def test_own_words_in_every_list(demo: Seat) -> None:
    begun(demo, "Stop the panic", "enter")
    demo.press("i", "Be braver", "enter", "enter")
    demo.press("i", 'Ride the bus "rides/wk" 0 -> 3 by +8w', "enter", "enter")
    demo.press("i", "CBT: ride along; weekly", "enter")
    assert codes(demo) == ["p1", "g1", "g1.1", "g1.1a"]
    assert plan_of(demo).problems[0].goals[0].title == '"Stop the panic"  Be braver'
    demo.press("i", "enter")
    assert page_of(demo).mode == ""
    demo.press("shift+tab shift+tab G space")
    assert plan_of(demo).problems[0].goals[0].title == '"Stop the panic"'


def test_the_filter_searches_the_whole_library(demo: Seat) -> None:
    begun(demo, "Stop the panic", "enter", "space enter", "/", "sleep efficiency", "enter")
    assert "Raise sleep efficiency" in demo.screen()
    demo.press("space")
    assert plan_of(demo).problems[0].goals[0].objectives[0].source.startswith("insomnia.")
    demo.press("esc")
    assert page_of(demo).filter == ""
    assert "YOUR OWN WORDS" in demo.screen()


def test_a_blank_start_takes_own_words_only(demo: Seat) -> None:
    demo.press("j", "a t", "blank", "enter")
    demo.press("Panic with avoidance; dx F40.01", "enter", "Out again", "enter")
    assert plan_of(demo).problems[0].dx == ("F40.01",)
    assert "This template offers none." in demo.screen()
    demo.press("space")
    assert demo.said == "Nothing to tick. i writes your own words, / searches the library."
    demo.press("enter", "i", "PHQ-9 18 -> 9 by +12w", "enter", "enter", "i", "CBT: plan; weekly", "enter", "enter")
    assert page_of(demo).now is Step.CHECK
    demo.press("tab y enter", "dw", "enter")
    assert signed(plan_of(demo))


def test_two_templates_are_asked_about_one_after_the_other(demo: Seat) -> None:
    demo.press("j", "a t", "tab down tab", "enter")
    assert len(plan_of(demo).problems) == 2
    demo.press("First", "enter", "Second", "enter")
    assert [problem.goals[0].words for problem in plan_of(demo).problems] == ["First", "Second"]
    assert page_of(demo).now is Step.GOALS
    demo.press("space enter space enter")
    assert page_of(demo).now is Step.OBJECTIVES


def test_the_check_list_goes_to_blanks_and_lines_and_leaves_what_may_be_left(demo: Seat) -> None:
    begun(demo, "Stop the panic", "enter", "space enter", "space enter", "space enter", "esc")
    page = page_of(demo)
    assert page.now is Step.CHECK
    assert "must" in demo.screen()
    demo.press("tab")
    assert demo.said.startswith("S2 Not yet: fill the blanks first")
    demo.press("enter")
    assert "[ _ ]" in demo.screen()
    demo.press("20", "tab", "8", "enter")
    assert not blanks(plan_of(demo))
    demo.press("g g j space")
    assert demo.said == "That is in order."


def test_what_may_be_left_is_left_and_a_must_is_not(demo: Seat) -> None:
    demo.press(*CLIENT, "a t", "panic", "enter enter", "space enter enter")
    page = page_of(demo)
    assert page.now is Step.CHECK
    demo.press("g g space")
    assert demo.said == "A must is settled, not left: Enter goes to the line."
    while "> ask   p1" not in demo.screen():
        demo.press("j")
    demo.press("space")
    assert "left  p1    No strengths recorded." in demo.screen()
    assert ("TP031", plan_of(demo).problems[0].id) in page.left


def test_words_left_as_the_library_has_them_can_be_confirmed(demo: Seat) -> None:
    begun(demo, "Stop the panic", "enter", "space enter", "space enter", "space enter", "20", "tab", "8", "enter")
    raw = [place.node.code for place in walk(plan_of(demo)) if place.node.raw]
    assert raw == ["g1.1a"]
    assert "As the library words it" in demo.screen()
    demo.press("g g space")
    assert not any(place.node.raw for place in walk(plan_of(demo)))


def test_from_the_check_list_to_a_line_and_back(demo: Seat) -> None:
    begun(demo, "Stop the panic", "enter", "space enter", "space enter", "space enter", "20", "tab", "8", "enter")
    demo.press("g g enter")
    assert demo.desk.state.on_main
    assert demo.desk.shown.place().node.code == "g1.1a"
    demo.press("q")
    assert page_of(demo).now is Step.CHECK


def test_undo_behind_the_first_step_goes_back_to_it(demo: Seat) -> None:
    begun(demo, "enter", "u")
    assert current(demo.chart) is None
    assert page_of(demo).now is Step.PROBLEM


def test_a_new_problem_for_a_client_with_a_plan_starts_the_next_version(demo: Seat) -> None:
    demo.press("a t", "insomnia", "enter")
    plan = plan_of(demo)
    assert (plan.number, plan.problems[-1].source) == (4, "insomnia")
    assert page_of(demo).now is Step.WORDS


def test_not_for_a_store_opened_to_read(demo: Seat) -> None:
    demo.desk.state.read_only = True
    demo.press("j", "a t")
    assert not demo.desk.state.scenes


def test_a_look_at_another_client_comes_back_to_this_one(demo: Seat) -> None:
    begun(demo, "Stop the panic", "enter", "space")
    demo.press("]")
    assert demo.desk.state.on_main
    assert demo.chart.code != "C-031"
    demo.press("q")
    assert demo.chart.code == "C-031"
    assert page_of(demo).now is Step.GOALS
    demo.press("enter space")
    assert codes(demo) == ["p1", "g1", "g1.1"]
