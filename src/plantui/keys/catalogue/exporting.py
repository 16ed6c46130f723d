"""The `x` family: export."""

from __future__ import annotations

from plantui.keys.action import Action, Group, Subject
from plantui.keys.context import Context as C


def _export(
    action_id: str, second: str, title: str, short: str, *words: str, subject: Subject = Subject.CLIENT
) -> Action:
    """An export under `x`; with ticks it exports the ticked clients."""
    return Action(
        id=action_id,
        title=title,
        help=title,
        group=Group.EXPORT,
        keys={C.NORMAL: (f"x {second}",)},
        subject=subject,
        words=words,
        short=short,
        verb="export",
        bulk=True,
    )


ACTIONS: tuple[Action, ...] = (
    _export("export.plan", "p", "Export the plan as Markdown", "plan", "print", "file", subject=Subject.PLAN),
    _export("export.glance", "g", "Export the glance sheet", "glance", "print"),
    _export("export.notes", "n", "Export notes (asks the range)", "notes", "print"),
    _export("export.review", "r", "Export the last review", "review", "print", subject=Subject.REVIEW),
    _export(
        "export.bundle",
        "b",
        "Export everything for this client (records request)",
        "everything",
        "records request",
        "bundle",
    ),
    _export("export.again", "x", "Export the same thing again, same place", "same again", "repeat"),
)
