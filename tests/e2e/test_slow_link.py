"""A link with 120 ms there and back, and five hundred clients: keys never wait for what is drawn."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.caseload import fill
from tests.e2e.line import PATIENCE
from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal

Start = Callable[..., Terminal]
ONE_WAY = 0.06
"""Seconds a key is under way."""
REPEATS = 30
"""How often a held key comes, a second."""
HELD = 150
"""Keys of five seconds."""
NOW = "2026-03-10T13:52"


class SlowHands:
    """Keys that reach the program one way later than they were pressed, in order, whatever is drawn meanwhile."""

    def __init__(self, window: Terminal) -> None:
        self._window = window
        self._timers: list[threading.Timer] = []
        self._order = threading.Lock()
        self._waiting: list[str] = []

    def press(self, key: str) -> None:
        """Press a key at the near end."""
        self._waiting.append(key)
        timer = threading.Timer(ONE_WAY, self._arrive)
        self._timers.append(timer)
        timer.start()

    def _arrive(self) -> None:
        with self._order:
            self._window.press(self._waiting.pop(0))

    def rest(self) -> None:
        """Wait until every key has arrived."""
        for timer in self._timers:
            timer.join()


@pytest.fixture(scope="module")
def five_hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of five hundred invented clients, to be copied."""
    folder = tmp_path_factory.mktemp("large") / "store"
    fill(folder, 500)
    return folder


def cursor_row(lines: list[str]) -> str:
    """The row of the caseload under the cursor."""
    return next(line.split(">", 1)[1].split("║")[0].strip() for line in lines if line.startswith("║>"))


def test_a_held_key_ends_on_the_right_row(shell: Shell, terminal: Start, five_hundred: Path) -> None:
    shutil.copytree(five_hundred, shell.store, copy_function=shutil.copy)
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_for("REVIEW DUE")
    window.press("g", "g")
    first = cursor_row(window.wait_quiet())
    window.burst(["j"] * HELD)
    window.wait_for(lambda lines: cursor_row(lines) != first)
    wanted = cursor_row(window.wait_quiet(1.0))
    window.press("g", "g")
    window.wait_for(lambda lines: cursor_row(lines) == first)
    hands, pause = SlowHands(window), threading.Event()
    for _ in range(HELD):
        hands.press("j")
        pause.wait(1 / REPEATS)
    hands.rest()
    window.wait_for(lambda lines: cursor_row(lines) == wanted)
    assert cursor_row(window.wait_quiet()) == wanted
    window.burst(["k"] * HELD)
    window.wait_for(lambda lines: cursor_row(lines) == first)


def test_keys_do_not_wait_for_a_screen_that_is_not_read(shell: Shell, terminal: Start, five_hundred: Path) -> None:
    shutil.copytree(five_hundred, shell.store, copy_function=shutil.copy)
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_for("REVIEW DUE")
    window.freeze()
    window.press("c", *"C-250", "enter", "e", "esc", "a", "g", *"Typed into the dark", "enter", "enter", spacing=5)
    # The change reaches the store although nobody has read a single frame.
    end, pause = time.monotonic() + PATIENCE, threading.Event()
    while "Typed into the dark" not in shell.run("show", "C-250").out:
        assert time.monotonic() < end, "it did not come into the store"
        pause.wait(0.05)
    window.thaw()
    window.wait_for("Typed into the dark")
