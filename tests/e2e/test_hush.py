"""A passphrase typed while the program is still loading: never shown, never lost, and the terminal is put right."""

from __future__ import annotations

import os
import shutil
import signal
import termios
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from plantui.hush import Hush
from tests.e2e.home import program
from tests.e2e.line import PATIENCE
from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal

PASSPHRASE = "a walk by the river"
NAMED = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
GATE = """\
import os, pathlib, sys, time
folder = pathlib.Path(__file__).parent
class Gate:
    def find_spec(self, name, path=None, target=None):
        if name == "plantui.cli.door":
            (folder / "waits").touch()
            while not (folder / "open").exists():
                time.sleep(0.01)
            if (folder / "broken").exists():
                raise LookupError("nothing works today")
        return None
sys.meta_path.insert(0, Gate())
"""
"""Holds the program back where it begins to load what is heavy, until a file is there."""
Open = Callable[..., Terminal]


class Gate:
    """A start that is held back; `open` lets it go on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(GATE)

    def wait(self) -> None:
        end, pause = time.monotonic() + PATIENCE, threading.Event()
        while not (self.folder / "waits").exists():
            assert time.monotonic() < end, "the program did not come to the gate"
            pause.wait(0.01)

    def open(self, *, broken: bool = False) -> None:
        if broken:
            (self.folder / "broken").touch()
        (self.folder / "open").touch()


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two folders, each with a store: sealed and plain."""
    folder = tmp_path_factory.mktemp("stores")
    shell = Shell(folder)
    given = ("init", "--rehearsal", *NAMED)
    shell.check(*given, "--passphrase-fd", "0", "--store", str(folder / "sealed"), stdin=f"{PASSPHRASE}\n")
    shell.check(*given, "--no-encryption", "--store", str(folder / "plain"))
    return folder


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return Gate(tmp_path / "gate")


@pytest.fixture
def start(stores: Path, tmp_path: Path, gate: Gate) -> Iterator[Open]:
    """Start the program on a copy of a store, and wait until it is held back."""
    with ExitStack() as stack:

        def begin(*words: str, store: str = "sealed", **more: str) -> Terminal:
            shell = Shell(tmp_path, PYTHONPATH=str(gate.folder))
            shutil.copytree(stores / store, shell.store, copy_function=shutil.copy)
            window = Terminal([program(), *words], env=shell.env | more, cwd=shell.folder, cols=80, rows=24)
            stack.enter_context(window)
            gate.wait()
            return window

        yield begin


def echoes(window: Terminal) -> bool:
    return bool(termios.tcgetattr(window._line._master)[3] & termios.ECHO)


def modes(window: Terminal) -> int:
    local = termios.tcgetattr(window._line._master)[3]
    return local & (termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)


ALL = termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN


def test_a_passphrase_typed_before_the_screen_is_not_shown_and_opens_it(start: Open, gate: Gate) -> None:
    window = start()
    assert not echoes(window)
    window.burst([PASSPHRASE, "enter"])
    gate.open()
    window.wait_for("REVIEW DUE")
    assert PASSPHRASE.encode() not in window.raw
    window.press("q", "y")
    assert window.wait_exit() == 0
    assert modes(window) == ALL


def test_a_plain_store_needs_no_hush(start: Open, gate: Gate) -> None:
    """The control: without it letters are shown."""
    window = start(store="plain")
    assert modes(window) == ALL
    window.type("shown")
    window.wait_for("shown")
    gate.open()
    window.wait_for("REVIEW DUE")


def test_enter_typed_before_the_screen_is_enter(start: Open, gate: Gate) -> None:
    """As long as the terminal edits lines, it makes of Enter what ctrl+j sends."""
    window = start(store="plain")
    window.burst(["a", "c", "Hale, Robin", "enter", "c", "hal", "enter", "n"])
    gate.open()
    window.wait_for("NOTE")
    assert "Hale" in window.text
    window.burst(["slept", "ctrl+j"])
    window.wait_for("Initials")


def test_enter_typed_behind_the_hush_is_enter_too(start: Open, gate: Gate) -> None:
    window = start()
    window.burst([PASSPHRASE, "enter", "a", "c", "Hale, Robin", "enter", "c", "hal", "enter", "n"])
    gate.open()
    window.wait_for("NOTE")


def test_a_command_that_asks_is_hushed_too_and_shows_letters_afterwards(start: Open, gate: Gate) -> None:
    window = start("list", "--print")
    assert not echoes(window)
    window.type("too early")
    gate.open()
    window.wait_for("Passphrase:")
    assert b"too early" not in window.raw
    # What was typed before the question is not taken for the answer.
    window.type(f"{PASSPHRASE}\n")
    assert window.wait_exit() == 0
    assert PASSPHRASE.encode() not in window.raw
    assert modes(window) == ALL


def test_a_command_that_reads_lines_shows_them(start: Open, gate: Gate) -> None:
    window = start("new")
    assert not echoes(window)
    gate.open()
    window.wait_for("One client line")
    assert echoes(window)


@pytest.mark.parametrize("words", [("list", "--passphrase-fd", "0"), ("--help",), ("--version",), ("init", "-h")])
def test_where_nobody_is_asked_nothing_is_hushed(words: tuple[str, ...], start: Open) -> None:
    assert modes(start(*words)) == ALL


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
@pytest.mark.parametrize("words", [(), ("list",)], ids=["screen", "command"])
def test_a_signal_while_it_loads_puts_the_terminal_right(number: int, words: tuple[str, ...], start: Open) -> None:
    window = start(*words)
    window.process.send_signal(number)
    assert window.wait_exit() == -number
    assert modes(window) == ALL


def test_an_interrupt_while_it_loads_puts_the_terminal_right(start: Open) -> None:
    window = start()
    window.press("ctrl+c")
    assert window.wait_exit() == 130
    assert modes(window) == ALL
    assert "Traceback" not in window.text


def test_a_fault_while_it_loads_puts_the_terminal_right(start: Open, gate: Gate) -> None:
    window = start()
    gate.open(broken=True)
    assert window.wait_exit() == 1
    assert "nothing works today" in window.text
    assert modes(window) == ALL


def test_a_stop_while_it_loads_gives_the_terminal_back_and_it_goes_on(start: Open, gate: Gate) -> None:
    window = start()
    window.process.send_signal(signal.SIGTSTP)
    end, pause = time.monotonic() + PATIENCE, threading.Event()
    while not echoes(window):
        assert time.monotonic() < end, "stopped, and still hushed"
        pause.wait(0.01)
    window.process.send_signal(signal.SIGCONT)
    gate.open()
    window.wait_for("PlanTUI is locked")


def test_a_terminal_that_cannot_show_a_screen_is_put_right(start: Open, gate: Gate) -> None:
    window = start(TERM="unknown")
    assert not echoes(window)
    gate.open()
    assert window.wait_exit() == 7
    assert modes(window) == ALL


def test_line_mode_asks_in_its_own_way(start: Open, gate: Gate) -> None:
    window = start(PLANTUI_A11Y="line")
    assert not echoes(window)
    gate.open()
    window.wait_for("Passphrase:")
    window.type(f"{PASSPHRASE}\n")
    window.wait_for("Type help, or quit.")
    assert modes(window) == ALL
    window.type("quit\n")
    assert window.wait_exit() == 0
    assert PASSPHRASE.encode() not in window.raw


def test_without_a_terminal_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "vault.json").write_text('{"sealing": {}}')
    read, write = os.pipe()
    hush = Hush.begin([], {"PLANTUI_STORE": str(tmp_path)}, read)
    assert hush.take() == ([], 0)
    hush.lift()
    os.close(read)
    os.close(write)
