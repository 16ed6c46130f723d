"""What the draft of an amendment changes against the version in force."""

from __future__ import annotations

from plantui.clinical.standing import draft, plan_in_force, settle
from plantui.model.chart import Chart
from plantui.practice.plan_changes import LineChange, line_changes


def changes(chart: Chart) -> list[LineChange]:
    """What the draft changes, in the order of the screen; empty without a draft or without a version in force."""
    begun, over = draft(chart), plan_in_force(chart)
    return [] if begun is None or over is None else line_changes(settle(chart, over), begun)
