"""What can be seen: scrolling so that cursors stay in view, and which rows stand on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.tui.desk.moving import listing
from plantui.tui.desk.state import Pane
from plantui.tui.frame import scrolled
from plantui.tui.paint.layout import PlanParts, panes, plan_parts
from plantui.tui.paint.scenes import painter
from plantui.tui.paint.tree import Drawn, tree_lines

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def drawn_tree(desk: Desk) -> Drawn:
    """The tree of the chosen client as lines, for the present width."""
    rows = desk.shown.tree_rows()
    width = panes(desk.state).plan.inner.width - 1
    wrapped = desk.state.tree.wrap
    kept: tuple[object, Drawn] = desk.shown.keep(
        "tree lines", (id(rows), width, wrapped), lambda: (rows, tree_lines(rows, width, wrapped=wrapped))
    )
    return kept[1]


def parts_of_plan(desk: Desk) -> PlanParts:
    """How the plan pane is shared."""
    entry = desk.state.line
    typing = entry is not None and entry.purpose in ("add", "edit") and not entry.on_page
    return plan_parts(panes(desk.state).plan.inner, len(drawn_tree(desk).lines), typing=typing)


class ScreenSight:
    """The sight of the full screen."""

    def follow(self, desk: Desk) -> None:
        """Scroll panes and pages so that their cursors stay in view."""
        sizes = panes(desk.state)
        for pane in (Pane.CASELOAD, Pane.QUEUE):
            if sizes.of(pane).height:
                _follow_list(desk, pane, sizes.of(pane).inner.height)
        if sizes.plan.height:
            _follow_tree(desk)
        if desk.state.help is not None:
            _follow_help(desk)
        for scene in desk.state.scenes:
            if not scene.main:
                painter(scene).follow(desk, scene)

    def visible(self, desk: Desk, pane: Pane) -> list[str]:
        """Keys of the rows of a pane that stand on the screen, top to bottom."""
        size = panes(desk.state).of(pane)
        if not size.height:
            return []
        if pane is Pane.PLAN:
            tree, top = drawn_tree(desk), desk.state.tree.top
            shown = tree.owners[top : top + parts_of_plan(desk).tree]
            return list(dict.fromkeys(owner for owner in shown if owner))
        rows, top = listing(desk, pane), desk.state.listed(pane).top
        places = (rows.at_line(at)[1] for at in range(top, min(rows.lines, top + size.inner.height)))
        return [rows.name_at(place) for place in places if place is not None]


def _follow_list(desk: Desk, pane: Pane, height: int) -> None:
    state, rows = desk.state.listed(pane), listing(desk, pane)
    if not rows.count or not state.cursor:
        state.top = 0
        return
    found = rows.find(state.cursor, state.at)
    if found is None:
        state.top = max(0, min(state.top, rows.lines - height))
        return
    state.at = found
    at = rows.line_of(found)
    # A heading stays in view with the first row under it.
    anchor = at - 1 if rows.at_line(at - 1)[1] is None else at
    state.top = scrolled(state.top, anchor, rows.lines, height, margin=0)
    state.top = scrolled(state.top, at, rows.lines, height)


def _follow_tree(desk: Desk) -> None:
    tree, drawn = desk.state.tree, drawn_tree(desk)
    height = parts_of_plan(desk).tree
    start = drawn.starts.get(tree.cursor, 0)
    end = start
    while end + 1 < len(drawn.owners) and drawn.owners[end + 1] == tree.cursor:
        end += 1
    tree.top = scrolled(tree.top, end, len(drawn.lines), height)
    tree.top = scrolled(tree.top, start, len(drawn.lines), height)


def _follow_help(desk: Desk) -> None:
    panel = desk.state.help
    if panel is None:
        return
    from plantui.tui.paint.help import help_shape

    lines, at, height = help_shape(desk, desk.state.width, desk.state.height - 3)
    panel.top = scrolled(panel.top, at, lines, height) if panel.cursor >= 0 else 0
