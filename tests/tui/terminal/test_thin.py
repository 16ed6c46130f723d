"""Thin output at its edges: away, behind, told to start over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from rich.segment import Segments
from tests.tui.terminal.emulator import Emulator
from tests.tui.terminal.recorder import Recorder, play, settle
from textual._compositor import ChopsUpdate
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from plantui.tui.frame import Frame, line
from plantui.tui.terminal.canvas import Canvas
from plantui.tui.terminal.thin import ThinOutput

SIZE = (30, 4)


class Sample(ThinOutput):
    """One row that changes."""

    CSS = """
    Screen { background: ansi_default; layers: below above; }
    #beside { layer: above; width: 9; height: 1; }
    """

    def __init__(self) -> None:
        super().__init__(ansi_color=True)
        self.word = "one"
        self.canvas = Canvas(lambda width, height: Frame(width, height, (line(self.word), line("still"))))
        self.behind = 0

    def compose(self) -> ComposeResult:
        yield self.canvas
        yield Static("beside", id="beside")

    def on_mount(self) -> None:
        self.query_one("#beside").display = False

    def say(self, word: str) -> None:
        self.word = word
        self.canvas.touch()

    def _backlog(self) -> int:
        return self.behind


Session = Callable[[Sample, Recorder, Pilot[Any]], Awaitable[None]]


async def run(session: Session) -> None:
    app = Sample()

    async def step(driver: Recorder, pilot: Pilot[Any]) -> None:
        await session(app, driver, pilot)

    await play(app, [step], SIZE)


async def test_only_the_word_is_sent() -> None:
    async def session(app: Sample, driver: Recorder, pilot: Pilot[Any]) -> None:
        app.say("two")
        await settle(pilot)
        assert driver.take() == "\x1b[1Htwo"
        app._sync_available = True
        app.say("ten")
        await settle(pilot)
        assert driver.take() == "\x1b[?2026h\x1b[1;2Hen\x1b[?2026l"

    await run(session)


async def test_nothing_is_sent_while_another_program_has_the_terminal() -> None:
    async def session(app: Sample, driver: Recorder, pilot: Pilot[Any]) -> None:
        with app.suspend():
            app.word = "two"
            app.canvas._stale = True
            app.canvas._paint()
            app.canvas.refresh()
            await settle(pilot)
            assert driver.take() == ""
        await settle(pilot)
        screen = Emulator(*SIZE)
        screen.feed("what the editor left\r\n" * 4 + driver.take())
        assert screen.text() == "two\nstill"

    await run(session)


async def test_the_terminal_is_taken_back_after_a_fault() -> None:
    async def session(app: Sample, driver: Recorder, pilot: Pilot[Any]) -> None:
        with pytest.raises(LookupError), app.suspend():
            raise LookupError
        app.say("back")
        await settle(pilot)
        assert "back" in driver.take()

    await run(session)


async def test_frames_are_left_out_while_the_terminal_is_behind() -> None:
    async def session(app: Sample, driver: Recorder, pilot: Pilot[Any]) -> None:
        app.behind = 9
        for word in ("two", "three", "four"):
            app.say(word)
            await settle(pilot)
        assert driver.take() == ""
        app.behind = 0
        while not driver.sent:
            await pilot.pause()
        assert driver.take() == "\x1b[1Hfour"

    await run(session)


async def test_a_redraw_sends_everything() -> None:
    async def session(app: Sample, driver: Recorder, pilot: Pilot[Any]) -> None:
        app.canvas.redraw()
        await settle(pilot)
        sent = driver.take()
        assert "\x1b[2J" in sent
        assert "one" in sent
        assert "still" in sent

    await run(session)


async def test_what_is_not_an_update_of_the_screen_starts_it_over() -> None:
    async def session(app: Sample, driver: Recorder, pilot: Pilot[Any]) -> None:
        app._display(app.screen, Segments([]))
        app.say("two")
        await settle(pilot)
        app.screen.refresh()
        await settle(pilot)
        assert "\x1b[2J" in driver.take()

    await run(session)


async def test_a_widget_over_the_canvas_stays_in_front() -> None:
    async def session(app: Sample, driver: Recorder, pilot: Pilot[Any]) -> None:
        screen = Emulator(*SIZE)
        app.query_one("#beside").display = True
        app.canvas.redraw()
        await settle(pilot)
        app.say("a longer line")
        await settle(pilot)
        screen.feed(driver.take())
        assert screen.text() == "beside   line\nstill"
        app.query_one("#beside").display = False
        await settle(pilot)
        app.say("a longer word")
        await settle(pilot)
        screen.feed(driver.take())
        assert screen.text() == "a longer word\nstill"

    await run(session)


async def test_after_a_change_of_size_the_whole_screen_is_awaited() -> None:
    async def session(app: Sample, driver: Recorder, pilot: Pilot[Any]) -> None:
        assert app._whole
        assert app._shadow is not None
        app._shadow.resize(10, 2)
        app._lay_update(ChopsUpdate([], [], []))
        assert (app._shadow.width, app._shadow.height) == SIZE
        assert not app._whole

    await run(session)


async def test_updates_are_held_in_a_batch() -> None:
    async def session(app: Sample, driver: Recorder, pilot: Pilot[Any]) -> None:
        with app.batch_update():
            assert not app.lay_lines(app.canvas, [0], app.canvas.frame.lines, app.canvas.palette)
        assert driver.take() == ""

    await run(session)
