"""What is offered at a line, what its blanks hold already, and what a filled line becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
import pytest

from plantui.clinical.standing import current
from plantui.model.chart import Chart
from plantui.model.plan import Goal, Objective
from plantui.model.summary import Summary, UsedStatement
from plantui.model.tree import find_code, walk
from plantui.practice.command import Command, Step
from plantui.practice.commands.nodes import AddNode
from plantui.practice.commands.statements import (
    ConfirmWords,
    FillLines,
    InsertLines,
    Taken,
    TickGoal,
    UntickLine,
    WordGoal,
)
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import Line
from plantui.practice.picking import (
    Known,
    Use,
    asked,
    known_values,
    line_text,
    problems_here,
    ranked,
    read,
    uses,
    value_fault,
)
from plantui.practice.practice import Practice
from plantui.practice.refusal import Refused
from plantui.practice.templates import fitting, gaps, problem_line, templates
from plantui.quickentry import LineFault, parse_date, parse_plan_line
from tests.library.statements.pages import statement
from tests.practice.rooms import LIBRARY, PLAN, Room

SHELF = LIBRARY.statements


@dataclass
class Desk:
    """One planned client."""

    room: Room
    id: str

    @property
    def practice(self) -> Practice:
        return self.room.practice

    @property
    def chart(self) -> Chart:
        return self.room.chart(self.id)

    def do(self, command: Command) -> Step:
        return self.room.do(self.id, command)


@pytest.fixture
def planned(room: Room) -> Desk:
    return Desk(room, room.planned(PLAN))


def words(room: Desk) -> Any:
    return lexicon(room.chart, room.practice.acting())


def node(room: Desk, code: str) -> Any:
    plan = current(room.chart)
    assert plan is not None
    place = find_code(plan, code)
    assert place is not None
    return place.node


def taken(room: Desk, name: str, values: dict[str, str], *, raw: bool = True) -> Taken:
    line = read(SHELF[name], values, words(room))
    assert isinstance(line, Line)
    return Taken(line, name, raw=raw)


def test_problems_by_diagnosis_then_by_words(planned: Desk) -> None:
    plan = current(planned.chart)
    assert problems_here(planned.chart, find_code(plan, "g1"), SHELF) == ("gad", "insomnia")
    assert problems_here(planned.chart, find_code(plan, "g2.1"), SHELF) == ("depression",)


def test_a_line_that_came_from_the_library_points_at_its_problem(planned: Desk) -> None:
    goal = node(planned, "g2")
    planned.do(InsertLines((taken(planned, "panic.o18", {}),), goal.id))
    plan = current(planned.chart)
    place = next(place for place in walk(plan) if place.node.source == "panic.o18")
    assert problems_here(planned.chart, place, SHELF)[0] == "panic"


def test_use_in_other_plans_counts_and_the_last_used_weighs_most() -> None:
    def summary(chart: str, *used: UsedStatement) -> Summary:
        return Summary(chart=chart, code=chart, family="R", statements=used)

    found = uses(
        [
            summary("a", UsedStatement("x.o1", date(2026, 1, 5), True), UsedStatement("x.o2", date(2026, 2, 5))),
            summary("b", UsedStatement("x.o1", date(2026, 1, 9))),
            summary("c", UsedStatement("x.o1", date(2026, 3, 9))),
        ],
        without="c",
    )
    assert found == {"x.o1": Use(2, 1, date(2026, 1, 9)), "x.o2": Use(1, 0, date(2026, 2, 5))}
    assert ranked(found) == {"x.o1": 1, "x.o2": 2}


def test_summaries_know_the_statements_of_a_plan(planned: Desk) -> None:
    goal = node(planned, "g1")
    planned.do(InsertLines((taken(planned, "insomnia.o08", {"target": "5"}),), goal.id))
    summary = planned.practice.summary(planned.chart.id)
    assert summary is not None
    assert [(each.statement, each.reached) for each in summary.statements] == [("insomnia.o08", False)]


@pytest.mark.parametrize(
    ("name", "blank", "known"),
    [
        ("insomnia.o08", "hours", Known("6", "default")),
        ("insomnia.o08", "baseline", Known("?", "the next score")),
        ("gad.o01", "baseline", Known("")),
        ("gad.o01", "target", Known("")),
        ("gad.o10", "baseline", Known("0", "default")),
    ],
)
def test_what_a_blank_holds_before_anything_is_typed(planned: Desk, name: str, blank: str, known: Known) -> None:
    assert known_values(SHELF[name], planned.chart, LIBRARY, words(planned))[blank] == known


@pytest.mark.parametrize(
    ("name", "start", "target"),
    [("gad.o01", "11", "9"), ("gad.o01", "20", "16"), ("gad.o01", "3", ""), ("gad.o01", "x", ""), ("gad.o01", "?", "")],
)
def test_the_nearer_of_cut_off_and_reliable_change(planned: Desk, name: str, start: str, target: str) -> None:
    known = known_values(SHELF[name], planned.chart, LIBRARY, words(planned), {"baseline": start})
    assert known["target"].value == target


def test_the_client_is_never_asked_for() -> None:
    assert "client" not in {blank.name for blank in asked(SHELF["gad.i01"])}


def test_open_blanks_stay_marked_and_the_line_reads_all_the_same(planned: Desk) -> None:
    line = read(SHELF["gad.o01"], {"client": "the client"}, words(planned))
    assert line.text.startswith("Reduce the GAD-7 total from {baseline} to {target} or below within {weeks} weeks")
    assert (line.measure, line.baseline, line.target, line.due) == ("gad7", None, None, None)
    for each in SHELF.values():
        if each.kind in ("goal", "objective", "intervention"):
            read(each, {}, words(planned))


def test_values_that_do_not_fit_are_faults(planned: Desk) -> None:
    with pytest.raises(LineFault, match="GAD-7 goes from 0 to 21"):
        read(SHELF["gad.o01"], {"baseline": "40", "target": "7", "weeks": "8"}, words(planned))
    assert "by +8w" in line_text(SHELF["gad.o01"], {"weeks": "8"}, words(planned))


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("weeks", "8", ""),
        ("weeks", "", ""),
        ("weeks", "some", "weeks: a number, such as 12."),
        ("baseline", "?", ""),
        ("target", "?", "target: a number, such as 5."),
        ("target", "{n}", "target: without braces and semicolons."),
    ],
)
def test_values_by_their_type(planned: Desk, name: str, value: str, fault: str) -> None:
    blank = next(blank for blank in asked(SHELF["gad.o01"]) if blank.name == name)
    assert value_fault(blank, value, lambda text: parse_date(text, words(planned), "future")) == fault


def test_a_date_blank_wants_a_date(planned: Desk) -> None:
    each = statement("Join a group by {by}.", "objective", metric="")
    assert value_fault(asked(each)[0], "frday", lambda text: parse_date(text, words(planned), "future"))
    assert not value_fault(asked(each)[0], "+8w", lambda text: parse_date(text, words(planned), "future"))


# commands


def test_several_lines_are_one_step_in_their_place(planned: Desk) -> None:
    goal = node(planned, "g1")
    both = (taken(planned, "insomnia.o08", {}), taken(planned, "insomnia.o13", {}, raw=False))
    planned.do(InsertLines(both, goal.id, 1))
    goal = node(planned, "g1")
    assert [each.code for each in goal.objectives] == ["g1.1", "g1.3", "g1.4", "g1.2"]
    assert [each.raw for each in goal.objectives] == [False, True, False, False]
    planned.practice.undo()
    assert len(node(planned, "g1").objectives) == 2


def test_filling_keeps_code_and_place_and_takes_the_mark_away(planned: Desk) -> None:
    goal = node(planned, "g1")
    step = planned.do(InsertLines((taken(planned, "gad.o01", {}),), goal.id))
    filled = taken(planned, "gad.o01", {"baseline": "15", "target": "7", "weeks": "12"}, raw=False)
    planned.do(FillLines(((step.focus, filled),)))
    line = node(planned, "g1.3")
    assert isinstance(line, Objective)
    assert (line.id, line.baseline, line.target, line.due, line.raw) == (step.focus, 15, 7, date(2026, 6, 2), False)
    assert line.initial_due == line.due
    assert planned.do(FillLines(((step.focus, filled),))).message == "Nothing was filled in"


def test_words_are_confirmed_once(planned: Desk) -> None:
    goal = node(planned, "g1")
    step = planned.do(InsertLines((taken(planned, "gad.o17", {}),), goal.id))
    assert planned.do(ConfirmWords(step.focus)).message == "g1.3 confirmed as it is"
    assert not node(planned, "g1.3").raw
    assert not planned.do(ConfirmWords(step.focus)).changed


def test_the_clients_words_and_a_ticked_goal_are_one_line(planned: Desk) -> None:
    problem = node(planned, "p1")
    step = planned.do(WordGoal(problem.id, "  Sing  again "))
    goal = node(planned, "g3")
    assert isinstance(goal, Goal)
    assert (goal.words, goal.text) == ("Sing again", "")
    planned.do(TickGoal(problem.id, taken(planned, "gad.g01", {})))
    goal = node(planned, "g3")
    assert goal.id == step.focus
    assert goal.source == "gad.g01"
    planned.do(UntickLine(goal.id))
    assert (node(planned, "g3").text, node(planned, "g3").source) == ("", "")
    with pytest.raises(Refused):
        planned.do(WordGoal(problem.id, "  "))


def test_an_unticked_line_gives_its_code_back_only_when_it_was_the_last(planned: Desk) -> None:
    goal = node(planned, "g1")
    first = planned.do(InsertLines((taken(planned, "gad.o17", {}),), goal.id)).focus
    second = planned.do(InsertLines((taken(planned, "gad.o16", {}),), goal.id)).focus
    planned.do(UntickLine(first))
    assert planned.do(InsertLines((taken(planned, "gad.o20", {}),), goal.id)).message == "g1.5 added"
    planned.do(UntickLine(node(planned, "g1.5").id))
    planned.do(UntickLine(second))
    assert planned.do(InsertLines((taken(planned, "gad.o20", {}),), goal.id)).message == "g1.4 added"


# templates


def test_templates_of_the_diagnoses_come_first_and_blank_last(planned: Desk) -> None:
    found = templates(planned.chart, SHELF)
    assert found[-1].id == ""
    assert {each.id for each in found} == {*SHELF.problems, ""}
    assert [each.id for each in fitting(found, "gad", SHELF.problems)] == ["gad"]
    assert [each.id for each in fitting(found, "f41.0", SHELF.problems)] == ["panic"]
    assert [each.id for each in fitting(found, "blank", SHELF.problems)] == [""]
    assert fitting(found, "zzz", SHELF.problems) == ()


def test_a_problem_takes_the_clients_own_codes(planned: Desk) -> None:
    assert problem_line(SHELF.problems["insomnia"], planned.chart).dx == ()
    assert problem_line(SHELF.problems["gad"], planned.chart).text == "Generalised anxiety and worry"


def test_gaps_know_what_stands_in_a_line_already(planned: Desk) -> None:
    goal = node(planned, "g1")
    planned.do(InsertLines((taken(planned, "insomnia.o08", {"hours": "7", "baseline": "2"}),), goal.id))
    (gap,) = gaps(current(planned.chart), SHELF)
    assert gap.statement.id == "insomnia.o08"
    assert gap.values == {"hours": "7", "baseline": "2"}
    without = msgspec.structs.replace(gap.node, source="")
    assert without.text == gap.node.text


def test_own_words_with_blanks_are_asked_too(planned: Desk) -> None:
    goal = node(planned, "g1")
    from plantui.quickentry import parse_plan_line

    line = parse_plan_line("objective", 'Walk {minutes=20} minutes "walks/wk" 0 -> {target} by +8w', words(planned))
    planned.do(InsertLines((Taken(line),), goal.id))
    (gap,) = gaps(current(planned.chart), SHELF)
    assert {blank.name for blank in asked(gap.statement)} == {"minutes", "target"}
    filled = read(gap.statement, {"minutes": "30", "target": "3"}, words(planned))
    assert (filled.text, filled.target, filled.due) == ("Walk 30 minutes", 3, date(2026, 5, 5))


def test_the_invented_practice_has_used_its_library() -> None:
    from plantui.clinical.summary import summarise
    from plantui.practice.acting import TWELVE_WEEKS
    from plantui.practice.rehearsal.caseload import invented_charts
    from tests.practice.rooms import NOW

    found = uses(summarise(chart, LIBRARY, TWELVE_WEEKS) for chart in invented_charts(LIBRARY, NOW))
    assert set(found) <= set(SHELF)
    assert (found["panic.o01"].times, found["panic.o01"].reached) == (2, 2)


def test_filling_keeps_what_the_statement_says_nothing_of(planned: Desk) -> None:
    goal = node(planned, "g1")
    text = "Walk to {setting}; by 2026-05-05; client goes; clinician asks; every 2w"
    planned.do(AddNode(parse_plan_line("objective", text, words(planned)), goal.id))
    placed = node(planned, "g1.3")
    step = "CBT: stay in {setting}; 2x/wk; 30m"
    planned.do(AddNode(parse_plan_line("intervention", step, words(planned)), placed.id))
    plan = current(planned.chart)
    assert plan is not None
    open_now = gaps(plan, SHELF, (placed.id, node(planned, "g1.3a").id))
    put = {"setting": "the park"}
    lines = tuple((gap.node.id, Taken(read(gap.statement, put, words(planned)))) for gap in open_now)
    before = [gap.node for gap in open_now]
    planned.do(FillLines(lines))
    after = [node(planned, "g1.3"), node(planned, "g1.3a")]
    assert [each.text for each in after] == ["Walk to the park", "stay in the park"]
    for name in ("due", "initial_due", "every", "client_does", "clinician_does"):
        assert getattr(after[0], name) == getattr(before[0], name) is not None
    assert (after[1].frequency, after[1].minutes) == (before[1].frequency, 30)
