"""The text of a plan that did not read, with what is wrong under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.body import row_of
from plantui.keys.context import Context
from plantui.tui.desk.editor_outline import OutlinePage
from plantui.tui.frame import Block, Box, Line, line, scrolled
from plantui.tui.frame.line import fit_line
from plantui.tui.paint.painter import Painter
from plantui.tui.text import breaks, shorten

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

FAULTS = 4
"""How many faults are told at once."""


def _rows(page: OutlinePage, height: int) -> int:
    told = min(FAULTS, len(page.faults)) + (1 if page.refused else 0)
    return max(3, height - 3 - (told + 1 if told else 0))


def outline_page(desk: Desk, page: OutlinePage, width: int, height: int) -> Block:
    """The page, its own first row included."""
    chart = desk.practice.chart(page.chart)
    inner = page.width(desk)
    rows = breaks(page.body.text, inner)
    at = row_of(rows, page.body.cursor)
    room = _rows(page, height)
    shown: list[Line] = []
    for number in range(page.top, min(len(rows), page.top + room)):
        start, end = rows[number]
        row = page.body.text[start:end]
        if number == at:
            inside = page.body.cursor - start
            shown.append(line(row[:inside], (row[inside : inside + 1] or "_", "caret"), row[inside + 1 :]))
        else:
            shown.append(line((row, "note" if row.startswith("# ") else "")))
    shown += [()] * (room - len(shown))
    told = [f"{fault.code} line {fault.line}: {fault.message}" for fault in page.faults[:FAULTS]]
    told += [page.refused] if page.refused else []
    if told:
        shown += [line(""), *(line((shorten(each, inner), "must")) for each in told)]
    keys = f"{desk.key('text.done', Context.TEXT)} take it   {desk.key('edit.editor', Context.TEXT)} editor   Esc later"
    more = f"{len(page.faults)} to put right" if page.faults else ""
    head = fit_line(line((f" PLAN AS TEXT   {chart.code}", "bar")), width, "bar")
    box = Box(width, height - 1, title="two spaces a level", right=more, foot=keys, focus=True)
    return (head, *box.draw([line(" ", *spans) for spans in shown]))


def follow_outline(desk: Desk, page: OutlinePage) -> None:
    """Keep the caret in view."""
    rows = breaks(page.body.text, page.width(desk))
    room = _rows(page, desk.state.height - 2)
    page.top = scrolled(page.top, row_of(rows, page.body.cursor), len(rows), room)


PAINTERS: dict[str, Painter] = {
    "OutlinePage": Painter(outline_page, follow_outline),
}
"""Kind of scene -> its painter."""
