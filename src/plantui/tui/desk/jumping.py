"""Jump labels: letters on every visible row; typing a row's letters goes there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plantui.practice.refusal import Refused
from plantui.tui.desk.moving import PANES, focus_on, put_cursor
from plantui.tui.desk.state import JumpPanel, Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The letters of labels, the easiest first."""


def labels(near: int, far: int) -> Iterator[str]:
    """A label for each row: one letter for the near ones while they last, two for the rest; none begins another."""
    size = len(LETTERS)
    single = min(near, size)
    while single > 0 and (size - single) * size < near + far - single:
        single -= 1
    yield from LETTERS[:single]
    for first in LETTERS[single:]:
        for second in LETTERS:
            yield first + second


def jump(desk: Desk) -> None:
    """Put labels on the rows that can be seen."""
    state = desk.state
    if not state.on_main:
        raise Refused("Jump labels are for the main screen.")
    here = [(state.pane, key) for key in desk.sight.visible(desk, state.pane)]
    others = [(pane, key) for pane in PANES if pane is not state.pane for key in desk.sight.visible(desk, pane)]
    if not here and not others:
        raise Refused("There is no row to jump to.")
    given = labels(len(here), len(others))
    state.jump = JumpPanel(dict(zip(given, [*here, *others], strict=False)))


def answer(desk: Desk, letter: str) -> None:
    """A letter of a label."""
    panel = desk.state.jump
    if panel is None:
        return
    typed = panel.typed + letter.lower()
    if typed in panel.labels:
        pane, key = panel.labels[typed]
        desk.state.jump = None
        go_to_row(desk, pane, key)
    elif any(label.startswith(typed) for label in panel.labels):
        panel.typed = typed
    else:
        desk.state.jump = None
        raise Refused(f"No row is called {typed}.")


def go_to_row(desk: Desk, pane: Pane, key: str) -> None:
    """Focus a pane with its cursor on a row."""
    put_cursor(desk, pane, key)
    focus_on(desk, pane)


ACTIONS: dict[str, Action] = {"nav.jump": jump}
"""Action id -> what runs."""
