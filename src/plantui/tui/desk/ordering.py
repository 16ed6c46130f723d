"""Moving lines of the plan: among their siblings, or grabbed and carried anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.model.tree import KINDS, Place, children, walk
from plantui.practice.commands.nodes import MoveNode, ShiftNode
from plantui.practice.refusal import Refused
from plantui.tui.desk.lines import line_here
from plantui.tui.desk.moving import settle_tree
from plantui.tui.desk.state import MovePanel

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def _shift(by: int) -> Action:
    def shift(desk: Desk) -> None:
        place = line_here(desk, "J and K move a line")
        desk.do(ShiftNode(place.node.id, by))

    return shift


def grab(desk: Desk) -> None:
    """Grab the line under the cursor: arrows move it anywhere it fits, Enter drops it, Escape puts it back."""
    place = line_here(desk, "M grabs a line")
    order = [node.id for node in desk.shown.siblings(place)]
    parent = place.parent.id if place.parent is not None else ""
    here = (parent, order.index(place.node.id))
    desk.state.move = MovePanel(place.node.id, *here, origin=here)
    desk.state.tree.filter = ""
    _say_where(desk)


def _parents(desk: Desk, place: Place) -> list[tuple[str, str, int]]:
    """Every parent the grabbed line fits under, in the order of the screen: id, code and its other children."""
    plan = desk.shown.plan()
    if plan is None:
        return []
    if place.depth == 0:
        return [("", "", sum(node.id != place.node.id for node in plan.problems))]
    return [
        (each.node.id, each.node.code, sum(child.id != place.node.id for child in children(each.node)))
        for each in walk(plan)
        if each.depth == place.depth - 1
    ]


def _carry(by: int) -> Action:
    def carry(desk: Desk) -> None:
        panel = desk.state.move
        place = desk.shown.place_of(panel.node) if panel is not None else None
        if panel is None or place is None:
            return
        targets = [(parent, at) for parent, _, others in _parents(desk, place) for at in range(others + 1)]
        here = (panel.parent, panel.index)
        at = (targets.index(here) if here in targets else 0) + by
        if not 0 <= at < len(targets):
            raise Refused(f"{place.node.code} cannot go further {'down' if by > 0 else 'up'}.")
        panel.parent, panel.index = targets[at]
        _unfold(desk, panel)
        _say_where(desk)

    return carry


def _other_parent(by: int) -> Action:
    def carry(desk: Desk) -> None:
        panel = desk.state.move
        place = desk.shown.place_of(panel.node) if panel is not None else None
        if panel is None or place is None:
            return
        parents = _parents(desk, place)
        ids = [parent for parent, _, _ in parents]
        at = ids.index(panel.parent) + by if panel.parent in ids else -1
        if not 0 <= at < len(parents):
            if place.depth == 0:
                raise Refused("A problem stands under nothing.")
            raise Refused(f"There is no other {KINDS[place.depth - 1]} there.")
        panel.parent, panel.index = parents[at][0], parents[at][2]
        _unfold(desk, panel)
        _say_where(desk)

    return carry


def _unfold(desk: Desk, panel: MovePanel) -> None:
    parent = desk.shown.place_of(panel.parent)
    if parent is not None:
        desk.state.tree.folded -= {panel.parent, *(each.id for each in parent.parents)}


def _say_where(desk: Desk) -> None:
    panel = desk.state.move
    place = desk.shown.place_of(panel.node) if panel is not None else None
    if panel is None or place is None:
        return
    parent = desk.shown.place_of(panel.parent)
    where = f"place {panel.index + 1}" + (f" under {parent.node.code}" if parent is not None else "")
    old = "where it was" if (panel.parent, panel.index) == panel.origin else where
    desk.say(f"{place.node.code} grabbed: {old}")


def drop(desk: Desk) -> None:
    """Drop the grabbed line where it is."""
    panel = desk.state.move
    if panel is None:
        return
    desk.state.move = None
    if (panel.parent, panel.index) == panel.origin:
        desk.say("It is where it was.")
        return
    before = desk.shown.place_of(panel.node)
    step = desk.do(MoveNode(panel.node, panel.parent, panel.index))
    after = desk.shown.place_of(panel.node)
    if before is not None and after is not None and before.node.code != after.node.code:
        # Under another parent a line takes a new code; the old one keeps working.
        desk.say(desk.told(step).replace(step.message, f"{before.node.code} moved: now {after.node.code}"))
    settle_tree(desk)


ACTIONS: dict[str, Action] = {
    "node.move_down": _shift(1),
    "node.move_up": _shift(-1),
    "node.grab": grab,
    "move.down": _carry(1),
    "move.up": _carry(-1),
    "move.out": _other_parent(-1),
    "move.in": _other_parent(1),
    "move.drop": drop,
}
"""Action id -> what runs."""
