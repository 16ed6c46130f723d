"""Exporting plans as Markdown into the export folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.practice.exporting import export_plan
from plantui.practice.refusal import Refused
from plantui.tui.desk import bulk, ticking

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def export(desk: Desk) -> None:
    """Export the plan of this client, or of every ticked one.

    Raises:
        Refused: there is no plan, or the folder cannot be used.
        OSError: the file cannot be written.
    """
    charts = ticking.ticked_clients(desk)
    if not charts:
        chart = desk.chart()
        desk.practice.writer.flush(FLUSH_SECONDS)
        path = export_plan(desk.practice, chart.id, desk.export_dir)
        desk.say(f"Plan of {chart.code} exported to {path}")
        return
    bulk.asked(desk, len(charts), f"Export the plans of {len(charts)} clients?", lambda desk: _many(desk, charts))


FLUSH_SECONDS = 2.0
"""How long an export waits for the store to have everything."""


def _many(desk: Desk, charts: list[str]) -> None:
    desk.practice.writer.flush(FLUSH_SECONDS)
    written, left = 0, []
    for chart in charts:
        try:
            export_plan(desk.practice, chart, desk.export_dir)
            written += 1
        except Refused as refused:
            summary = desk.practice.summary(chart)
            left.append(summary.code if summary is not None else refused.sentence)
    if not written:
        raise Refused("None of them has a plan to export.")
    without = f"; no plan: {', '.join(left)}" if left else ""
    desk.say(f"{written} plans exported to {desk.export_dir}{without}")
    ticking.clear(desk, desk.state.pane)


ACTIONS: dict[str, Action] = {"export.plan": export}
"""Action id -> what runs."""
