"""The shape of the plan: every problem has a goal, every goal an objective, every objective an intervention."""

from __future__ import annotations

from collections.abc import Iterator

from plantui.clinical.lint.finding import Case, Rule, Spot
from plantui.clinical.standing import active_interventions


def _problem_without_goal(case: Case) -> Iterator[Spot]:
    for problem in case.problems:
        if not problem.goals:
            yield Spot(f"Problem {problem.code} has no goal.", problem.code, problem.id)


def _goal_without_objective(case: Case) -> Iterator[Spot]:
    if case.plan is not None and not case.plan.problems:
        yield Spot("The plan has no objective.")
    for goal in case.goals:
        if not goal.objectives:
            yield Spot(f"Goal {goal.code} has no objective.", goal.code, goal.id)


def _objective_without_intervention(case: Case) -> Iterator[Spot]:
    for objective in case.objectives:
        if not active_interventions(objective) and not objective.clinician_does.strip():
            yield Spot(
                f"Objective {objective.code}: nothing says what the clinician will do.", objective.code, objective.id
            )


RULES = (
    Rule("TP003", "error", _problem_without_goal),
    Rule("TP004", "error", _goal_without_objective),
    Rule("TP005", "error", _objective_without_intervention),
)
