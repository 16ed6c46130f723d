"""Under a check: what its words mean, and which of them stop a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.tui.desk.checking import meanings
from plantui.tui.frame import Line, line
from plantui.tui.text import cells, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

GAP = "   "


def meaning_lines(desk: Desk, width: int) -> list[Line]:
    """The words of the check side by side, as many in a row as fit."""
    rows: list[str] = []
    for piece in meanings(desk):
        if rows and cells(rows[-1]) + len(GAP) + cells(piece) <= width:
            rows[-1] = f"{rows[-1]}{GAP}{piece}"
        else:
            rows += wrap(piece, width)
    return [line((row, "note")) for row in rows]
