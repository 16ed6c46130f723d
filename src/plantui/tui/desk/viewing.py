"""Opening what is under the cursor, and looks: blank screen, names, theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.practice.refusal import Refused
from plantui.tui.desk import naming
from plantui.tui.desk.entry import edit
from plantui.tui.desk.glancing import glance
from plantui.tui.desk.review_start import open_row
from plantui.tui.desk.state import Pane
from plantui.tui.desk.unsigned import open_queue_row

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

THEMES = ("dark", "light", "contrast", "mono")
"""The themes in the order of the key that changes them."""


def open_here(desk: Desk) -> None:
    """Open what is under the cursor: a client's glance page, a due review, a plan line's editor."""
    state = desk.state
    if state.pane is Pane.QUEUE and (open_row(desk) or open_queue_row(desk)):
        return
    if state.pane is not Pane.PLAN:
        glance(desk)
    elif state.read_only:
        raise Refused(desk.read_only_said)
    else:
        edit(desk)


def blank(desk: Desk) -> None:
    """Blank the screen at once; the same key or Enter brings it back."""
    desk.state.blank = not desk.state.blank


def names(desk: Desk) -> None:
    """Names in full, as initials, as codes."""
    order = naming.MODES
    desk.state.names = order[(order.index(desk.state.names) + 1) % len(order)]
    desk.say(f"Names: {desk.state.names}")


def theme(desk: Desk) -> None:
    """The next theme."""
    desk.state.theme = THEMES[(THEMES.index(desk.state.theme) + 1) % len(THEMES)]
    desk.say(f"Theme: {desk.state.theme}")


ACTIONS: dict[str, Action] = {
    "item.open": open_here,
    "view.theme": theme,
    "privacy.blank": blank,
    "privacy.names": names,
}
"""Action id -> what runs."""
