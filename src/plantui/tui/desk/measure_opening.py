"""Opening the page of a measure: on what is in front of the person, else on what is due first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.model.plan import Objective
from plantui.practice.measure_form import Asked
from plantui.practice.measure_offer import goals_of, of_objective
from plantui.tui.desk.measure import made
from plantui.tui.desk.state import Pane
from plantui.tui.desk.trend import TrendPage, shown_series

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def record(desk: Desk) -> None:
    """Open the page for the chosen client: on the measure of the objective under the cursor, or of the trend shown."""
    page = made(desk, desk.chart())
    wanted = _wanted(desk)
    if wanted is not None:
        there = next((at for at, each in enumerate(page.asked) if each.key == wanted.key), None)
        if there is None:
            page.asked.append(wanted)
            there = len(page.asked) - 1
        page.at, page.asking = there, ""
    desk.open(page)


def _wanted(desk: Desk) -> Asked | None:
    """What is in front of the person: the measured objective under the cursor of the plan, or the trend shown."""
    page, goals = desk.state.page, goals_of(desk.chart())
    if isinstance(page, TrendPage):
        seen = shown_series(desk, page)[1]
        if seen is None or seen.objective is None:
            return Asked(seen.key, seen.measure, goals=goals) if seen is not None else None
        return of_objective(seen.objective, desk.library.measures, goals)
    if desk.state.pane is not Pane.PLAN or not desk.state.on_main:
        return None
    place = desk.shown.place()
    node = place.node if place is not None else None
    if not isinstance(node, Objective) or not node.measured or not node.status.open:
        return None
    return of_objective(node, desk.library.measures, goals)


ACTIONS: dict[str, Action] = {"measure.record": record, "measure.answer": record}
"""Action id -> what runs."""
