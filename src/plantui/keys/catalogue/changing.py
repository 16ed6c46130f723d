"""Changing, moving, copying and taking back lines."""

from __future__ import annotations

from plantui.keys.action import Action, Group, Subject
from plantui.keys.context import Context as C


def _change(action_id: str, key: str, title: str, short: str, *words: str, repeatable: bool = False) -> Action:
    """A change to the line under the cursor that `u` takes back."""
    return Action(
        id=action_id,
        title=title,
        help=title,
        group=Group.CHANGE,
        keys={C.NORMAL: (key,)},
        subject=Subject.LINE,
        words=words,
        short=short,
        changes=True,
        undo=True,
        repeatable=repeatable,
    )


ACTIONS: tuple[Action, ...] = (
    _change("edit.line", "e", "Edit this line", "edit", "change", "target", "date", repeatable=True),
    Action(
        id="edit.editor",
        title="Edit in your editor",
        help="Edit in $EDITOR",
        group=Group.CHANGE,
        keys={C.NORMAL: ("E",), C.TEXT: ("f4", "ctrl+o e"), C.LINE: ("f4",)},
        subject=Subject.PLAN,
        words=("vim", "nano", "$EDITOR", "outline"),
        short="editor",
        changes=True,
        undo=True,
    ),
    Action(
        id="item.remove",
        title="Remove or discontinue",
        help="Remove (draft) / discontinue (signed) / close case (client) / dismiss (queue)",
        group=Group.CHANGE,
        keys={C.NORMAL: ("d",)},
        subject=Subject.ROW,
        words=("delete", "discontinue", "close case", "dismiss", "discharge"),
        short="remove",
        changes=True,
        undo=True,
        repeatable=True,
        bulk=True,
    ),
    _change("node.move_down", "J", "Move the line down among its siblings", "move down", "reorder"),
    _change("node.move_up", "K", "Move the line up among its siblings", "move up", "reorder"),
    Action(
        id="node.grab",
        title="Grab the line and move it anywhere",
        help="Grab: then arrows move it anywhere, Enter drops, Esc puts back",
        group=Group.CHANGE,
        keys={C.NORMAL: ("M",)},
        subject=Subject.LINE,
        words=("move", "reparent", "drag"),
        short="grab",
        changes=True,
        undo=True,
    ),
    Action(
        id="shelf.copy",
        title="Copy the line and all under it to the shelf",
        help="Copy the line and all under it to the shelf",
        group=Group.CHANGE,
        keys={C.NORMAL: ("y",)},
        subject=Subject.LINE,
        words=("yank", "copy"),
        short="copy",
    ),
    _change("shelf.put", "p", "Put the shelf below", "put below", "paste", repeatable=True),
    _change("shelf.put_inside", "P", "Put the shelf inside", "put inside", "paste", repeatable=True),
    Action(
        id="edit.undo",
        title="Reverse the last change (undo)",
        help="Undo",
        group=Group.SAFE,
        keys={C.NORMAL: ("u", "ctrl+z")},
        subject=Subject.STORE,
        words=("undo", "take back", "mistake", "revert"),
        short="undo",
        verb="undo",
        changes=True,
    ),
    Action(
        id="edit.redo",
        title="Do the reversed change again (redo)",
        help="Redo",
        group=Group.SAFE,
        keys={C.NORMAL: ("U", "ctrl+r")},
        subject=Subject.STORE,
        words=("redo",),
        short="redo",
        verb="redo",
        changes=True,
    ),
    Action(
        id="edit.repeat",
        title="Do the last change again here",
        help="Do the last change again here",
        group=Group.SAFE,
        keys={C.NORMAL: (".",)},
        subject=Subject.LINE,
        words=("repeat", "again"),
        short="again",
        changes=True,
        undo=True,
    ),
)
