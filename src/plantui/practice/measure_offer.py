"""What is measured with a client: what is due first, then what the plan is measured by."""

from __future__ import annotations

from collections.abc import Mapping

from plantui.clinical.measuring import measures_due
from plantui.clinical.standing import current, open_objectives, plan_in_force, resolve
from plantui.model.chart import Chart
from plantui.model.measure import Measure
from plantui.model.plan import Goal, Objective
from plantui.model.tree import walk
from plantui.practice.measure_form import Asked


def objectives_of(chart: Chart) -> list[Objective]:
    """The open objectives of the version in force, else of the draft."""
    plan = plan_in_force(chart) or current(chart)
    return open_objectives(resolve(chart, plan)) if plan is not None else []


def offered(chart: Chart, measures: Mapping[str, Measure]) -> list[Asked]:
    """What is asked of this client: what is due first, then what objectives are measured by, own counts, all others."""
    goals = goals_of(chart)
    found: dict[str, Asked] = {}
    names = [due.measure for due in measures_due(chart, measures)]
    objectives = objectives_of(chart)
    names += [objective.measure for objective in objectives if objective.measure]
    for name in names:
        mine = [each for each in objectives if each.measure == name] if is_personal(name, measures) else []
        for objective in mine:
            asked = of_objective(objective, measures)
            found.setdefault(asked.key, asked)
        if name in measures and not mine:
            found.setdefault(name, Asked(name, measures[name], goals=goals))
    for objective in objectives:
        if objective.measured and not objective.measure:
            asked = of_objective(objective, measures)
            found.setdefault(asked.key, asked)
    for name in sorted({score.measure for score in chart.measures if score.measure and not score.objective}):
        if name in measures:
            found.setdefault(name, Asked(name, measures[name], goals=goals))
    return list(found.values())


def is_personal(name: str, measures: Mapping[str, Measure]) -> bool:
    """Whether a measure is rated for each objective by itself."""
    return name in measures and measures[name].per_objective


def of_objective(objective: Objective, measures: Mapping[str, Measure], goals: tuple[str, ...] = ()) -> Asked:
    """What is asked for one objective: its measure, rated for it alone or for the client, or its own count.

    ``goals`` are the client's, for a measure whose rows they are.
    """
    measure = measures.get(objective.measure) if objective.measure else None
    if measure is not None and not measure.per_objective:
        return Asked(measure.id, measure, goals=goals)
    return Asked(f"own {objective.id}", measure, objective)


def goals_of(chart: Chart) -> tuple[str, ...]:
    """The open goals, for a measure whose rows they are."""
    plan = plan_in_force(chart) or current(chart)
    if plan is None:
        return ()
    goals = [place.node for place in walk(resolve(chart, plan)) if isinstance(place.node, Goal)]
    return tuple(f"{goal.code} {goal.title}" for goal in goals if goal.status is None or goal.status.open)
