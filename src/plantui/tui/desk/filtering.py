"""Filters of the panes: they narrow while they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.practice.refusal import Refused
from plantui.quickentry import parse_filter
from plantui.tui.desk.lists import chart_of
from plantui.tui.desk.moving import choose, settle_tree
from plantui.tui.desk.moving import listing as rows_of
from plantui.tui.desk.state import LineEntry, Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

TITLES = {Pane.CASELOAD: "filter CASELOAD", Pane.PLAN: "filter PLAN", Pane.QUEUE: "filter REVIEW DUE"}


def narrow(desk: Desk) -> None:
    """While a filter is typed: stay on the row one came from while it shows, else on the first one that does."""
    entry, state = desk.state.line, desk.state
    if entry is None:
        return
    pane = Pane(entry.then)
    if pane is Pane.PLAN:
        if entry.origin in desk.shown.keys(pane):
            state.tree.cursor = entry.origin
        settle_tree(desk)
        return
    rows, listed = rows_of(desk, pane), state.listed(pane)
    found = rows.find(entry.origin) if entry.origin else None
    if found is None and rows.count:
        found = 0
    listed.cursor, listed.at = (rows.name_at(found), found) if found is not None else ("", 0)
    if listed.cursor:
        choose(desk, chart_of(listed.cursor))


def keep_filter(desk: Desk, entry: LineEntry) -> None:
    """Enter: the filter stays.

    Raises:
        LineFault: it does not read.
    """
    text, pane = entry.field.text.strip(), Pane(entry.then)
    if pane is not Pane.PLAN:
        parse_filter(text, desk.shown.lexicon())
    desk.remember("filter", text)
    desk.state.line = None
    put_filter(desk, pane, text)


def put_filter(desk: Desk, pane: Pane, text: str) -> None:
    """Filter a pane; its cursor stays on its row while that shows."""
    state = desk.state
    if pane is Pane.PLAN:
        state.tree.filter = text
        settle_tree(desk)
        return
    listed = state.listed(pane)
    listed.filter = text
    rows = rows_of(desk, pane)
    found = rows.find(listed.cursor, listed.at) if listed.cursor else None
    if found is None and rows.count:
        found = 0
    listed.cursor, listed.at = (rows.name_at(found), found) if found is not None else ("", 0)
    if listed.cursor:
        choose(desk, chart_of(listed.cursor))


def drop_filter(desk: Desk, entry: LineEntry) -> None:
    """Esc: the filter is as it was before, and the cursor where it was."""
    pane = Pane(entry.then)
    if pane is Pane.PLAN:
        desk.state.tree.cursor = entry.origin
    else:
        desk.state.listed(pane).cursor = entry.origin
    put_filter(desk, pane, entry.before)


def open_filter(desk: Desk) -> None:
    """A filter for the focused pane."""
    from plantui.tui.desk.entry import open_line

    state = desk.state
    if not state.on_main:
        raise Refused(f"Filters are for the panes. {desk.key('ui.back')} goes back to them.")
    pane = state.pane
    origin = state.tree.cursor if pane is Pane.PLAN else state.listed(pane).cursor
    entry = LineEntry("filter", title=TITLES[pane], then=pane.value, origin=origin)
    open_line(desk, entry, state.filter_of(pane))


ACTIONS: dict[str, Action] = {"filter.open": open_filter}
"""Action id -> what runs."""
