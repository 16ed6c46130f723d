"""Progress marks and the status of a plan line."""

from __future__ import annotations

from plantui.keys.action import Action, Group, Subject
from plantui.keys.context import Context as C


def _mark(action_id: str, key: str, title: str, told: str, short: str, *words: str) -> Action:
    """A progress mark: undone, repeated and applied to ticked rows like any other."""
    return Action(
        id=action_id,
        title=title,
        help=told,
        group=Group.PROGRESS,
        keys={C.NORMAL: (key,)},
        subject=Subject.OBJECTIVE,
        words=words,
        short=short,
        verb="mark",
        changes=True,
        undo=True,
        repeatable=True,
        bulk=True,
    )


def _status(action_id: str, second: str, title: str, told: str, short: str, *words: str) -> Action:
    """A status under `s`."""
    return Action(
        id=action_id,
        title=title,
        help=told,
        group=Group.PROGRESS,
        keys={C.NORMAL: (f"s {second}",)},
        subject=Subject.LINE,
        words=words,
        short=short,
        verb="status",
        changes=True,
        undo=True,
        repeatable=True,
        bulk=True,
    )


ACTIONS: tuple[Action, ...] = (
    _mark("progress.up", "+", "Progress: better", "Progress mark one up (+1, again +2)", "better", "mark", "improved"),
    _mark("progress.same", "=", "Progress: no change", "Progress mark 0, no change", "same", "mark"),
    _mark("progress.down", "-", "Progress: worse", "Progress mark one down (-1, again -2)", "worse", "mark"),
    _status("status.new", "n", "Status: not started", "Status new (not started)", "new", "planned"),
    _status("status.active", "a", "Status: active", "Status act (active)", "active", "act", "start"),
    _status(
        "status.met",
        "m",
        "Status: reached (asks the date)",
        "Status met (asks the date, default today)",
        "met",
        "completed",
        "achieved",
        "done",
    ),
    _status("status.hold", "h", "Status: on hold", "Status hld (on hold)", "hold", "hld", "pause"),
    _status(
        "status.stopped",
        "x",
        "Status: discontinued (asks why)",
        "Status dis (discontinued; asks why)",
        "stop",
        "dis",
        "cancelled",
        "give up",
    ),
)
