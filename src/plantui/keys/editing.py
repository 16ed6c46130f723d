"""What a line and a text of many lines share while they are typed: text, cursor, undo and the editing keys."""

from __future__ import annotations

from typing import Protocol, Self, TypeVar

import msgspec

from plantui.keys import token
from plantui.keys.grapheme import after, before, boundary

UNDO_STEPS = 50
"""How many steps of typing can be taken back."""

State = tuple[str, int]
"""Text and cursor."""


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """A text being typed. Every operation returns a new one.

    The cursor is an index into the text, always at the edge of a character as readers see it: an
    accent, an emoji and a flag are one step. Text may name a client, so it never shows in `repr`.
    """

    text: str = ""
    cursor: int = 0
    past: tuple[State, ...] = ()
    """What undo goes back to, nearest last; at most UNDO_STEPS."""
    future: tuple[State, ...] = ()
    """What redo goes forward to, nearest last."""
    run: bool = False
    """Whether the next letter belongs to the same undo step as the last one."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.text)} characters, cursor {self.cursor})"

    def tidy(self, text: str) -> str:
        """A text as it may stand here."""
        return "".join(filter(token.is_text, text))

    def changed(self) -> Self:
        """This with another text: what belonged to the old one goes."""
        return self

    def stepped(self) -> Self:
        """This after a step back or forward in what was typed."""
        return self

    def moved(self) -> Self:
        """This with the cursor elsewhere."""
        return self


T = TypeVar("T", bound=Typed)


class _Operation(Protocol):
    def __call__(self, typed: T, /) -> T: ...


def edit(typed: T, key: str) -> T:
    """The text after an editing key; keys that mean nothing here leave it as it is."""
    operation = _OPERATIONS.get(key)
    return operation(typed) if operation is not None else typed


def insert(typed: T, text: str) -> T:
    """The text with a piece put in at the cursor. Letters typed one after another are one undo step for each word."""
    clean = typed.tidy(text)
    if not clean:
        return typed
    single = len(clean) == 1 and clean != "\n"
    starts_word = clean != " " and typed.text[: typed.cursor].endswith((" ", "\n"))
    changed = replace(typed, typed.cursor, typed.cursor, clean)
    if single and typed.run and not starts_word:
        changed = msgspec.structs.replace(changed, past=typed.past)
    return msgspec.structs.replace(changed, run=single)


def replace(typed: T, start: int, end: int, text: str) -> T:
    """The text with one part replaced, the cursor behind it; one undo step."""
    clean = typed.tidy(text)
    return put(typed, typed.text[:start] + clean + typed.text[end:], start + len(clean))


def put(typed: T, text: str, cursor: int) -> T:
    """Another text in the place of this one, the cursor at a place; one undo step."""
    past = (*typed.past, (typed.text, typed.cursor))[-UNDO_STEPS:]
    there = edge(text, cursor)
    return msgspec.structs.replace(typed, text=text, cursor=there, past=past, future=(), run=False).changed()


def move(typed: T, cursor: int) -> T:
    """The text with the cursor at another place."""
    return msgspec.structs.replace(typed, cursor=edge(typed.text, cursor), run=False).moved()


def undo(typed: T) -> T:
    """One step of typing back; unchanged when there is none."""
    if not typed.past:
        return typed
    (text, cursor), now = typed.past[-1], (typed.text, typed.cursor)
    changed = msgspec.structs.replace(
        typed, text=text, cursor=cursor, past=typed.past[:-1], future=(*typed.future, now), run=False
    )
    return changed.stepped()


def redo(typed: T) -> T:
    """One step forward again; unchanged when there is none."""
    if not typed.future:
        return typed
    (text, cursor), now = typed.future[-1], (typed.text, typed.cursor)
    changed = msgspec.structs.replace(
        typed, text=text, cursor=cursor, past=(*typed.past, now), future=typed.future[:-1], run=False
    )
    return changed.stepped()


# edges: a long text is not taken apart for one step, but looked at within its line


def edge(text: str, at: int) -> int:
    """The edge of a character at or after a place."""
    if text.isascii():
        return max(0, min(at, len(text)))
    at = max(0, min(at, len(text)))
    start, end = line_around(text, at)
    return start + boundary(text[start:end], at - start)


def line_around(text: str, at: int) -> tuple[int, int]:
    """Where the typed line around a place begins and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _before(typed: Typed) -> int:
    text, at = typed.text, typed.cursor
    start = text.rfind("\n", 0, at) + 1
    return start + before(text[start:at], at - start) if at > start else max(0, at - 1)


def _after(typed: Typed) -> int:
    text, at = typed.text, typed.cursor
    start, end = line_around(text, at)
    return start + after(text[start:end], at - start) if at < end else min(len(text), at + 1)


def _word_before(typed: Typed) -> int:
    head = typed.text[: typed.cursor].rstrip(" \n")
    return max(head.rfind(" "), head.rfind("\n")) + 1


def _word_after(typed: Typed) -> int:
    tail = typed.text[typed.cursor :]
    rest = tail.lstrip(" \n")
    ends = [at for at in (rest.find(" "), rest.find("\n")) if at >= 0]
    return typed.cursor + len(tail) - len(rest) + min(ends, default=len(rest))


# editing keys


def _left(typed: T) -> T:
    return move(typed, _before(typed))


def _right(typed: T) -> T:
    return move(typed, _after(typed))


def _word_left(typed: T) -> T:
    return move(typed, _word_before(typed))


def _word_right(typed: T) -> T:
    return move(typed, _word_after(typed))


def _cut(typed: T, start: int, end: int) -> T:
    return typed if start >= end else replace(typed, start, end, "")


def _backspace(typed: T) -> T:
    return _cut(typed, _before(typed), typed.cursor)


def _delete(typed: T) -> T:
    return _cut(typed, typed.cursor, _after(typed))


def _cut_word(typed: T) -> T:
    return _cut(typed, _word_before(typed), typed.cursor)


def _cut_before(typed: T) -> T:
    start = line_around(typed.text, typed.cursor)[0]
    return _cut(typed, start if start < typed.cursor else max(0, start - 1), typed.cursor)


def _cut_after(typed: T) -> T:
    end = line_around(typed.text, typed.cursor)[1]
    return _cut(typed, typed.cursor, end if end > typed.cursor else min(len(typed.text), end + 1))


_OPERATIONS: dict[str, _Operation] = {
    "left": _left,
    "right": _right,
    "ctrl+left": _word_left,
    "ctrl+right": _word_right,
    "backspace": _backspace,
    "delete": _delete,
    "ctrl+d": _delete,
    "ctrl+w": _cut_word,
    "ctrl+u": _cut_before,
    "ctrl+k": _cut_after,
    "ctrl+z": undo,
    "ctrl+y": redo,
}
