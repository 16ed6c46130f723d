"""Beside the steps of a new plan: the plan so far, what the intake said, and what is still to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plantui.clinical.blanks import blanks, names
from plantui.clinical.standing import draft
from plantui.clinical.trend import show
from plantui.keys.context import Context
from plantui.model.chart import Chart
from plantui.model.plan import Goal, Intervention, Objective, Problem
from plantui.model.score import Score
from plantui.quickentry import read_line
from plantui.tui.desk.steps import TITLES, Step
from plantui.tui.desk.steps_rows import fresh_goals, fresh_problems, short_form
from plantui.tui.frame import Line, line
from plantui.tui.paint.words import count, short_day
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

ABOUT = {
    Step.WORDS: "about 20 s",
    Step.GOALS: "about 20 s",
    Step.OBJECTIVES: "about 40 s",
    Step.INTERVENTIONS: "about 40 s",
}


def aside(desk: Desk, now: Step, width: int) -> list[Line]:
    """The right half of a wide screen."""
    parts = [
        *so_far(desk, width),
        line(""),
        *[line((part, "head" if not at else "")) for at, part in enumerate(intake_lines(desk, width))],
        line(""),
        line(("Still to do", "head")),
        *[line(part) for part in still_to_do(desk, now)],
        line(""),
    ]
    leave = desk.key("steps.leave", Context.STEPS)
    said = f"Leave any time: {leave} keeps the draft. It shows under LOOSE ENDS until it is signed."
    return [*parts, *(line((part, "note")) for part in wrap(said, width))]


def so_far(desk: Desk, width: int) -> list[Line]:
    """The lines of the new plan."""
    chart = desk.shown.chart()
    lines: list[Line] = []
    for problem in fresh_problems(chart) if chart is not None else ():
        dx = ", ".join(problem.dx)
        text = shorten(f"{problem.code}  {problem.text}", width - cells(dx) - 1)
        lines.append(line((fit(text, width - cells(dx)), ""), (dx, "code")))
        for goal in problem.goals:
            lines.append(line(shorten(f"  {goal.code}  {goal.title}", width)))
            for objective in goal.objectives:
                lines.append(line(shorten(f"    {objective.code} new  {_objective(desk, objective)}", width)))
                lines += [
                    line(
                        shorten(
                            f"         {each.code.removeprefix(objective.code)}  {_intervention(desk, each)}", width
                        )
                    )
                    for each in objective.interventions
                ]
    return lines or [line(("Nothing yet.", "note"))]


def _objective(desk: Desk, objective: Objective) -> str:
    shelf = desk.library.statements
    if objective.source in shelf and names(objective.text):
        return short_form(shelf[objective.source])
    from plantui.practice.lines import line_of

    read = read_line(line_of(objective), desk.shown.lexicon())
    return read[1] if objective.measured and len(read) > 1 else objective.text


def _intervention(desk: Desk, intervention: Intervention) -> str:
    shelf = desk.library.statements
    known = intervention.source in shelf and names(intervention.text)
    return short_form(shelf[intervention.source]) if known else intervention.text


def intake_lines(desk: Desk, width: int) -> list[str]:
    """What the first assessment found: scores, severity, findings."""
    chart = desk.shown.chart()
    if chart is None:
        return []
    first = min(chart.assessments, key=lambda each: (each.date, each.at), default=None)
    scored = _scores(desk, chart)
    if first is None and not scored:
        return ["No intake is on file yet."]
    head = f"From intake ({short_day(first.date)})" if first is not None else "Scores"
    said = [head]
    if scored:
        said.append("    " + "    ".join(scored))
    if first is not None and first.findings:
        said += [f"    {part}" for part in wrap(first.findings, max(10, width - 4))[:3]]
    if first is not None and first.strengths:
        said.append(shorten(f"    strengths: {', '.join(first.strengths)}", width))
    return said


def intake_short(desk: Desk, width: int) -> tuple[str, ...]:
    """The same in two rows, for a narrow screen."""
    chart = desk.shown.chart()
    first = min(chart.assessments, key=lambda each: (each.date, each.at), default=None) if chart is not None else None
    scored = ", ".join(_scores(desk, chart)) if chart is not None else ""
    if first is None and not scored:
        return ("No intake is on file yet.",)
    head = f"Intake {short_day(first.date)}: " if first is not None else ""
    found = first.findings if first is not None else ""
    rows = wrap("; ".join(part for part in (f"{head}{scored}", found) if part), width)
    return (*rows[:1], shorten(" ".join(rows[1:]), width)) if len(rows) > 1 else rows


def _scores(desk: Desk, chart: Chart) -> list[str]:
    newest: dict[str, Score] = {}
    for score in sorted(chart.measures, key=lambda each: (each.date, each.at)):
        if score.measure and score.total is not None:
            newest[score.measure] = score
    said = []
    for name, score in newest.items():
        measure = desk.library.measures.get(name)
        assert score.total is not None
        said.append(f"{measure.short if measure is not None else name} {show(score.total)}")
        asked = [rule.item for rule in measure.risk_rules if rule.item is not None] if measure is not None else []
        for item in dict.fromkeys(asked):
            answer = score.answers[item - 1] if item <= len(score.answers) else None
            if answer is not None:
                said.append(f"item {item} = {show(answer)}")
    return said[:6]


def still_to_do(desk: Desk, now: Step) -> list[str]:
    """The steps that are left, and how long they take."""
    plan = draft(desk.chart())
    left = len(blanks(plan)) if plan is not None else 0
    rows = []
    for step in Step:
        if step <= now:
            continue
        told = f"{left} to fill" if step is Step.BLANKS else ABOUT.get(step, "")
        rows.append(f"    {int(step)} {TITLES[step]:<18}{told}".rstrip())
    return rows


def tally_line(desk: Desk, now: Step, width: int) -> list[str]:
    """The recommended number, and how many there are."""
    chart = desk.shown.chart()
    if chart is None:
        return []
    goals = fresh_goals(chart)
    if now is Step.GOALS:
        problems = fresh_problems(chart)
        had = _per(problems, [len(problem.goals) for problem in problems])
        return list(wrap(f"One or two goals per problem is the practice default. {had}", width))
    if now is Step.OBJECTIVES:
        had = _per([goal for _, goal in goals], [len(goal.objectives) for _, goal in goals])
        return list(wrap(f"Two or three objectives per goal is the practice default. {had}", width))
    total = sum(len(each.interventions) for _, goal in goals for each in goal.objectives)
    without = [each.code for _, goal in goals for each in goal.objectives if not each.interventions]
    said = f"One or two interventions per objective is the practice default. You have {total}."
    if without:
        said += f" Without one: {', '.join(without)} ({count(len(without), 'objective')})."
    return list(wrap(said, width))


def _per(nodes: Sequence[Problem | Goal], numbers: Sequence[int]) -> str:
    """How many there are; of several lines, under each."""
    if len(nodes) < 2:
        return f"You have {sum(numbers)}."
    return f"You have {', '.join(f'{number} in {node.code}' for node, number in zip(nodes, numbers, strict=True))}."
