"""Ticks: rows chosen for a verb that then acts on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.model.tree import Place
from plantui.practice.refusal import Refused
from plantui.tui.desk.lists import chart_of
from plantui.tui.desk.moving import listing, step
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def cursor_of(desk: Desk, pane: Pane) -> str:
    """The key of the row under the cursor of a pane."""
    return desk.state.tree.cursor if pane is Pane.PLAN else desk.state.listed(pane).cursor


def in_range(desk: Desk, pane: Pane) -> list[str]:
    """The rows of the range that is open, from where it began to the cursor."""
    begun = desk.state.ticked(pane).range_from
    if not begun:
        return []
    if pane is Pane.PLAN:
        keys = desk.shown.keys(pane)
        places = sorted(keys.index(key) for key in (begun, cursor_of(desk, pane)) if key in keys)
        return keys[places[0] : places[-1] + 1] if places else []
    rows, state = listing(desk, pane), desk.state.listed(pane)
    found = rows.find(begun, state.at)
    ends = sorted((found if found is not None else state.at, state.at))
    return [rows.name_at(index) for index in range(ends[0], ends[1] + 1)] if rows.count else []


def ticked(desk: Desk, pane: Pane) -> list[str]:
    """The ticked rows of a pane, the open range included: those that show in their order, then the hidden ones."""
    keys = desk.state.ticked(pane).ticks | set(in_range(desk, pane))
    if not keys:
        return []
    shown = [key for key in desk.shown.keys(pane) if key in keys]
    return shown + sorted(keys.difference(shown))


def ticked_clients(desk: Desk) -> list[str]:
    """Chart ids of the ticked rows of the focused left pane, each once; empty without ticks or in the plan."""
    if not desk.state.on_main or desk.state.pane is Pane.PLAN:
        return []
    charts = dict.fromkeys(map(chart_of, ticked(desk, desk.state.pane)))
    return [chart for chart in charts if desk.practice.summary(chart) is not None]


def ticked_lines(desk: Desk) -> list[Place]:
    """The ticked lines of the plan when it has the focus, in their order."""
    if not desk.state.on_main or desk.state.pane is not Pane.PLAN:
        return []
    keys = ticked(desk, Pane.PLAN)
    return [place for key in keys if (place := desk.shown.place_of(key)) is not None]


def clear(desk: Desk, pane: Pane) -> None:
    """Take all ticks of a pane away."""
    state = desk.state.ticked(pane)
    state.ticks.clear()
    state.range_from = ""


def _here(desk: Desk) -> tuple[Pane, str]:
    if not desk.state.on_main:
        raise Refused("Rows are ticked on the main screen.")
    pane = desk.state.pane
    key = cursor_of(desk, pane)
    if not key:
        raise Refused("There is no row to tick here.")
    return pane, key


def tick(desk: Desk) -> None:
    """Tick the row under the cursor, or take its tick away, and step down."""
    pane, key = _here(desk)
    desk.state.ticked(pane).ticks ^= {key}
    step(1)(desk)


def tick_range(desk: Desk) -> None:
    """Begin a range of ticks at the cursor; the second time its rows stay ticked."""
    pane, key = _here(desk)
    state = desk.state.ticked(pane)
    if state.range_from:
        state.ticks |= set(in_range(desk, pane))
        state.range_from = ""
    else:
        state.range_from = key


def tick_all(desk: Desk) -> None:
    """Tick every row that shows; when all are ticked, none."""
    pane, _ = _here(desk)
    state = desk.state.ticked(pane)
    shown = set(desk.shown.keys(pane))
    state.range_from = ""
    state.ticks = state.ticks - shown if shown <= state.ticks else state.ticks | shown


ACTIONS: dict[str, Action] = {"item.tick": tick, "mark.range": tick_range, "mark.all": tick_all}
"""Action id -> what runs."""
