"""Putting away where somebody was, words and all, for the time of a lock; and coming back to it."""

from __future__ import annotations

import contextlib
import dataclasses
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from plantui.keys.field import LineField
from plantui.practice.texts import Spot
from plantui.tui.desk.signature import SignPanel
from plantui.tui.desk.state import (
    DeskState,
    FinderPanel,
    HelpPanel,
    LineEntry,
    ListState,
    MovePanel,
    Pane,
    TreeState,
)

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

Part = TypeVar("Part")

_FIELDS = ("pane", "client", "last_client", "caseload", "queue", "tree", "memory", "line", "held", "sign", "move")
_PANELS = ("finder", "help")


class Stowed(msgspec.Struct):
    """Everything of the desk that may hold a word of a client, or the id of one.

    It goes into a draft of its own, sealed like any other, and nothing of it stays in memory. ``texts`` are those
    that were being typed; their drafts go on when somebody comes back.
    """

    pane: Pane = Pane.CASELOAD
    client: str = ""
    last_client: str = ""
    caseload: ListState = msgspec.field(default_factory=ListState)
    queue: ListState = msgspec.field(default_factory=ListState)
    tree: TreeState = msgspec.field(default_factory=TreeState)
    memory: dict[str, TreeState] = msgspec.field(default_factory=dict)
    line: LineEntry | None = None
    held: LineEntry | None = None
    sign: SignPanel | None = None
    move: MovePanel | None = None
    finder: FinderPanel | None = None
    help: HelpPanel | None = None
    texts: tuple[tuple[Spot, str], ...] = ()


def stow(desk: Desk) -> bytes:
    """Where somebody is, as bytes; initials that were being typed are left out, and so are line histories."""
    state = desk.state
    parts = {name: getattr(state, name) for name in (*_FIELDS, *_PANELS)}
    parts = {name: _bare(part) for name, part in parts.items()}
    if state.sign is not None:
        # Whether it is a passphrase that signs stays known, so that the field shows none of it.
        parts["sign"] = dataclasses.replace(parts["sign"], initials=LineField(secret=state.sign.initials.secret))
    stowed = Stowed(**parts, texts=desk.drafts.typing_now())
    return msgspec.json.encode(stowed)


def _bare(part: Any) -> Any:  # noqa: ANN401
    """A part without the histories of its fields."""
    if not dataclasses.is_dataclass(part) or isinstance(part, type):
        return part
    fields = {
        each.name: msgspec.structs.replace(value, history=(), place=-1, kept="")
        for each in dataclasses.fields(part)
        if isinstance(value := getattr(part, each.name), LineField)
    }
    return dataclasses.replace(part, **fields)


def unstow(desk: Desk, kept: bytes) -> Stowed:
    """Put everything back where it was; what cannot be read any more is left as it is at the start."""
    stowed = Stowed()
    with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError):
        stowed = msgspec.json.decode(kept, type=Stowed)
    for name in (*_FIELDS, *_PANELS):
        setattr(desk.state, name, getattr(stowed, name))
    return stowed


def emptied(state: DeskState) -> DeskState:
    """A state that knows of nobody: only what a person set up stays (size, names, theme, what is switched on)."""
    plain: dict[str, Any] = {}
    for each in dataclasses.fields(state):
        value = getattr(state, each.name)
        if isinstance(value, bool | int) or (isinstance(value, Enum) and not isinstance(value, Pane)):
            plain[each.name] = value
    return DeskState(**{**plain, "names": state.names, "theme": state.theme})
