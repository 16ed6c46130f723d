"""Which measures are followed for a client, and when each is asked again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from plantui.clinical.standing import effective_day, open_objectives, plan_in_force, resolve
from plantui.model.base import Number
from plantui.model.chart import Chart
from plantui.model.measure import Measure
from plantui.model.summary import MeasureDue


def measures_due(chart: Chart, measures: Mapping[str, Measure]) -> tuple[MeasureDue, ...]:
    """The day on which every followed measure is asked again, earliest first.

    Followed are the measures set for the client and those of open objectives in force that say how often. A measure
    that was never taken is due from the day it came to be followed.
    """
    days: dict[str, date] = {}
    last = _last_days(chart)
    began = chart.client.since or chart.made.date()
    for follow in chart.client.follows:
        taken = last.get(follow.measure)
        _keep_earlier(
            days, follow.measure, taken + timedelta(days=follow.every_days) if taken else follow.since or began
        )
    plan = plan_in_force(chart)
    if plan is not None:
        start = effective_day(plan) or plan.made.date()
        for objective in open_objectives(resolve(chart, plan)):
            if objective.measure and objective.every is not None:
                taken = last.get(objective.measure)
                _keep_earlier(days, objective.measure, objective.every.after(taken) if taken else start)
    named = (
        MeasureDue(measure, measures[measure].short if measure in measures else measure, day)
        for measure, day in days.items()
    )
    return tuple(sorted(named, key=lambda due: (due.day, due.measure)))


def _keep_earlier(days: dict[str, date], measure: str, day: date) -> None:
    days[measure] = min(day, days.get(measure, day))


def _last_days(chart: Chart) -> dict[str, date]:
    last: dict[str, date] = {}
    for score in chart.measures:
        if score.measure:
            last[score.measure] = max(score.date, last.get(score.measure, score.date))
    return last


def last_scores(chart: Chart) -> dict[str, Number]:
    """The latest total of every measure taken, by measure id; not of those rated for one objective."""
    taken = sorted(
        (score for score in chart.measures if score.measure and not score.objective and score.total is not None),
        key=lambda score: (score.date, score.at, score.id),
    )
    return {score.measure: score.total for score in taken if score.total is not None}
