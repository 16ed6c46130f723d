"""Exporting notes: asks the range first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.practice.notes_export import Span, export_notes, notes_in, parse_span
from plantui.practice.refusal import Refused
from plantui.quickentry import LineFault
from plantui.tui.desk import bulk, ticking
from plantui.tui.desk.exporting import stored_first, write_each
from plantui.tui.desk.scene import RECALLED, Scene

if TYPE_CHECKING:
    from pathlib import Path

    from plantui.tui.desk.desk import Action, Desk

HISTORY = "notes range"


@dataclass(eq=False)
class NoteRange(Scene):
    """The range of visits to be exported, for one chart or several."""

    panel: ClassVar[bool] = True
    acts: ClassVar[dict[str, Action]] = {}
    charts: tuple[str, ...]
    line: LineField = field(default_factory=opened)
    fault: LineFault | None = None

    def context(self) -> Context:
        """A line."""
        return Context.LINE

    def focus(self) -> str:
        """Its footer."""
        return "range"

    def field(self) -> LineField | None:
        """The range."""
        return self.line

    def put(self, desk: Desk, field: LineField) -> None:
        """The range, changed."""
        self.line, self.fault = field, None

    def closed(self, desk: Desk) -> None:
        """What was typed waits in history."""
        desk.remember(HISTORY, self.line.text)

    def stands(self) -> object:
        """What is typed."""
        return self.line.text

    def reading(self, desk: Desk) -> str:
        """What the range comes to, for one client."""
        chart = desk.practice.chart(self.charts[0])
        try:
            span = parse_span(self.line.text, desk.shown.lexicon(), chart)
        except LineFault:
            return "..."
        found = notes_in(chart, span)
        if not found:
            return "no signed note in this range"
        days = f"{found[0].date.day} {found[0].date:%b %Y} to {found[-1].date.day} {found[-1].date:%b %Y}"
        return f"= {len(found)} signed note{'' if len(found) == 1 else 's'}, {days}"


def ask(desk: Desk) -> None:
    """Ask which notes to export: of this client, or of every ticked one.

    Raises:
        Refused: there are none.
    """
    charts = tuple(ticking.ticked_clients(desk)) or (desk.chart().id,)
    if len(charts) == 1 and not desk.practice.chart(charts[0]).notes:
        raise Refused(f"{desk.practice.chart(charts[0]).code} has no notes yet.")
    desk.open(NoteRange(charts, opened("", desk.history(HISTORY))))


def write(desk: Desk) -> None:
    """Enter: write the files.

    Raises:
        Refused: there is nothing in the range, or the folder cannot be used.
        OSError: a file cannot be written.
    """
    panel = desk.state.scene
    if not isinstance(panel, NoteRange):
        return
    charts = [desk.practice.chart(chart) for chart in panel.charts]
    try:
        spans = [parse_span(panel.line.text, desk.shown.lexicon(), chart) for chart in charts]
    except LineFault as fault:
        panel.fault = fault
        return
    ranges = {chart.id: span for chart, span in zip(charts, spans, strict=True)}

    def again(desk: Desk) -> None:
        desk.open(panel)
        go(desk)

    def go(desk: Desk) -> None:
        _export(desk, ranges)
        desk.close(panel)
        desk.exported = again

    bulk.asked(desk, len(ranges), f"Export the notes of {len(ranges)} clients?", go)


def _export(desk: Desk, ranges: Mapping[str, Span]) -> None:
    """Write the notes of some clients, by chart, each in its range, and say where they are."""

    def write(chart: str) -> Path:
        return export_notes(desk.practice, chart, ranges[chart], desk.export_dir)

    if len(ranges) == 1:
        (chart,) = ranges
        stored_first(desk)
        path = write(chart)
        desk.say(f"Notes of {desk.practice.chart(chart).code} exported to {path}")
        return
    written, without = write_each(desk, ranges, write)
    if not written:
        raise Refused("None of them has a signed note in this range.")
    left = f"; none: {', '.join(without)}" if without else ""
    desk.say(f"Notes of {len(written)} client{'' if len(written) == 1 else 's'} exported to {desk.export_dir}{left}")


NoteRange.acts = {
    "line.commit": write,
    "line.done": write,
    **RECALLED,
}
ACTIONS: dict[str, Action] = {"export.notes": ask}
"""Action id -> what runs."""
