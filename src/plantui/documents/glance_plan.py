"""The plan as the glance page shows it: one line a node, and in a few words what moves and what does not."""

from __future__ import annotations

from collections.abc import Iterator

from plantui.clinical.drift import off_plan_topics
from plantui.clinical.marks import latest_mark, marks
from plantui.clinical.reference import Reference, profile_of
from plantui.clinical.schedule import earlier, formal_due, interim_due, last_review
from plantui.clinical.standing import (
    active_interventions,
    current,
    draft,
    effective_day,
    open_objectives,
    plan_in_force,
    resolve,
    signed_day,
)
from plantui.clinical.trend import Trend, scores_for, show, show_mark, trend
from plantui.documents.facts import measure_name
from plantui.documents.one_line import one_line
from plantui.glimpse.page import token
from plantui.model.chart import Chart
from plantui.model.period import Period
from plantui.model.plan import Goal, Objective, Plan, Problem
from plantui.model.status import Status
from plantui.model.tree import walk

Row = tuple[str, str, str, str, str, str, str, str, str]
"""Kind, code, status word, words, from where to where, target date or diagnoses, now, trend word, last mark."""


def shown_plan(chart: Chart) -> Plan | None:
    """The version a visit works on, with today's statuses: the one in force, else the draft."""
    plan = plan_in_force(chart) or current(chart)
    return resolve(chart, plan) if plan is not None else None


def title(chart: Chart, plan: Plan | None, library: Reference, cadence: Period) -> str:
    """v3, signed 12 Dec 2025, review due 6 Mar; empty without a plan."""
    if plan is None:
        return ""
    day = signed_day(plan)
    parts = [f"v{plan.number}", f"signed {token('f', day.isoformat())}" if day else "draft, not signed"]
    profile = profile_of(chart, library)
    first = earlier(interim_due(chart, cadence, profile), formal_due(chart, profile))
    if first is not None:
        parts.append(f"review due {token('s', first[0].isoformat())}")
    begun = draft(chart)
    if begun is not None and begun.id != plan.id:
        parts.append(f"v{begun.number} in draft")
    return ", ".join(parts)


def rows(chart: Chart, plan: Plan, library: Reference) -> Iterator[Row]:
    """The lines of the plan that are still worked on, and objectives that were met."""
    for place in walk(plan):
        node = place.node
        if isinstance(node, Problem):
            yield "p", one_line(node.code), "", one_line(node.text), "", ", ".join(map(one_line, node.dx)), "", "", ""
        elif isinstance(node, Goal):
            yield "g", one_line(node.code), "", one_line(node.title), "", "", "", "", ""
        elif isinstance(node, Objective) and node.status is not Status.STOPPED:
            yield _objective(chart, node, library)
            if node.status.open:
                doing = "; ".join(one_line(each.text) for each in active_interventions(node))
                if doing:
                    yield "i", one_line(node.code), "", doing, "", "", "", "", ""


def _objective(chart: Chart, node: Objective, library: Reference) -> Row:
    found = trend(chart, node, library.measures)
    scores = scores_for(chart, node) if node.measured else ()
    now = show(scores[-1].total) if scores and scores[-1].total is not None else "?" if node.measured else ""
    word = found.told
    due = token("b", node.due.isoformat()) if node.due is not None and node.status.open else ""
    if node.status is Status.MET:
        word, due = "", f"reached {token('s', node.reached.isoformat())}" if node.reached else ""
    words, span = objective_words(node, library)
    return "o", one_line(node.code), node.status.word, words, span, due, now, word, _mark(chart, node)


def objective_words(node: Objective, library: Reference) -> tuple[str, str]:
    """An objective in a line, and from where to where: GAD-7, 15 -> 7. A count keeps its words."""
    words = one_line(node.text)
    if not node.measured:
        return words, ""
    start = "?" if node.baseline is None else show(node.baseline)
    span = f"{start} -> {show(node.target)}" if node.target is not None else ""
    if node.measure:
        words = one_line(measure_name(node.measure, library.measures))
    else:
        label = one_line(node.label)
        words = words if label in ("", words) else f"{words}, {label}" if words else label
    return words, f"{span} {one_line(node.unit)}".strip()


def _mark(chart: Chart, node: Objective) -> str:
    given = latest_mark(chart, node.id)
    if given is not None and given.mark is not None:
        return f"{show_mark(given.mark)} {token('s', given.day.isoformat())}"
    touched = marks(chart, node.id)
    return token("s", touched[0].day.isoformat()) if touched else "never"


def sums(chart: Chart, plan: Plan, library: Reference) -> Iterator[tuple[str, str]]:
    """Moving, Stuck and Off plan."""
    found = [(node, trend(chart, node, library.measures)) for node in open_objectives(plan)]
    moving = [one_line(node.code) for node, each in found if each.word == "better"]
    if moving:
        yield "Moving", f"{', '.join(moving)} better{_since(chart, plan)}"
    stuck = [words for node, each in found if (words := _stuck(chart, node, each))]
    if stuck:
        yield "Stuck", "; ".join(stuck)
    topics = [f"{one_line(topic)} ({count} note{'s' if count > 1 else ''})" for topic, count in off_plan_topics(chart)]
    if topics:
        yield "Off plan", "; ".join(topics[:3])


def _since(chart: Chart, plan: Plan) -> str:
    review = last_review(chart)
    day = review.date if review is not None else effective_day(plan)
    return f" since {token('s', day.isoformat())}" if day is not None else ""


def _stuck(chart: Chart, node: Objective, found: Trend) -> str:
    if found.word in ("worse", "same", "mixed"):
        return f"{one_line(node.code)} {found.word}"
    return f"{one_line(node.code)} never touched" if not marks(chart, node.id) and found.word == "no data" else ""
