"""Problems, goals, objectives and interventions of a plan as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plantui.clinical.reference import Reference
from plantui.clinical.trend import scores_for, threshold
from plantui.documents.facts import measure_name
from plantui.documents.fields import NODES
from plantui.documents.labelled import field_lines, line
from plantui.documents.phrases import day_words, number_words, status_words
from plantui.documents.prose import in_line
from plantui.model.chart import Chart
from plantui.model.plan import Goal, Node, Objective, Plan, Problem
from plantui.model.tree import Place, walk

HEADINGS = ("Problem", "Goal", "Objective", "Intervention")
"""The word each kind of node is headed by, from the outside in."""

_LEVEL = 3
_CODE = re.compile(r"[A-Za-z0-9.]+")
_BASES = {"reliable": "reliable change", "mcid": "minimal important difference"}


def tree_lines(chart: Chart, plan: Plan, library: Reference) -> Iterator[str]:
    """The lines of the tree, headings first; every node is headed by its code."""
    for place in walk(plan):
        yield ""
        yield _heading(place)
        yield ""
        yield from field_lines(place.node, NODES[place.kind], _instead(place.node, library))
        yield from _since_then(chart, plan, place.node)
        if isinstance(place.node, Objective):
            yield from _evidence(chart, place.node, library)


def _heading(place: Place) -> str:
    head = f"{'#' * (_LEVEL + place.depth)} {HEADINGS[place.depth]} {in_line(place.node.code)}"
    text = "" if isinstance(place.node, Goal) else place.node.text
    return f"{head}: {in_line(text)}" if text else head


def _instead(node: Node, library: Reference) -> dict[str, str]:
    """What is shown in place of a field: printed names of measures, and what stands for nothing."""
    if isinstance(node, Problem) and node.dx and all(_CODE.fullmatch(code) for code in node.dx):
        return {"dx": in_line(", ".join(node.dx))}
    if not isinstance(node, Objective):
        return {}
    if not node.measured:
        return {"measure": "*done or not done*"}
    shown = {"measure": in_line(measure_name(node.measure, library.measures))} if node.measure else {}
    if node.baseline is None:
        shown["baseline"] = "*the next score*"
    return shown


def _since_then(chart: Chart, plan: Plan, node: Node) -> Iterator[str]:
    """Dated changes of status after this version was written: they are no part of its signed content."""
    rows = [row for row in chart.progress if row.node == node.id and row.status is not None and row.at > plan.made]
    for row in sorted(rows, key=lambda row: (row.date, row.at)):
        assert row.status is not None
        reason = f" ({row.reason})" if row.reason else ""
        yield line("Since then", f"{status_words(row.status)} on {day_words(row.date)}{reason}")


def _evidence(chart: Chart, objective: Objective, library: Reference) -> Iterator[str]:
    if not objective.measured:
        return
    measure = library.measures.get(objective.measure)
    if measure is not None:
        low = "" if measure.low is None or measure.high is None else f"{measure.low} to {measure.high}"
        limit = threshold(objective, measure)
        basis = _BASES.get(limit.basis, "rough")
        parts = [measure.name, low, f"a change of {number_words(limit.points)} or more counts ({basis})"]
        yield line("How it is measured", "; ".join(part for part in parts if part))
    scores = scores_for(chart, objective)
    if scores and scores[-1].total is not None:
        yield line("Latest score", f"{number_words(scores[-1].total)} on {day_words(scores[-1].date)}")
