"""What the trend page shows of one measure or own count: the scores, the lines across, and the same in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from plantui.clinical.phrase import short_day
from plantui.clinical.schedule import signed_reviews
from plantui.clinical.standing import signed_day
from plantui.clinical.trend import Trend, direction, scores_for, show, trend
from plantui.model.base import Number
from plantui.model.chart import Chart
from plantui.model.measure import Band, Measure
from plantui.model.plan import Objective
from plantui.model.score import Score
from plantui.practice.measure_offer import objectives_of


class Point(NamedTuple):
    """One score: its day, its total, and the band it lies in."""

    day: date
    total: Number
    band: str = ""
    prorated: bool = False


class Cut(NamedTuple):
    """A published cut-off; which side is flagged, what that means and where it comes from stand with it."""

    value: Number
    meaning: str
    source: str
    checked: bool


class Series(NamedTuple):
    """Everything about one measure or own count of a client.

    ``towards`` is +1 where higher is better for this client, -1 where lower is, 0 where nobody has said. ``answers``
    counts recordings that came to no total. ``found`` is the trend by the rules, where an objective is measured by it.
    """

    key: str
    title: str
    measure: Measure | None
    objective: Objective | None
    points: tuple[Point, ...]
    towards: int
    goal: Number | None
    due: date | None
    baseline: Number | None
    cut: Cut | None
    found: Trend | None
    answers: int = 0

    @property
    def low(self) -> Number | None:
        """The lowest total there can be; None where it is open."""
        return self.measure.low if self.measure is not None else None

    @property
    def high(self) -> Number | None:
        """The highest total there can be; None where it is open."""
        return self.measure.high if self.measure is not None else None

    @property
    def bands(self) -> tuple[Band, ...]:
        """Published severity bands."""
        return self.measure.bands if self.measure is not None else ()

    @property
    def better(self) -> str:
        """Which way is better, in words."""
        return {1: "higher is better", -1: "lower is better"}.get(self.towards, "")

    def step(self, place: int) -> str:
        """The change from the score before, in words: better by 3, same, worse by 1; empty for the first."""
        if place == 0:
            return ""
        by = self.points[place].total - self.points[place - 1].total
        if not by:
            return "same"
        size = show(round(abs(by), 2))
        if not self.towards:
            return f"{'up' if by > 0 else 'down'} {size}"
        return f"{'better' if by * self.towards > 0 else 'worse'} by {size}"


def all_series(chart: Chart, measures: Mapping[str, Measure], today: date) -> tuple[Series, ...]:
    """What there is to show, in plan order; then every other measure that was taken."""
    found: dict[str, Series] = {}
    for objective in objectives_of(chart):
        if not objective.measured:
            continue
        measure = measures.get(objective.measure) if objective.measure else None
        alone = measure is None or measure.per_objective
        key = f"own {objective.id}" if alone else objective.measure
        if key not in found and (measure is not None or not objective.measure):
            found[key] = _series(chart, key, measure, objective, scores_for(chart, objective), measures, today)
    taken = {score.measure for score in chart.measures if score.measure and not score.objective}
    shown = {series.measure.id for series in found.values() if series.measure is not None}
    for name in sorted(taken - shown):
        measure = measures.get(name)
        if measure is not None:
            scores = [score for score in chart.measures if score.measure == name and score.total is not None]
            ordered = sorted(scores, key=lambda score: (score.date, score.at, score.id))
            found[name] = _series(chart, name, measure, None, tuple(ordered), measures, today)
    return tuple(found.values())


def _series(
    chart: Chart,
    key: str,
    measure: Measure | None,
    objective: Objective | None,
    scores: tuple[Score, ...],
    measures: Mapping[str, Measure],
    today: date,
) -> Series:
    points = tuple(
        Point(score.date, score.total, score.band or (measure.band(score.total) if measure else ""), score.prorated)
        for score in scores
        if score.total is not None
    )
    if objective is not None:
        towards = direction(objective, measure)
    else:
        towards = {"higher_worse": -1, "higher_better": 1}.get(measure.direction, 0) if measure is not None else 0
    name = measure.short if measure is not None else objective.label if objective is not None else ""
    alone = objective is not None and (measure is None or measure.per_objective)
    title = f"{objective.code} {name}" if objective is not None and alone else name
    return Series(
        key,
        title,
        measure,
        objective,
        points,
        towards,
        objective.target if objective is not None else None,
        objective.due if objective is not None else None,
        objective.baseline if objective is not None else None,
        _cut(measure),
        trend(chart, objective, measures, today) if objective is not None else None,
        sum(1 for score in chart.measures if measure is not None and score.measure == key and score.total is None),
    )


def _cut(measure: Measure | None) -> Cut | None:
    """The first published cut-off on the total that is not merely a convention of ours or unchecked."""
    for fact in measure.facts.get("cutoffs", ()) if measure is not None else ():
        if fact.get("on") == "total" and fact.get("confidence") != "unverified":
            return Cut(fact["value"], _plain(fact, "meaning"), _plain(fact, "source"), True)
    return None


def _plain(fact: Mapping[str, Any], name: str) -> str:
    return str(fact.get(name, ""))


def summary(series: Series, chart: Chart, today: date) -> list[tuple[str, str]]:
    """The trend in words: label and sentence of each line."""
    lines: list[tuple[str, str]] = []
    if not series.points:
        lines.append(("Now", "no score yet"))
    else:
        last = series.points[-1]
        band = f", {last.band}" if last.band else ""
        lines.append(("Now", f"{show(last.total)} on {short_day(last.day)}{band}"))
    found = series.found
    if found is not None and found.change is not None:
        reviews = signed_reviews(chart)
        since = f"since the review of {short_day(reviews[-1].date)}" if reviews else "since the start"
        told = found.reason if f": {found.word} by " in found.reason else f"{found.word}: {found.reason}"
        lines.append(("Trend", f"{told}, {since}"))
        if found.threshold.source:
            unchecked = "" if found.threshold.checked else " (unchecked)"
            lines.append(("Counts", f"{show(found.threshold.points)} by {found.threshold.source}{unchecked}"))
    elif found is not None:
        lines.append(("Trend", f"{found.word}: {found.reason}"))
    if series.goal is not None:
        by = f" by {short_day(series.due)} {series.due.year}" if series.due is not None else ""
        lines.append(("Goal", f"{show(series.goal)}{by}{_to_go(series)}"))
    if series.cut is not None:
        lines.append(("Cut", f"{show(series.cut.value)}: {series.cut.meaning} ({series.cut.source})"))
    if series.answers:
        lines.append(("Blank", f"{series.answers} recording{'s' if series.answers > 1 else ''} came to no total"))
    return lines


def _to_go(series: Series) -> str:
    if not series.points or series.goal is None:
        return ""
    left = (series.goal - series.points[-1].total) * (series.towards or 1)
    return f"; {show(round(left, 2))} to go" if left > 0 else "; reached"


def milestones(chart: Chart) -> list[tuple[date, str]]:
    """Days that stand on the axis: P where a version was signed, R where a review was."""
    days = [(day, "P") for plan in chart.plans if (day := signed_day(plan)) is not None]
    return sorted([*days, *((review.date, "R") for review in signed_reviews(chart))])
