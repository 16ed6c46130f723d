"""The library's matches under a line that is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.quickentry.blanks import bracketed
from plantui.tui.desk.completion import matches
from plantui.tui.desk.state import LineEntry
from plantui.tui.frame import Line, line
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.text import cells, fit, shorten

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def match_lines(desk: Desk, entry: LineEntry, width: int, most: int) -> list[Line]:
    """The matches with a heading, in at most so many rows; none where there is no room for two."""
    found = matches(desk, entry)
    if not found or most < 2:
        return []
    key = desk.key("line.next_match", Context.LINE)
    head = f"Library ({key} to choose)" if width > 55 else f"Library ({key})"
    shown: list[Line] = [line((head, "head"))]
    problems = desk.library.statements.problems
    first = max(0, entry.match - (most - 2))
    for at, each in enumerate(found[first : first + most - 1], first):
        tag = each.problem if each.problem in problems and width > 55 else ""
        here = at == entry.match
        room = width - (cells(tag) + 2 if tag else 0)
        text = shorten(f"{'>' if here else ' '} {bracketed(each.text)}", room)
        spans = line(fit(text, room), (f"  {tag}" if tag else "", "note"))
        shown.append(tint(fit_line(spans, width), "selected") if here else spans)
    return shown
