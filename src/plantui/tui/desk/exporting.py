"""Exporting plans, glance sheets and whole charts into the export folder, and the same again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from plantui.practice.exporting import export_bundle, export_glance, export_plan
from plantui.practice.refusal import OpenToOthers, Refused
from plantui.tui.desk import bulk, ticking

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

FLUSH_SECONDS = 2.0
"""How long an export waits for the store to have everything."""


@dataclass(frozen=True)
class Export:
    """What is exported: its word, the word for several, what is missing where there is none, and what writes it."""

    word: str
    several: str
    none: str
    write: Callable[[Desk, str], Path]


def _plan(desk: Desk, chart: str) -> Path:
    return export_plan(desk.practice, chart, desk.export_dir)


def _glance(desk: Desk, chart: str) -> Path:
    return export_glance(desk.practice, chart, desk.export_dir, desk.state.names)


def _bundle(desk: Desk, chart: str) -> Path:
    return export_bundle(desk.practice, chart, desk.export_dir)


PLAN = Export("Plan", "plans", "plan", _plan)
GLANCE = Export("Glance sheet", "glance sheets", "chart", _glance)
BUNDLE = Export("Everything", "charts", "chart", _bundle)


def exporting(kind: Export) -> Action:
    """The action that exports this of the client, or of every ticked one."""

    def export(desk: Desk) -> None:
        charts = ticking.ticked_clients(desk)
        if not charts:
            _one(desk, kind, desk.chart().id)
            return
        question = f"Export the {kind.several} of {len(charts)} clients?"
        bulk.asked(desk, len(charts), question, lambda desk: _many(desk, kind, charts))

    return export


def stored_first(desk: Desk) -> None:
    """Wait until everything is stored: an export holds what the store holds, and undo ends at it.

    Raises:
        Refused: the store takes longer.
    """
    writer = desk.practice.writer
    if not writer.flush(FLUSH_SECONDS) and writer.failure is None:
        raise Refused("The last changes are still being stored. Export in a moment.")


def _one(desk: Desk, kind: Export, chart: str) -> None:
    stored_first(desk)
    path = kind.write(desk, chart)
    desk.exported = lambda desk: _one(desk, kind, chart)
    desk.say(f"{kind.word} of {desk.practice.chart(chart).code} exported to {path}")


def _many(desk: Desk, kind: Export, charts: list[str]) -> None:
    written, left = write_each(desk, charts, lambda chart: kind.write(desk, chart))
    if not written:
        raise Refused(f"None of them has a {kind.none} to export.")
    desk.exported = lambda desk: _many(desk, kind, charts)
    without = f"; no {kind.none}: {', '.join(left)}" if left else ""
    what = kind.several.removesuffix("s") if len(written) == 1 else kind.several
    desk.say(f"{len(written)} {what} exported to {desk.export_dir}{without}")
    ticking.clear(desk, desk.state.pane)


def write_each(desk: Desk, charts: Iterable[str], write: Callable[[str], Path]) -> tuple[list[Path], list[str]]:
    """Write a file for each of several clients: the files, and the codes of those who have nothing to export.

    Raises:
        Refused: the store takes longer, or the folder can be read by everybody.
        OSError: a file cannot be written.
    """
    stored_first(desk)
    written: list[Path] = []
    without: list[str] = []
    for chart in charts:
        try:
            written.append(write(chart))
        except OpenToOthers:
            raise
        except Refused:
            summary = desk.practice.summary(chart)
            without.append(summary.code if summary is not None else "a client")
    return written, without


def again(desk: Desk) -> None:
    """The last export once more, as the charts are now.

    Raises:
        Refused: nothing was exported since the program was opened, or it cannot be exported any more.
    """
    if desk.exported is None:
        raise Refused(f"Nothing was exported yet. {desk.key('export.plan')} exports the plan.")
    desk.exported(desk)


ACTIONS: dict[str, Action] = {
    "export.plan": exporting(PLAN),
    "export.glance": exporting(GLANCE),
    "export.bundle": exporting(BUNDLE),
    "export.again": again,
}
"""Action id -> what runs."""
