"""Typing: letters and editing keys go into whichever field is open."""

from __future__ import annotations

from collections.abc import Callable

from plantui.keys.field import LineField
from plantui.tui.desk.state import DeskState

Change = Callable[[LineField], LineField]
"""What a key does to a field."""


def type_into(state: DeskState, change: Change) -> None:
    """Let a key change the field that is open; without one it is lost on nothing."""
    if state.help is not None:
        typed = change(state.help.field)
        if typed.text != state.help.field.text:
            state.help.cursor = 0 if typed.text.strip() else -1
            state.help.top = 0
        state.help.field = typed
    elif state.sign is not None:
        if state.sign.field is not None:
            state.sign.put(change(state.sign.field))
            state.sign.problem = ""
    elif state.finder is not None:
        state.finder.field = change(state.finder.field)
        state.finder.cursor = 0
    elif state.line is not None:
        state.line.field = change(state.line.field)
        state.line.scolded = False
        state.line.match = -1
