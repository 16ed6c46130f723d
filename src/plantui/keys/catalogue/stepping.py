"""Reading a note, and the steps of a new plan."""

from __future__ import annotations

from plantui.keys.action import Action, Group, Subject
from plantui.keys.context import Context as C


def _step(action_id: str, keys: tuple[str, ...], title: str, short: str, *, changes: bool = False) -> Action:
    """A key of the new-plan steps; not listed in the palette."""
    return Action(
        id=action_id,
        title=title,
        help=title,
        group=Group.PANEL,
        keys={C.STEPS: keys},
        subject=Subject.PLAN,
        short=short,
        changes=changes,
        palette=False,
    )


ACTIONS: tuple[Action, ...] = (
    Action(
        id="note.edit",
        title="Back into the text",
        help="Back into the text",
        group=Group.PANEL,
        keys={C.NOTE: ("i", "e")},
        subject=Subject.NOTE,
        short="write on",
        changes=True,
        palette=False,
    ),
    _step("steps.next", ("enter",), "Next step; in the check list: go to that line", "next step"),
    _step("steps.sign", ("tab",), "In the check list: to the signature", "to signature"),
    _step("steps.back", ("shift+tab",), "Step back", "step back"),
    _step("insert.own_words", ("i",), "Add a line in your own words", "own words", changes=True),
    _step("steps.leave", ("q",), "Leave; the draft is kept", "leave, keep draft"),
)
