"""The first row of a page that is not about one client: what it is, and how to go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.tui.frame import Line, line
from plantui.tui.frame.line import fit_line
from plantui.tui.text import cells, shorten

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def title_row(desk: Desk, title: str, width: int, more: str = "") -> Line:
    """What the page is on the left, ``more`` and the key back on the right."""
    back = f"{desk.key('ui.back')} back "
    right = f"{more}   {back}" if more and cells(more) + cells(back) + cells(title) + 8 <= width else back
    left = shorten(f" {title}", max(4, width - cells(right) - 1))
    gap = max(1, width - cells(left) - cells(right))
    return fit_line(line((left, "bar"), (" " * gap, "bar"), (right, "bar")), width, "bar")
