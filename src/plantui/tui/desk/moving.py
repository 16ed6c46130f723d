"""Moving: cursors, panes and pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from plantui.model.plan import Goal, Objective, Problem
from plantui.model.tree import children
from plantui.practice.refusal import Refused
from plantui.tui.desk.listing import Listing
from plantui.tui.desk.lists import chart_of
from plantui.tui.desk.state import Pane, TreeState

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

PANES = (Pane.CASELOAD, Pane.PLAN, Pane.QUEUE)
FAR = 10**9


def choose(desk: Desk, client: str) -> None:
    """Make a client the one that the plan pane shows and verbs act on; each client's tree keeps its cursor."""
    state = desk.state
    if client == state.client:
        return
    if state.client:
        state.memory[state.client] = state.tree
        state.last_client = state.client
    state.client = client
    if state.page is not None and state.page.follows:
        state.page.client_changed(desk)
    state.tree = state.memory.get(client) or TreeState(hide_done=state.tree.hide_done, wrap=state.tree.wrap)
    settle_tree(desk)


def settle_tree(desk: Desk) -> None:
    """Put the tree's cursor on a row that exists, and forget ticks of lines that are gone."""
    tree = desk.state.tree
    rows = desk.shown.tree_rows()
    nodes = [row.node for row in rows]
    if tree.cursor not in nodes:
        tree.cursor = next((row.node for row in rows if row.depth == 2), nodes[0] if nodes else "")
    if tree.ticks:
        tree.ticks = {node for node in tree.ticks if desk.shown.place_of(node) is not None}


def settle(desk: Desk) -> None:
    """After charts came or went: the chosen client exists, and every cursor stands on a row."""
    state = desk.state
    if state.client and desk.practice.summary(state.client) is None:
        state.client = ""
        state.tree = TreeState(hide_done=state.tree.hide_done, wrap=state.tree.wrap)
    rows = desk.shown.lists.caseload()
    if not state.client and rows.count:
        at = min(state.caseload.at, rows.count - 1)
        choose(desk, rows.name_at(at))
        state.caseload.cursor, state.caseload.at = rows.name_at(at), at
    settle_list(desk, Pane.CASELOAD)
    settle_list(desk, Pane.QUEUE)
    settle_tree(desk)


def listing(desk: Desk, pane: Pane) -> Listing[Any]:
    """The rows of a left pane."""
    return desk.shown.lists.queue() if pane is Pane.QUEUE else desk.shown.lists.caseload()


def settle_list(desk: Desk, pane: Pane) -> None:
    """Put the cursor of a left pane on a row that exists, near where it was."""
    state, rows = desk.state.listed(pane), listing(desk, pane)
    found = rows.find(state.cursor, state.at) if state.cursor else None
    if found is None and rows.count:
        found = min(state.at, rows.count - 1)
    state.cursor, state.at = (rows.name_at(found), found) if found is not None else ("", 0)


def point_at(desk: Desk, pane: Pane, key: str) -> bool:
    """Put the cursor of a left pane on the row with this key, if it is there."""
    state, rows = desk.state.listed(pane), listing(desk, pane)
    found = rows.find(key, state.at)
    if found is not None:
        state.cursor, state.at = key, found
    return found is not None


def go_to_client(desk: Desk, client: str) -> None:
    """Choose a client and put the cursor of the caseload on it."""
    choose(desk, client)
    point_at(desk, Pane.CASELOAD, client)


def put_cursor(desk: Desk, pane: Pane, key: str) -> None:
    """Put the cursor of a pane on a row; the plan follows the left panes."""
    if pane is Pane.PLAN:
        desk.state.tree.cursor = key
    elif point_at(desk, pane, key):
        choose(desk, chart_of(key))


def step(by: int) -> Action:
    """Move the cursor of the focused pane, or turn the page on top, by so many rows."""

    def move(desk: Desk) -> None:
        state = desk.state
        scene = state.acting
        if scene is not None and not scene.main:
            scene.step(desk, by)
        elif state.pane is Pane.PLAN:
            nodes = desk.shown.keys(Pane.PLAN)
            if nodes:
                at = nodes.index(state.tree.cursor) if state.tree.cursor in nodes else 0
                state.tree.cursor = nodes[max(0, min(at + by, len(nodes) - 1))]
        else:
            _step_list(desk, state.pane, by)

    return move


def _step_list(desk: Desk, pane: Pane, by: int) -> None:
    state, rows = desk.state.listed(pane), listing(desk, pane)
    if not rows.count:
        return
    at = rows.find(state.cursor, state.at)
    at = max(0, min(at + by, rows.count - 1)) if at is not None else 0
    state.at, state.cursor = at, rows.name_at(at)
    choose(desk, chart_of(state.cursor))


def _half_page(by: int) -> Action:
    def move(desk: Desk) -> None:
        rows = len(desk.sight.visible(desk, desk.state.pane)) if desk.state.on_main else desk.state.height
        step(by * max(1, rows // 2))(desk)

    return move


def _part(by: int) -> Action:
    def move(desk: Desk) -> None:
        state = desk.state
        if not state.on_main:
            raise Refused("There are no groups on this page.")
        if state.pane is Pane.PLAN:
            keys = desk.shown.keys(Pane.PLAN)
            goals = {row.node for row in desk.shown.tree_rows() if row.depth == 1}
            heads = [at for at, key in enumerate(keys) if key in goals]
            here = keys.index(state.tree.cursor) if state.tree.cursor in keys else 0
        else:
            rows = listing(desk, state.pane)
            heads, here = rows.heads(), state.listed(state.pane).at
        ahead = [at for at in heads if at > here]
        behind = [at for at in heads if at < here]
        if by > 0 and ahead:
            step(ahead[0] - here)(desk)
        elif by < 0 and behind:
            step(behind[-1] - here)(desk)

    return move


def left(desk: Desk) -> None:
    """Fold, or to the parent; at the root to the caseload."""
    state = desk.state
    if not state.on_main or state.pane is not Pane.PLAN:
        return
    place = desk.shown.place()
    if place is None:
        state.pane = Pane.CASELOAD
        return
    node = place.node
    if isinstance(node, Problem | Goal | Objective) and node.id not in state.tree.folded and children(node):
        state.tree.folded.add(node.id)
    elif place.parent is not None:
        state.tree.cursor = place.parent.id
    else:
        state.pane = Pane.CASELOAD


def right(desk: Desk) -> None:
    """Unfold, or to the first child; from a list into the plan."""
    state = desk.state
    if not state.on_main:
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
    shown = desk.shown.keys(Pane.PLAN)
    inside = next((child.id for child in children(place.node) if child.id in shown), "")
    if inside:
        state.tree.cursor = inside


def focus_on(desk: Desk, pane: Pane) -> None:
    """Focus a pane of the main screen; in the left panes the plan follows the cursor."""
    state = desk.state
    desk.to_main()
    state.pane = pane
    if pane is Pane.PLAN:
        settle_tree(desk)
        return
    settle_list(desk, pane)
    if state.listed(pane).cursor:
        choose(desk, chart_of(state.listed(pane).cursor))


def _focus(pane: Pane) -> Callable[[Desk], None]:
    return lambda desk: focus_on(desk, pane)


def _next_pane(by: int) -> Action:
    def focus(desk: Desk) -> None:
        focus_on(desk, PANES[(PANES.index(desk.state.pane) + by) % 3])

    return focus


def _other_client(by: int) -> Action:
    def go(desk: Desk) -> None:
        rows = desk.shown.lists.caseload()
        if not rows.count:
            raise Refused("There is no client in the caseload.")
        here = rows.find(desk.state.client, desk.state.caseload.at)
        at = here + by if here is not None else 0
        if not 0 <= at < rows.count:
            raise Refused("That was the last client." if by > 0 else "That was the first client.")
        if not (desk.state.on_main or (desk.state.page is not None and desk.state.page.follows)):
            desk.to_main()
        go_to_client(desk, rows.name_at(at))

    return go


def back(desk: Desk) -> None:
    """To the client before this one; again to come back."""
    last = desk.state.last_client
    if not last or desk.practice.summary(last) is None:
        raise Refused("There was no other client yet.")
    go_to_client(desk, last)


def home(desk: Desk) -> None:
    """The main screen; every page closes, what was typed there is kept. Who is looked at there already stays chosen."""
    looked_at = desk.state.client if desk.state.on_main else ""
    while desk.state.scenes:
        desk.close()
    if looked_at:
        go_to_client(desk, looked_at)


ACTIONS: dict[str, Action] = {
    "nav.down": step(1),
    "nav.up": step(-1),
    "nav.left": left,
    "nav.right": right,
    "nav.top": step(-FAR),
    "nav.bottom": step(FAR),
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
}
"""Action id -> what runs."""
