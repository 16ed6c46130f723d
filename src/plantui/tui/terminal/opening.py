"""The opening: a first screen, drawn before Textual is loaded.

Nearly all of the time to the first frame is imports. `open_screen` takes the terminal over, draws a
frame that needs no chart (the lock screen, or empty panes), and what is typed from then on waits in
the terminal's queue. The app takes over what stands there: the driver does not clear the screen,
and only what differs is drawn.

Nothing here, nor what it imports, loads Textual or rich.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
import tty
from collections.abc import Callable
from types import FrameType
from typing import Any

from plantui.hush import ahead, unlined
from plantui.tui.frame.frame import Frame, in_ascii
from plantui.tui.terminal.palette import Palette
from plantui.tui.terminal.shadow import Shadow

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l"
_LEAVE = "\x1b[?7h\x1b[?1049l\x1b[?25h"


class Opening:
    """A screen that stands on the terminal, and what is needed to take it over or to take it back."""

    def __init__(self, shadow: Shadow, source: int, screen: int, attributes: list[Any], ahead: int) -> None:
        self.shadow = shadow
        self.attributes = attributes
        """The terminal's settings from before, to be restored at the end."""
        self.ahead = ahead
        """How many bytes were typed under them and wait: there, the terminal made ctrl+j of every Enter."""
        self.taken = False
        """Whether the app's driver has taken the terminal over."""
        self.screen = screen
        self._source = source

    def close(self) -> None:
        """Give the terminal back as it was, if the app could not be started."""
        if not self.taken:
            _write(self.screen, _LEAVE)
            termios.tcsetattr(self._source, termios.TCSANOW, self.attributes)

    def end(self, number: int, _frame: FrameType | None) -> None:
        """End by a signal: give the terminal back first."""
        self.close()
        os._exit(128 + number)

    def resized(self, _number: int, _frame: FrameType | None) -> None:
        """The window has another size, if only for a moment: what stood in it is gone."""
        self.shadow.forget()


def open_screen(
    painter: Callable[[int, int], Frame],
    palette: Palette,
    ascii_only: bool = False,
    before: Callable[[], tuple[list[Any], int]] = lambda: ([], 0),
) -> Opening | None:
    """Draw the frame that `painter` returns for the terminal's size; None if there is no terminal.

    `before` gives the terminal's settings from before this program changed them, and how many bytes were typed under
    them; empty and 0 where it did not.

    Keys typed from now on are not echoed and wait for the app. Hand the opening to
    `plantui.tui.terminal.start.launch`, or close it.
    """
    source, screen = sys.__stdin__, sys.__stderr__
    if source is None or screen is None or not (source.isatty() and screen.isatty()):
        return None
    try:
        width, height = os.get_terminal_size(screen.fileno())
        silent = termios.tcgetattr(source.fileno())
        attributes, typed = before()
        # As the driver will set it: keys are bytes, not signals and not line editing.
        unlined(silent)
        silent[tty.LFLAG] &= ~termios.ISIG
        if not attributes:
            attributes = termios.tcgetattr(source.fileno())
            termios.tcsetattr(source.fileno(), termios.TCSANOW, silent)
            typed = ahead(source.fileno())
        else:
            termios.tcsetattr(source.fileno(), termios.TCSANOW, silent)
    except (OSError, termios.error):
        return None
    frame = painter(width, height)
    if ascii_only:
        frame = in_ascii(frame)
    shadow = Shadow(width, height)
    for y, spans in enumerate(frame.lines):
        shadow.lay_line(y, spans, palette.look)
    opening = Opening(shadow, source.fileno(), screen.fileno(), attributes, typed)
    # Until the app is loaded, a signal would leave the terminal mute. The app sets handlers of its own.
    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, opening.end)
    signal.signal(signal.SIGWINCH, opening.resized)
    _write(opening.screen, _ENTER + shadow.flush())
    return opening


def _write(screen: int, text: str) -> None:
    """Write past the buffer of the stream: a signal may come in the middle of a write."""
    data = text.encode()
    while data:
        data = data[os.write(screen, data) :]
