"""How the page of a note is shared: the text, what was understood of it, and the plan beside or below."""

from __future__ import annotations

from typing import NamedTuple

WIDE = 120
"""From this width the plan stands beside the text; below it under the text."""
SIDE = 44
"""Columns of the plan beside the text, its border included."""
LONGEST = 108
"""Columns of the text on a wide screen, its border included: longer lines are hard to read; the plan has the rest."""
PROSE = 104
"""Columns of an addendum's lines, and of a note beside the list, at most."""


def prose(width: int) -> int:
    """How long the lines of a text are in a box of this width."""
    return min(width - 4, PROSE)


class NoteRoom(NamedTuple):
    """Sizes on the page of a note, in cells; borders are counted in ``box_width``, ``box_height`` and the side's.

    ``rows`` is how many rows of text show, ``understood`` how many rows under them tell what was read from it.
    """

    box_width: int
    box_height: int
    width: int
    rows: int
    understood: int
    side_width: int
    side_height: int

    @property
    def beside(self) -> bool:
        """Whether the plan stands beside the text."""
        return self.side_width < self.box_width or self.side_height == self.box_height


def note_room(width: int, height: int) -> NoteRoom:
    """The sizes on a screen: its first row and the two last belong to the page's head, message and keys."""
    below = height - 3
    if width >= WIDE:
        inner = below - 2
        understood = 7 if inner >= 24 else 4 if inner >= 12 else 0
        side = max(SIDE, min(width - LONGEST, 90))
        return NoteRoom(width - side, below, width - side - 4, inner - understood, understood, side, below)
    side = 6 if below >= 18 and width >= 60 else 4 if below >= 14 else 0
    box = below - side
    return NoteRoom(width, box, width - 4, box - 2, 0, width, side)
