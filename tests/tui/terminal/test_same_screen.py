"""Thin output leaves the same screen as stock output, cell for cell."""

from __future__ import annotations

from typing import Any

import pytest
from tests.tui.terminal.emulator import Emulator, Rows, differing
from tests.tui.terminal.recorder import Recorder, Step, play
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.pilot import Pilot
from textual.widgets import Checkbox, DataTable, Input, Label, OptionList, ProgressBar, Static, TextArea

from plantui.tui.frame import Box, Frame, beside, centre, line, paint_rows, stack
from plantui.tui.terminal.canvas import Canvas
from plantui.tui.terminal.palette import Palette
from plantui.tui.terminal.shadow import Shadow
from plantui.tui.terminal.thin import ThinOutput

SIZE = (80, 24)


class Mixed:
    """Several stock widgets, with colours, borders, wide characters and an overlay."""

    CSS = """
    Screen { layers: base top; }
    #panel { layer: top; display: none; width: 30; height: 7; offset: 20 6; border: double red; background: blue; }
    Horizontal { height: 12; }
    OptionList, DataTable { width: 1fr; border: round green; }
    TextArea { height: 6; }
    """

    def compose(self) -> ComposeResult:
        yield Label("日本語 clinic [b]bold[/b] [red on blue]é z\u0335 wide[/]")
        with Horizontal():
            yield OptionList(*[f"Client {number} 本" for number in range(40)])
            table: DataTable[str] = DataTable()
            table.add_columns("name", "due")
            table.add_rows([(f"Müller {number}", f"{number} d late") for number in range(30)])
            yield table
        yield Input(placeholder="filter", select_on_focus=False)
        yield TextArea("Kept the log.\nMet a friend 日本.")
        yield Checkbox("ticked")
        with Vertical(id="panel"):
            yield Static("A panel over 本 it\nall")
            yield ProgressBar(total=10, show_eta=False)

    def on_mount(self: Any) -> None:
        self.animation_level = "none"
        for widget in self.query("Input, TextArea"):
            widget.cursor_blink = False


class StockMixed(Mixed, App[None]):
    """Drawn by Textual alone."""


class ThinMixed(Mixed, ThinOutput):
    """Drawn through the shadow."""


class Lists:
    """A canvas alone on the screen: a list, a plan, a panel that comes and goes."""

    CSS = "Screen { background: ansi_default; }"
    cursor = 0
    panel = False

    def compose(self) -> ComposeResult:
        self.canvas = Canvas(self.paint, Palette("dark"))
        yield self.canvas
        yield Static("A widget over the canvas", id="over")

    def on_mount(self: Any) -> None:
        self.query_one("#over").display = False

    def paint(self, width: int, height: int) -> Frame:
        left = Box(min(30, width), height - 1, title="1 CASELOAD", foot="500 shown", focus=True)
        names = paint_rows(
            left.inner_width,
            left.inner_height,
            count=500,
            cursor=self.cursor,
            top=max(0, self.cursor - 5),
            row=lambda index: line(f" 本 Client {index} ", ("4 d late", "overdue" if index % 3 else "soon")),
        )
        right = Box(max(2, width - 30), height - 1, title=f"2 PLAN {self.cursor}", right="v3 👩")
        body = [line(f"p{row} ", ("word " * ((self.cursor + row) % 7), "code")) for row in range(height)]
        screen = stack(beside(left.draw(names), right.draw(body)), (line((" n note  r review", "key")),))
        if self.panel:
            screen = centre(screen, Box(40, 8, title="COMMANDS 日", focus=True).draw([line(" : rev")]))
        return Frame(width, height, screen)

    def go(self, cursor: int, panel: bool = False) -> None:
        self.cursor, self.panel = cursor, panel
        self.canvas.touch()


class StockLists(Lists, App[None]):
    """Drawn by Textual alone."""

    def __init__(self) -> None:
        super().__init__(ansi_color=True)


class ThinLists(Lists, ThinOutput):
    """Drawn through the shadow."""

    def __init__(self) -> None:
        super().__init__(ansi_color=True)


def press(*keys: str) -> Step:
    async def step(_driver: Recorder, pilot: Pilot[Any]) -> None:
        await pilot.press(*keys)

    return step


def resize(columns: int, lines: int) -> Step:
    async def step(driver: Recorder, _pilot: Pilot[Any]) -> None:
        driver.resize(columns, lines)

    step.size = (columns, lines)  # type: ignore[attr-defined]
    return step


def show(selector: str, on: bool) -> Step:
    async def step(_driver: Recorder, pilot: Pilot[Any]) -> None:
        pilot.app.query_one(selector).display = on

    return step


def go(cursor: int, panel: bool = False) -> Step:
    async def step(_driver: Recorder, pilot: Pilot[Any]) -> None:
        pilot.app.go(cursor, panel)  # type: ignore[attr-defined]

    return step


MIXED: list[Step] = [
    press("down"),
    press("down", "down", "pagedown"),
    press("tab", "down", "down"),
    press("tab", "m", "ü", "本", "x", "left", "backspace"),
    press("tab", "H", "i", "enter", "日", "ctrl+end", "e", "n", "d"),
    show("#panel", True),
    press("tab", "space"),
    resize(100, 30),
    show("#panel", False),
    press("shift+tab", "x", "pageup"),
    resize(61, 20),
    press("tab", "tab", "end"),
]
LISTS: list[Step] = [
    *[go(number) for number in (1, 2, 3, 40, 41, 499)],
    go(7, panel=True),
    go(8, panel=True),
    show("#over", True),
    go(9),
    resize(101, 31),
    go(10),
    show("#over", False),
    go(300),
    resize(40, 10),
    go(0),
]


async def screens(app: App[Any], steps: list[Step]) -> tuple[list[Rows], int]:
    """Play a session; return the screen after each step, and how many characters were sent."""
    sent = await play(app, steps, SIZE)
    terminal = Emulator(*SIZE)
    made: list[Rows] = []
    for step, output in zip([None, *steps], sent, strict=True):
        if hasattr(step, "size"):
            terminal.resize(*step.size)
        terminal.feed(output)
        made.append(terminal.rows())
    return made, sum(map(len, sent))


SESSIONS = [
    pytest.param(StockMixed, ThinMixed, MIXED, id="stock widgets"),
    pytest.param(StockLists, ThinLists, LISTS, id="canvas"),
]


@pytest.mark.parametrize(("stock", "thin", "steps"), SESSIONS)
async def test_same_screen(stock: type[App[Any]], thin: type[App[Any]], steps: list[Step]) -> None:
    expected, stock_size = await screens(stock(), steps)
    found, thin_size = await screens(thin(), steps)
    assert len(expected) == len(found) == len(steps) + 1
    for number, (left, right) in enumerate(zip(expected, found, strict=True)):
        assert differing(left, right) == [], f"step {number}"
    assert expected[0] != expected[-1]
    assert thin_size < stock_size / 2


@pytest.mark.parametrize(("stock", "thin", "steps"), SESSIONS)
async def test_a_missing_run_is_seen(
    stock: type[App[Any]], thin: type[App[Any]], steps: list[Step], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Shadow._runs
    monkeypatch.setattr(Shadow, "_runs", lambda shadow, y: whole(shadow, y)[:-1] if y == 3 else whole(shadow, y))
    expected, _ = await screens(stock(), steps[:2])
    found, _ = await screens(thin(), steps[:2])
    assert differing(expected[-1], found[-1])
