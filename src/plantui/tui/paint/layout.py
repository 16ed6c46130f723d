"""Where the panes stand on a screen of a given size."""

from __future__ import annotations

from typing import NamedTuple

from plantui.tui.desk.state import DeskState, Pane

LEAST = (40, 12)
"""Below this size the screen only asks for a larger terminal."""
SMALL = (80, 24)
"""Below this size there is one pane at a time."""
WIDE = 120
"""From this width the left column is wide, and rows say more."""
WIDE_PLAN = 70
"""From this inner width the plan pane shows its long form."""
WIDEST_ROW = 104
"""Numbers and codes at the right of the tree go no further: the eye finds them beside their words."""
WIDE_LIST = 34
"""From this inner width a list shows full names and both columns at ease."""


class Size(NamedTuple):
    """Columns and rows of a pane, its border included."""

    width: int
    height: int

    @property
    def inner(self) -> Size:
        """What is inside the border."""
        return Size(max(0, self.width - 2), max(0, self.height - 2))


class Panes(NamedTuple):
    """The sizes of the panes; a pane that does not show has no rows. ``alone`` when only the focused one shows."""

    caseload: Size
    queue: Size
    plan: Size
    alone: bool

    def of(self, pane: Pane) -> Size:
        """The size of one pane."""
        return {Pane.CASELOAD: self.caseload, Pane.QUEUE: self.queue, Pane.PLAN: self.plan}[pane]


def panes(state: DeskState) -> Panes:
    """The panes of the main screen at its present size."""
    width, height = state.width, state.height - 3
    if state.zoomed or state.width < SMALL[0] or state.height < SMALL[1]:
        none, whole = Size(0, 0), Size(width, height - 1)
        found = {pane: whole if pane is state.pane else none for pane in Pane}
        return Panes(found[Pane.CASELOAD], found[Pane.QUEUE], found[Pane.PLAN], True)
    left = 38 if state.width >= WIDE else 27
    below = 15 if state.height >= 36 else 9
    return Panes(Size(left, height - below), Size(left, below), Size(width - left, height), False)


class PlanParts(NamedTuple):
    """How the rows inside the plan pane are shared: head, tree, and the part about the line under the cursor."""

    head: int
    tree: int
    below: int


def plan_parts(inner: Size, lines: int, *, typing: bool) -> PlanParts:
    """Share the rows of the plan pane. ``lines`` is how many the tree has, ``typing`` while a line is open in it."""
    wide = inner.width >= WIDE_PLAN
    head = min(3, inner.height) if wide else 0 if typing else min(1, inner.height)
    room = inner.height - head
    least = 10 if wide and room >= 20 else 5
    below = 0
    if lines and room >= least + 6:
        below = max(least, min(room - lines - 1, room // 2))
        if typing:
            below = 4 if wide else 0
    return PlanParts(head, room - below, below)
