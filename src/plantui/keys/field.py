"""A one-line field as plain data: text, cursor, undo, history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import msgspec

from plantui.keys import token
from plantui.keys.editing import UNDO_STEPS as UNDO_STEPS
from plantui.keys.editing import Typed, edit, move
from plantui.keys.editing import insert as insert
from plantui.keys.editing import redo as redo
from plantui.keys.editing import replace as replace
from plantui.keys.editing import undo as undo

HISTORY_LINES = 100
"""How many lines a field remembers."""


class LineField(Typed, frozen=True, kw_only=True):
    """A line being typed."""

    suggestion: str = ""
    """What would follow in grey; `accept` takes it at the end of the line."""
    history: tuple[str, ...] = ()
    """Earlier lines of this field, nearest last. In memory only."""
    place: int = -1
    """Which line of the history is shown; -1 is the line being typed."""
    kept: str = ""
    """What was typed before the history was looked at."""
    secret: bool = False
    """Whether it is a passphrase: no undo and no history is kept."""

    def tidy(self, text: str) -> str:
        """One line."""
        return tidied(text)

    def changed(self) -> Self:
        """A line of the history becomes the line being typed; a passphrase is never gone back to."""
        return msgspec.structs.replace(
            self,
            past=() if self.secret else self.past,
            suggestion="",
            place=-1,
            kept="",
            history=_with(self.history, self.kept),
        )

    def stepped(self) -> Self:
        """The grey continuation went with the text."""
        return msgspec.structs.replace(self, suggestion="")


def opened(text: str = "", history: tuple[str, ...] = (), *, secret: bool = False) -> LineField:
    """A field with the cursor at its end."""
    clean = tidied(text)
    return LineField(text=clean, cursor=len(clean), history=() if secret else history, secret=secret)


def tidied(text: str) -> str:
    """A text as one line: line ends and tabs become spaces, other controls are left out."""
    flat = " ".join(text.splitlines()).replace("\t", " ")
    return "".join(one for one in flat if token.is_text(one))


def apply(field: LineField, key: str) -> LineField:
    """The field after one key: a printable key, an editing key, undo, redo or history.

    Keys it does not know leave it as it is.
    """
    if token.is_printable(key):
        return insert(field, token.typed(key))
    return _edited(field, key)


def _edited(field: LineField, key: str) -> LineField:
    operation = _OPERATIONS.get(key)
    return operation(field) if operation is not None else edit(field, key)


def act(field: LineField, action_id: str, key: str) -> LineField:
    """The field after an action of the LINE context, pressed with `key`.

    Knows typing undo and redo, the history and the grey suggestion; others leave it as it is. Where
    there is nothing to accept, the key's own editing follows (`right` moves, `ctrl+e` goes to the end).
    """
    if action_id == "line.accept":
        taken = accept(field)
        return taken if taken is not field else _edited(field, key)
    operation = _ACTED.get(action_id)
    return operation(field) if operation is not None else field


def suggest(field: LineField, suggestion: str) -> LineField:
    """The field with a grey continuation; empty takes it away."""
    return msgspec.structs.replace(field, suggestion=tidied(suggestion))


def accept(field: LineField) -> LineField:
    """The field with the grey continuation taken, if the cursor is at the end; else unchanged."""
    if not field.suggestion or field.cursor != len(field.text):
        return field
    return replace(field, field.cursor, field.cursor, field.suggestion)


def older(field: LineField) -> LineField:
    """The line before this one in the history; what was typed is kept under `newer`."""
    place = field.place - 1 if field.place >= 0 else len(field.history) - 1
    if place < 0:
        return field
    kept = field.kept if field.place >= 0 else field.text
    return _shown(field, field.history[place], place, kept)


def newer(field: LineField) -> LineField:
    """The line after this one in the history, and at its end what was typed."""
    if field.place < 0:
        return field
    place = field.place + 1
    if place < len(field.history):
        return _shown(field, field.history[place], place, field.kept)
    return _shown(field, field.kept, -1, "")


def remembered(field: LineField) -> tuple[str, ...]:
    """The history to open this field with next time, the text that is left behind included."""
    if field.secret:
        return ()
    return _with(_with(field.history, field.kept), field.text)


def _with(history: tuple[str, ...], line: str) -> tuple[str, ...]:
    if not line.strip():
        return history
    return (*(one for one in history if one != line), line)[-HISTORY_LINES:]


def _shown(field: LineField, text: str, place: int, kept: str) -> LineField:
    moved = replace(field, 0, len(field.text), text)
    return msgspec.structs.replace(moved, place=place, kept=kept, history=field.history)


def _home(field: LineField) -> LineField:
    return move(field, 0)


def _end(field: LineField) -> LineField:
    return move(field, len(field.text))


_OPERATIONS: dict[str, Callable[[LineField], LineField]] = {
    "home": _home,
    "ctrl+a": _home,
    "end": _end,
    "ctrl+e": _end,
    "up": older,
    "ctrl+p": older,
    "down": newer,
    "ctrl+n": newer,
}
_ACTED: dict[str, Callable[[LineField], LineField]] = {
    "text.undo": undo,
    "text.redo": redo,
    "line.prev_match": older,
    "line.next_match": newer,
}
