"""The canvas: one frame for many keys, only changed lines, right after every resize."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from plantui.tui.frame import Box, Caret, Frame, line
from plantui.tui.terminal.canvas import Canvas
from plantui.tui.terminal.palette import Palette


class Sample(App[None]):
    """A canvas that shows a list of rows."""

    CSS = "Screen { background: ansi_default; }"

    def __init__(self) -> None:
        super().__init__(ansi_color=True)
        self.rows = ["one", "two", "three", "four"]
        self.painted: list[tuple[int, int]] = []
        self.caret: Caret | None = None
        self.canvas = Canvas(self.paint)

    def compose(self) -> ComposeResult:
        yield self.canvas

    def paint(self, width: int, height: int) -> Frame:
        self.painted.append((width, height))
        return Frame(width, height, tuple(map(line, self.rows)), self.caret)


def screen_text(app: App[None]) -> list[str]:
    return [
        "".join(segment.text for segment in strip).rstrip() for strip in app.screen._compositor.render_strips(app.size)
    ]


async def test_it_shows_the_frame() -> None:
    app = Sample()
    async with app.run_test(size=(20, 5)):
        assert screen_text(app) == ["one", "two", "three", "four", ""]
        assert app.canvas.frame.text() == "one\ntwo\nthree\nfour\n"
        assert set(app.painted) == {(20, 5)}


async def test_many_touches_are_one_frame() -> None:
    app = Sample()
    async with app.run_test(size=(20, 5)) as pilot:
        app.painted.clear()
        for number in range(30):
            app.rows[1] = f"row {number}"
            app.canvas.touch()
        await pilot.pause()
        assert len(app.painted) == 1
        assert screen_text(app)[1] == "row 29"


async def test_only_changed_lines_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Sample()
    async with app.run_test(size=(20, 6)) as pilot:
        regions: list[Region] = []
        monkeypatch.setattr(app.canvas, "refresh", lambda *some, **_: regions.extend(some))
        app.rows = ["one", "2", "3", "four", "", "6"]
        app.canvas.touch()
        await pilot.pause()
        assert regions == [Region(0, 1, 20, 2), Region(0, 5, 20, 1)]
        regions.clear()
        app.canvas.touch()
        await pilot.pause()
        assert regions == []


async def test_the_frame_is_right_before_it_is_painted() -> None:
    app = Sample()
    async with app.run_test(size=(20, 5)):
        app.rows[0] = "changed"
        app.canvas.touch()
        assert app.canvas.frame.text().startswith("changed")


async def test_a_resize_asks_for_a_new_frame() -> None:
    app = Sample()
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.resize_terminal(3, 2)
        await pilot.pause()
        assert app.painted[-1] == (3, 2)
        assert screen_text(app) == ["one", "two"]
        await pilot.resize_terminal(30, 3)
        await pilot.pause()
        assert screen_text(app) == ["one", "two", "three"]


async def test_a_frame_of_the_wrong_size_is_cut() -> None:
    app = Sample()
    async with app.run_test(size=(20, 5)):
        app.canvas._painter = lambda width, height: Frame(99, 99, (line("x" * 99),) * 99)
        app.canvas.touch()
        frame = app.canvas.frame
        assert (frame.width, frame.height) == (20, 5)
        assert frame.text() == "\n".join(["x" * 20] * 5)


async def test_ascii_and_palette_draw_everything_again() -> None:
    app = Sample()
    async with app.run_test(size=(12, 3)) as pilot:
        app.rows = []
        app.paint = lambda width, height: Frame(width, height, Box(width, height, title="Ä").draw([]))  # type: ignore[method-assign]
        app.canvas._painter = app.paint
        app.canvas.ascii = True
        assert app.canvas.ascii
        await pilot.pause()
        assert screen_text(app) == ["+- A ------+", "|          |", "+----------+"]
        app.canvas.ascii = False
        app.canvas.palette = Palette("contrast")
        await pilot.pause()
        strip = app.screen._compositor.render_strips(app.size)[0]
        title = next(segment for segment in strip if segment.text == "Ä")
        assert title.style is not None
        assert title.style.bold
        assert app.canvas.palette.theme == "contrast"


async def test_the_caret_becomes_the_cursor_of_the_terminal() -> None:
    app = Sample()
    async with app.run_test(size=(20, 5)) as pilot:
        app.caret = Caret(7, 2)
        app.canvas.touch()
        await pilot.pause()
        assert app.cursor_position == (7, 2)
        app.caret = None
        app.canvas.touch()
        await pilot.pause()
        assert app.cursor_position == (7, 2)


async def test_unsafe_text_in_a_frame_is_made_visible() -> None:
    app = Sample()
    async with app.run_test(size=(20, 2)) as pilot:
        app.canvas._painter = lambda width, height: Frame(width, height, ((("a\x1b[2Jb" + " " * 14, ""),),))
        app.canvas.touch()
        await pilot.pause()
        assert screen_text(app)[0] == "a␛[2Jb"


def test_touching_before_there_is_a_screen_does_nothing() -> None:
    Canvas(lambda width, height: Frame(width, height, ())).touch()
