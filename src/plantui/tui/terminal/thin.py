"""Thin output: only cells that changed are sent to the terminal.

Textual sends every region that was drawn again in full, with its own colours for each piece. Over
SSH that is what a person waits for. `ThinOutput` is an app mixin that lays Textual's updates into a
shadow of the terminal and sends the difference. A `Canvas` that has the screen to itself lays its
lines straight into the shadow, past the compositor.

The shadow is dropped, and the screen drawn afresh, on resize, after a suspension, and by
`forget_screen` (the `redraw` key): messages of other programs and characters of doubtful width
corrupt a screen, and nothing else repairs it.

When the terminal does not keep up (a slow or frozen link), frames are left out and the last one is
sent when the way is clear, so that the event loop never waits for the terminal.

This overrides `App._display` and reads `CompositorUpdate`s, which are private to Textual;
tests/tui/terminal/test_same_screen.py compares the result with stock output cell for cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App

from plantui.tui.frame.block import Block
from plantui.tui.terminal.opening import Opening
from plantui.tui.terminal.palette import Palette
from plantui.tui.terminal.rich_look import look_of
from plantui.tui.terminal.shadow import Shadow

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.strip import Strip
    from textual.widget import Widget

_CLOGGED = 2
"""Writes that may wait for the terminal before frames are left out."""

_LATER = 0.03
"""Seconds until a frame that was left out is tried again."""


class ThinOutput(App[Any]):
    """An app that sends only what changed. Put it before `App` among the bases."""

    _shadow: Shadow | None = None
    _whole = False
    """Whether Textual has drawn the whole screen since the shadow was dropped."""
    _changes_wait = False
    _away = False
    """Whether the terminal belongs to another program at the moment."""

    opening: Opening | None = None
    """The screen that was drawn before the app was loaded, if any."""

    def adopt(self, opening: Opening) -> None:
        """Go on from a screen that stands on the terminal already: only what differs is drawn."""
        self.opening = opening
        self._shadow = opening.shadow

    def forget_screen(self) -> None:
        """Drop what is known of the terminal; the next update draws everything afresh."""
        self._whole = False
        if self._shadow is not None:
            self._shadow.forget()

    def redraw_screen(self) -> None:
        """Draw the whole screen afresh."""
        self.forget_screen()
        if self._running and self._screen_stack:
            self.screen.refresh()

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Leave the terminal to another program; afterwards the screen is drawn afresh.

        Nothing is painted meanwhile, and the terminal is taken back even when the body raises:
        stock would block on a queue that nobody empties, or leave the terminal as it was (#6692).
        """
        fault: BaseException | None = None
        self._away = True
        try:
            with super().suspend():
                try:
                    yield
                except BaseException as error:
                    fault = error
        finally:
            self._away = False
        self.redraw_screen()
        if fault is not None:
            raise fault

    def lay_lines(self, canvas: Widget, rows: Iterable[int], lines: Block, palette: Palette) -> bool:
        """Send rows of a full-screen canvas; False if Textual must draw them instead."""
        shadow = self._shadow
        if shadow is None or not self._whole or not self._writes() or not self._alone(canvas):
            return False
        if canvas.size != (shadow.width, shadow.height):
            return False
        for y in rows:
            shadow.lay_line(y, lines[y], palette.look)
        self._send_changes()
        return True

    def _alone(self, canvas: Widget) -> bool:
        """Whether nothing but the canvas is on the screen."""
        screen = self.screen
        return canvas.parent is screen and all(child is canvas or not child.display for child in screen.children)

    def _writes(self) -> bool:
        """Whether there is a terminal to write to, and nothing holds updates back (as in `App._display`)."""
        driver = self._driver
        return bool(
            self._running
            and not self._away
            and not self._closed
            and not self._batch_count
            and driver is not None
            and not driver.is_headless
            and not driver.is_inline
        )

    def _display(self, screen: Screen[Any], renderable: object) -> None:
        """Lay an update of the compositor into the shadow and send the difference."""
        if self._away:
            self.post_display_hook()
            return
        if not isinstance(renderable, LayoutUpdate | ChopsUpdate) or not self._writes():
            if renderable is not None and self._writes():
                self.forget_screen()
            super()._display(screen, renderable)  # type: ignore[arg-type]  # handed on as it came
            return
        try:
            self._lay_update(renderable)
            self._send_changes()
        except Exception as error:
            self._handle_exception(error)
        finally:
            self.post_display_hook()

    def _lay_update(self, update: LayoutUpdate | ChopsUpdate) -> None:
        width, height = self.size
        if self._shadow is None:
            self._shadow = Shadow(width, height)
        elif (self._shadow.width, self._shadow.height) != (width, height):
            self._shadow.resize(width, height)
            self._whole = False
        if isinstance(update, LayoutUpdate):
            for y, line in enumerate(update.strips, update.region.y):
                x = update.region.x
                for strip in line:
                    self._lay_strip(y, x, strip)
                    x += strip.cell_length
            self._whole = self._whole or update.region == self.screen.region
            return
        for y, x1, x2 in update.spans:
            for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if chop is not None and x <= x2 and end > x1:
                    self._lay_strip(y, x, chop)

    def _lay_strip(self, y: int, x: int, strip: Strip) -> None:
        shadow = self._shadow
        assert shadow is not None
        system = self.console.color_system
        cells: list[str] = []
        inks: list[str] = []
        for text, style, control in strip:
            if text and not control:
                part = shadow.cells(text)
                cells.append(part)
                inks.append(shadow.ink(look_of(style, system)) * len(part))
        shadow.lay(y, x, "".join(cells), "".join(inks))

    def _send_changes(self) -> None:
        """Send what differs, unless the terminal is behind: then try again in a moment."""
        shadow, driver = self._shadow, self._driver
        if shadow is None or driver is None:
            return
        if self._backlog() > _CLOGGED:
            if not self._changes_wait:
                self._changes_wait = True
                self.set_timer(_LATER, self._send_late)
            return
        caret = self.cursor_position
        sequence = shadow.flush((caret.x, caret.y) if caret else None)
        if sequence:
            driver.write(f"{SYNC_START}{sequence}{SYNC_END}" if self._sync_available else sequence)
            driver.flush()

    def _send_late(self) -> None:
        self._changes_wait = False
        if self._writes():
            self._send_changes()

    def _backlog(self) -> int:
        """Return how many writes still wait for the terminal."""
        writer = getattr(self._driver, "_writer_thread", None)
        return 0 if writer is None else writer._queue.qsize()
