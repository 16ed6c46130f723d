"""The opening: a screen before Textual is loaded, taken over without a flicker, and given back."""

from __future__ import annotations

import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.home import private_home
from tests.e2e.terminal import Terminal

CURTAIN = Path(__file__).with_name("curtain.py")


def curtain(folder: Path, *arguments: str) -> Terminal:
    return Terminal([sys.executable, str(CURTAIN), *arguments], env=private_home(folder), cols=60, rows=12)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with curtain(tmp_path) as running:
        yield running


def local_modes(terminal: Terminal) -> int:
    return termios.tcgetattr(terminal._line._master)[3] & (termios.ECHO | termios.ICANON | termios.ISIG)


def test_the_app_takes_over_what_stands(terminal: Terminal) -> None:
    terminal.wait_for("Passphrase")
    terminal.burst(["a", "b"])
    terminal.wait_for("[ab")
    assert terminal.raw.count(b"\x1b[2J") == 1
    assert terminal.raw.count(b"\x1b[?1049h") == 1
    assert terminal.raw.count(b"Passphrase") == 1
    terminal.burst(["q"])
    assert terminal.wait_exit() == 0
    assert terminal.raw.endswith(b"heavy: []\r\n")
    assert 1049 not in terminal.modes
    assert local_modes(terminal)


def test_keys_typed_before_the_app_is_loaded_arrive(tmp_path: Path) -> None:
    with curtain(tmp_path) as running:
        running.wait_for("Passphrase")
        running.burst(list("secret"))
        running.wait_for("[secret")
        assert b"secret" not in running.raw.split(b"\x1b[?2004h")[0]


def test_an_app_that_cannot_be_loaded_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with curtain(tmp_path, "fails") as running:
        running.wait_exit()
        assert "could not be loaded" in running.text
        assert 1049 not in running.modes
        assert local_modes(running)


def test_a_signal_gives_the_terminal_back(tmp_path: Path) -> None:
    with curtain(tmp_path, "waits") as running:
        running.wait_for("Passphrase")
        assert not local_modes(running)
        running.process.send_signal(signal.SIGTERM)
        assert running.wait_exit() == 128 + signal.SIGTERM
        assert 1049 not in running.modes


def test_without_a_terminal_nothing_is_drawn() -> None:
    code = (
        "from plantui.tui.terminal.opening import open_screen\n"
        "from plantui.tui.terminal.palette import Palette\n"
        "print(open_screen(lambda width, height: 1 / 0, Palette()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    assert done.stdout == "None\n"
    assert done.stderr == ""
