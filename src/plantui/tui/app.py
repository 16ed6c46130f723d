"""The full-screen program: Textual draws, the desk decides."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from plantui.keys.token import from_name
from plantui.practice.practice import Clash
from plantui.tui.desk import conflict, messages, storing
from plantui.tui.desk.desk import Desk
from plantui.tui.desk.editing import serve
from plantui.tui.desk.moving import settle
from plantui.tui.desk.scene import Scene
from plantui.tui.desk.state import LineEntry, Pane
from plantui.tui.desk.tour import command
from plantui.tui.frame.frame import Frame
from plantui.tui.guard import Guard
from plantui.tui.late import load_one
from plantui.tui.paint.screen import paint
from plantui.tui.terminal.palette import Palette
from plantui.tui.terminal.stage import Stage

if TYPE_CHECKING:
    from textual.driver import Driver

    from plantui.library import Statements
    from plantui.tui.desk.editing import Errand

POLL_SECONDS = 3.0
"""How often other terminals' changes are looked for; it sends nothing when there are none."""
SCOLD_SECONDS = 0.4
"""How long a faulty line rests before its fault is shown."""
FOLLOW_SECONDS = 0.04
"""How long a cursor rests before the plan pane follows it, while keys repeat."""
REPEAT_SECONDS = 0.1
"""Keys closer together than this repeat."""
RETRY_SECONDS = 10.0
"""How often a failed save is tried again."""
LEAVE_SECONDS = 60.0
"""How long leaving waits for the store to have everything: longer than a lock is waited for, then the save fails."""
WARM_SECONDS = 0.05
WARM_NAMES = 300
"""How many names are folded at a time while nothing is pressed: about a millisecond's work."""


def warm_library(statements: Statements) -> None:
    """Read the statements and index them beside the keys, so that the first letter of a search does not wait."""

    def read() -> None:
        # What is wrong with a page is told where the library is used.
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            statements.search.find("sleep")

    threading.Thread(target=read, name="library", daemon=True).start()


class DeskApp(Stage):
    """The desk on a terminal."""

    def __init__(self, desk: Desk, *, ascii_only: bool = False, driver_class: type[Driver] | None = None) -> None:
        super().__init__(Palette(desk.state.theme), driver_class)
        self.desk = desk
        self.canvas.ascii = ascii_only
        self._theme = desk.state.theme
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waits: dict[str, asyncio.TimerHandle] = {}
        self._pressed = 0.0
        self.guard = Guard(self)

    def paint(self, width: int, height: int) -> Frame:
        """The screen for the desk's state."""
        self.desk.views.saw(self.desk)
        return paint(self.desk, width, height)

    def press(self, key: str, character: str | None) -> None:
        """Hand one key to the desk."""
        if self.guard.late():
            return
        before = self.desk.state.client
        self.desk.press(from_name(key, character))
        self._after(before)

    def paste(self, text: str) -> None:
        """Hand pasted text to the desk."""
        if self.guard.late():
            return
        before = self.desk.state.client
        self.desk.paste(text)
        self._after(before)

    def changed(self) -> None:
        """Something happened beside the keys: look at the desk again."""
        self._after(self.desk.state.client)
        self.canvas.touch()

    def _after(self, client_before: str) -> None:
        desk = self.desk
        if desk.done:
            self._leave()
            return
        if desk.state.theme != self._theme:
            self._theme = desk.state.theme
            self.canvas.palette = Palette(self._theme)
        self.guard.pressed()
        if desk.state.asked == "redraw":
            desk.state.asked = ""
            self.canvas.redraw()
        if desk.state.asked == "suspend":
            desk.state.asked = ""
            self.guard.suspend()
            return
        if desk.state.asked == "tour":
            desk.state.asked = ""
            self._to_tour()
        if desk.state.errand is not None:
            self._to_editor(desk.state.errand)
        self._let_plan_follow(client_before)
        self._wait_for_rest()
        if desk.state.passing:
            self.later("message", messages.rest(desk), self._message_passed)

    def _to_tour(self) -> None:
        """Lend the terminal to the tour, which has a store of its own; afterwards the lock comes first."""
        import subprocess

        with self.suspend():
            subprocess.run(command(ascii_only=self.canvas.ascii, no_color=self._theme == "mono"), check=False)
            self.guard.late()
        self.canvas.touch()

    def _to_editor(self, errand: Errand) -> None:
        """Lend the terminal to the editor. What it wrote is kept, and the lock comes before anything is drawn."""
        desk = self.desk
        desk.state.errand = None
        fault: Exception | None = None
        with self.suspend():
            # An error in here would leave the terminal with the editor's settings (Textualize/textual#6692).
            try:
                serve(desk, errand)
                self.guard.late()
            except Exception as error:
                fault = error
        if fault is not None:
            raise fault
        self.canvas.touch()

    def later(self, name: str, seconds: float, then: Callable[[], None]) -> None:
        """Do something after so long, unless it is asked for again before."""
        self.not_later(name)
        loop = asyncio.get_running_loop()
        self._waits[name] = loop.call_later(seconds, self._now, name, then)

    def waits(self, name: str) -> bool:
        """Whether something is to be done later under this name."""
        return name in self._waits

    def not_later(self, name: str) -> None:
        """Do not do it any more."""
        timer = self._waits.pop(name, None)
        if timer is not None:
            timer.cancel()

    def _now(self, name: str, then: Callable[[], None]) -> None:
        self._waits.pop(name, None)
        if self.is_running:
            then()

    def _let_plan_follow(self, client_before: str) -> None:
        """While a key repeats in a left pane the plan stands still; it follows once the cursor rests."""
        state = self.desk.state
        now = asyncio.get_running_loop().time()
        repeats, self._pressed = now - self._pressed < REPEAT_SECONDS, now
        moved = state.client != client_before and state.pane is not Pane.PLAN and state.on_main
        if moved and repeats and state.line is None:
            state.plan_waits = True
            self.later("follow", FOLLOW_SECONDS, self._follow)
        else:
            state.plan_waits = False
            self.not_later("follow")

    def _follow(self) -> None:
        self.desk.state.plan_waits = False
        self.canvas.touch()

    def _wait_for_rest(self) -> None:
        """After a rest, show the strip of a pending prefix or the fault of a line."""
        desk = self.desk
        self.not_later("strip")
        self.not_later("scold")
        if desk.machine.prefix and not desk.state.strip:
            after = desk.keymap.hint_after if desk.keymap.hint_after is not None else desk.settings.keys_hint_after
            if after == 0:
                self._show_strip()
            elif after > 0:
                self.later("strip", after / 1000, self._show_strip)
        entry = desk.state.line
        if entry is not None and not entry.scolded and entry.field.text.strip():
            self.later("scold", SCOLD_SECONDS, lambda: self._scold(entry))
        scene = desk.scene_with_keys()
        field = scene.field() if scene is not None else None
        if scene is not None and field is not None and field.text.strip():
            self.later("scold", SCOLD_SECONDS, lambda: self._rested(scene))

    def _message_passed(self) -> None:
        self.desk.state.passing = ""
        self.canvas.touch()

    def _show_strip(self) -> None:
        self.desk.state.strip = bool(self.desk.machine.prefix)
        self.canvas.touch()

    def _scold(self, entry: LineEntry) -> None:
        if self.desk.state.line is entry:
            entry.scolded = True
            self.canvas.touch()

    def _rested(self, scene: Scene) -> None:
        if self.desk.scene_with_keys() is scene:
            scene.rested(self.desk)
            self.canvas.touch()

    def on_load(self) -> None:
        """Start the writer and the guard before the first key is handled: keys wait since the first screen."""
        self._loop = asyncio.get_running_loop()
        self.desk.practice.writer.start(self._stored)
        self.guard.start()

    def on_ready(self) -> None:
        """Look for other terminals' changes now and then."""
        self.set_interval(POLL_SECONDS, self._look_for_changes)
        self.later("warm", WARM_SECONDS, self._warm)

    def _warm(self) -> None:
        """In quiet moments, make the first search and the first use of a page as quick as the next ones."""
        if self.desk.shown.lists.warm(WARM_NAMES) or load_one():
            self.later("warm", WARM_SECONDS, self._warm)
        else:
            warm_library(self.desk.library.statements)

    def _stored(self) -> None:
        """Called on the writer's thread after each step."""
        storing.keep_waiting(self.desk)
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._note_stored)

    def _note_stored(self) -> None:
        desk = self.desk
        if isinstance(desk.practice.writer.failure, Clash):
            conflict.look(desk)
        failure = desk.practice.writer.failure
        if failure is not None:
            if isinstance(failure, Clash):
                # What was said about the change is no longer so.
                desk.say("")
            else:
                self.later("retry", RETRY_SECONDS, desk.practice.writer.retry)
            if desk.state.typing and not desk.state.looking:
                desk.state.undisturbed = True
                desk.warn("NOT SAVED. Type on; Enter shows what is wrong.")
            self.canvas.touch()
        elif not desk.practice.writer.waiting:
            desk.state.looking = desk.state.undisturbed = False
            desk.saved_at = desk.look_at_clock()
            storing.tell_doubt(desk)
            self.canvas.touch()
        desk.drafts.stored(desk)
        desk.locking.settle(desk)

    def _look_for_changes(self) -> None:
        desk = self.desk
        self.guard.look()
        if desk.keymap_file is not None and desk.keymap_file.reread(desk):
            self.canvas.touch()
        if desk.locking.page(desk) is not None:
            return
        # A store belongs to one thread at a time: while the writer has it, looking can wait.
        if desk.practice.writer.waiting or desk.practice.writer.failure is not None:
            return
        desk.views.write(desk)
        from plantui.tui.desk.recovery import offer_here

        said = desk.state.message
        offer_here(desk)
        if desk.practice.refresh():
            settle(desk)
            desk.sight.follow(desk)
            self.canvas.touch()
        elif desk.state.message is not said:
            self.canvas.touch()

    def _leave(self) -> None:
        for name in list(self._waits):
            self.not_later(name)
        self.desk.practice.writer.stop(LEAVE_SECONDS)
        if self.desk.locking.page(self.desk) is None:
            self.desk.views.write(self.desk)
        self.desk.drafts.stored(self.desk)
        self.desk.drafts.leave()
        self.exit(0)

    def ended(self, number: int) -> None:
        """Store what is typed and what is waiting before the process ends."""
        self.guard.end(lost=number == signal.SIGHUP)
