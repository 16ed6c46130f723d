"""The first row of every page where something is read only: it says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantui.tui.desk.held import barred
from plantui.tui.frame import Block, line, over
from plantui.tui.frame.line import plain
from plantui.tui.text import cells

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

SAID = "READ ONLY"
_GAP = re.compile(r" {2,}")


def with_read_only(desk: Desk, body: Block) -> Block:
    """The screen with READ ONLY in its first row where nothing can be changed: the store, or a text held elsewhere.

    It stands in the widest gap of the row, a little behind what is before it; in a full row over its end.
    """
    if not body or not (desk.state.read_only or barred(desk)) or desk.locking.page(desk) is not None:
        return body
    row = plain(body[0])
    if SAID in row:
        return body
    gaps = [(gap.end() - gap.start(), gap.start()) for gap in _GAP.finditer(row)]
    room, start = max(gaps, default=(0, 0))
    if room >= len(SAID) + 2:
        at = cells(row[:start]) + (3 if room >= len(SAID) + 4 else 1)
    else:
        at = max(0, cells(row) - len(SAID) - 1)
    return over(body, (line((SAID, "overdue")),), at, 0)
