"""The shadow: what stands on the terminal, and the shortest way to what should stand there.

Lay text into the shadow, then `flush`: only cells that changed are sent, with relative moves, the
shortest changes of colour, erasing where that is shorter than spaces, and one reset at the end.
After a character whose width terminals disagree about, the cursor is placed anew, so that nothing
to the right of it can shift.
"""

from __future__ import annotations

from collections.abc import Callable

from plantui.tui.frame.line import Line
from plantui.tui.terminal.cells import FIRST_CODE, SECOND, Cells
from plantui.tui.terminal.look import PLAIN, Look
from plantui.tui.terminal.pen import Pen

_PLAIN_INK = "\0"
_NEAR = 4
"""Unchanged cells up to this many between two changes are sent again: that is shorter than a move."""

_SHORT_TAIL = 3
"""Blanks at the end of a row up to this many are sent: erasing them takes as much."""


class Shadow:
    """The screen of a terminal, `width` by `height` cells, as far as it is known."""

    def __init__(self, width: int, height: int) -> None:
        self._cells = Cells()
        self._inks: dict[Look, str] = {PLAIN: _PLAIN_INK}
        self._looks: list[Look] = [PLAIN]
        self._blanks: set[str] = {_PLAIN_INK}
        self.width, self.height = width, height
        self._resized()

    def _resized(self) -> None:
        blank = (" " * self.width, _PLAIN_INK * self.width)
        self._wanted = [blank] * self.height
        self._shown = [blank] * self.height
        self._changed: set[int] = set()
        self._known = False
        self._caret: tuple[int, int] | None = None

    def resize(self, width: int, height: int) -> None:
        """Take a new size. Nothing is known of what the terminal shows, and nothing is wanted yet."""
        self.width, self.height = width, height
        self._resized()

    def forget(self) -> None:
        """Drop what is known of the terminal: the next flush clears it and draws everything."""
        self._known = False

    def ink(self, look: Look) -> str:
        """Return the one character that stands for a look in `lay`."""
        ink = self._inks.get(look)
        if ink is None:
            ink = self._inks[look] = chr(len(self._looks))
            self._looks.append(look)
            if look.blank:
                self._blanks.add(ink)
        return ink

    def cells(self, text: str) -> str:
        """Return a text as cells for `lay`."""
        return self._cells.cells(text)

    def lay(self, y: int, x: int, cells: str, inks: str) -> None:
        """Lay cells, one ink for each, into row `y` from column `x` on; what sticks out is cut off."""
        if not 0 <= y < self.height or x >= self.width:
            return
        if x < 0:
            cells, inks, x = cells[-x:], inks[-x:], 0
        end = min(self.width, x + len(cells))
        if x == 0 and end == self.width == len(cells):
            row = (cells, inks)
        else:
            old_cells, old_inks = self._wanted[y]
            size = end - x
            row = (old_cells[:x] + cells[:size] + old_cells[end:], old_inks[:x] + inks[:size] + old_inks[end:])
        if row != self._wanted[y]:
            self._wanted[y] = row
            self._changed.add(y)

    def lay_line(self, y: int, line: Line, look: Callable[[str], Look]) -> None:
        """Lay a whole line into row `y`; `look` tells what style words look like."""
        row = [(self.cells(text), self.ink(look(words))) for text, words in line]
        self.lay(y, 0, "".join([cells for cells, _ in row]), "".join([ink * len(cells) for cells, ink in row]))

    def flush(self, caret: tuple[int, int] | None = None) -> str:
        """Return what must be sent so that the terminal shows what was laid; "" if it does already.

        `caret` is the column and row where the terminal's cursor should rest.
        """
        pen = Pen(self.width, self._looks, self._blanks, self._cells)
        if not self._known:
            pen.clear()
            self._shown = [(" " * self.width, _PLAIN_INK * self.width)] * self.height
            self._changed = set(range(self.height))
            self._known = True
        for y in sorted(self._changed):
            if self._wanted[y] != self._shown[y]:
                self._row(pen, y)
                self._shown[y] = self._wanted[y]
        self._changed.clear()
        pen.turn(PLAIN)
        if caret is not None and (pen.parts or caret != self._caret):
            pen.move(*caret)
        if pen.parts:
            self._caret = caret
        if self._cells.full:
            self._renumber()
        return "".join(pen.parts)

    def _renumber(self) -> None:
        """Drop clusters that are no longer on the screen."""
        old, self._cells = self._cells, Cells()
        codes = {code for cells, _ in self._wanted for code in cells if code >= FIRST_CODE}
        table = {ord(code): self._cells.code(old.cluster(code)) for code in codes}
        self._wanted = [(cells.translate(table), inks) for cells, inks in self._wanted]
        self._known = False

    def _row(self, pen: Pen, y: int) -> None:
        """Send the changed cells of row `y`; a tail of blanks is erased, not written."""
        cells, inks = self._wanted[y]
        used, text = self.width, len(cells.rstrip(" "))
        while used > text and inks[used - 1] in self._blanks:
            used -= 1
        for start, stop in self._runs(y):
            if stop <= used + _SHORT_TAIL:
                pen.write(start, y, cells[start:stop], inks[start:stop])
                continue
            if start < used:
                pen.write(start, y, cells[start:used], inks[start:used])
            pen.erase_tail(max(start, used), y)
            return

    def _runs(self, y: int) -> list[tuple[int, int]]:
        """Return the stretches (start, end) of row `y` that must be sent."""
        (cells, inks), (old_cells, old_inks) = self._wanted[y], self._shown[y]
        runs: list[tuple[int, int]] = []
        start = stop = -1
        for x in range(self.width):
            if cells[x] == old_cells[x] and (
                inks[x] == old_inks[x] or self._same_blank(cells[x], inks[x], old_inks[x])
            ):
                continue
            if start < 0:
                start = x
            elif x - stop > _NEAR or (x > stop and not self._cheap(cells[stop:x], inks[stop - 1 : x])):
                runs.append((start, stop))
                start = x
            stop = x + 1
        if start >= 0:
            runs.append((start, stop))
        # A wide character is sent whole, from its first cell.
        return [(begin - 1 if begin and cells[begin] == SECOND else begin, end) for begin, end in runs]

    def _cheap(self, gap: str, inks: str) -> bool:
        """Whether unchanged cells, drawn after a cell in the first of `inks`, need no other look."""
        return len(set(inks)) == 1 or (gap.isspace() and self._blanks.issuperset(inks))

    def _same_blank(self, cell: str, ink: str, old: str) -> bool:
        return cell == " " and ink in self._blanks and old in self._blanks
