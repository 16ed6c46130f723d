"""When plans are reviewed: one plan, or everything that is ticked, also spread over days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantui.clinical.schedule import earlier
from plantui.clinical.standing import current
from plantui.practice.commands.schedule import SetReviewDate
from plantui.practice.refusal import Refused
from plantui.practice.spreading import due_days
from plantui.quickentry import parse_when
from plantui.tui.desk import bulk, ticking
from plantui.tui.desk.entry import open_line
from plantui.tui.desk.state import LineEntry

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def review_when(desk: Desk) -> None:
    """Set the review date of this client's plan, or of every ticked one."""
    charts = ticking.ticked_clients(desk)
    if charts:
        planned = [chart for chart in charts if _has_plan(desk, chart)]
        if not planned:
            raise Refused("None of the ticked clients has a plan yet, so there is nothing to review.")
        planned.sort(key=lambda chart: _waits_since(desk, chart))
        left = f", {len(charts) - len(planned)} without a plan left out" if len(planned) < len(charts) else ""
        title = f"next review of {len(planned)} ticked{left}"
        open_line(desk, LineEntry("when", title=title, then="ticked", about=tuple(planned)))
        return
    chart = desk.chart()
    if current(chart) is None:
        raise Refused(f"{chart.code} has no plan yet, so nothing to review. {desk.key('add.plan')} starts one.")
    open_line(desk, LineEntry("when", title=f"next review of {chart.code}", about=(chart.id,), chart=chart.id))


def _has_plan(desk: Desk, chart: str) -> bool:
    summary = desk.practice.summary(chart)
    return summary is not None and bool(summary.plan)


def _waits_since(desk: Desk, chart: str) -> tuple[date, str]:
    summary = desk.practice.summary(chart)
    first = earlier(summary.review_due, summary.formal_due) if summary is not None else None
    return (first[0] if first is not None else date.max, summary.code if summary is not None else "")


def keep_when(desk: Desk, entry: LineEntry) -> None:
    """Enter in the prompt for a review date; an empty line leaves everything as it is.

    Raises:
        LineFault: it is not a date, a rhythm or a spread.
        Refused: it spreads a single plan.
    """
    typed = entry.field.text
    if not typed.strip():
        desk.state.line = None
        return
    when = parse_when(typed, desk.shown.lexicon())
    days = due_days(when, len(entry.about), desk.now().date())
    changes = [(chart, SetReviewDate(day, when.reason)) for chart, day in zip(entry.about, days, strict=True)]

    def again(desk: Desk) -> None:
        desk.do(SetReviewDate(days[0], when.reason))

    def change(desk: Desk) -> None:
        bulk.on_charts(desk, changes, "Review dates of {count} plans set")
        desk.again = again

    bulk.asked(desk, len(changes), f"Set the review dates of {len(changes)} plans?", change)
    desk.remember("when", typed)
    desk.state.line = None


ACTIONS: dict[str, Action] = {"review.when": review_when}
"""Action id -> what runs."""
