"""Where the cursor stands when the program starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.visits import next_visit
from plantui.tui.desk.lists import chart_of
from plantui.tui.desk.moving import go_to_client, settle

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def start_desk(desk: Desk) -> None:
    """Put the cursor where work begins: the next appointment, else the first overdue review."""
    now = desk.now()
    cases, queue = desk.shown.lists.caseload(), desk.shown.lists.queue()
    coming = [(visit, row.summary.chart) for row in cases if (visit := next_visit(row.summary.slot, now)) is not None]
    first = ""
    if coming:
        first = min(coming)[1]
    elif queue.count:
        first = chart_of(queue.name_at(0))
    elif cases.count:
        first = cases.name_at(0)
    if first:
        go_to_client(desk, first)
    settle(desk)
