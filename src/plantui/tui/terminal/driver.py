"""The driver: Textual's for Linux and macOS, with an input thread of our own.

What differs from Textual 8.2.8's `LinuxDriver`:

- ESC and another byte in one packet are two keys (`plantui.keys.raw`), not alt and a letter.
- Esc is given out after 40 ms, not at the next tenth of a second, and quitting does not wait for
  that tenth either: the thread sleeps until there is input, and a pipe wakes it.
- All keys of a packet reach the application together, in order.
- A terminal that has gone away (end of file) is reported once; stock would spin.
- Bytes that are not UTF-8 are shown as `�`; stock would end the program.
- Mouse, focus reports and the kitty keyboard protocol are never switched on: the terminal's own
  selection keeps working, and a key is the same key on every terminal.
- The terminal's title is set to `PlanTUI`, and to nothing else.

Private parts of Textual used here, held by tests/tui/terminal/test_driver.py: `LinuxDriver.
_key_thread` and `exit_event` (through `disable_input`), `_writer_thread` and `process_message`.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import termios
from collections.abc import Iterable
from types import FrameType
from typing import Any, Final

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import InBandWindowResize

from plantui.tui.terminal.opening import Opening
from plantui.tui.terminal.reader import Reader
from plantui.tui.terminal.surroundings import escape_delay

TITLE: Final = "PlanTUI"
"""What the terminal's title says, whoever's chart is open."""

_NEVER_SENT: Final = frozenset(("\x1b[>25u", "\x1b[<u", "\x1b[?1004h", "\x1b[?1004l"))
"""The kitty keyboard protocol and focus reports, on and off."""

_POINTER: Final = "\x1b]22;"
"""The shape of the mouse pointer, which Textual would set."""

_ALTERNATE: Final = "\x1b[?1049h"
"""The alternate screen. It is not asked for again where an opening stands on it: that would clear it."""

_RESTORE: Final = b"\x1b[m\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h"


class TerminalDriver(LinuxDriver):
    """Reads keys from the terminal and writes the screen to it."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = False, size: tuple[int, int] | None = None
    ) -> None:
        # Mouse reporting stays off whatever the caller says.
        super().__init__(app, debug=debug, mouse=False, size=size)
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_write, False)
        self._delay = escape_delay(os.environ)
        self._started = False
        self._ahead = 0
        self._opening: Opening | None = getattr(app, "opening", None)

    def write(self, data: str) -> None:
        """Write to the terminal, but for the modes that are never switched on."""
        if data in _NEVER_SENT or data.startswith(_POINTER) or (data == _ALTERNATE and self._opening is not None):
            return
        super().write(data)

    def start_application_mode(self) -> None:
        """Take the terminal over; after a suspension the screen is drawn afresh."""
        self._drain()
        # Before the input thread starts to read.
        self._ahead = self._opening.ahead if self._opening is not None else 0
        super().start_application_mode()  # type: ignore[no-untyped-call]  # untyped in Textual 8.2.8
        if self._writer_thread is None:
            return
        if self._opening is not None:
            self.attrs_before, self._opening.taken = self._opening.attributes, True
            self._opening = None
        self.write(f"\x1b]2;{TITLE}\x07")
        self._watch_window()
        if self._started:
            self._redraw()
        self._started = True

    def _watch_window(self) -> None:
        """Draw everything afresh after each change of the window.

        Changes come in a row while the app is busy, and the last may be back to the first size: then Textual sees
        no change, but what stood in the window is gone. And the signal of one change may come in the middle of the
        handling of another, which would tell the app the older size last: so the size is looked at on the loop.
        """
        told = signal.getsignal(signal.SIGWINCH)

        def look() -> None:
            if callable(told):
                told(signal.SIGWINCH, None)
            self._redraw()

        def resized(_number: int, _frame: FrameType | None) -> None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(look)

        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGWINCH, resized)

    def _redraw(self) -> None:
        redraw = getattr(self._app, "redraw_screen", None)
        if redraw is not None:
            self._loop.call_soon(redraw)

    def disable_input(self) -> None:
        """Stop reading keys, at once."""
        with contextlib.suppress(OSError):
            os.write(self._wake_write, b"x")
        super().disable_input()

    def close(self) -> None:
        """Let the writer finish, but never wait for a terminal that has stopped reading."""
        writer = self._writer_thread
        if writer is None:
            return
        with contextlib.suppress(Exception):
            writer._queue.put_nowait(None)
            writer.join(1.0)

    def restore(self) -> None:
        """Give the terminal back at once, without Textual: for a program that is being ended."""
        with contextlib.suppress(OSError, termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        screen = self._file
        if screen is None:
            return
        with contextlib.suppress(OSError, ValueError):
            if select.select([], [screen.fileno()], [], 0)[1]:
                os.write(screen.fileno(), _RESTORE)

    def _drain(self) -> None:
        """Empty the pipe that wakes the input thread."""
        while select.select([self._wake_read], [], [], 0)[0]:
            os.read(self._wake_read, 64)

    def run_input_thread(self) -> None:
        """Read keys until told to stop or until the terminal has gone away."""
        reader = Reader(self._delay)
        while not self.exit_event.is_set():
            ready = select.select([self.fileno, self._wake_read], [], [], reader.patience())[0]
            if self._wake_read in ready:
                return
            if self.fileno in ready:
                try:
                    data = os.read(self.fileno, 65536)
                except OSError:
                    data = b""
                if not data:
                    self._hung_up()
                    return
                self._deliver(reader.read(self._entered(data)))
            self._deliver(reader.pause())

    def _entered(self, data: bytes) -> bytes:
        """The bytes with Enter as it was typed: before the terminal was taken over, it made ctrl+j of it."""
        early, self._ahead = self._ahead, max(0, self._ahead - len(data))
        return data[:early].replace(b"\n", b"\r") + data[early:] if early else data

    def _hung_up(self) -> None:
        """Tell the application that its terminal has gone away."""
        hang_up = getattr(self._app, "hang_up", self._app.exit)
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(hang_up)

    def _deliver(self, messages: Iterable[Message]) -> None:
        """Hand messages to the application: together, so that they are handled before it paints."""
        keys: list[Message] = []
        for message in messages:
            if isinstance(message, InBandWindowResize):
                self.process_message(message)
            else:
                keys.append(message)
        if keys:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._post, keys)

    def _post(self, messages: list[Message]) -> None:
        for message in messages:
            message.set_sender(self._app)
            self._app.post_message(message)
