"""More than anyone can work on at once."""

from __future__ import annotations

from collections.abc import Iterator

from plantui.clinical.lint.finding import Case, Rule, Spot
from plantui.model.status import Status

MOST_PROBLEMS = 3
MOST_OBJECTIVES = 4
"""Objectives under one goal."""


def _too_many(case: Case) -> Iterator[Spot]:
    problems = sum(1 for problem in case.problems if problem.status is not Status.HOLD)
    if problems > MOST_PROBLEMS:
        yield Spot(f"{problems} active problems: too many to work on.")
    for goal in case.goals:
        count = sum(1 for objective in goal.objectives if objective.status in (Status.NEW, Status.ACTIVE))
        if count > MOST_OBJECTIVES:
            yield Spot(f"{count} active objectives: too many to work on.", goal.code, goal.id)


RULES = (Rule("TP027", "warn", _too_many),)
