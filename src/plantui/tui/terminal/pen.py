"""The pen: sends cells to the terminal, and knows where its cursor is and how it draws."""

from __future__ import annotations

from plantui.tui.terminal.cells import FIRST_CODE, SECOND, Cells
from plantui.tui.terminal.look import PLAIN, Look, transition

_ERASE = 12
"""From this many spaces on, erasing and moving is shorter than sending them."""


class Pen:
    """Writes cells to the terminal and knows where its cursor is and how it draws."""

    def __init__(self, width: int, looks: list[Look], blanks: set[str], cells: Cells) -> None:
        self.parts: list[str] = []
        self._width, self._looks, self._blanks, self._cells = width, looks, blanks, cells
        self._x: int | None = None
        self._y: int | None = None
        self._look = PLAIN

    def clear(self) -> None:
        """Erase the whole terminal."""
        self.parts.append("\x1b[m\x1b[H\x1b[2J")
        self._x = self._y = 0

    def _sent(self, text: str, x: int | None) -> None:
        """Send text after which the cursor is at column `x`, None if that is not sure."""
        self.parts.append(text)
        # In the last column terminals differ in where the cursor is said to be.
        self._x = x if x is not None and x < self._width else None

    def turn(self, look: Look) -> None:
        """Draw in `look` from here on."""
        if look is not self._look:
            self.parts.append(transition(self._look, look))
            self._look = look

    def move(self, x: int, y: int) -> None:
        """Put the cursor at column `x`, row `y`, the shortest way."""
        if x == self._x and y == self._y:
            return
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"]
        if y == self._y:
            ways.append(f"\x1b[{x + 1}G" if x else "\r")
            if self._x is not None:
                step = x - self._x
                ways.append("\b" * -step if step < 0 else "\x1b[C" if step == 1 else f"\x1b[{step}C")
        elif self._y is not None and y > self._y:
            down = "\x1b[B" if y == self._y + 1 else f"\x1b[{y - self._y}B"
            if x == self._x:
                ways.append(down)
            if y == self._y + 1:
                ways.append("\r\n" + (f"\x1b[{x}C" if x > 1 else "\x1b[C" if x else ""))
        self.parts.append(min(ways, key=len))
        self._x, self._y = x, y

    def erase_tail(self, x: int, y: int) -> None:
        """Erase row `y` from column `x` to its end."""
        self.move(x, y)
        if not self._look.blank:
            self.turn(PLAIN)
        self.parts.append("\x1b[K")

    def write(self, x: int, y: int, cells: str, inks: str) -> None:
        """Write cells from column `x` of row `y` on."""
        at, end = 0, len(cells)
        while at < end:
            ink = inks[at]
            stop = at + 1
            while stop < end and inks[stop] == ink:
                stop += 1
            self._piece(x + at, y, cells[at:stop], ink)
            at = stop

    def _piece(self, x: int, y: int, cells: str, ink: str) -> None:
        """Write cells of one ink."""
        if ink in self._blanks and self._look.blank and cells.isspace():
            if len(cells) >= _ERASE:
                self.move(x, y)
                self.parts.append(f"\x1b[{len(cells)}X")
                return
        else:
            self.turn(self._looks[ord(ink)])
        if max(cells) < FIRST_CODE and cells[0] != SECOND:
            self._plain_text(x, y, cells, ink)
            return
        for offset, code in enumerate(cells):
            if code == SECOND:
                continue
            self.move(x + offset, y)
            if code < FIRST_CODE:
                self._sent(code, x + offset + 1)
                continue
            text, width, sure = self._cells.cluster(code)
            if sure:
                self._sent(text, x + offset + width)
            else:
                # Blank the cells first: what the terminal thinks is narrower leaves no rest. Spaces,
                # because tmux leaves half a wide character behind when it is erased.
                end = x + offset + width
                back = "\b" * width if end < self._width else f"\x1b[{end - width + 1}G"
                self._sent(" " * width + back + text, None)

    def _plain_text(self, x: int, y: int, cells: str, ink: str) -> None:
        """Write cells of one ink that are one character each; long gaps are erased."""
        gap = cells.find(" " * _ERASE) if ink in self._blanks else -1
        while gap >= 0:
            text = cells[gap:]
            size = len(text) - len(text.lstrip(" "))
            if gap:
                self.move(x, y)
                self._sent(cells[:gap], x + gap)
            self.move(x + gap, y)
            self.parts.append(f"\x1b[{size}X")
            x, cells = x + gap + size, text[size:]
            gap = cells.find(" " * _ERASE)
        if cells:
            self.move(x, y)
            self._sent(cells, x + len(cells))
