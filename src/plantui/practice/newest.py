"""When a chart was written in last."""

from __future__ import annotations

from datetime import datetime

from plantui.model.chart import Chart


def newest_moment(chart: Chart) -> datetime:
    """The moment of the newest entry of a chart whose order matters."""
    moments = [chart.made]
    moments += [row.at for row in chart.progress]
    moments += [row.at for row in chart.schedule]
    moments += [plan.made for plan in chart.plans]
    moments += [signature.at for plan in chart.plans for signature in plan.signatures]
    return max(moments)
