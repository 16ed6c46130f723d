"""When a chart was written in last."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from plantui.model.chart import Chart
from plantui.practice.acting import Acting


def newest_moment(chart: Chart) -> datetime:
    """The moment of the newest entry of a chart whose order matters."""
    moments = [chart.made]
    moments += [row.at for row in chart.progress]
    moments += [row.at for row in chart.schedule]
    moments += [plan.made for plan in chart.plans]
    moments += [signature.at for plan in chart.plans for signature in plan.signatures]
    return max(moments)


def in_order(acting: Acting, chart: Chart) -> Acting:
    """Who acts and when. A rehearsal's clock starts anew with each run: what is written then still comes last."""
    newest = newest_moment(chart) if acting.rehearsal else None
    if newest is None or newest < acting.now:
        return acting
    return replace(acting, now=newest + timedelta(milliseconds=1))
