"""The box of a text that another terminal is typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.edge import edge
from plantui.tui.desk.held import HeldPanel, holder
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


PAINTERS: dict[str, Painter] = {
    "HeldPanel": Painter(held_panel),
}
"""Kind of scene -> its painter."""
