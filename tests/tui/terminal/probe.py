"""A small program on the stage, run in a terminal by the tests: it lists the keys it was given.

Arguments: the file that `ended` writes, then `deaf` to ignore hang-up signals, or `floods` to draw the
whole screen again and again, with the count in the file.
"""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

from plantui.tui.frame import Caret, Frame, line
from plantui.tui.terminal.driver import TerminalDriver
from plantui.tui.terminal.stage import Stage
from plantui.tui.terminal.start import launch


class Probe(Stage):
    """Shows each key and paste; `E` fails, `S` lends the terminal, `D` redraws, `W` has two sizes, `q` leaves."""

    def __init__(self, draft: Path, deaf: bool) -> None:
        super().__init__()
        self.draft, self.deaf = draft, deaf
        self.got: list[str] = []
        self.floods = 0

    def paint(self, width: int, height: int) -> Frame:
        rows = [line(f"probe {width}x{height}, {len(self.got)} keys"), *map(line, self.got[2 - height :])]
        return Frame(width, height, tuple(rows), Caret(3, 1))

    def press(self, key: str, character: str | None) -> None:
        self.got.append(f"key {key} {character!r}")
        if key == "q":
            self.exit(return_code=3)
        elif key == "E":
            secret = "Reyes, Maria"
            raise RuntimeError(secret)
        elif key == "S":
            self.lend()
        elif key == "D":
            self.canvas.redraw()
        elif key == "W":
            self.twice()

    def twice(self) -> None:
        """The window changes once more while somebody looks at its size."""
        looked: list[tuple[int, int]] = []

        def size() -> tuple[int, int]:
            looked.append((90, 20) if looked else (70, 12))
            seen = looked[-1]
            if len(looked) == 1:
                signal.raise_signal(signal.SIGWINCH)
            return seen

        assert isinstance(self._driver, TerminalDriver)
        self._driver._get_terminal_size = size  # type: ignore[method-assign]
        signal.raise_signal(signal.SIGWINCH)

    def lend(self) -> None:
        try:
            with self.suspend():
                self.canvas.touch()
                subprocess.run(["printf", "an editor was here"], check=True)
                raise KeyError("editor")
        except KeyError as error:
            self.got.append(f"raised {error}")

    def paste(self, text: str) -> None:
        self.got.append(f"paste {text}")

    def ended(self, number: int) -> None:
        self.draft.write_text(f"{len(self.got)} keys, signal {number}", encoding="utf-8")

    def on_ready(self) -> None:
        # After the stage's own `on_ready`, which Textual calls next.
        self.call_later(self.begin)

    def begin(self) -> None:
        if self.deaf:
            asyncio.get_running_loop().remove_signal_handler(signal.SIGHUP)
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        if "floods" in sys.argv:
            self.set_interval(0.005, self.flood)
        self.got.append("ready")
        self.canvas.touch()

    def flood(self) -> None:
        self.floods += 1
        self.draft.write_text(str(self.floods), encoding="utf-8")
        self.got = [f"flood {self.floods} {line_number} " + "x" * 80 for line_number in range(30)]
        self.canvas.redraw()


if __name__ == "__main__":
    app = launch(lambda: Probe(Path(sys.argv[1]), "deaf" in sys.argv))
    print("fault:", type(app.fault).__name__)
    sys.exit(app.return_code)
