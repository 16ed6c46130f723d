"""Moving: cursors, panes, folds and pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from plantui.model.plan import Goal, Objective, Problem
from plantui.model.tree import walk
from plantui.practice.refusal import Refused
from plantui.tui.desk.state import Pane, TreeState, View

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def choose(desk: Desk, client: str) -> None:
    """Make a client the one that the plan pane shows and verbs act on; each client's tree keeps its cursor."""
    state = desk.state
    if client == state.client:
        return
    if state.client:
        state.memory[state.client] = state.tree
        state.last_client = state.client
    state.client = client
    state.tree = state.memory.get(client) or TreeState(hide_done=state.tree.hide_done, wrap=state.tree.wrap)
    settle_tree(desk)


def settle_tree(desk: Desk) -> None:
    """Put the tree's cursor on a row that exists."""
    rows = desk.shown.tree_rows()
    nodes = [row.node for row in rows]
    if desk.state.tree.cursor not in nodes:
        first = next((row.node for row in rows if row.depth == 2), nodes[0] if nodes else "")
        desk.state.tree.cursor = first


def go_to_client(desk: Desk, client: str) -> None:
    """Choose a client and put the cursor of the caseload on it."""
    choose(desk, client)
    if client in desk.shown.caseload_keys():
        desk.state.caseload.cursor = client


def keys_of(desk: Desk) -> list[str]:
    """The keys of the rows that the focused pane's cursor can stand on, top to bottom."""
    pane = desk.state.pane
    if pane is Pane.CASELOAD:
        return desk.shown.caseload_keys()
    if pane is Pane.QUEUE:
        return desk.shown.queue_keys()
    return list(dict.fromkeys(row.node for row in desk.shown.tree_rows()))


def cursor_of(desk: Desk) -> str:
    """The key of the row under the cursor of the focused pane."""
    state = desk.state
    if state.pane is Pane.PLAN:
        return state.tree.cursor
    return (state.caseload if state.pane is Pane.CASELOAD else state.queue).cursor


def put_cursor(desk: Desk, key: str) -> None:
    """Put the cursor of the focused pane on a row; the plan follows the left panes."""
    state = desk.state
    if state.pane is Pane.PLAN:
        state.tree.cursor = key
    elif state.pane is Pane.CASELOAD:
        state.caseload.cursor = key
        choose(desk, key)
    else:
        state.queue.cursor = key
        choose(desk, desk.shown.queue_client(key))


def _step(by: int) -> Callable[[Desk], None]:
    def move(desk: Desk) -> None:
        if desk.state.view is not View.MAIN:
            _turn_page(desk, by)
            return
        keys = keys_of(desk)
        if not keys:
            return
        here = cursor_of(desk)
        at = keys.index(here) if here in keys else (0 if by > 0 else len(keys) - 1)
        put_cursor(desk, keys[max(0, min(at + by, len(keys) - 1))])

    return move


def _turn_page(desk: Desk, by: int) -> None:
    state = desk.state
    if state.view is View.GLANCE:
        state.page_top = max(0, state.page_top + by)
    else:
        state.page_cursor = max(0, state.page_cursor + by)


def _half_page(by: int) -> Callable[[Desk], None]:
    def move(desk: Desk) -> None:
        _step(by * max(1, desk.shown.page_rows() // 2))(desk)

    return move


def _edge(last: bool) -> Callable[[Desk], None]:
    def move(desk: Desk) -> None:
        _step(10**6 if last else -(10**6))(desk)

    return move


def _part(by: int) -> Callable[[Desk], None]:
    def move(desk: Desk) -> None:
        if desk.state.view is not View.MAIN:
            return
        heads = desk.shown.part_keys()
        keys = keys_of(desk)
        here = cursor_of(desk)
        if not heads or here not in keys:
            return
        places = [keys.index(head) for head in heads if head in keys]
        at = keys.index(here)
        ahead = [place for place in places if place > at]
        behind = [place for place in places if place < at]
        if by > 0 and ahead:
            put_cursor(desk, keys[ahead[0]])
        elif by < 0 and behind:
            put_cursor(desk, keys[behind[-1]])

    return move


def left(desk: Desk) -> None:
    """Fold, or to the parent; at the root to the caseload."""
    state = desk.state
    if state.view is not View.MAIN:
        return
    if state.pane is not Pane.PLAN:
        return
    place = desk.shown.place()
    if place is None:
        state.pane = Pane.CASELOAD
        return
    node = place.node
    if (
        isinstance(node, Problem | Goal | Objective)
        and node.id not in state.tree.folded
        and desk.shown.has_inside(node)
    ):
        state.tree.folded.add(node.id)
    elif place.parent is not None:
        state.tree.cursor = place.parent.id
    else:
        state.pane = Pane.CASELOAD


def right(desk: Desk) -> None:
    """Unfold, or to the first child; from a list into the plan."""
    state = desk.state
    if state.view is not View.MAIN:
        return
    if state.pane is not Pane.PLAN:
        state.pane = Pane.PLAN
        settle_tree(desk)
        return
    place = desk.shown.place()
    if place is None:
        return
    if place.node.id in state.tree.folded:
        state.tree.folded.discard(place.node.id)
        return
    keys = keys_of(desk)
    inside = desk.shown.first_inside(place.node)
    if inside in keys:
        state.tree.cursor = inside


def _focus(pane: Pane) -> Callable[[Desk], None]:
    def focus(desk: Desk) -> None:
        state = desk.state
        state.view = View.MAIN
        state.pane = pane
        keys = keys_of(desk)
        if keys and cursor_of(desk) not in keys:
            put_cursor(desk, keys[0])
        elif pane is Pane.QUEUE and keys:
            put_cursor(desk, state.queue.cursor)

    return focus


def _next_pane(by: int) -> Callable[[Desk], None]:
    def focus(desk: Desk) -> None:
        order = [Pane.CASELOAD, Pane.PLAN, Pane.QUEUE]
        _focus(order[(order.index(desk.state.pane) + by) % 3])(desk)

    return focus


def _other_client(by: int) -> Callable[[Desk], None]:
    def step(desk: Desk) -> None:
        keys = desk.shown.caseload_keys()
        if not keys:
            return
        here = desk.state.client
        at = keys.index(here) + by if here in keys else 0
        if not 0 <= at < len(keys):
            desk.say("That was the last client." if by > 0 else "That was the first client.")
            return
        go_to_client(desk, keys[at])
        desk.state.page_top = 0

    return step


def back(desk: Desk) -> None:
    """To the client before this one; again to come back."""
    if not desk.state.last_client:
        raise Refused("There was no other client yet.")
    go_to_client(desk, desk.state.last_client)


def home(desk: Desk) -> None:
    """The main screen."""
    desk.state.view = View.MAIN


def fold_toggle(desk: Desk) -> None:
    """Fold or unfold the line under the cursor."""
    place = desk.shown.place()
    if place is None:
        raise Refused("There is nothing to fold here.")
    desk.state.tree.folded ^= {place.node.id}


def _fold_from(depth: int) -> Callable[[Desk], None]:
    """Fold every line at this depth and deeper; depth 4 unfolds all."""

    def fold(desk: Desk) -> None:
        plan = desk.shown.plan()
        if plan is None:
            return
        place = desk.shown.place()
        desk.state.tree.folded = {each.node.id for each in walk(plan) if each.depth >= depth and each.depth < 3}
        if place is not None and place.depth > depth:
            desk.state.tree.cursor = place.parents[depth].id

    return fold


ACTIONS: dict[str, Action] = {
    "nav.down": _step(1),
    "nav.up": _step(-1),
    "nav.left": left,
    "nav.right": right,
    "nav.top": _edge(False),
    "nav.bottom": _edge(True),
    "nav.page_down": _half_page(1),
    "nav.page_up": _half_page(-1),
    "nav.prev_part": _part(-1),
    "nav.next_part": _part(1),
    "pane.caseload": _focus(Pane.CASELOAD),
    "pane.plan": _focus(Pane.PLAN),
    "pane.queue": _focus(Pane.QUEUE),
    "pane.next": _next_pane(1),
    "pane.prev": _next_pane(-1),
    "client.prev": _other_client(-1),
    "client.next": _other_client(1),
    "client.back": back,
    "screen.home": home,
    "fold.toggle": fold_toggle,
    "fold.all": _fold_from(0),
    "fold.none": _fold_from(4),
    "fold.problems": _fold_from(0),
    "fold.goals": _fold_from(1),
    "fold.objectives": _fold_from(2),
    "fold.interventions": _fold_from(4),
}
"""Action id -> what runs."""
