"""Which lines of the plan a verb acts on: the ticked ones, else the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.model.tree import Place
from plantui.practice.refusal import Refused
from plantui.tui.desk import ticking
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def line_here(desk: Desk, verb: str) -> Place:
    """The line under the cursor of the plan; ``verb`` says what was to be done: "+ marks an objective".

    Raises:
        Refused: there is none, or the cursor is elsewhere.
    """
    state = desk.state
    desk.chart()
    if not state.on_main:
        raise Refused(f"{verb} of the plan. {desk.key('pane.plan')} goes to it.")
    place = desk.shown.place()
    if place is None:
        if desk.shown.plan() is not None and state.filter_of(Pane.PLAN):
            raise Refused(f"{verb} of the plan; the filter shows none. {desk.key('ui.cancel')} clears it.")
        raise Refused(f"{verb} of the plan. {desk.key('add.problem')} adds the first one.")
    if state.pane is not Pane.PLAN:
        raise Refused(f"{verb} of the plan. {desk.key('nav.right')} goes into it.")
    return place


def lines_here(desk: Desk, verb: str) -> list[Place]:
    """The ticked lines, else the line under the cursor.

    Raises:
        Refused: there is none.
    """
    return ticking.ticked_lines(desk) or [line_here(desk, verb)]


def named(places: list[Place]) -> str:
    """One line by its code, several by their number."""
    return places[0].node.code if len(places) == 1 else f"{len(places)} lines"
