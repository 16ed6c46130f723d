"""A one-line field as plain data: text, cursor, undo, history."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from plantui.keys import token
from plantui.keys.grapheme import after, before, boundary

UNDO_STEPS = 50
"""How many steps of typing a field can take back."""
HISTORY_LINES = 100
"""How many lines a field remembers."""

State = tuple[str, int]
"""Text and cursor."""


class LineField(msgspec.Struct, frozen=True, kw_only=True):
    """A line being typed. Every operation returns a new field.

    The cursor is an index into the text, always at the edge of a character as readers see it: an
    accent, an emoji and a flag are one step. Text may name a client, so it never shows in `repr`.
    """

    text: str = ""
    cursor: int = 0
    suggestion: str = ""
    """What would follow in grey; `accept` takes it at the end of the line."""
    past: tuple[State, ...] = ()
    """What undo goes back to, nearest last; at most UNDO_STEPS."""
    future: tuple[State, ...] = ()
    """What redo goes forward to, nearest last."""
    run: bool = False
    """Whether the next letter belongs to the same undo step as the last one."""
    history: tuple[str, ...] = ()
    """Earlier lines of this field, nearest last. In memory only."""
    place: int = -1
    """Which line of the history is shown; -1 is the line being typed."""
    kept: str = ""
    """What was typed before the history was looked at."""
    secret: bool = False
    """Whether it is a passphrase: no undo and no history is kept."""

    def __repr__(self) -> str:
        return f"LineField({len(self.text)} characters, cursor {self.cursor})"


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
    operation = _OPERATIONS.get(key)
    return operation(field) if operation is not None else field


def act(field: LineField, action_id: str, key: str) -> LineField:
    """The field after an action of the LINE context, pressed with `key`.

    Knows typing undo and redo, the history and the grey suggestion; others leave it as it is. Where
    there is nothing to accept, the key's own editing follows (`right` moves, `ctrl+e` goes to the end).
    """
    operation = _ACTED.get(action_id)
    if action_id == "line.accept":
        taken = accept(field)
        operation = _OPERATIONS.get(key) if taken is field else None
        field = taken
    return operation(field) if operation is not None else field


def insert(field: LineField, text: str) -> LineField:
    """The field with a text put in at the cursor.

    Letters typed one after another are one undo step for each word.
    """
    clean = tidied(text)
    if not clean:
        return field
    single = len(clean) == 1
    starts_word = clean != " " and field.text[: field.cursor].endswith(" ")
    changed = replace(field, field.cursor, field.cursor, clean)
    if single and field.run and not starts_word:
        changed = msgspec.structs.replace(changed, past=field.past)
    return msgspec.structs.replace(changed, run=single)


def replace(field: LineField, start: int, end: int, text: str) -> LineField:
    """The field with one part of its text replaced, the cursor behind it; one undo step."""
    clean = tidied(text)
    new = field.text[:start] + clean + field.text[end:]
    return _to(field, new, start + len(clean))


def suggest(field: LineField, suggestion: str) -> LineField:
    """The field with a grey continuation; empty takes it away."""
    return msgspec.structs.replace(field, suggestion=tidied(suggestion))


def accept(field: LineField) -> LineField:
    """The field with the grey continuation taken, if the cursor is at the end; else unchanged."""
    if not field.suggestion or field.cursor != len(field.text):
        return field
    return replace(field, field.cursor, field.cursor, field.suggestion)


def undo(field: LineField) -> LineField:
    """One step of typing back; unchanged when there is none."""
    if not field.past:
        return field
    text, cursor = field.past[-1]
    return msgspec.structs.replace(
        field,
        text=text,
        cursor=cursor,
        past=field.past[:-1],
        future=(*field.future, (field.text, field.cursor)),
        run=False,
        suggestion="",
    )


def redo(field: LineField) -> LineField:
    """One step forward again; unchanged when there is none."""
    if not field.future:
        return field
    text, cursor = field.future[-1]
    return msgspec.structs.replace(
        field,
        text=text,
        cursor=cursor,
        past=(*field.past, (field.text, field.cursor)),
        future=field.future[:-1],
        run=False,
        suggestion="",
    )


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
    moved = _to(field, text, len(text))
    return msgspec.structs.replace(moved, place=place, kept=kept, history=field.history)


def _to(field: LineField, text: str, cursor: int) -> LineField:
    """The field with a new text, one undo step; a line of the history becomes the line being typed."""
    past = () if field.secret else (*field.past, (field.text, field.cursor))[-UNDO_STEPS:]
    return msgspec.structs.replace(
        field,
        text=text,
        cursor=boundary(text, cursor),
        past=past,
        future=(),
        run=False,
        suggestion="",
        place=-1,
        kept="",
        history=_with(field.history, field.kept),
    )


def _cursor(field: LineField, cursor: int) -> LineField:
    return msgspec.structs.replace(field, cursor=boundary(field.text, cursor), run=False)


def _word_before(field: LineField) -> int:
    head = field.text[: field.cursor].rstrip(" ")
    return len(head) - len(head.split(" ")[-1])


def _word_after(field: LineField) -> int:
    tail = field.text[field.cursor :]
    rest = tail.lstrip(" ")
    return field.cursor + len(tail) - len(rest) + len(rest.split(" ")[0])


def _left(field: LineField) -> LineField:
    return _cursor(field, before(field.text, field.cursor))


def _right(field: LineField) -> LineField:
    return _cursor(field, after(field.text, field.cursor))


def _home(field: LineField) -> LineField:
    return _cursor(field, 0)


def _end(field: LineField) -> LineField:
    return _cursor(field, len(field.text))


def _word_left(field: LineField) -> LineField:
    return _cursor(field, _word_before(field))


def _word_right(field: LineField) -> LineField:
    return _cursor(field, _word_after(field))


def _cut(field: LineField, start: int, end: int) -> LineField:
    return field if start >= end else replace(field, start, end, "")


def _backspace(field: LineField) -> LineField:
    return _cut(field, before(field.text, field.cursor), field.cursor)


def _delete(field: LineField) -> LineField:
    return _cut(field, field.cursor, after(field.text, field.cursor))


def _cut_word(field: LineField) -> LineField:
    return _cut(field, _word_before(field), field.cursor)


def _cut_before(field: LineField) -> LineField:
    return _cut(field, 0, field.cursor)


def _cut_after(field: LineField) -> LineField:
    return _cut(field, field.cursor, len(field.text))


_OPERATIONS: dict[str, Callable[[LineField], LineField]] = {
    "left": _left,
    "right": _right,
    "ctrl+left": _word_left,
    "ctrl+right": _word_right,
    "home": _home,
    "ctrl+a": _home,
    "end": _end,
    "ctrl+e": _end,
    "backspace": _backspace,
    "delete": _delete,
    "ctrl+d": _delete,
    "ctrl+w": _cut_word,
    "ctrl+u": _cut_before,
    "ctrl+k": _cut_after,
    "ctrl+z": undo,
    "ctrl+y": redo,
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
