"""A small program with an opening, run in a terminal by the tests. Argument: `fails`, `waits` or nothing."""

from __future__ import annotations

import signal
import sys

from plantui.tui.frame import Frame, block, line, over
from plantui.tui.terminal.opening import open_screen
from plantui.tui.terminal.palette import Palette
from plantui.tui.terminal.start import launch


def paint_lock(width: int, height: int, typed: str = "") -> Frame:
    rows = [line("PlanTUI is locked"), line("Passphrase  [            ]"), line(f"{width}x{height} é")]
    return Frame(width, height, over(block(rows, width, height), block([line(typed)], len(typed), 1), 13, 1))


def load():
    if "fails" in sys.argv:
        raise LookupError
    from plantui.tui.terminal.stage import Stage

    class Lock(Stage):
        """Shows what is typed."""

        typed = ""

        def paint(self, width: int, height: int) -> Frame:
            return paint_lock(width, height, self.typed)

        def press(self, key: str, character: str | None) -> None:
            self.typed += character or ""
            if key == "q":
                self.exit()

    return Lock()


if __name__ == "__main__":
    heavy = {"textual", "rich", "asyncio", "wcwidth"} & set(sys.modules)
    opening = open_screen(paint_lock, Palette("mono"))
    if "waits" in sys.argv:
        signal.pause()
    try:
        launch(load, opening)
    except LookupError:
        print("could not be loaded")
    print("heavy:", sorted(heavy))
