"""The full-screen program: Textual draws, the desk decides."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from plantui.keys.token import from_name
from plantui.tui.desk.desk import Desk
from plantui.tui.desk.state import LineEntry, View
from plantui.tui.frame.frame import Frame
from plantui.tui.paint.screen import paint
from plantui.tui.terminal.palette import Palette
from plantui.tui.terminal.stage import Stage

if TYPE_CHECKING:
    from textual.driver import Driver

POLL_SECONDS = 3.0
"""How often other terminals' changes are looked for; it sends nothing when there are none."""
SCOLD_SECONDS = 0.4
"""How long a faulty line rests before its fault is shown."""


class DeskApp(Stage):
    """The desk on a terminal."""

    def __init__(self, desk: Desk, *, ascii_only: bool = False, driver_class: type[Driver] | None = None) -> None:
        super().__init__(Palette(desk.state.theme), driver_class)
        self.desk = desk
        self.canvas.ascii = ascii_only
        self._theme = desk.state.theme
        self._keys = 0
        self._loop: asyncio.AbstractEventLoop | None = None

    def paint(self, width: int, height: int) -> Frame:
        """The screen for the desk's state."""
        return paint(self.desk, width, height)

    def press(self, key: str, character: str | None) -> None:
        """Hand one key to the desk."""
        desk = self.desk
        desk.press(from_name(key, character))
        self._keys += 1
        self._after()

    def paste(self, text: str) -> None:
        """Hand pasted text to the desk."""
        self.desk.paste(text)
        self._after()

    def _after(self) -> None:
        desk = self.desk
        if desk.done:
            self._leave()
            return
        if desk.state.theme != self._theme:
            self._theme = desk.state.theme
            self.canvas.palette = Palette(self._theme)
        self._wait_for_rest()

    def _wait_for_rest(self) -> None:
        """After a rest, show the strip of a pending prefix or the fault of a line."""
        desk = self.desk
        if desk.machine.prefix and not desk.state.strip:
            after = desk.keymap.hint_after if desk.keymap.hint_after is not None else desk.settings.keys_hint_after
            if after >= 0:
                self.set_timer(after / 1000, lambda keys=self._keys: self._show_strip(keys))
        entry = desk.state.line
        if entry is not None and not entry.scolded and entry.field.text.strip():
            self.set_timer(SCOLD_SECONDS, lambda keys=self._keys, line=entry: self._scold(keys, line))

    def _show_strip(self, keys: int) -> None:
        if keys == self._keys and self.desk.machine.prefix:
            self.desk.state.strip = True
            self.canvas.touch()

    def _scold(self, keys: int, entry: LineEntry) -> None:
        if keys == self._keys and self.desk.state.line is entry:
            entry.scolded = True
            self.canvas.touch()

    def on_ready(self) -> None:
        """Start the writer and look for other terminals' changes now and then."""
        super().on_ready()
        self._loop = asyncio.get_running_loop()
        self.desk.practice.writer.start(self._stored)
        self.set_interval(POLL_SECONDS, self._look_for_changes)

    def _stored(self) -> None:
        """Called on the writer's thread after each step."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._note_stored)

    def _note_stored(self) -> None:
        writer = self.desk.practice.writer
        if writer.failure is not None:
            self.canvas.touch()
        elif not writer.waiting:
            self.desk.saved_at = self.desk.now()
            self.canvas.touch()

    def _look_for_changes(self) -> None:
        if self.desk.practice.refresh():
            self.canvas.touch()

    def _leave(self) -> None:
        self.desk.practice.writer.stop()
        self.exit(0)

    def ended(self, number: int) -> None:
        """Store what is waiting before the process ends."""
        self.desk.practice.writer.flush(0.9)


def start_desk(desk: Desk) -> None:
    """Put the cursor where work begins: the next appointment, else the first overdue review."""
    rows = [row for group in desk.shown.caseload() for row in group.rows]
    coming = [row for row in rows if row.visit is not None and row.visit >= desk.now()]
    queue = desk.shown.queue()
    from plantui.tui.desk.moving import choose

    first = ""
    if coming:
        first = min(coming, key=lambda row: row.visit or desk.now()).summary.chart
    elif queue:
        first = queue[0].chart
    elif rows:
        first = rows[0].summary.chart
    desk.state.view = View.MAIN
    if first:
        desk.state.caseload.cursor = first
        choose(desk, first)
