"""What stands on a terminal's screen, and what the terminal answers when it is asked.

A program that starts asks its terminal questions (what are you, where is the cursor, do you know synchronised
output). A terminal that stays silent makes it sit out a time-out, so a `Display` answers all of them at once.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from copy import copy

import pyte
from pyte.screens import Char, Margins
from wcwidth import wcwidth

MOUSE_MODES = frozenset({9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016})
"""Private modes by which a program asks for mouse reports."""

KNOWN_MODES = frozenset({1, 7, 25, 47, 1000, 1002, 1003, 1004, 1006, 1016, 1049, 2004, 2026})
"""Private modes that the terminal says it knows when a program asks (DECRQM)."""

ALTERNATE = frozenset({47, 1047, 1049})
"""Private modes that switch to the alternate screen."""

SYNCHRONISED = 2026
"""Private mode that brackets one frame: what stands on the screen meanwhile is half a picture."""

CONTROL = re.compile(
    rb"\x1b\[(?P<cursor>\??)6n"
    rb"|\x1b\[(?P<status>5)n"
    rb"|\x1b\[(?P<device>[>=]?)0?c"
    rb"|\x1b\[\?(?P<asked>\d+)\$p"
    rb"|\x1b\[(?P<asked_ansi>\d+)\$p"
    rb"|\x1b\[>0?(?P<version>q)"
    rb"|\x1b\](?P<colour>1[0-2]);\?(?:\x07|\x1b\\)"
    rb"|\x1b\]4;(?P<palette>\d+);\?(?:\x07|\x1b\\)"
    rb"|\x1b\[(?P<window>1[4689])t"
    rb"|\x1bP\+q(?P<capability>[0-9a-fA-F;]*)\x1b\\"
    rb"|\x1bP\$q(?P<setting>[^\x1b]*)\x1b\\"
    rb"|\x1b\](?P<names>[02]);(?P<title>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|\x1b\[\?(?P<modes>\d+(?:;\d+)*)(?P<switch>[hl])"
    # From here on: sequences that the emulation does not know and would print as text.
    rb"|\x1b\[[<>=?]?[\d;:]*[ !\"#$%&'*+]+[@-~]"
    rb"|\x1b\[[<>=][\d;:]*[@-~]"
    rb"|\x1b\[\?[\d;]*[usq]"
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|\x1b[P_^X][^\x1b]*\x1b\\"
    rb"|\x1b\[[\d;:]*t"
)
UNFINISHED = re.compile(rb"\x1b(?:\[[\d;:<>=?!\"#$%&'*+ ]*|[\]P_^X][^\x07\x1b]*\x1b?)?$")
SUB_PARAMETERS = re.compile(rb"(\x1b\[[\d;]*):(\d+)")


class _Grid(pyte.Screen):
    """pyte's screen with an alternate screen, lines that scrolled off, and characters of no width kept."""

    def __init__(self, columns: int, lines: int) -> None:
        self.scrolled: list[str] = []
        self._main: tuple[dict[int, dict[int, Char]], pyte.screens.Cursor] | None = None
        super().__init__(columns, lines)

    def draw(self, data: str) -> None:
        run = ""
        for char in data:
            if wcwidth(char) == 0 and char >= "\u0300":
                super().draw(run)
                run = ""
                self._join(char)
            else:
                run += char
        super().draw(run)

    def _join(self, char: str) -> None:
        """Put a character of no width onto the cell before the cursor, as terminals do."""
        line = self.buffer[self.cursor.y]
        column = self.cursor.x - 1
        while column > 0 and line[column].data == "":
            column -= 1
        if column >= 0:
            line[column] = line[column]._replace(data=line[column].data + char)

    def index(self) -> None:
        top, bottom = self.margins or Margins(0, self.lines - 1)
        if self.cursor.y == bottom and top == 0 and self._main is None:
            self.scrolled.append(self.row(0))
        super().index()

    def switch(self, *, alternate: bool) -> None:
        """Go to the alternate screen (cleared) or back to the main one (as it was left)."""
        if alternate and self._main is None:
            self._main = ({y: dict(line) for y, line in self.buffer.items()}, copy(self.cursor))
            self.buffer.clear()
        elif not alternate and self._main is not None:
            cells, cursor = self._main
            self._main = None
            self.buffer.clear()
            for y, line in cells.items():
                self.buffer[y].update(line)
            hidden, self.cursor = self.cursor.hidden, cursor
            self.cursor.hidden = hidden
            self.cursor.x = min(self.cursor.x, self.columns - 1)
            self.cursor.y = min(self.cursor.y, self.lines - 1)

    def row(self, y: int) -> str:
        """The text of one row, a wide character standing for its two cells."""
        return "".join(self._cells(y)).rstrip()

    def _cells(self, y: int) -> Iterator[str]:
        line, follows_wide = self.buffer[y], False
        for x in range(self.columns):
            text = line[x].data
            if text.isascii() and text:
                follows_wide = False
                yield text
            elif text:
                follows_wide = wcwidth(text[0]) == 2
                yield text
            elif follows_wide:
                follows_wide = False
            else:
                yield " "


class Display:
    """A terminal's screen. Bytes go in; text, cursor, title and modes can be read; answers come out."""

    def __init__(self, columns: int, rows: int) -> None:
        self._grid = _Grid(columns, rows)
        self._stream = pyte.Stream(self._grid)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._unfinished = b""
        self.modes: set[int] = set()
        """Private modes that are on now."""
        self.modes_seen: set[int] = set()
        """Private modes that have ever been on."""
        self.titles: list[str] = []
        """Every window title set so far, in order."""

    def feed(self, data: bytes) -> bytes:
        """Take what the program wrote; return what the terminal answers."""
        data = self._unfinished + data
        cut = UNFINISHED.search(data)
        self._unfinished = cut.group() if cut and len(cut.group()) < 4096 else b""
        if self._unfinished:
            data = data[: -len(self._unfinished)]
        answers, position = [], 0
        for match in CONTROL.finditer(data):
            self._draw(data[position : match.start()])
            answers.append(self._obey(match))
            position = match.end()
        self._draw(data[position:])
        return b"".join(answers)

    def _draw(self, data: bytes) -> None:
        if data:
            self._stream.feed(self._decode(SUB_PARAMETERS.sub(rb"\1;\2", data)))

    def _obey(self, match: re.Match[bytes]) -> bytes:
        found = {name: value for name, value in match.groupdict().items() if value is not None}
        if "modes" in found:
            self._switch([int(mode) for mode in found["modes"].split(b";")], on=found["switch"] == b"h")
        elif "title" in found:
            self.titles.append(found["title"].decode("utf-8", "replace"))
        elif found:
            return self._answer(found)
        return b""

    def _switch(self, modes: list[int], *, on: bool) -> None:
        if on:
            self.modes.update(modes)
            self.modes_seen.update(modes)
            self._grid.set_mode(*modes, private=True)
        else:
            self.modes.difference_update(modes)
            self._grid.reset_mode(*modes, private=True)
        if ALTERNATE.intersection(modes):
            self._grid.switch(alternate=on)

    def _answer(self, found: dict[str, bytes]) -> bytes:
        name, value = next(iter(found.items()))
        text = value.decode("latin-1")
        rows, columns = self._grid.lines, self._grid.columns
        if name == "cursor":
            _, x, y = self.cursor
            return f"\x1b[{text}{y + 1};{min(x, columns - 1) + 1}R".encode()
        if name == "device":
            answers = {"": "\x1b[?62;4;22c", ">": "\x1b[>41;388;0c", "=": "\x1bP!|00000000\x1b\\"}
            return answers[text].encode()
        if name == "asked":
            known, on = int(text) in KNOWN_MODES, int(text) in self.modes
            return f"\x1b[?{text};{0 if not known else 1 if on else 2}$y".encode()
        if name == "colour":
            shade = "ffff/ffff/ffff" if text == "10" else "0000/0000/0000"
            return f"\x1b]{text};rgb:{shade}\x1b\\".encode()
        if name == "window":
            answers = {
                "14": f"\x1b[4;{rows * 16};{columns * 8}t",
                "16": "\x1b[6;16;8t",
                "18": f"\x1b[8;{rows};{columns}t",
                "19": f"\x1b[9;{rows};{columns}t",
            }
            return answers[text].encode()
        plain = {
            "status": "\x1b[0n",
            "asked_ansi": f"\x1b[{text};0$y",
            "version": "\x1bP>|plantui-tests(1)\x1b\\",
            "palette": f"\x1b]4;{text};rgb:8080/8080/8080\x1b\\",
            "capability": f"\x1bP0+r{text}\x1b\\",
            "setting": "\x1bP0$r\x1b\\",
        }
        return plain[name].encode()

    def resize(self, columns: int, rows: int) -> None:
        """Give the screen another size, in cells."""
        self._grid.resize(lines=rows, columns=columns)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._grid.columns, self._grid.lines

    @property
    def lines(self) -> list[str]:
        """The text of every row, without the blanks at its end."""
        return [self._grid.row(y) for y in range(self._grid.lines)]

    @property
    def scrolled(self) -> list[str]:
        """Rows of the main screen that have scrolled off its top: what a person finds by scrolling back."""
        return list(self._grid.scrolled)

    @property
    def cursor(self) -> tuple[bool, int, int]:
        """Whether the cursor shows, its column and its row, both from 0."""
        cursor = self._grid.cursor
        return not cursor.hidden, cursor.x, cursor.y

    def cell(self, column: int, row: int) -> Char:
        """One cell: its text and how it is drawn (fg, bg, bold, reverse and so on)."""
        return self._grid.buffer[row][column]

    @property
    def mid_frame(self) -> bool:
        """Whether the program is in the middle of a synchronised frame."""
        return SYNCHRONISED in self.modes
