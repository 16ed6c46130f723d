"""Pages and looks: glance, opening what is under the cursor, blank screen, names, theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.visits import next_visit
from plantui.practice.refusal import Refused
from plantui.tui.desk import naming
from plantui.tui.desk.checking import go_to_finding
from plantui.tui.desk.entry import edit
from plantui.tui.desk.moving import go_to_client
from plantui.tui.desk.state import PageState, Pane, View

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

THEMES = ("dark", "light", "contrast", "mono")
"""The themes in the order of the key that changes them."""


def open_here(desk: Desk) -> None:
    """Open what is under the cursor: a client's glance page, a plan line's editor, the line of a finding."""
    state = desk.state
    if state.view is View.GLANCE:
        state.view, state.pane = View.MAIN, Pane.PLAN
    elif state.view is View.LINT:
        go_to_finding(desk)
    elif state.pane is not Pane.PLAN:
        glance(desk)
    elif state.read_only:
        raise Refused("Read only: this store was opened with --read-only.")
    else:
        edit(desk)


def glance(desk: Desk) -> None:
    """The glance page of the chosen client."""
    desk.chart()
    desk.state.view = View.GLANCE
    desk.state.page = PageState()


def glance_next(desk: Desk) -> None:
    """The glance page of the client with the next appointment.

    Raises:
        Refused: nobody has an appointment.
    """
    now = desk.now()
    coming = [
        (visit, row.summary.chart)
        for row in desk.shown.lists.caseload()
        if (visit := next_visit(row.summary.slot, now)) is not None
    ]
    if not coming:
        raise Refused("No appointment ahead. Slots are part of the client line: slot tue 14:00")
    go_to_client(desk, min(coming)[1])
    glance(desk)


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
    "client.today": glance_next,
    "view.theme": theme,
    "privacy.blank": blank,
    "privacy.names": names,
}
"""Action id -> what runs."""
