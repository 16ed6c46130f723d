"""Keys that hold while something is typed: the note body, one-line fields, pickers."""

from __future__ import annotations

from collections.abc import Mapping

from plantui.keys.action import Action, Group, Subject
from plantui.keys.context import Context as C


def _type(
    action_id: str,
    keys: Mapping[C, tuple[str, ...]],
    title: str,
    short: str,
    *words: str,
    palette: bool = False,
    subject: Subject = Subject.TEXT,
) -> Action:
    """A key of a field or of the note body."""
    return Action(
        id=action_id,
        title=title,
        help=title,
        group=Group.TYPING,
        keys=keys,
        subject=subject,
        words=words,
        short=short,
        palette=palette,
    )


ACTIONS: tuple[Action, ...] = (
    _type(
        "text.done",
        {C.TEXT: ("ctrl+j", "f5")},
        "Done: save and go back (opens the sign strip)",
        "done",
        "finish",
        "sign",
        palette=True,
    ),
    _type("text.link", {C.TEXT: ("f3", "ctrl+o l")}, "Link objectives", "link", "objective", "tie", palette=True),
    _type(
        "text.next_part",
        {C.TEXT: ("tab",)},
        "Expand ;snippet, accept completion, else next section",
        "next part",
        "section",
        palette=True,
    ),
    _type("text.prev_part", {C.TEXT: ("shift+tab",)}, "Previous section", "part before"),
    _type("text.undo", {C.TEXT: ("ctrl+z",), C.LINE: ("ctrl+z",)}, "Undo typing", "undo typing"),
    _type("text.redo", {C.TEXT: ("ctrl+y",), C.LINE: ("ctrl+y",)}, "Redo typing", "redo typing"),
    _type("text.snippet", {C.TEXT: ("ctrl+o s",)}, "Insert a snippet", "snippet", "phrase", palette=True),
    _type("text.date", {C.TEXT: ("ctrl+o d",)}, "Insert today's date", "date"),
    _type("text.time", {C.TEXT: ("ctrl+o t",)}, "Insert the time", "time"),
    _type(
        "text.measure",
        {C.TEXT: ("ctrl+o m",)},
        "Insert a measure token and its latest score",
        "measure",
        "score",
        palette=True,
    ),
    _type(
        "text.format",
        {C.TEXT: ("ctrl+o f",)},
        "Change the format (DAP, SOAP, BIRP, free)",
        "format",
        "DAP",
        "SOAP",
        "BIRP",
        palette=True,
    ),
    _type(
        "line.commit",
        {C.LINE: ("enter",)},
        "Adding in the tree: keep and open the next line (empty line: stop). Editing, prompt, or adding a client: keep",
        "keep",
    ),
    _type("line.done", {C.LINE: ("ctrl+j", "f5")}, "Keep and stop", "stop"),
    _type("line.deeper", {C.LINE: ("tab",)}, "Adding in the tree: one kind deeper; else accept completion", "deeper"),
    _type("line.shallower", {C.LINE: ("shift+tab",)}, "Adding in the tree: one kind shallower", "shallower"),
    _type(
        "line.next_match",
        {C.LINE: ("down", "ctrl+n")},
        "Into the matches under the line (prompt: newer history)",
        "library",
    ),
    _type(
        "line.prev_match",
        {C.LINE: ("up", "ctrl+p")},
        "Back up (prompt: older history; what you typed is kept)",
        "history",
    ),
    _type(
        "line.accept",
        {C.LINE: ("right", "ctrl+e")},
        "At the end of the line: accept the grey suggestion; else move",
        "accept",
    ),
    _type("pick.down", {C.PICK: ("down", "ctrl+n")}, "Next match", "down"),
    _type("pick.up", {C.PICK: ("up", "ctrl+p")}, "Previous match", "up"),
    _type("pick.page_down", {C.PICK: ("pagedown",)}, "Page of matches down", "page down"),
    _type("pick.page_up", {C.PICK: ("pageup",)}, "Page of matches up", "page up"),
    _type("pick.tick", {C.PICK: ("tab",)}, "Tick this match and step (several at once)", "tick"),
    _type("pick.accept", {C.PICK: ("enter",)}, "Take the ticked matches, or this one", "take"),
    _type("pick.own_words", {C.PICK: ("ctrl+j", "f5")}, "Take what I typed as my own words", "my own words"),
)
