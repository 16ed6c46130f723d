"""The person in the plan: their words, their strengths."""

from __future__ import annotations

from collections.abc import Iterator

from plantui.clinical.lint.finding import Case, Rule, Spot


def _no_words(case: Case) -> Iterator[Spot]:
    for goal in case.goals:
        if not goal.words.strip():
            yield Spot(f"Goal {goal.code} lacks the client's own words.", goal.code, goal.id)


def _no_strengths(case: Case) -> Iterator[Spot]:
    """Strengths of any assessment or problem will do; the finding leads to the first problem, where they belong."""
    if case.plan is None or any(assessment.strengths for assessment in case.chart.assessments):
        return
    if not any(problem.strengths for problem in case.plan.problems):
        first = case.problems[0] if case.problems else None
        yield Spot("No strengths recorded.", first.code if first else "", first.id if first else "")


RULES = (
    Rule("TP030", "warn", _no_words),
    Rule("TP031", "warn", _no_strengths),
)
