"""Exporting notes: asks the range first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.keys import field as fields
from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.practice.notes_export import export_notes, notes_in, parse_span
from plantui.practice.refusal import Refused
from plantui.quickentry import LineFault
from plantui.tui.desk import bulk, ticking
from plantui.tui.desk.exporting import stored_first
from plantui.tui.desk.scene import Scene

if TYPE_CHECKING:
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
    pairs = list(zip(charts, spans, strict=True))

    def again(desk: Desk) -> None:
        desk.open(panel)
        go(desk)

    def go(desk: Desk) -> None:
        stored_first(desk)
        written: list[str] = []
        without: list[str] = []
        for chart, span in pairs:
            try:
                written.append(str(export_notes(desk.practice, chart.id, span, desk.export_dir)))
            except Refused as refused:
                if len(pairs) == 1:
                    raise
                without.append(chart.code if "signed note" in refused.sentence else refused.sentence)
        desk.close(panel)
        desk.exported = again
        left = f"; none: {', '.join(without)}" if without else ""
        if len(pairs) == 1:
            desk.say(f"Notes of {charts[0].code} exported to {written[0]}")
        else:
            desk.say(f"Notes of {len(written)} clients exported to {desk.export_dir}{left}")

    bulk.asked(desk, len(pairs), f"Export the notes of {len(pairs)} clients?", go)


def _turned(operation: Callable[[LineField], LineField]) -> Action:
    def turn(desk: Desk) -> None:
        panel = desk.state.scene
        if isinstance(panel, NoteRange):
            panel.line = operation(panel.line)

    return turn


NoteRange.acts = {
    "line.commit": write,
    "line.done": write,
    "text.undo": _turned(fields.undo),
    "text.redo": _turned(fields.redo),
    "line.prev_match": _turned(fields.older),
    "line.next_match": _turned(fields.newer),
}
ACTIONS: dict[str, Action] = {"export.notes": ask}
"""Action id -> what runs."""
