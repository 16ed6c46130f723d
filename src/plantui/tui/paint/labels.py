"""Jump labels over the beginning of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.tui.desk.state import Pane
from plantui.tui.frame import Line, put

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def labelled(desk: Desk, pane: Pane, key: str, spans: Line) -> Line:
    """The row with its jump label over its first cells, while labels are shown."""
    panel = desk.state.jump
    if panel is None:
        return spans
    for label, place in panel.labels.items():
        if place == (pane, key) and label.startswith(panel.typed):
            return put(spans, 0, ((label, "label"),))
    return spans
