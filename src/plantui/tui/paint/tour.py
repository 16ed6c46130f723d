"""The strip of the tour: the last row of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.tui.frame import Line, line
from plantui.tui.frame.line import fit_line
from plantui.tui.text import wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

MOST = 3
"""Rows that the strip may take."""


def tour_strip(desk: Desk, width: int) -> tuple[Line, ...]:
    """The next task, in as few rows as it needs; nothing where there is no tour."""
    tour = desk.tour
    if tour is None or desk.state.blank:
        return ()
    rows = wrap(tour.strip(desk), max(10, width - 2))[:MOST]
    return tuple(fit_line(line((f" {row}", "rehearsal")), width, "rehearsal") for row in rows)
