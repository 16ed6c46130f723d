"""A finding, the rule that makes it, and the case a rule looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

import msgspec

from plantui.clinical.reference import Reference
from plantui.model.base import Number
from plantui.model.chart import Chart
from plantui.model.plan import Goal, Objective, Plan, Problem
from plantui.model.profile import Profile
from plantui.model.status import Status

Level = Literal["error", "warn", "info"]
"""How much a finding matters; a payer profile may raise it."""

SCREEN_WORDS: Mapping[str, str] = {"error": "must", "warn": "ask", "info": "note"}
"""Level -> its word on the screen."""


class Finding(NamedTuple):
    """One thing to look at: the rule's TP id, how much it matters, the line's code and permanent id, and a sentence.

    ``code`` and ``ref`` are empty when the finding is about the chart as a whole.
    """

    id: str
    severity: Level
    code: str
    message: str
    ref: str


class Spot(NamedTuple):
    """Where a rule fires and what it says there."""

    message: str
    code: str = ""
    ref: str = ""


class Case(msgspec.Struct, frozen=True):
    """A chart on a day, with the version under the lens resolved (None when the client has no plan).

    ``reached`` holds, by measure id, the changes towards the target that other objectives of this store achieved.
    """

    chart: Chart
    plan: Plan | None
    draft: bool
    reference: Reference
    today: date
    profile: Profile
    reached: Mapping[str, Sequence[Number]]

    @property
    def problems(self) -> list[Problem]:
        """Problems still worked on."""
        return [problem for problem in (self.plan.problems if self.plan else ()) if _open(problem.status)]

    @property
    def goals(self) -> list[Goal]:
        """Goals still worked on, of every such problem."""
        return [goal for problem in self.problems for goal in problem.goals if _open(goal.status)]

    @property
    def objectives(self) -> list[Objective]:
        """Objectives neither met nor discontinued, of every goal still worked on."""
        return [objective for goal in self.goals for objective in goal.objectives if objective.status.open]


def _open(status: Status | None) -> bool:
    return status is None or status.open


class Rule(NamedTuple):
    """A rule: its TP id, its level under the default profile, and the function that finds the spots."""

    id: str
    level: Level
    spots: Callable[[Case], Iterator[Spot]]
