"""The invented caseload: its files, its charts, and the store they are put in."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from plantui.library import Library
from plantui.model.chart import Chart
from plantui.model.ids import seeded_ids
from plantui.practice.acting import Acting, User
from plantui.practice.commands.schedule import SetReviewDate
from plantui.practice.rehearsal.replay import Facts, Replay

CLINICIAN = User(id="dw", name="Dana Whitlock", initials="DW", credential="LCSW")
"""The invented clinician of the rehearsal store."""


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((files("plantui.library") / "demo" / name).read_text(encoding="utf-8"))


def codes() -> list[str]:
    """Codes of every invented client, ended treatments included."""
    facts = _file("caseload.toml")
    return [*facts["clients"], *facts["closed"]]


def invented_charts(library: Library, now: datetime, *, backlog: bool = False) -> list[Chart]:
    """Every chart of the rehearsal caseload as it stands at ``now``; with ``backlog`` ten reviews are overdue.

    The same for the same moment and program, whenever it is called.
    """
    acting = Acting(user=CLINICIAN, now=now, new_id=lambda: "", library=library, rehearsal=True)
    changes = _file("backlog.toml") if backlog else {}
    charts = []
    for code in codes():
        facts = _file(f"{code}.toml")
        if changes:
            facts = _without(facts, code, changes)
        replay = Replay(code, facts, acting, now)
        chart = replay.run()
        for move in changes.get("move", ()):
            if move["client"] == code:
                chart = _moved(chart, move, acting, now)
        charts.append(chart)
    return charts


def _without(facts: Facts, code: str, changes: Facts) -> Facts:
    events = {row["on"] for row in changes.get("without_event", ()) if row["client"] == code}
    scores = {row["on"] for row in changes.get("without_score", ()) if row["client"] == code}
    return {
        **facts,
        "event": [row for row in facts.get("event", ()) if row["on"] not in events],
        "score": [row for row in facts.get("score", ()) if row["on"] not in scores],
    }


def _moved(chart: Chart, move: Facts, acting: Acting, now: datetime) -> Chart:
    day = min(datetime.combine(date.fromisoformat(move["on"]), now.timetz()), now)
    then = replace(acting, now=day, new_id=seeded_ids(lambda: day, f"{chart.code} {move['to']}"))
    return SetReviewDate(date.fromisoformat(move["to"]), move.get("reason", "")).do(chart, then).chart
