"""Targets that ask for more than is likely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plantui.clinical.lint.dates import plan_start
from plantui.clinical.lint.finding import Case, Rule, Spot
from plantui.clinical.trend import show
from plantui.model.base import Number
from plantui.model.measure import Measure

SHORT_WEEKS = 8
"""Under this many weeks, more than half of the scale is too far."""

ENOUGH = 10
"""Similar objectives needed before their best tenth says anything."""


def _too_far(case: Case) -> Iterator[Spot]:
    for objective in case.objectives:
        measure = case.reference.measures.get(objective.measure) if objective.measure else None
        if measure is None or objective.baseline is None or objective.target is None:
            continue
        way = objective.target - objective.baseline
        days = (objective.due - plan_start(case)).days if objective.due is not None else None
        hurried = days is not None and 0 <= days < SHORT_WEEKS * 7 and _over_half(measure, abs(way))
        if hurried or _beyond_best_tenth(case.reached.get(measure.id, ()), abs(way)):
            span = f" in {round(days / 7)} weeks" if days is not None and days >= 7 else ""
            yield Spot(
                f"Target {show(objective.target)} is {show(abs(way))} points {'down' if way < 0 else 'up'}{span}: "
                "realistic?",
                objective.code,
                objective.id,
            )


def _over_half(measure: Measure, distance: Number) -> bool:
    return measure.low is not None and measure.high is not None and distance > (measure.high - measure.low) / 2


def _beyond_best_tenth(reached: Sequence[Number], distance: Number) -> bool:
    if len(reached) < ENOUGH:
        return False
    best = sorted(reached)
    return distance > best[(len(best) * 9 + 9) // 10 - 1]


RULES = (Rule("TP113", "warn", _too_far),)
