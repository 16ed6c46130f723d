"""The canvas: the one widget that puts frames on the terminal.

How the application uses it:

    class Desk(ThinOutput, App):                  # tui.terminal.thin
        def compose(self):
            self.canvas = Canvas(self.paint)      # paint(width, height) -> Frame, a pure function of the state
            yield self.canvas

        def handle(self, key):                    # called for each key, never waits
            self.state = ...
            self.canvas.touch()                   # "something may have changed"

`touch` costs nothing: the frame is computed once, when the keys that are already waiting have been
handled, so a burst of thirty keys is painted once. Only lines that differ from the last frame are
drawn again. The size of the terminal comes to `paint` as arguments; after a resize the canvas asks
again by itself. `canvas.frame` is the present frame (computed if need be), for tests and for code
that must know what is on the screen; `canvas.redraw()` sends every cell again (the `redraw` key).

A theme is a `Palette`: assign `canvas.palette = Palette("light")`; `canvas.ascii = True` draws with
`+ - | #`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from plantui.tui.frame.frame import Frame, in_ascii
from plantui.tui.frame.line import Line, joined
from plantui.tui.terminal.palette import Palette
from plantui.tui.terminal.rich_look import style_of
from plantui.tui.terminal.thin import ThinOutput
from plantui.tui.text import visible

if TYPE_CHECKING:
    from textual import events


class Canvas(Widget):
    """A widget that fills the screen and shows the frame its painter returns."""

    DEFAULT_CSS: ClassVar[str] = "Canvas { width: 100%; height: 100%; background: ansi_default; color: ansi_default; }"
    can_focus = False

    def __init__(self, painter: Callable[[int, int], Frame], palette: Palette | None = None) -> None:
        super().__init__()
        self._painter = painter
        self._palette = palette or Palette()
        self._ascii = False
        self._frame = Frame(0, 0, ())
        self._strips: list[Strip | None] = []
        self._stale = True
        self._waiting = False

    @property
    def palette(self) -> Palette:
        """The theme in use."""
        return self._palette

    @palette.setter
    def palette(self, palette: Palette) -> None:
        self._palette = palette
        self._start_over()

    @property
    def ascii(self) -> bool:
        """Whether frames are drawn with ASCII characters only."""
        return self._ascii

    @ascii.setter
    def ascii(self, ascii_only: bool) -> None:
        self._ascii = ascii_only
        self._start_over()

    @property
    def frame(self) -> Frame:
        """The present frame, in the size of the widget."""
        if self._stale or (self._frame.width, self._frame.height) != self.size:
            self._renew()
        return self._frame

    def touch(self) -> None:
        """Say that the state may have changed. The frame follows once the waiting keys are handled."""
        self._stale = True
        if not self._waiting and self.is_attached:
            self._waiting = True
            asyncio.get_running_loop().call_soon(self._paint)

    def redraw(self) -> None:
        """Send the whole screen again, whatever the terminal shows now."""
        if isinstance(self.app, ThinOutput):
            self.app.forget_screen()
        self._start_over()

    def _start_over(self) -> None:
        """Forget what was drawn, so that every line is drawn again."""
        self._strips = [None] * len(self._strips)
        if self.is_attached:
            self.touch()
            self.refresh()

    def _paint(self) -> None:
        """Compute the frame and draw the lines that changed."""
        self._waiting = False
        if not self.is_attached or not self.size:
            return
        app = self.app
        try:
            changed = self._renew() if self._stale else []
        except Exception as error:
            # A callback of the loop: Textual would not see the error, and the screen would stand still.
            app._handle_exception(error)
            return
        if not changed:
            return
        if isinstance(app, ThinOutput) and app.lay_lines(self, changed, self._frame.lines, self._palette):
            return
        self.refresh(*_regions(changed, self.size.width))

    def _renew(self) -> list[int]:
        """Compute the frame; return the rows that differ from the last one."""
        width, height = self.size
        frame = self._painter(width, height)
        if (frame.width, frame.height) != (width, height):
            frame = Frame(width, height, frame.lines, frame.caret)
        if self._ascii:
            frame = in_ascii(frame)
        old = self._frame.lines
        self._frame, self._stale = frame, False
        if frame.caret is not None:
            self.app.cursor_position = Offset(*frame.caret)
        if len(old) != height or len(self._strips) != height:
            self._strips = [None] * height
            return list(range(height))
        changed = [y for y, spans in enumerate(frame.lines) if spans is not old[y] and spans != old[y]]
        for y in changed:
            self._strips[y] = None
        return changed

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the strips of the region Textual wants to draw."""
        lines = self.frame.lines
        width = self.size.width
        strips: list[Strip] = []
        for y in range(crop.y, crop.bottom):
            if y >= len(lines):
                strips.append(Strip.blank(crop.width))
                continue
            strip = self._strips[y]
            if strip is None:
                strip = self._strips[y] = self._strip(lines[y], width)
            strips.append(strip if crop.width == width else strip.crop(crop.x, crop.right))
        return strips

    def _strip(self, spans: Line, width: int) -> Strip:
        look = self._palette.look
        return Strip([Segment(visible(text), style_of(look(words))) for text, words in joined((spans,))], width)

    def on_resize(self, _event: events.Resize) -> None:
        """Ask for a frame in the new size."""
        self.touch()


def _regions(rows: list[int], width: int) -> list[Region]:
    """Return whole rows, in order, as regions; neighbours make one."""
    regions: list[Region] = []
    for y in rows:
        if regions and regions[-1].bottom == y:
            last = regions.pop()
            regions.append(Region(0, last.y, width, last.height + 1))
        else:
            regions.append(Region(0, y, width, 1))
    return regions
