"""The stage: a Textual app reduced to what a keyboard program with one canvas needs.

    class Desk(Stage):
        def paint(self, width, height):            # the state as a Frame; pure
            return screens.main(self.state, width, height)

        def press(self, key, character):           # one key, in order; never waits
            self.state = ...

        def paste(self, text):                     # a bracketed paste
            self.state = ...

        def ended(self, signal):                   # hang-up or SIGTERM: save the draft, quickly
            self.drafts.save(...)

`press` gets Textual's key name (`j`, `plus`, `ctrl+l`, `escape`, `pagedown`; `plantui.keys.token`
spells them as the key tables do) and the character, None where there is none. Every key comes here
first and only here: no widget, binding or focus sees it. After each key the canvas is touched, so
the screen follows by itself; call `self.canvas.touch()` where the state changes otherwise (a timer,
a worker). Textual calls `on_ready` and its like in every class by itself: do not call `super()` there.
`self.exit(code)` leaves; `with self.suspend():` lends the terminal to an editor.

An error in the program ends it without a traceback on the screen; it is kept in `fault`.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.driver import Driver

from plantui.tui.frame.frame import Frame
from plantui.tui.terminal.canvas import Canvas
from plantui.tui.terminal.palette import Palette
from plantui.tui.terminal.thin import ThinOutput

_SIGNALS = (signal.SIGHUP, signal.SIGTERM)


class Stage(ThinOutput):
    """One canvas, one place for keys, and nothing else of Textual's: no palette, toasts or tooltips."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = "Screen { background: ansi_default; color: ansi_default; }"

    def __init__(self, palette: Palette | None = None, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class, ansi_color=True)
        self.animation_level = "none"
        # Two widgets on every screen that a program without a mouse never shows.
        self._disable_tooltips = True
        self._disable_notifications = True
        self.canvas = Canvas(self.paint, palette)
        self.fault: BaseException | None = None

    def paint(self, width: int, height: int) -> Frame:
        """Return the screen for the present state, `width` by `height` cells. Empty unless overridden."""
        return Frame(width, height, ())

    def press(self, key: str, character: str | None) -> None:
        """Handle one key, at once. Ignored unless overridden."""

    def paste(self, text: str) -> None:
        """Handle a bracketed paste. Ignored unless overridden."""

    def ended(self, number: int) -> None:
        """Save what must not be lost: the program ends by signal `number` when this returns."""

    def compose(self) -> ComposeResult:
        """Put the canvas on the screen."""
        yield self.canvas

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes before anything else sees them."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            try:
                if isinstance(event, events.Key):
                    self.press(event.key, event.character)
                else:
                    self.paste(event.text)
            except Exception as error:
                self._handle_exception(error)
            self.canvas.touch()
            return
        await super().on_event(event)

    def on_load(self) -> None:
        """Watch for hang-ups before the first key is handled: keys wait since the first screen."""
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            with contextlib.suppress(ValueError, RuntimeError, NotImplementedError):
                loop.add_signal_handler(number, self.hang_up, number)

    def on_ready(self) -> None:
        """After the first frame: keep what was loaded out of the way of the collector."""
        gc.freeze()
        gc.enable()
        asyncio.get_running_loop().set_exception_handler(self._loop_fault)

    def hang_up(self, number: int = signal.SIGHUP) -> None:
        """The terminal has gone away, or the system ends the program: save, and be gone at once."""
        try:
            self.ended(number)
        finally:
            restore = getattr(self._driver, "restore", None)
            if restore is not None:
                restore()
            if self._driver is not None and not self._driver.is_headless:
                os._exit(128 + number)
            self.exit(return_code=128 + number)

    def _loop_fault(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Treat an error in a callback of the loop like any other; asyncio would print it on the screen."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Keep the error and leave. Stock would print the local variables: client text."""
        if self.fault is None:
            self.fault = error
        if self._exception is None:
            # What Textual's own test driver looks at, so that a test sees the error too.
            self._exception = error
            self._exception_event.set()
        self._return_code = 1
        self._close_messages_no_wait()

    def get_driver_class(self) -> type[Driver]:
        """Return our driver."""
        from plantui.tui.terminal.driver import TerminalDriver

        return TerminalDriver
