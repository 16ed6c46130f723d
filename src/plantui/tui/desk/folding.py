"""Folding the plan, and how the panes are shown: sorted, wrapped, zoomed, finished lines hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.model.tree import children, walk
from plantui.practice.refusal import Refused
from plantui.tui.desk.lists import SORTS
from plantui.tui.desk.moving import settle_list, settle_tree
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def fold_toggle(desk: Desk) -> None:
    """Fold or unfold the line under the cursor."""
    place = desk.shown.place()
    if place is None:
        raise Refused("There is no line to fold. z folds lines of a plan.")
    if not children(place.node):
        raise Refused(f"{place.node.code} has nothing inside to fold.")
    desk.state.tree.folded ^= {place.node.id}


def _fold_from(depth: int) -> Action:
    """Fold every line at this depth and deeper; depth 4 unfolds all."""

    def fold(desk: Desk) -> None:
        plan = desk.shown.plan()
        if plan is None:
            raise Refused("There is no plan to fold here.")
        place = desk.shown.place()
        desk.state.tree.folded = {
            each.node.id for each in walk(plan) if each.depth >= depth and children(each.node) and each.depth < 3
        }
        if place is not None and place.depth > depth:
            desk.state.tree.cursor = place.parents[depth].id

    return fold


def zoom(desk: Desk) -> None:
    """The focused pane alone, or all three again."""
    desk.to_main()
    desk.state.zoomed = not desk.state.zoomed


def show_done(desk: Desk) -> None:
    """Hide what is met or discontinued, or show it again."""
    tree = desk.state.tree
    tree.hide_done = not tree.hide_done
    settle_tree(desk)
    desk.say("Met and discontinued lines are hidden" if tree.hide_done else "All lines are shown")


def wrap(desk: Desk) -> None:
    """Wrap long lines of the plan, or cut them."""
    tree = desk.state.tree
    tree.wrap = not tree.wrap
    desk.say("Long lines are wrapped" if tree.wrap else "Long lines are cut")


def sort(desk: Desk) -> None:
    """Sort the caseload by the next key: next time, name, review date."""
    if desk.state.pane is Pane.QUEUE:
        raise Refused("REVIEW DUE is always in order of what is due. 1 and z s sort the caseload.")
    if desk.state.pane is Pane.PLAN:
        raise Refused("A plan is in your own order: J and K move a line. 1 and z s sort the caseload.")
    listed = desk.state.caseload
    order = list(SORTS)
    listed.sort = order[(order.index(listed.sort) + 1) % len(order)]
    settle_list(desk, Pane.CASELOAD)
    desk.say(f"Sorted by {SORTS[listed.sort]}")


ACTIONS: dict[str, Action] = {
    "fold.toggle": fold_toggle,
    "fold.all": _fold_from(0),
    "fold.none": _fold_from(4),
    "fold.problems": _fold_from(0),
    "fold.goals": _fold_from(1),
    "fold.objectives": _fold_from(2),
    "fold.interventions": _fold_from(4),
    "view.zoom": zoom,
    "view.done": show_done,
    "view.wrap": wrap,
    "view.sort": sort,
}
"""Action id -> what runs."""
