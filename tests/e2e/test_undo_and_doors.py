"""Undo on the screen and what happens through other doors meanwhile: exports, backups; copies stay in the program."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal

Start = Callable[..., Terminal]
NOW = "2026-03-10T13:52"


@pytest.fixture
def window(shell: Shell, terminal: Start) -> Terminal:
    """The rehearsal store on the screen, Reyes chosen."""
    shell.check("demo", "--no-open", "--store", str(shell.store))
    opened = terminal(PLANTUI_NOW=NOW)
    opened.wait_for("REVIEW DUE")
    return opened


def leave(window: Terminal) -> None:
    window.press(*["esc"] * 10, "q", "y", spacing=2)
    assert window.wait_exit() == 0


def test_what_the_command_line_exported_stays_on_the_screen_too(window: Terminal, shell: Shell) -> None:
    window.press("2", "+")
    window.wait_for("marked +1")
    window.wait_for("saved 13:5")
    shell.check("export", "plan", "C-014", "-o", "-")
    window.press("u")
    window.wait_for("The plan of C-014 was exported at")
    window.wait_for("so this stays: g1.1 marked +1. Change it by hand and export again.")
    window.press("j", "j", "j", "-", "u")
    window.wait_for("Undone: g1.2 marked -1")
    leave(window)


def test_a_backup_from_the_command_line_closes_what_came_before_it_also_after_a_restart(
    window: Terminal, shell: Shell, terminal: Start
) -> None:
    window.press("2", "+")
    window.wait_for("marked +1")
    leave(window)
    shell.check("backup")
    again = terminal(PLANTUI_NOW=NOW)
    again.wait_for("REVIEW DUE")
    again.press("2", "u")
    again.wait_for("A backup was made")
    again.wait_for("so this stays: g1.1 marked +1.")
    leave(again)


def test_leaving_the_program_seals_a_signature(window: Terminal, shell: Shell) -> None:
    window.press("2", "e", *"; -> 5", "enter", "S", "y", "enter", *"dw", "enter")
    window.wait_for("Plan v4 of C-014 signed")
    leave(window)
    assert '"act": "sign.seal"' in shell.check("log", "--format", "json").replace('":"', '": "')


def test_a_copied_line_never_goes_to_the_clipboard_of_the_terminal(window: Terminal) -> None:
    window.press("2", "y", "p", ":", *"shelf", "enter", "esc", "g", "n", "enter", "esc", "esc")
    window.wait_quiet(0.3)
    assert b"\x1b]52" not in window.raw
    leave(window)
