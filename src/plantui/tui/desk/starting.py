"""Where the cursor stands when the program starts."""

from __future__ import annotations

from datetime import datetime
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
    by_time = desk.state.caseload.sort == "next"
    coming: tuple[datetime, str] | None = None
    for row in cases:
        visit = next_visit(row.summary.slot, now)
        if visit is None:
            continue
        if by_time and coming is not None and visit > coming[0] and visit == row.visit:
            # In order of time nobody further down comes earlier; only today's visits that are over come again later.
            break
        coming = min(coming or (visit, row.summary.chart), (visit, row.summary.chart))
    first = ""
    if coming:
        first = coming[1]
    elif queue.count:
        first = chart_of(queue.name_at(0))
    elif cases.count:
        first = cases.name_at(0)
    if first:
        go_to_client(desk, first)
    settle(desk)
