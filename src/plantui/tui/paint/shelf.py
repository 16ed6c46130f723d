"""The shelf as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.tui.desk.shelf import ShelfPage, origin, words
from plantui.tui.frame import Block, Box, Line, line, scrolled
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.titled import title_row
from plantui.tui.paint.words import count
from plantui.tui.text import fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


NOTES = (
    "The last nine copies, in memory only: a lock clears them.",
    "In another client's plan a copy loses baselines, dates and names, and waits to be made theirs.",
)
"""What stands under the list."""


def shelf_page(desk: Desk, page: ShelfPage, width: int, height: int) -> Block:
    """The copies with where they come from."""
    copies = desk.state.shelf.copies
    inner = width - 4
    room = max(12, inner - 42)
    body: list[Line] = []
    for number, each in enumerate(copies):
        here = number == page.cursor
        spans = line(
            "> " if here else "  ",
            (fit(each.node.code, 7), "code"),
            fit(each.kind, 13),
            fit(shorten(words(each), room - 1), room),
            fit(f"+{each.below}" if each.below else "", 4),
            shorten(origin(desk, each), 16),
        )
        body.append(tint(fit_line(spans, inner), "cursor") if here else spans)
    if not copies:
        body = [line(""), line(f"The shelf is empty. {desk.key('shelf.copy')} copies a line with all under it.")]
    body.append(line(""))
    body += [line(part) for said in NOTES for part in wrap(said, inner)]
    room_down = height - 3
    shown = body[page.top : page.top + room_down]
    box = Box(width, height - 1, title="SHELF", right=count(len(copies), "line") if copies else "", focus=True)
    return (title_row(desk, "The shelf", width), *box.draw([line(" ", *spans) for spans in shown]))


def follow_shelf(desk: Desk, page: ShelfPage) -> None:
    """Keep the copy under the cursor in view."""
    copies = len(desk.state.shelf.copies)
    page.cursor = max(0, min(page.cursor, copies - 1))
    page.top = scrolled(page.top, page.cursor, copies + 3, max(1, desk.state.height - 5))


PAINTERS: dict[str, Painter] = {
    "ShelfPage": Painter(shelf_page, follow_shelf),
}
"""Kind of scene -> its painter."""
