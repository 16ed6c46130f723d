"""A real terminal for tests: a program runs in a pseudo-terminal, keys go in, the screen can be read.

    with Terminal([program()], env=private_home(tmp_path)) as terminal:
        terminal.wait_for("CASELOAD")
        terminal.burst(["c", "rey", "enter"])
        terminal.wait_for("Reyes, Maria")

Nothing here sleeps and hopes: a thread reads what the program writes, answers its questions to the terminal, and
wakes whoever waits for the screen to show something. A program that has not had its turn on a busy machine is not
taken for one that is quiet, and half a frame is not looked at.
"""

from __future__ import annotations

import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from pyte.screens import Char

from tests.e2e.display import MOUSE_MODES, Display
from tests.e2e.keystrokes import encode, split
from tests.e2e.line import PATIENCE, Line

BRACKETED_PASTE = 2004
APPLICATION_CURSOR = 1
LOOK_EVERY = 0.01
"""Seconds between looks at what a program is doing."""

Wanted = str | re.Pattern[str] | Callable[[list[str]], bool]


class ScreenError(AssertionError):
    """The screen did not show what it had to; the message carries the screen."""


class Terminal:
    """A program in a pseudo-terminal of `cols` by `rows`."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path | None = None,
        cols: int = 120,
        rows: int = 40,
    ) -> None:
        self._display = Display(cols, rows)
        self._news = threading.Condition()
        self._raw = bytearray()
        self._events = 0
        self._ended = False
        self._line = Line(command, env=env, cwd=cwd, size=(cols, rows), on_output=self._take, on_end=self._end)

    def _take(self, data: bytes) -> bytes:
        with self._news:
            self._raw += data
            self._events += 1
            answer = self._display.feed(data)
            self._news.notify_all()
        return answer

    def _end(self) -> None:
        with self._news:
            self._ended = True
            self._news.notify_all()

    # Keys

    def _write(self, data: bytes) -> None:
        with self._news:
            self._events += 1
        try:
            self._line.write(data)
        except TimeoutError as error:
            raise ScreenError(self._complaint(str(error))) from None

    def _encode(self, keys: Iterable[str]) -> list[bytes]:
        with self._news:
            application = APPLICATION_CURSOR in self._display.modes
        return [encode(key, application_cursor=application) for key in keys]

    def burst(self, words: Iterable[str]) -> None:
        """Send keys in one write, as a laggy link delivers them: `["c", "rey", "enter"]`."""
        self._write(b"".join(self._encode(split(words))))

    def press(self, *words: str, spacing: float = 0) -> None:
        """Send keys, each in a write of its own, `spacing` milliseconds apart."""
        pause = threading.Event()
        for number, data in enumerate(self._encode(split(words))):
            if number and spacing:
                pause.wait(spacing / 1000)
            self._write(data)

    def keys(self, words: str, *, spacing: float = 0) -> None:
        """Send keys written with blanks between them: `a p`, `ctrl+j`, `g t`."""
        self.press(*words.split(), spacing=spacing)

    def type(self, text: str, *, spacing: float = 0) -> None:
        """Type text letter by letter; a word that names a key is text here. A line end is Enter."""
        self.press(*("enter" if char == "\n" else char for char in text), spacing=spacing)

    def paste(self, text: str) -> None:
        """Paste text: bracketed when the program asked for that, with bare Enters where it did not."""
        data = text.replace("\n", "\r").encode()
        with self._news:
            bracketed = BRACKETED_PASTE in self._display.modes
        self._write(b"\x1b[200~" + data + b"\x1b[201~" if bracketed else data)

    # What stands on the screen

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without the blanks at their ends; of a frame on its way, once all of it is there."""
        with self._news:
            self._news.wait_for(lambda: self._ended or not self._display.mid_frame, PATIENCE)
            return self._display.lines

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def scrolled(self) -> list[str]:
        """The rows that scrolled off the main screen."""
        with self._news:
            return self._display.scrolled

    @property
    def raw(self) -> bytes:
        """Every byte that the program has written."""
        with self._news:
            return bytes(self._raw)

    @property
    def title(self) -> str:
        """The window title now; empty when none was set."""
        return self.titles[-1] if self.titles else ""

    @property
    def titles(self) -> list[str]:
        """All the window titles that were set, in order."""
        with self._news:
            return list(self._display.titles)

    @property
    def mouse_enabled(self) -> bool:
        """Whether the program has ever asked for mouse reports."""
        with self._news:
            return bool(self._display.modes_seen & MOUSE_MODES)

    @property
    def modes(self) -> frozenset[int]:
        """The private modes that are on."""
        with self._news:
            return frozenset(self._display.modes)

    @property
    def cursor(self) -> tuple[bool, int, int]:
        """Whether the cursor shows, its column and its row, from 0."""
        with self._news:
            return self._display.cursor

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        with self._news:
            return self._display.size

    def cell(self, column: int, row: int) -> Char:
        """One cell of the screen, with its colours and attributes."""
        with self._news:
            return self._display.cell(column, row)

    def find(self, text: str) -> tuple[int, int] | None:
        """Column (in characters) and row of the first place where `text` stands."""
        for row, line in enumerate(self.lines):
            if text in line:
                return line.index(text), row
        return None

    # Waiting

    def wait_for(self, wanted: Wanted, *, timeout: float = PATIENCE) -> list[str]:
        """Wait until the screen shows a text, matches a pattern or satisfies a predicate; return its rows.

        Raises:
            ScreenError: it did not within `timeout` seconds, or the program ended first.
        """
        return self._wait(lambda lines: _shows(lines, wanted), f"no {_describe(wanted)}", timeout)

    def wait_gone(self, unwanted: Wanted, *, timeout: float = PATIENCE) -> list[str]:
        """Wait until the screen no longer shows it.

        Raises:
            ScreenError: it still did after `timeout` seconds, or the program ended first.
        """
        return self._wait(lambda lines: not _shows(lines, unwanted), f"still {_describe(unwanted)}", timeout)

    def _wait(self, done: Callable[[list[str]], bool], fault: str, timeout: float) -> list[str]:
        end = time.monotonic() + timeout
        with self._news:
            while True:
                late = time.monotonic() >= end
                if late or self._ended or not self._display.mid_frame:
                    lines = self._display.lines
                    if done(lines):
                        return lines
                if late or self._ended:
                    break
                self._news.wait(max(0.0, end - time.monotonic()))
            ended = self._ended
        why = "the program ended" if ended else f"after {timeout:g} s"
        raise ScreenError(self._complaint(f"{fault} on the screen ({why})"))

    def wait_raw(self, wanted: bytes, *, timeout: float = PATIENCE) -> None:
        """Wait until the program has written these bytes, now or before, in the middle of a frame too.

        Raises:
            ScreenError: it did not within `timeout` seconds, or it ended first.
        """
        with self._news:
            self._news.wait_for(lambda: self._ended or wanted in self._raw, timeout)
            if wanted not in self._raw:
                raise ScreenError(self._complaint(f"no {wanted!r} in what was written"))

    def wait_quiet(self, quiet: float = 0.3, *, timeout: float = PATIENCE) -> list[str]:
        """Wait until the program rests: for `quiet` seconds nothing is typed or written, and it waits for something.

        Time in which it works, or in which the machine does not let it, does not count. Return the rows.

        Raises:
            ScreenError: it was still at work after `timeout` seconds.
        """
        end = time.monotonic() + timeout
        with self._news:
            rested, seen, looked = 0.0, self._events, time.monotonic()
            while not self._ended and rested < quiet:
                self._news.wait(LOOK_EVERY)
                now = time.monotonic()
                if self._events != seen:
                    rested, seen = 0.0, self._events
                elif self._line.rests():
                    # Not more than a look's worth: this side may have been kept from looking.
                    rested += min(now - looked, 2 * LOOK_EVERY)
                looked = now
                if now >= end and rested < quiet:
                    raise ScreenError(self._complaint(f"the program is still at work after {timeout:g} s"))
            return self._display.lines

    def wait_exit(self, *, timeout: float = PATIENCE) -> int:
        """Wait until the program has ended; return its exit code (minus the signal's number if one ended it).

        Raises:
            ScreenError: it was still running after `timeout` seconds.
        """
        try:
            code = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise ScreenError(self._complaint(f"the program still runs after {timeout:g} s")) from None
        self._line.drain()
        return code

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The program's process."""
        return self._line.process

    @property
    def running(self) -> bool:
        """Whether the program still runs."""
        return self.process.poll() is None

    # Things that happen to a terminal

    def resize(self, cols: int, rows: int) -> None:
        """Give the window another size; the program is told by SIGWINCH."""
        with self._news:
            self._display.resize(cols, rows)
            self._line.set_window(cols, rows)

    def freeze(self) -> None:
        """Stop reading what the program writes, as a link does that hangs."""
        self._line.freeze(True)

    def thaw(self) -> None:
        """Read again."""
        self._line.freeze(False)

    def hangup(self) -> None:
        """Close the terminal: the connection dropped. The program gets SIGHUP."""
        self._line.hangup()

    def kill9(self) -> None:
        """Kill the program with no chance to do anything."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self, *, grace: float = 5) -> None:
        """End the program, whatever it is doing, and what it has started; free everything.

        It is hung up on, and killed when that has not ended it within `grace` seconds.
        """
        self._line.close(grace)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _complaint(self, fault: str) -> str:
        columns, _ = self._display.size
        edge = "+" + "-" * columns + "+"
        rows = [f"|{line.ljust(columns)}|" for line in self._display.lines]
        visible, x, y = self._display.cursor
        state = f"cursor {x},{y}{'' if visible else ' hidden'}; exit code {self.process.poll()}"
        tail = bytes(self._raw[-200:])
        return "\n".join([fault, edge, *rows, edge, state, f"last bytes: {tail!r}"])


def _shows(lines: list[str], wanted: Wanted) -> bool:
    if isinstance(wanted, str):
        return any(wanted in line for line in lines)
    if isinstance(wanted, re.Pattern):
        return any(wanted.search(line) for line in lines)
    return wanted(lines)


def _describe(wanted: Wanted) -> str:
    if isinstance(wanted, str):
        return repr(wanted)
    if isinstance(wanted, re.Pattern):
        return f"match of {wanted.pattern!r}"
    return getattr(wanted, "__name__", repr(wanted))
