"""The glance page: everything about a client that is wanted in the ninety seconds before a visit."""

from __future__ import annotations

from datetime import datetime

from plantui import __version__
from plantui.clinical.reference import Reference
from plantui.clinical.visits import kept
from plantui.documents.glance_opening import opening
from plantui.documents.glance_people import people
from plantui.documents.glance_plan import rows, shown_plan, sums, title
from plantui.documents.glance_scores import blocks, visits
from plantui.documents.one_line import one_line
from plantui.glimpse.page import FORMAT, GlancePage, completed, plain_lines
from plantui.model.base import Plain
from plantui.model.canonical import to_plain
from plantui.model.chart import Chart
from plantui.model.period import Period, Unit

DEFAULT_CADENCE = Period(n=12, unit=Unit.WEEK)
"""The practice's review rhythm when nothing else is set."""


def stored_glance(chart: Chart, library: Reference, cadence: Period = DEFAULT_CADENCE) -> Plain:
    """The page as plain data that is good on any day: dates whose words depend on the day are left open.

    It is kept with the summary in the header of the chart, for the fast reader.
    """
    plan = shown_plan(chart)
    visited = kept(chart)
    client = chart.client
    return {
        "format": FORMAT,
        "program": __version__,
        "code": one_line(chart.code),
        "name": one_line(client.full_name),
        "initials": one_line(client.initials),
        "rehearsal": chart.rehearsal,
        "slot": to_plain(client.slot) if client.slot is not None else None,
        "kept": len(visited),
        "last": visited[-1].date.isoformat() if visited else "",
        "opens": [list(row) for row in opening(chart, library, cadence)],
        "title": title(chart, plan, library, cadence),
        "plan": [list(row) for row in rows(chart, plan, library)] if plan is not None else [],
        "sums": [list(row) for row in sums(chart, plan, library)] if plan is not None else [],
        "scores": [list(block) for block in blocks(chart, plan, library)],
        "visits": [list(visit) for visit in visits(chart)],
        "people": list(people(chart, plan)),
    }


def glance(
    chart: Chart,
    library: Reference,
    now: datetime,
    names: str = "full",
    cadence: Period = DEFAULT_CADENCE,
    rehearsal: bool = False,
) -> GlancePage:
    """The page for the moment ``now``, which is local time. ``names`` is full, initials or codes."""
    stored = stored_glance(chart, library, cadence)
    stored["rehearsal"] = stored["rehearsal"] or rehearsal
    return completed(stored, now.strftime("%Y-%m-%dT%H:%M"), names)


_COLUMNS = {
    "opens": ("label", "words", "remark"),
    "plan": ("kind", "code", "status", "words", "span", "by", "now", "trend", "mark"),
    "sums": ("label", "words"),
    "scores": ("name", "totals", "goal", "lines"),
    "visits": ("day", "words"),
}


def glance_facts(page: GlancePage) -> Plain:
    """The page as plain data, in the words it is shown in: the JSON form. Field names are part of the interface."""
    facts: Plain = {
        "client": page.code,
        "name": page.name,
        "visit": page.visit,
        "clock": page.clock,
        "rehearsal": page.rehearsal,
        "title": page.title,
        "people": page.people,
    }
    for name, columns in _COLUMNS.items():
        facts[name] = [dict(zip(columns, row, strict=True)) for row in getattr(page, name)]
    return facts


def glance_plain(page: GlancePage) -> str:
    """The page as plain text without boxes, for pipes and files."""
    return "\n".join(plain_lines(page)) + "\n"
