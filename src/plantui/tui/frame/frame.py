"""A frame: the whole screen at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from plantui.tui.frame.block import Block, block
from plantui.tui.frame.line import Line, plain
from plantui.tui.text import ascii_only


class Caret(NamedTuple):
    """The cell where typing goes on, counted from 0 at the upper left of the screen."""

    x: int
    y: int


class _Screen(NamedTuple):
    width: int
    height: int
    lines: Block
    caret: Caret | None


class Frame(_Screen):
    """A screen of `width` by `height` cells; `lines` are padded or cropped to it.

    `caret` is where the terminal's own cursor is put (hidden, but input methods and magnifiers
    follow it); None leaves it where it was.
    """

    __slots__ = ()

    def __new__(cls, width: int, height: int, lines: Sequence[Line], caret: Caret | None = None) -> Frame:
        """Give every line the width of the frame."""
        return super().__new__(cls, width, height, block(lines, width, height), caret)

    def text(self) -> str:
        """Return the screen as text, one line per row, without spaces at line ends."""
        return "\n".join(plain(spans).rstrip() for spans in self.lines)


_ASCII = str.maketrans("─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬", "-|+++++++++##########" + "#")


@lru_cache(maxsize=2048)
def _ascii_text(text: str) -> str:
    return ascii_only(text.translate(_ASCII))


def in_ascii(frame: Frame) -> Frame:
    """Return the frame for a terminal without Unicode: borders `+ - |`, the focused one `#`."""
    return Frame(frame.width, frame.height, tuple(map(_ascii_line, frame.lines)), frame.caret)


def _ascii_line(spans: Line) -> Line:
    return tuple((text if text.isascii() else _ascii_text(text), style) for text, style in spans)
