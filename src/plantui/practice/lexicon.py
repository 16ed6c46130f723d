"""What a typed line can mean for one client: the day, the measures, the codes of their plan."""

from __future__ import annotations

from typing import Literal, cast

from plantui.clinical.schedule import review_due
from plantui.clinical.standing import current
from plantui.model.chart import Chart
from plantui.model.plan import Goal, Intervention, Objective
from plantui.model.tree import walk
from plantui.practice.acting import Acting
from plantui.quickentry import Lexicon


def lexicon(chart: Chart | None, acting: Acting) -> Lexicon:
    """The lexicon for a client, or for no client in particular."""
    plan = current(chart) if chart is not None else None
    codes: dict[str, str] | None = None
    dates = set()
    if chart is not None:
        codes = dict(chart.aliases)
        for version in chart.plans:
            codes |= {place.node.code: place.node.id for place in walk(version)}
    if plan is not None:
        nodes = [place.node for place in walk(plan)]
        dates = {node.due for node in nodes if isinstance(node, Goal | Objective | Intervention) and node.due}
    return Lexicon(
        today=acting.today,
        now=acting.now,
        measures=acting.library.measures,
        modalities=acting.library.modalities,
        date_order=cast(Literal["dmy", "mdy"] | None, acting.date_order),
        review=review_due(chart) if chart is not None else None,
        codes=codes,
        kept_dates=frozenset(dates),
    )
