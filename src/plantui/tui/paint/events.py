"""The line of an event, with what it means underneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.model.event import EventKind
from plantui.practice.commands.events import event_words
from plantui.quickentry import LineFault
from plantui.quickentry.datewords import describe_date
from plantui.quickentry.event import SHOWN, EventLine, parse_event
from plantui.tui.desk.events import EventPanel
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.paint.field import faulty_field, field_lines
from plantui.tui.paint.painter import Painter
from plantui.tui.text import wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def event_panel(desk: Desk, panel: EventPanel, width: int, height: int) -> Block:
    """The panel at the foot of the screen."""
    wide = min(width, 100)
    inner = wide - 4
    text = panel.line.text
    read: EventLine | None = None
    fault: LineFault | None = None
    try:
        read = parse_event(text, desk.shown.lexicon()) if text.strip() else None
    except LineFault as found:
        fault = found
    most = max(1, height - 6)
    if fault is not None and panel.scolded:
        body = faulty_field(panel.line, fault, inner, most)
    else:
        body = [*field_lines(panel.line, inner, most)[0], *_said(desk, read, inner)]
    summary = desk.practice.summary(panel.chart)
    code = f" of {summary.code}" if summary is not None else ""
    keys = [("line.commit", "keep"), ("ui.cancel", "drop"), ("line.prev_match", "history")]
    foot = "   ".join(f"{desk.key(action, Context.LINE)} {word}" for action, word in keys)
    body = body[: max(1, height - 2)]
    box = Box(wide, len(body) + 2, title=f"event{code}", foot=foot, focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def _said(desk: Desk, read: EventLine | None, inner: int) -> list[Line]:
    if read is None:
        shape = f"{', '.join(SHOWN)}; then the day, then a few words: hospital stay 2 mar; two nights"
        return [line((part, "preview")) for part in wrap(shape, inner)]
    today = desk.now().date()
    day = read.day or today
    default = "" if read.day is not None else " (default)"
    words = f"= {event_words(EventKind(read.kind))}, {describe_date(day, today)}{default}"
    said = [line((part, "preview")) for part in wrap(f"{words}{f': {read.text}' if read.text else ''}", inner)]
    return [*said, line(("stands under NOW until a review answers it", "preview"))]


PAINTERS: dict[str, Painter] = {
    "EventPanel": Painter(event_panel, at_foot=True),
}
"""Kind of scene -> its painter."""
