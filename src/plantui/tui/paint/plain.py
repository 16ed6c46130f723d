"""A page of plain sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantui.tui.desk.plain import PlainPage
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.titled import title_row
from plantui.tui.text import wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

COLUMNS = 30
"""Cells in which columns may begin."""
_GAP = re.compile(r"^ +| {2,}")


def plain_lines(desk: Desk, page: PlainPage, width: int) -> list[Line]:
    """The sentences, wrapped; what is wrapped stands under its column."""
    lines: list[Line] = []
    for text, style in page.sentences(desk):
        at = min(_column(text), width // 3)
        rows = wrap(text[at:], max(8, width - at)) or ("",)
        starts = [text[:at], *([" " * at] * (len(rows) - 1))]
        lines += [line((start, style), (row, style)) for start, row in zip(starts, rows, strict=True)]
    return lines


def _column(text: str) -> int:
    """Where the last column of a text begins: behind a gap of two spaces or more, near its beginning."""
    found = [match.end() for match in _GAP.finditer(text[:COLUMNS])]
    return found[-1] if found else 0


def plain_page(desk: Desk, page: PlainPage, width: int, height: int) -> Block:
    """The page under its title."""
    lines = plain_lines(desk, page, width - 4)
    room = height - 3
    more = len(lines) - page.top - room
    foot = f"{more} more below" if more > 0 else ""
    shown = [line(" ", *spans) for spans in lines[page.top : page.top + room]]
    box = Box(width, height - 1, title=page.title.upper(), foot=foot, focus=True)
    return (title_row(desk, page.title, width), *box.draw(shown))


def follow_plain(desk: Desk, page: PlainPage) -> None:
    """Stop at the last line."""
    lines = len(plain_lines(desk, page, desk.state.width - 4))
    page.top = max(0, min(page.top, lines - (desk.state.height - 5)))


PAINTERS: dict[str, Painter] = {
    "PlainPage": Painter(plain_page, follow_plain),
}
"""Kind of scene -> its painter."""
