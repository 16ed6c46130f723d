"""The rows of the tick lists of a new plan, and what a tick on each does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantui.clinical.standing import current
from plantui.library import Statements
from plantui.library.templates import interventions_for, offered
from plantui.model.chart import Chart
from plantui.model.plan import Goal, Intervention, Node, Objective, Problem
from plantui.model.statement import Statement, StatementKind
from plantui.practice.command import Command
from plantui.practice.commands.statements import InsertLines, Taken, TickGoal, UntickLine
from plantui.practice.drafts import was_signed
from plantui.practice.lines import Line
from plantui.practice.picking import asked, own_values, read
from plantui.practice.refusal import Refused
from plantui.tui.desk.library_use import weights

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

FOUND = 60
"""Statements that a filter shows."""


class TickRow(NamedTuple):
    """A row: a heading (``head``), a statement that can be ticked, or a line of own words (no statement).

    ``node`` is the line of the draft when it is ticked, ``goes`` the code of the objective that an intervention goes
    under, ``under`` that objective's id.
    """

    head: str = ""
    statement: Statement | None = None
    node: str = ""
    text: str = ""
    goes: str = ""
    under: str = ""


def fresh_problems(chart: Chart) -> tuple[Problem, ...]:
    """The problems of the draft that no signed version holds: those a new plan is about."""
    plan = current(chart)
    if plan is None:
        return ()
    return tuple(problem for problem in plan.problems if not was_signed(chart, problem.id))


def fresh_goals(chart: Chart) -> tuple[tuple[Problem, Goal], ...]:
    """The goals of those problems, each with its problem."""
    return tuple((problem, goal) for problem in fresh_problems(chart) for goal in problem.goals)


def goal_rows(problem: Problem, shelf: Statements, found: tuple[Statement, ...] | None) -> tuple[TickRow, ...]:
    """The goals offered for a problem, and those that stand there in own words."""
    offers = found if found is not None else offered(shelf, problem.source, StatementKind.GOAL)
    there = {goal.source: goal.id for goal in problem.goals if goal.source}
    rows = [TickRow(statement=each, node=there.get(each.id, ""), text=each.text) for each in offers]
    shown = {each.id for each in offers}
    own = [goal for goal in problem.goals if goal.text and goal.source not in shown]
    return (*rows, *_own(own))


def objective_rows(
    problem: Problem, goal: Goal, shelf: Statements, found: tuple[Statement, ...] | None
) -> tuple[TickRow, ...]:
    """The objectives offered for a goal, group by group."""
    offers = found if found is not None else offered(shelf, problem.source, StatementKind.OBJECTIVE)
    there = {each.source: each.id for each in goal.objectives if each.source}
    elsewhere = {
        each.source for other in problem.goals if other.id != goal.id for each in other.objectives if each.source
    }
    rows: list[TickRow] = []
    group = ""
    for each in offers:
        if each.id in elsewhere and each.id not in there:
            continue
        if each.group != group:
            group = each.group
            rows.append(TickRow(head=group.upper()))
        rows.append(TickRow(statement=each, node=there.get(each.id, ""), text=each.text))
    shown = {each.id for each in offers}
    return (*rows, *_own([each for each in goal.objectives if each.source not in shown]))


def intervention_rows(
    problem: Problem, goal: Goal, shelf: Statements, found: tuple[Statement, ...] | None
) -> tuple[TickRow, ...]:
    """The interventions for a goal's objectives: what the objectives name first, then others by approach."""
    taken = [shelf[each.source] for each in goal.objectives if each.source in shelf]
    pairs = interventions_for(shelf, problem.source, taken)
    if found is not None:
        named = {each.id: objective for each, objective in pairs}
        pairs = tuple((each, named.get(each.id, "")) for each in found)
    there = {
        each.source: (each.id, objective)
        for objective in goal.objectives
        for each in objective.interventions
        if each.source
    }
    by_source = {each.source: each for each in goal.objectives}
    rows: list[TickRow] = []
    head = ""
    for each, objective in pairs:
        title = "GOES WITH YOUR OBJECTIVES" if objective else f"MORE: {(each.modality or 'any approach').upper()}"
        if title != head:
            head = title
            rows.append(TickRow(head=title))
        node, holder = there.get(each.id, ("", None))
        under = holder or by_source.get(objective) or _bare(goal)
        rows.append(
            TickRow(
                statement=each,
                node=node,
                text=each.text,
                goes=under.code if under is not None and (objective or node) else "",
                under=under.id if under is not None else "",
            )
        )
    shown = {each.id for each, _ in pairs}
    own = [each for objective in goal.objectives for each in objective.interventions if each.source not in shown]
    return (*rows, *_own(own))


def _bare(goal: Goal) -> Objective | None:
    """The first objective without an intervention, else the first one."""
    return next((each for each in goal.objectives if not each.interventions), next(iter(goal.objectives), None))


def _own(nodes: list[Goal] | list[Objective] | list[Intervention]) -> tuple[TickRow, ...]:
    if not nodes:
        return ()
    rows = [TickRow(node=each.id, text=each.title if isinstance(each, Goal) else each.text) for each in nodes]
    return (TickRow(head="YOUR OWN WORDS"), *rows)


def tick_command(desk: Desk, row: TickRow, parent: Node) -> Command:
    """What a tick on a row does: put the line in, or take it out.

    Raises:
        Refused: there is nothing to put it under.
    """
    if row.node:
        return UntickLine(row.node)
    assert row.statement is not None
    taken = with_open_blanks(desk, row.statement)
    if isinstance(parent, Problem):
        return TickGoal(parent.id, taken)
    if row.statement.kind == StatementKind.OBJECTIVE:
        return InsertLines((taken,), parent.id)
    if not row.under:
        raise Refused("An intervention goes under an objective: step back and tick one.")
    return InsertLines((taken,), row.under)


def with_open_blanks(desk: Desk, statement: Statement) -> Taken:
    """A statement as a line whose blanks are all still open."""
    line = read(statement, own_values(desk.chart()), desk.shown.lexicon())
    if not isinstance(line, Line):
        raise Refused("That statement is not a line of the tree.")
    return Taken(line, statement.id, "; ".join(statement.evidence), raw=True)


def found_for(desk: Desk, typed: str, kind: StatementKind, problem: Problem) -> tuple[Statement, ...] | None:
    """What a filter finds in the whole library, this problem first; None without a filter."""
    if not typed.strip():
        return None
    search = desk.library.statements.search
    return search.find(typed, kinds=(kind,), tags=(problem.source,), uses=weights(desk), most=FOUND).statements


def short_form(statement: Statement) -> str:
    """A statement as the plan so far shows it before its blanks are filled: GAD-7 _ -> _ by +12w."""
    from plantui.quickentry import fill

    named = {blank.name: blank.default or "_" for blank in asked(statement)}
    return fill(statement.metric.replace('"', "") if statement.metric else statement.text, named)
