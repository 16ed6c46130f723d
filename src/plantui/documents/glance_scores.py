"""Scores and visits as the glance page shows them."""

from __future__ import annotations

from collections.abc import Iterator

from plantui.clinical.reference import Reference
from plantui.clinical.standing import open_objectives
from plantui.clinical.trend import scores_for, show, show_mark, trend
from plantui.clinical.visits import kept
from plantui.documents.facts import measure_name
from plantui.documents.one_line import one_line, sentence
from plantui.glimpse.page import token
from plantui.model.base import Number
from plantui.model.chart import Chart
from plantui.model.measure import Measure
from plantui.model.plan import Objective, Plan
from plantui.model.score import Score
from plantui.model.tree import walk

Block = tuple[str, list[str], str, list[str]]
"""Name, totals from the oldest, goal, further lines."""

TOTALS_SHOWN = 6
VISITS_SHOWN = 3


def blocks(chart: Chart, plan: Plan | None, library: Reference) -> Iterator[Block]:
    """What objectives are measured by, in plan order, then every other measure that was taken."""
    seen: set[str] = set()
    for objective in open_objectives(plan) if plan is not None else []:
        scores = scores_for(chart, objective) if objective.measured else ()
        known = library.measures.get(objective.measure)
        shared = known is None or not known.per_objective
        if (objective.measure and shared and objective.measure in seen) or not scores:
            continue
        seen.add(objective.measure)
        yield _of_objective(chart, objective, scores, library)
    for measure_id in sorted({score.measure for score in chart.measures if score.measure} - seen):
        scores = tuple(
            sorted(
                (score for score in chart.measures if score.measure == measure_id and score.total is not None),
                key=lambda score: (score.date, score.at, score.id),
            )
        )
        if scores:
            measure = library.measures.get(measure_id)
            taken = f"last on {token('s', scores[-1].date.isoformat())}"
            name = one_line(measure_name(measure_id, library.measures))
            yield name, _totals(scores), "", [*_severity(measure, scores[-1]), taken]


def _of_objective(chart: Chart, objective: Objective, scores: tuple[Score, ...], library: Reference) -> Block:
    measure = library.measures.get(objective.measure)
    if objective.measure:
        name, lines = one_line(measure_name(objective.measure, library.measures)), _severity(measure, scores[-1])
        if measure is not None and measure.per_objective:
            name = f"{objective.code} {name}"
    else:
        name = one_line(objective.text or objective.label)
        label = one_line(objective.label)
        lines = [label] if label not in ("", name) else []
    found = trend(chart, objective, library.measures)
    if found.change is not None:
        since = f" since {token('s', found.then_day.isoformat())}" if found.then_day else " since the baseline"
        moved = (
            f"{'better' if found.change > 0 else 'worse'} by {show(abs(found.change))}" if found.change else "no change"
        )
        small = (
            ""
            if abs(found.change) >= found.threshold.points or not found.change
            else (f" ({show(found.threshold.points)} counts{', rough' if found.threshold.basis == 'rough' else ''})")
        )
        lines.append(f"{moved}{since}{small}")
    return name, _totals(scores), show(objective.target) if objective.target is not None else "", lines


def _totals(scores: tuple[Score, ...]) -> list[str]:
    return [show(score.total) for score in scores[-TOTALS_SHOWN:] if score.total is not None]


def _severity(measure: Measure | None, score: Score) -> list[str]:
    """The published band of the last total with its range."""
    if measure is None or score.total is None:
        return []
    label = score.band or measure.band(score.total)
    if not label:
        return []
    return [f"severity {one_line(label)}{_range(measure, score.total)}"]


def _range(measure: Measure, total: Number) -> str:
    held = [at for at, band in enumerate(measure.bands) if total >= band.min]
    if not held:
        return ""
    band = measure.bands[held[-1]]
    after = measure.bands[held[-1] + 1] if held[-1] + 1 < len(measure.bands) else None
    top = band.max
    if top is None and after is not None and measure.decimals == 0:
        top = after.min - 1
    if top is None and after is None:
        top = measure.high
    return f" ({show(band.min)}-{show(top)})" if top is not None else f" (from {show(band.min)})"


def visits(chart: Chart) -> Iterator[tuple[str, str]]:
    """The last three visits: what of the plan they touched, with marks, and what they spoke of instead."""
    codes = {place.node.id: one_line(place.node.code) for plan in chart.plans for place in walk(plan)}
    for note in kept(chart)[: -VISITS_SHOWN - 1 : -1]:
        linked = [
            f"{codes[link.node]} {show_mark(link.mark) if link.mark is not None else '.'}"
            for link in note.links
            if link.node in codes
        ]
        away = f"({'; '.join(sentence(topic) for topic in note.off)})" if note.off else ""
        words = "  ".join(part for part in (*linked, away) if part)
        yield token("s", note.date.isoformat()), words or "not on the plan"
