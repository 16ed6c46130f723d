"""A text of many lines as plain data: text, cursor, undo. The body of a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from plantui.keys import token
from plantui.keys.grapheme import after, before, boundary, cells

UNDO_STEPS = 50
"""How many steps of typing a text can take back."""

State = tuple[str, int]
"""Text and cursor."""
Wrap = Callable[[str], Sequence[tuple[int, int]]]
"""Where a text breaks into the rows that are drawn: (start, end) of each, in characters, at least one."""


class TextBody(msgspec.Struct, frozen=True, kw_only=True):
    """A text being typed. Every operation returns a new one.

    The cursor is an index into the text, always at the edge of a character as readers see it. Text is about a
    client, so it never shows in `repr`.
    """

    text: str = ""
    cursor: int = 0
    past: tuple[State, ...] = ()
    """What undo goes back to, nearest last; at most UNDO_STEPS."""
    future: tuple[State, ...] = ()
    """What redo goes forward to, nearest last."""
    run: bool = False
    """Whether the next letter belongs to the same undo step as the last one."""
    aim: int = -1
    """The column that up and down keep to; -1 while the cursor moves otherwise."""

    def __repr__(self) -> str:
        return f"TextBody({len(self.text)} characters, cursor {self.cursor})"


def opened(text: str = "", cursor: int | None = None) -> TextBody:
    """A text with the cursor at a place, or at its end."""
    clean = tidied(text)
    return TextBody(text=clean, cursor=_edge(clean, len(clean) if cursor is None else cursor))


def tidied(text: str) -> str:
    """A text with line ends as line feeds, tabs as four spaces, and without other controls."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n")
    return "\n".join(line if _harmless(line) else "".join(filter(token.is_text, line)) for line in lines)


def _harmless(line: str) -> bool:
    return line.isascii() and line.isprintable()


def apply(body: TextBody, key: str, wrap: Wrap, page: int = 10) -> TextBody:
    """The text after one key: a printable key or an editing key. Keys it does not know leave it as it is.

    Args:
        body: the text.
        key: a token.
        wrap: how the text is drawn, for moving by rows.
        page: how many rows a page has.
    """
    if token.is_printable(key):
        return insert(body, token.typed(key))
    if key in _ROWS:
        return down(body, _ROWS[key], wrap)
    if key in ("pageup", "pagedown"):
        return down(body, -page if key == "pageup" else page, wrap)
    if key in ("home", "ctrl+a"):
        return _cursor(body, _row(body, wrap)[0])
    if key in ("end", "ctrl+e"):
        return _cursor(body, _row(body, wrap)[1])
    operation = _OPERATIONS.get(key)
    return operation(body) if operation is not None else body


def insert(body: TextBody, text: str) -> TextBody:
    """The text with a piece put in at the cursor. Letters typed one after another are one undo step for each word."""
    clean = tidied(text)
    if not clean:
        return body
    single = len(clean) == 1 and clean != "\n"
    starts_word = clean != " " and body.text[: body.cursor].endswith((" ", "\n"))
    changed = replace(body, body.cursor, body.cursor, clean)
    if single and body.run and not starts_word:
        changed = msgspec.structs.replace(changed, past=body.past)
    return msgspec.structs.replace(changed, run=single)


def replace(body: TextBody, start: int, end: int, text: str) -> TextBody:
    """The text with one part replaced, the cursor behind it; one undo step."""
    clean = tidied(text)
    return put(body, body.text[:start] + clean + body.text[end:], start + len(clean))


def put(body: TextBody, text: str, cursor: int) -> TextBody:
    """Another text in the place of this one, the cursor at a place; one undo step."""
    return msgspec.structs.replace(
        body,
        text=text,
        cursor=_edge(text, cursor),
        past=(*body.past, (body.text, body.cursor))[-UNDO_STEPS:],
        future=(),
        run=False,
        aim=-1,
    )


def move(body: TextBody, cursor: int) -> TextBody:
    """The text with the cursor at another place."""
    return _cursor(body, max(0, min(cursor, len(body.text))))


def undo(body: TextBody) -> TextBody:
    """One step of typing back; unchanged when there is none."""
    if not body.past:
        return body
    text, cursor = body.past[-1]
    future = (*body.future, (body.text, body.cursor))
    return TextBody(text=text, cursor=cursor, past=body.past[:-1], future=future)


def redo(body: TextBody) -> TextBody:
    """One step forward again; unchanged when there is none."""
    if not body.future:
        return body
    text, cursor = body.future[-1]
    past = (*body.past, (body.text, body.cursor))
    return TextBody(text=text, cursor=cursor, past=past, future=body.future[:-1])


def row_of(rows: Sequence[tuple[int, int]], cursor: int) -> int:
    """The row on which a place of the text is drawn."""
    low, high = 0, len(rows) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if rows[middle][0] <= cursor:
            low = middle
        else:
            high = middle - 1
    return low


def down(body: TextBody, by: int, wrap: Wrap) -> TextBody:
    """The cursor so many rows further down (negative: up), in the column it came from.

    Beyond the first row it goes to the beginning, beyond the last to the end.
    """
    rows = wrap(body.text)
    here = row_of(rows, body.cursor)
    aim = body.aim if body.aim >= 0 else cells(body.text[rows[here][0] : body.cursor])
    there = here + by
    if there < 0 or there >= len(rows):
        edge = 0 if there < 0 else len(body.text)
        there = max(0, min(there, len(rows) - 1))
        if there == here:
            return msgspec.structs.replace(_cursor(body, edge), aim=aim)
    start, end = rows[there]
    return msgspec.structs.replace(_cursor(body, start + _reach(body.text[start:end], aim)), aim=aim)


def _reach(row: str, aim: int) -> int:
    """The last edge of a character in a row that is not beyond a column."""
    if row.isascii():
        return min(len(row), aim)
    at = 0
    while at < len(row):
        following = after(row, at)
        if cells(row[:following]) > aim:
            break
        at = following
    return at


def _row(body: TextBody, wrap: Wrap) -> tuple[int, int]:
    rows = wrap(body.text)
    return rows[row_of(rows, body.cursor)]


def _cursor(body: TextBody, cursor: int) -> TextBody:
    return msgspec.structs.replace(body, cursor=_edge(body.text, cursor), run=False, aim=-1)


def _word_before(body: TextBody) -> int:
    head = body.text[: body.cursor].rstrip(" \n")
    return max(head.rfind(" "), head.rfind("\n")) + 1


def _word_after(body: TextBody) -> int:
    tail = body.text[body.cursor :]
    rest = tail.lstrip(" \n")
    ends = [at for at in (rest.find(" "), rest.find("\n")) if at >= 0]
    return body.cursor + len(tail) - len(rest) + min(ends, default=len(rest))


def _left(body: TextBody) -> TextBody:
    return _cursor(body, _before(body.text, body.cursor))


def _right(body: TextBody) -> TextBody:
    return _cursor(body, _after(body.text, body.cursor))


def _before(text: str, at: int) -> int:
    """The edge before a place, looked for within its line: a long text is not taken apart for one step."""
    start = text.rfind("\n", 0, at) + 1
    return start + before(text[start:at], at - start) if at > start else max(0, at - 1)


def _edge(text: str, at: int) -> int:
    """The edge of a character at or after a place."""
    if text.isascii():
        return max(0, min(at, len(text)))
    start, end = _line(text, at)
    return start + boundary(text[start:end], at - start)


def _line(text: str, at: int) -> tuple[int, int]:
    """Where the typed line around a place begins and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _after(text: str, at: int) -> int:
    start, end = _line(text, at)
    return start + after(text[start:end], at - start) if at < end else min(len(text), at + 1)


def _cut(body: TextBody, start: int, end: int) -> TextBody:
    return body if start >= end else replace(body, start, end, "")


def _backspace(body: TextBody) -> TextBody:
    return _cut(body, _before(body.text, body.cursor), body.cursor)


def _delete(body: TextBody) -> TextBody:
    return _cut(body, body.cursor, _after(body.text, body.cursor))


def _cut_word(body: TextBody) -> TextBody:
    return _cut(body, _word_before(body), body.cursor)


def _cut_before(body: TextBody) -> TextBody:
    start = _line(body.text, body.cursor)[0]
    return _cut(body, start if start < body.cursor else max(0, start - 1), body.cursor)


def _cut_after(body: TextBody) -> TextBody:
    end = _line(body.text, body.cursor)[1]
    return _cut(body, body.cursor, end if end > body.cursor else min(len(body.text), end + 1))


_ROWS = {"up": -1, "down": 1}
_OPERATIONS: dict[str, Callable[[TextBody], TextBody]] = {
    "left": _left,
    "right": _right,
    "ctrl+left": lambda body: _cursor(body, _word_before(body)),
    "ctrl+right": lambda body: _cursor(body, _word_after(body)),
    "enter": lambda body: insert(body, "\n"),
    "backspace": _backspace,
    "delete": _delete,
    "ctrl+d": _delete,
    "ctrl+w": _cut_word,
    "ctrl+u": _cut_before,
    "ctrl+k": _cut_after,
    "ctrl+z": undo,
    "ctrl+y": redo,
}
