"""Typing: letters and editing keys go into whichever field is open."""

from __future__ import annotations

from collections.abc import Callable

from plantui.keys.field import LineField
from plantui.tui.desk.state import DeskState, SignPanel, SignStage, View

Change = Callable[[LineField], LineField]
"""What a key does to a field."""


def type_into(state: DeskState, change: Change) -> None:
    """Let a key change the field that is open; without one it is lost on nothing."""
    if state.sign is not None:
        _type_signature(state.sign, change)
    elif state.line is not None:
        state.line.field = change(state.line.field)
        state.line.scolded = False
    elif state.view is View.HELP:
        state.search = change(state.search)
        state.page_cursor = 0


def _type_signature(panel: SignPanel, change: Change) -> None:
    panel.problem = ""
    if panel.stage is SignStage.INITIALS:
        panel.initials = change(panel.initials)
    elif panel.stage is SignStage.COMMENT:
        panel.comment = change(panel.comment)
    elif panel.stage is SignStage.WHY:
        panel.why = change(panel.why)
    elif panel.stage is SignStage.ANYWAY:
        panel.anyway = change(panel.anyway)
