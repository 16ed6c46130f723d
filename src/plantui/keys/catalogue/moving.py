"""Moving the cursor and the focus."""

from __future__ import annotations

from plantui.keys.action import Action, Group, Subject
from plantui.keys.context import Context as C


def _move(action_id: str, keys: tuple[str, ...], title: str, short: str) -> Action:
    """A plain movement: in NORMAL, and not listed in the palette."""
    return Action(
        id=action_id,
        title=title,
        help=title,
        group=Group.MOVE,
        keys={C.NORMAL: keys},
        short=short,
        palette=False,
    )


ACTIONS: tuple[Action, ...] = (
    _move("nav.down", ("j", "down"), "Next row", "down"),
    _move("nav.up", ("k", "up"), "Previous row", "up"),
    _move("nav.left", ("h", "left"), "Fold, or to the parent; at the root: to the caseload", "fold"),
    _move(
        "nav.right",
        ("l", "right"),
        "Unfold, or to the first child; from a list: into the plan",
        "unfold",
    ),
    _move("nav.top", ("g g", "home"), "First row", "first row"),
    _move("nav.bottom", ("G", "end"), "Last row", "last row"),
    _move("nav.page_down", ("ctrl+d", "pagedown"), "Half a page down", "page down"),
    _move("nav.page_up", ("ctrl+u", "pageup"), "Half a page up", "page up"),
    _move("nav.prev_part", ("{",), "Previous goal (tree) or group (lists)", "previous goal"),
    _move("nav.next_part", ("}",), "Next goal or group", "next goal"),
    Action(
        id="client.prev",
        title="Previous client, same screen",
        help="Previous client, same screen",
        group=Group.MOVE,
        keys={C.NORMAL: ("[",)},
        subject=Subject.CLIENT,
        words=("before", "back"),
        short="client before",
    ),
    Action(
        id="client.next",
        title="Next client, same screen",
        help="Next client, same screen (in review: next due, this one stays due)",
        group=Group.MOVE,
        keys={C.NORMAL: ("]",)},
        subject=Subject.CLIENT,
        words=("after", "skip"),
        short="client after",
    ),
    Action(
        id="pane.caseload",
        title="Go to the caseload",
        help="Focus CASELOAD",
        group=Group.MOVE,
        keys={C.NORMAL: ("1",)},
        subject=Subject.PANE,
        words=("clients", "pane", "list"),
        short="caseload",
    ),
    Action(
        id="pane.plan",
        title="Go to the plan",
        help="Focus PLAN",
        group=Group.MOVE,
        keys={C.NORMAL: ("2",)},
        subject=Subject.PANE,
        words=("tree", "pane"),
        short="plan",
    ),
    Action(
        id="pane.queue",
        title="Go to what is due",
        help="Focus REVIEW DUE",
        group=Group.MOVE,
        keys={C.NORMAL: ("3",)},
        subject=Subject.PANE,
        words=("queue", "review due", "overdue", "pane"),
        short="due",
    ),
    _move("pane.next", ("tab",), "Next pane or part", "next pane"),
    _move("pane.prev", ("shift+tab",), "Previous pane or part", "previous pane"),
    Action(
        id="nav.jump",
        title="Jump labels on every visible row",
        help="Jump labels on every visible row and pane",
        group=Group.MOVE,
        keys={C.NORMAL: ("f",)},
        subject=Subject.PANE,
        words=("hop", "labels", "letters"),
        short="jump labels",
    ),
    Action(
        id="nav.code",
        title="Go to a code",
        help="Go to a code: # 1.2 Enter",
        group=Group.MOVE,
        keys={C.NORMAL: ("#",)},
        subject=Subject.PLAN,
        words=("goto", "number", "objective"),
        short="go to a code",
        verb="goto",
    ),
    Action(
        id="client.find",
        title="Find a client",
        help="Find a client (fuzzy: name, initials, id)",
        group=Group.MOVE,
        keys={C.NORMAL: ("c",)},
        words=("search", "open", "name", "who"),
        short="client",
        verb="client",
    ),
    Action(
        id="filter.open",
        title="Filter this pane",
        help="Filter this pane",
        group=Group.MOVE,
        keys={C.NORMAL: ("/",)},
        subject=Subject.PANE,
        words=("search", "narrow", "find"),
        short="filter",
        verb="filter",
    ),
)
