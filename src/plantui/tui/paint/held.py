"""The box of a text that another terminal is typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.edge import edge
from plantui.tui.desk.held import HeldPanel, holder
from plantui.tui.desk.held_text import HeldText
from plantui.tui.frame import Block, Box, line
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.words import hints
from plantui.tui.text import wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def held_panel(desk: Desk, panel: HeldPanel, width: int, height: int) -> Block:
    """Who types it, and what can be done."""
    width = min(width, 80)
    said = [
        f"This text is being typed by {holder(desk, panel.found)}.",
        "",
        "Read only leaves it to them. Take over goes on with the text as it stands there; the other terminal is told, "
        "becomes read-only, and keeps what was typed in it.",
    ]
    body = [line(part) for text in said for part in (wrap(text, width - 4) or ("",))][: max(1, height - 2)]
    wide = desk.state.width >= WIDE
    foot = hints(edge("held", width - 4, desk.keymap, wide=wide), wide=wide)
    box = Box(width, len(body) + 2, title="SOMEBODY IS TYPING HERE", foot=foot, focus=True)
    return box.draw([line(" ", *each) for each in body])


def held_text(desk: Desk, panel: HeldText, width: int, height: int) -> Block:
    """The text as it stands, and who types it."""
    inner = min(width, 80) - 4
    rows = _rows(panel, inner)
    shown = rows[panel.top : panel.top + max(1, height - 4)]
    taker = panel.who.partition(" since ")[0]
    head = f"Your words, as they were when {taker} took over:" if panel.struck else "As it stands there:"
    body = [line(head), line(""), *map(line, shown)]
    title = f"{panel.title}   typed by {panel.who}" if panel.title else f"typed by {panel.who}"
    leave = desk.key("ui.cancel" if panel.struck else "ui.back")
    foot = f"{desk.key('palette.open')}takeover   {leave} back"
    box = Box(inner + 4, len(body) + 2, title=title, foot=foot, focus=True)
    return box.draw([line(" ", *each) for each in body])


def _rows(panel: HeldText, width: int) -> list[str]:
    return [part for text in panel.text.split("\n") for part in (wrap(text, width) or ("",))]


def follow_held(desk: Desk, panel: HeldText) -> None:
    """Keep the end of the text in reach and no further."""
    rows = len(_rows(panel, min(desk.state.width, 80) - 4))
    panel.top = max(0, min(panel.top, rows - max(1, desk.state.height - 7)))


PAINTERS: dict[str, Painter] = {
    "HeldPanel": Painter(held_panel),
    "HeldText": Painter(held_text, follow_held),
}
"""Kind of scene -> its painter."""
