"""The `a` family for a client and the plan, and new lines in the tree."""

from __future__ import annotations

from plantui.keys.action import Action, Group, Subject
from plantui.keys.context import Context as C


def _add(action_id: str, second: str, title: str, short: str, *words: str, subject: Subject = Subject.PLAN) -> Action:
    """An action under `a`, in NORMAL."""
    return Action(
        id=action_id,
        title=title,
        help=title,
        group=Group.ADD,
        keys={C.NORMAL: (f"a {second}",)},
        subject=subject,
        words=words,
        short=short,
        verb="add",
        changes=True,
        undo=True,
    )


ACTIONS: tuple[Action, ...] = (
    _add("add.client", "c", "Add a client (one line)", "client", "new client", "intake", subject=Subject.STORE),
    _add(
        "add.plan",
        "t",
        "Start a plan (from templates or blank)",
        "plan from template",
        "new plan",
        "treatment plan",
        subject=Subject.CLIENT,
    ),
    _add("add.problem", "p", "Add a problem", "problem", "service", "discharge", "outcome"),
    _add("add.goal", "g", "Add a goal under this problem", "goal", subject=Subject.LINE),
    _add("add.objective", "o", "Add an objective under this goal", "objective", subject=Subject.LINE),
    _add(
        "add.intervention",
        "i",
        "Add an intervention under this objective",
        "intervention",
        subject=Subject.LINE,
    ),
    _add("add.measure", "m", "Follow a measure for this client", "measure", "scale", subject=Subject.CLIENT),
    Action(
        id="node.sibling",
        title="New line below, same kind",
        help="New line below, same kind",
        group=Group.ADD,
        keys={C.NORMAL: ("o",)},
        subject=Subject.LINE,
        words=("add", "insert"),
        short="add line",
        changes=True,
        undo=True,
    ),
    Action(
        id="node.child",
        title="New line inside, next kind down",
        help="New line inside, next kind down",
        group=Group.ADD,
        keys={C.NORMAL: ("O",)},
        subject=Subject.LINE,
        words=("add", "insert", "child"),
        short="add inside",
        changes=True,
        undo=True,
    ),
    Action(
        id="insert.statement",
        title="Insert words from the library",
        help="Insert words: library picker (also takes your own words)",
        group=Group.ADD,
        keys={C.NORMAL: ("i",), C.TEXT: ("ctrl+o i",)},
        subject=Subject.LINE,
        words=("statement", "library", "remark", "template"),
        short="library",
        changes=True,
        undo=True,
        repeatable=True,
    ),
)
