"""Finding a client by name, and going to a code."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from plantui.keys import field as fields
from plantui.keys.context import Context
from plantui.model.summary import Summary
from plantui.model.tree import Place, find, find_code
from plantui.practice.refusal import Refused
from plantui.quickentry.link import find_links
from plantui.tui.desk.entry import open_line
from plantui.tui.desk.moving import focus_on, go_to_client
from plantui.tui.desk.state import FinderPanel, LineEntry, Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

MOST = 200
"""More matches than this are not looked at: a letter more finds the client."""


def open_finder(desk: Desk) -> None:
    """Find a client by name, initials or code."""
    if not desk.shown.lists.anybody():
        raise Refused(f"No clients yet. {desk.key('add.client')} adds one.")
    desk.state.finder = FinderPanel(field=fields.opened("", desk.history("client.find")))


def matches(desk: Desk) -> list[Summary]:
    """The clients that fit what is typed, best first; with nothing typed those of the caseload as it is sorted."""
    panel = desk.state.finder
    if panel is None:
        return []
    typed, lists = panel.field.text.strip(), desk.shown.lists
    if not typed:
        return [row.summary for row in islice(lists.caseload(), MOST)]
    key = (desk.practice.version, typed)
    found: list[Summary] = desk.shown.keep("finder", key, lambda: lists.search(typed, MOST))
    return found


def _step(by: int) -> Action:
    def move(desk: Desk) -> None:
        if desk.state.help is not None:
            from plantui.tui.desk.helping import step

            step(desk, by)
        elif desk.state.acting is not None:
            desk.state.acting.step(desk, by)
        elif desk.state.finder is not None:
            last = len(matches(desk)) - 1
            desk.state.finder.cursor = max(0, min(desk.state.finder.cursor + by, last))

    return move


def accept(desk: Desk) -> None:
    """Enter: open the client that was found, or run the line of help."""
    if desk.state.help is not None:
        from plantui.tui.desk.helping import run_chosen

        run_chosen(desk)
        return
    panel, found = desk.state.finder, matches(desk)
    if panel is None:
        return
    if not found:
        raise Refused(f"Nobody fits {panel.field.text}. {desk.key('ui.cancel', Context.PICK)} closes this.")
    chosen = found[min(panel.cursor, len(found) - 1)]
    desk.remember("client.find", panel.field.text)
    desk.state.finder = None
    page = desk.state.page
    if page is None or not page.follows:
        desk.to_main()
    go_to_client(desk, chosen.chart)
    if desk.state.on_main:
        desk.state.pane = Pane.PLAN


def go_to_code(desk: Desk) -> None:
    """Ask for a code: 1.2, g1, p2, C-014."""
    open_line(desk, LineEntry("code", title="go to"))


def keep_code(desk: Desk, entry: LineEntry) -> None:
    """Enter in the prompt for a code.

    Raises:
        Refused: there is no such line and no such client.
    """
    typed = entry.field.text.strip().lstrip("#").strip()
    if not typed:
        desk.state.line = None
        return
    client = next((each for each in desk.practice.summaries() if each.code.casefold() == typed.casefold()), None)
    if client is not None:
        go_to_client(desk, client.chart)
        focus_on(desk, Pane.PLAN)
    else:
        _go_to_line(desk, typed)
    desk.remember("code", typed)
    desk.state.line = None


def place_with_code(desk: Desk, typed: str) -> Place:
    """Where the line with a code (1.2, g1, p2, 1.2a) stands in the chosen client's plan; an old code works as well.

    Raises:
        Refused: there is none.
    """
    plan, chart = desk.shown.plan(), desk.chart()
    if plan is None:
        raise Refused(f"{chart.code} has no plan yet, so no codes.")
    place = find_code(plan, typed)
    if place is None:
        code = f"g{typed}" if typed[:1].isdigit() else typed
        node = chart.aliases.get(code.casefold())
        place = find(plan, node) if node is not None else None
    if place is None:
        notices = find_links(f"#{typed}", desk.shown.lexicon()).notices
        raise Refused(notices[0].message if notices else f"{typed} is not a code. Codes are p1, g1, 1.2 or 1.2a.")
    return place


def _go_to_line(desk: Desk, typed: str) -> None:
    place = place_with_code(desk, typed)
    tree = desk.state.tree
    tree.folded -= {parent.id for parent in place.parents}
    if place.node.id not in desk.shown.keys(Pane.PLAN):
        tree.filter, tree.hide_done = "", False
    focus_on(desk, Pane.PLAN)
    tree.cursor = place.node.id


ACTIONS: dict[str, Action] = {
    "client.find": open_finder,
    "pick.down": _step(1),
    "pick.up": _step(-1),
    "pick.page_down": _step(10),
    "pick.page_up": _step(-10),
    "pick.accept": accept,
    "nav.code": go_to_code,
}
"""Action id -> what runs."""
