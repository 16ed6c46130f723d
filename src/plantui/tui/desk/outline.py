"""The rows of the plan pane: the plan tree flattened, with what each line says today."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from plantui.clinical.marks import latest_mark, marks
from plantui.clinical.schedule import last_review
from plantui.clinical.standing import resolve
from plantui.clinical.trend import show, show_mark, trend
from plantui.clinical.visits import kept
from plantui.model.chart import Chart
from plantui.model.measure import Measure
from plantui.model.plan import Goal, Intervention, Node, Objective, Plan, Problem
from plantui.model.status import Status
from plantui.model.tree import Place, find, walk

QUIET_VISITS = 5
"""After so many kept visits without a touch, an open objective says so."""


@dataclass(frozen=True)
class TreeRow:
    """A row of the plan pane.

    ``depth`` is 0 for a problem to 3 for an intervention; a ``remark`` row belongs to the node above it and has no node
    of its own to act on. ``words`` is the text, ``approach`` the modality of an intervention, ``figures`` what an
    objective counts, ``steps`` how far that is to go, ``now`` the last score since the review with its trend word,
    ``then`` the one that the review saw where there is none since, ``mark`` the last progress mark, ``due`` the date in
    force, ``right`` what stands at the right edge.
    """

    node: str
    depth: int
    code: str = ""
    words: str = ""
    approach: str = ""
    figures: str = ""
    steps: str = ""
    status: Status | None = None
    now: str = ""
    then: str = ""
    trend: str = ""
    mark: str = ""
    due: date | None = None
    right: str = ""
    folded: bool = False
    remark: bool = False


def numbers(objective: Objective, measures: Mapping[str, Measure]) -> tuple[str, str]:
    """What an objective measures and how far it is to go: ``GAD-7`` and ``15 -> 7``; empty for done or not done."""
    if not objective.measured or objective.target is None:
        return "", ""
    measure = measures.get(objective.measure)
    name = measure.short if measure is not None else objective.measure or brief(objective.label)
    start = "?" if objective.baseline is None else show(objective.baseline)
    unit = f" {objective.unit}" if objective.unit else ""
    return name, f"{start} -> {show(objective.target)}{unit}"


def brief(label: str) -> str:
    """The name of an own count for a narrow column: nights per week is nights/wk."""
    for long, short in (
        (" per week", "/wk"),
        (" a week", "/wk"),
        (" per day", "/d"),
        (" a day", "/d"),
        (" per month", "/mo"),
    ):
        label = label.replace(long, short)
    return label


def says_more(objective: Objective, figures: str) -> bool:
    """Whether an objective's text says more than what it counts."""
    if not figures:
        return bool(objective.text)
    if not objective.text or (objective.label and objective.label == objective.text):
        return False
    return bool(objective.label) or figures.split(" ")[0] not in objective.text


def rows(
    chart: Chart,
    plan: Plan,
    measures: Mapping[str, Measure],
    today: date,
    folded: Collection[str] = (),
    hide_done: bool = False,
    matches: Collection[str] | None = None,
) -> tuple[TreeRow, ...]:
    """The visible rows of a plan; ``matches`` are the ids that a filter keeps (ancestors stay visible)."""
    found: list[TreeRow] = []
    hidden: set[str] = set()
    visits = len(kept(chart))
    for place in walk(resolve(chart, plan)):
        node = place.node
        parents = {parent.id for parent in place.parents}
        if parents & hidden:
            continue
        if matches is not None and node.id not in matches:
            continue
        if hide_done and node.status in (Status.MET, Status.STOPPED):
            hidden.add(node.id)
            continue
        if node.id in folded:
            hidden.add(node.id)
        found.append(_row(chart, place, measures, today, node.id in folded))
        if isinstance(node, Objective) and node.status.open and not marks(chart, node.id) and visits >= QUIET_VISITS:
            since = _visits_since(chart, node)
            if since >= QUIET_VISITS and node.id not in folded:
                text = f"no note has touched this in {since} visits"
                found.append(TreeRow(node=node.id, depth=3, code="!", words=text, remark=True))
    return tuple(found)


def _visits_since(chart: Chart, objective: Objective) -> int:
    """Kept visits since the last review, or since the objective was first written where that is later."""
    review = last_review(chart)
    first = min((plan.made.date() for plan in chart.plans if find(plan, objective.id) is not None), default=date.min)
    start = max(review.date, first) if review is not None else first
    return sum(1 for note in kept(chart) if note.date > start)


def _row(chart: Chart, place: Place, measures: Mapping[str, Measure], today: date, folded: bool) -> TreeRow:
    node: Node = place.node
    if isinstance(node, Problem):
        return TreeRow(
            node=node.id,
            depth=0,
            code=node.code,
            words=node.text,
            right=", ".join(node.dx),
            status=node.status,
            folded=folded,
        )
    if isinstance(node, Goal):
        return TreeRow(node=node.id, depth=1, code=node.code, words=node.title, status=node.status, folded=folded)
    if isinstance(node, Intervention):
        often = "" if node.frequency is None else f"; {how_often(node)}"
        stopped = node.status if node.status is Status.STOPPED else None
        letter = node.code[len(place.parent.code) :] if place.parent is not None else node.code
        return TreeRow(
            node=node.id,
            depth=3,
            code=letter or node.code,
            words=node.text + often,
            approach=node.approach,
            status=stopped,
        )
    found = trend(chart, node, measures, today)
    last = latest_mark(chart, node.id)
    figures, steps = numbers(node, measures)
    seen = show(found.then) if found.now is None and found.then is not None and found.then_day is not None else ""
    return TreeRow(
        node=node.id,
        depth=2,
        code=node.code,
        words=node.text if says_more(node, figures) else "",
        figures=figures,
        steps=steps,
        status=node.status,
        now=show(found.now) if found.now is not None else "?" if node.measured and not seen else "",
        then=seen,
        trend=found.told if node.measured or found.word != "no data" else "",
        mark=show_mark(last.mark) if last is not None and last.mark is not None else "",
        due=node.due,
        folded=folded,
    )


def how_often(intervention: Intervention) -> str:
    """The frequency of an intervention in words: daily, weekly, 2 a week, every 3 weeks."""
    frequency = intervention.frequency
    if frequency is None:
        return ""
    per = frequency.per
    if frequency.times == 1:
        plain = {(1, "d"): "daily", (1, "wk"): "weekly", (2, "wk"): "fortnightly", (1, "mo"): "monthly"}
        return plain.get((per.n, per.unit.value), per.words)
    noun = {"d": "day", "wk": "week", "mo": "month", "a": "year"}[per.unit.value]
    return f"{frequency.times} a {noun}" if per.n == 1 else f"{frequency.times} {per.words}"
