"""A terminal to look at: what stands on the screen after some output, cell by cell."""

from __future__ import annotations

import re
from typing import NamedTuple

import pyte

# What pyte does not know and would print: private modes with intermediates, and title strings.
_UNKNOWN = re.compile(r"\x1b\[\?[\d;]*\$p|\x1b\[[<>=][\d;]*[a-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")


class Cell(NamedTuple):
    """What a person sees in one cell."""

    text: str
    foreground: str
    background: str
    attributes: tuple[bool, ...]


Rows = list[list[Cell]]


class Emulator:
    """A terminal of `width` by `height` cells."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        # As the driver sets it: what is written in the last column does not wrap.
        self.feed("\x1b[?7l")

    def feed(self, output: str) -> None:
        self._stream.feed(_UNKNOWN.sub("", output))

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)

    def rows(self) -> list[list[Cell]]:
        """What stands on the screen. On a blank, only what shows on a blank counts."""
        return [[_cell(self.screen.buffer[y][x]) for x in range(self.screen.columns)] for y in range(self.screen.lines)]

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip("\n")


def _cell(char: pyte.screens.Char) -> Cell:
    if char.data in (" ", ""):
        shows = (char.underscore, char.strikethrough, char.reverse, char.blink)
        return Cell(char.data, char.fg if char.reverse else "", char.bg, shows)
    looks = (char.bold, char.italics, char.underscore, char.strikethrough, char.reverse, char.blink)
    return Cell(char.data, char.fg, char.bg, looks)


def differing(one: Emulator | Rows, other: Emulator | Rows) -> list[tuple[int, int, Cell, Cell]]:
    """Return where two screens differ: column, row, and both cells."""
    left = one.rows() if isinstance(one, Emulator) else one
    right = other.rows() if isinstance(other, Emulator) else other
    return [
        (x, y, cell, opposite)
        for y, (row, opposite_row) in enumerate(zip(left, right, strict=True))
        for x, (cell, opposite) in enumerate(zip(row, opposite_row, strict=True))
        if cell != opposite
    ]
