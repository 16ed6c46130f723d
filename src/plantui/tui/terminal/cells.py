"""Cells: text as one code point for each cell of the screen, so that rows compare as strings.

A cell that holds anything but one character of certain width (a wide character, a letter with
combining marks, a character terminals disagree about) is written as a code point of the private
plane 16, which stands for a `Cluster`. The second cell of a wide character is `SECOND`.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from plantui.tui.text import cell, visible

SECOND: Final = "\0"
"""The cell covered by the wide character before it."""

FIRST_CODE: Final = "\U00100000"
"""Cells from this code point on stand for a cluster."""

_MOST: Final = 0xFFF0


class Cluster(NamedTuple):
    """What one cell shows: the text, its width in cells, and whether all terminals agree about that."""

    text: str
    width: int
    sure: bool


def _sure(character: str, width: int) -> bool:
    """Whether all terminals give this character the same width."""
    code = ord(character)
    if width == 1:
        return code < 0x300 or 0x370 <= code < 0x590 or 0x1E00 <= code < 0x2600 or code == 0xFFFD
    return 0x3000 <= code < 0xD7B0 or 0xF900 <= code < 0xFB00 or 0xFF01 <= code < 0xFFE7 or code >= 0x20000


class Cells:
    """Turns text into cells and keeps what the private code points stand for."""

    def __init__(self) -> None:
        self._codes: dict[Cluster, str] = {}
        self._clusters: list[Cluster] = []
        self._known: dict[str, str] = {}

    @property
    def full(self) -> bool:
        """Whether so many different clusters were seen that it is time to start over."""
        return len(self._clusters) > _MOST

    def cluster(self, code: str) -> Cluster:
        """Return what a cell from `FIRST_CODE` on stands for."""
        return self._clusters[ord(code) - ord(FIRST_CODE)]

    def cells(self, text: str) -> str:
        """Return a text as cells. What may not reach a terminal is made visible first."""
        if text.isascii() and text.isprintable():
            return text
        cells = self._known.get(text)
        if cells is None:
            cells = self._encode(visible(text))
            if len(self._known) > 8192:
                self._known.clear()
            self._known[text] = cells
        return cells

    def _encode(self, text: str) -> str:
        clusters: list[tuple[str, int]] = []
        for character in text:
            width = cell(character)
            # A vowel sign takes a cell (text.cell), but only beside its letter: terminals that think
            # otherwise join the two.
            joins = not width or (character >= "\u0900" and unicodedata.category(character) == "Mc")
            if joins and clusters:
                before, taken = clusters[-1]
                clusters[-1] = (before + character, taken + width)
            else:
                clusters.append((character, width or 1))
        return "".join(self._cell(part, width) for part, width in clusters)

    def _cell(self, text: str, width: int) -> str:
        """Return the cells of one character with its marks."""
        sure = _sure(text[0], width) and len(text) == 1
        if sure and width == 1:
            return text
        return self.code(Cluster(text, width, sure)) + SECOND * (width - 1)

    def code(self, cluster: Cluster) -> str:
        """Return the cell that stands for a cluster."""
        code = self._codes.get(cluster)
        if code is None:
            code = self._codes[cluster] = chr(ord(FIRST_CODE) + len(self._clusters))
            self._clusters.append(cluster)
        return code
