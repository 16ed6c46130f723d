"""The stage: every key comes to one place, first, in order; an error ends the program quietly."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest
from tests.tui.terminal.recorder import Recorder, play
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from plantui.tui.frame import Frame, line
from plantui.tui.terminal.stage import Stage

KEYS = ["j", "tab", "ctrl+q", "ctrl+c", "escape", "f1", "plus", "ü", "ctrl+p", "enter"]


class Sample(Stage):
    """Lists what it gets."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[str] = []
        self.signals: list[int] = []

    def paint(self, width: int, height: int) -> Frame:
        return Frame(width, height, tuple(map(line, self.got[-height:])))

    def press(self, key: str, character: str | None) -> None:
        self.got.append(key)
        if key == "x":
            raise ValueError("Reyes, Maria")

    def paste(self, text: str) -> None:
        self.got.append(f"paste {text}")

    def ended(self, number: int) -> None:
        self.signals.append(number)


async def test_every_key_comes_first_and_in_order() -> None:
    app = Sample()
    async with app.run_test(size=(30, 12)) as pilot:
        await pilot.press(*KEYS)
        assert app.got == KEYS
        assert app.is_running
        assert app.canvas.frame.text().split() == KEYS


async def test_a_burst_ends_as_the_same_keys_one_by_one() -> None:
    slow, fast = Sample(), Sample()
    async with slow.run_test(size=(30, 12)) as pilot:
        await pilot.press(*KEYS)
    async with fast.run_test(size=(30, 12)) as pilot:
        for key in KEYS:
            fast.post_message(events.Key(key, None))
        await pilot.pause()
        assert fast.got == slow.got
        assert fast.canvas.frame == slow.canvas._frame


async def test_a_paste_is_no_key() -> None:
    app = Sample()
    async with app.run_test() as pilot:
        app.post_message(events.Paste("one\ntwo"))
        await pilot.pause()
        assert app.got == ["paste one\ntwo"]


async def test_an_error_is_kept_and_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    app = Sample()
    with pytest.raises(ValueError, match="Reyes"):
        async with app.run_test() as pilot:
            await pilot.press("x")
    assert isinstance(app.fault, ValueError)
    assert app.return_code == 1
    printed = capsys.readouterr()
    assert printed.out == printed.err == ""


async def test_an_error_of_the_painter_ends_the_program() -> None:
    app = Sample()

    async def paint_once() -> None:
        async with app.run_test() as pilot:
            app.canvas._painter = lambda width, height: {}[width]
            app.canvas.touch()
            await pilot.pause()

    with pytest.raises(KeyError):
        await paint_once()
    assert isinstance(app.fault, KeyError)


async def test_an_error_of_a_callback_ends_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    app = Sample()

    async def call_once() -> None:
        async with app.run_test() as pilot:
            asyncio.get_running_loop().call_soon(lambda: 1 / 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await call_once()
    assert isinstance(app.fault, ZeroDivisionError)
    assert "Traceback" not in capsys.readouterr().err


async def test_only_the_canvas_is_on_the_screen() -> None:
    app = Sample()
    children: list[Widget] = []

    async def look(_driver: Recorder, _pilot: Pilot[Any]) -> None:
        children.extend(app.screen.children)

    # As on a real terminal: `run_test` has its own mind about tooltips and notifications.
    await play(app, [look], (30, 12))
    assert children == [app.canvas]
    assert app.animation_level == "none"


async def test_garbage_is_collected_again_after_the_first_frame() -> None:
    gc.disable()
    try:
        async with Sample().run_test():
            assert gc.isenabled()
            assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.enable()


async def test_a_hang_up_saves_before_it_leaves() -> None:
    app = Sample()
    async with app.run_test() as pilot:
        app.hang_up(15)
        await pilot.pause()
    assert app.signals == [15]
    assert app.return_code == 128 + 15


async def test_a_stage_with_nothing_on_it_is_blank() -> None:
    app = Stage()
    async with app.run_test(size=(10, 2)) as pilot:
        await pilot.press("j")
        app.post_message(events.Paste("x"))
        await pilot.pause()
        assert app.canvas.frame.text() == "\n"
        app.hang_up(1)
