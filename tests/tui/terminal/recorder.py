"""A driver that writes to nobody: what the app sends is kept, to be fed to an emulator."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.pilot import Pilot

Step = Callable[["Recorder", Pilot[Any]], Awaitable[None]]


class Recorder(Driver):
    """Stands for a terminal of `size`; not headless, so that the app really writes."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = False, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.sent: list[str] = []
        self.columns, self.lines = size or (80, 24)

    @property
    def can_suspend(self) -> bool:
        return True

    def write(self, data: str) -> None:
        self.sent.append(data)

    def take(self) -> str:
        """Return what was sent since the last call."""
        sent, self.sent = "".join(self.sent), []
        return sent

    def resize(self, columns: int, lines: int) -> None:
        self.columns, self.lines = columns, lines
        size = Size(columns, lines)
        self._app.post_message(events.Resize(size, size))

    def start_application_mode(self) -> None:
        self.resize(self.columns, self.lines)

    def disable_input(self) -> None:
        pass

    def stop_application_mode(self) -> None:
        pass


async def settle(pilot: Pilot[Any]) -> None:
    """Let the app handle what it has, and paint it."""
    for _ in range(3):
        await pilot.pause()
        await pilot.app.animator.wait_for_idle()
        await asyncio.wait_for(_painted(pilot.app), 30)


async def _painted(app: App[Any]) -> None:
    """Wait for the paint that the screen's timer still owes."""
    while app.screen._dirty_widgets or app.screen._layout_required or app.screen._repaint_required:
        await asyncio.sleep(0)


async def play(app: App[Any], steps: list[Step], size: tuple[int, int]) -> list[str]:
    """Run a session on a recording terminal; return what was sent in each step, the start first."""
    sent: list[str] = []

    async def session(pilot: Pilot[Any]) -> None:
        driver = app._driver
        assert isinstance(driver, Recorder)
        await settle(pilot)
        sent.append(driver.take())
        for step in steps:
            await step(driver, pilot)
            await settle(pilot)
            sent.append(driver.take())
        app.exit()

    app.driver_class = Recorder
    await app.run_async(size=size, mouse=False, auto_pilot=session)
    return sent
