"""A text of many lines as plain data: text, cursor, undo. The body of a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self

import msgspec

from plantui.keys import token
from plantui.keys.editing import UNDO_STEPS as UNDO_STEPS
from plantui.keys.editing import Typed, edge, edit
from plantui.keys.editing import insert as insert
from plantui.keys.editing import move as move
from plantui.keys.editing import put as put
from plantui.keys.editing import redo as redo
from plantui.keys.editing import replace as replace
from plantui.keys.editing import undo as undo
from plantui.keys.grapheme import after, cells

Wrap = Callable[[str], Sequence[tuple[int, int]]]
"""Where a text breaks into the rows that are drawn: (start, end) of each, in characters, at least one."""


class TextBody(Typed, frozen=True, kw_only=True):
    """A text of many lines being typed."""

    aim: int = -1
    """The column that up and down keep to; -1 while the cursor moves otherwise."""

    def tidy(self, text: str) -> str:
        """Line ends as line feeds, no other controls."""
        return tidied(text)

    def changed(self) -> Self:
        """The column is forgotten."""
        return self if self.aim < 0 else msgspec.structs.replace(self, aim=-1)

    def stepped(self) -> Self:
        """The column is forgotten."""
        return self.changed()

    def moved(self) -> Self:
        """The column is forgotten."""
        return self.changed()


def opened(text: str = "", cursor: int | None = None) -> TextBody:
    """A text with the cursor at a place, or at its end."""
    clean = tidied(text)
    return TextBody(text=clean, cursor=edge(clean, len(clean) if cursor is None else cursor))


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
        return move(body, _row(body, wrap)[0])
    if key in ("end", "ctrl+e"):
        return move(body, _row(body, wrap)[1])
    return insert(body, "\n") if key == "enter" else edit(body, key)


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
        end = 0 if there < 0 else len(body.text)
        there = max(0, min(there, len(rows) - 1))
        if there == here:
            return msgspec.structs.replace(move(body, end), aim=aim)
    start, end = rows[there]
    return msgspec.structs.replace(move(body, start + _reach(body.text[start:end], aim)), aim=aim)


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


_ROWS = {"up": -1, "down": 1}
