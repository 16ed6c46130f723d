"""The editor in a real terminal: it gets the screen, gives it back, and leaves nothing on the disk."""

from __future__ import annotations

import fcntl
import json
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plantui.settings.leftover import HELD
from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal

NOW = "2026-03-10T13:52"
Start = Callable[..., Terminal]


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    folder = tmp_path / "private"
    folder.mkdir(mode=0o700)
    return folder


def editor(tmp_path: Path, lines: str) -> str:
    """An editor that says it is there, waits for a line, and does what the lines say."""
    file = tmp_path / "editor.py"
    head = "import os, pathlib, sys\nname = pathlib.Path(sys.argv[-1])\nprint('EDITOR HERE', flush=True)\ninput()\n"
    file.write_text(f"{head}{lines}\n")
    return f"{sys.executable} {file}"


def start(terminal: Start, shell: Shell, invented: Path, runtime: Path, command: str) -> Terminal:
    shutil.copytree(invented, shell.store, copy_function=shutil.copy)
    window = terminal(PLANTUI_NOW=NOW, PLANTUI_EDITOR=command, XDG_RUNTIME_DIR=str(runtime))
    window.wait_for("REVIEW DUE")
    window.press("n")
    window.wait_for("what this note can touch")
    window.type("Kept the log #1.1+ ")
    window.press("f4")
    window.wait_for("The text leaves the store")
    window.press("y")
    window.wait_for("EDITOR HERE")
    return window


def test_a_note_goes_through_the_editor(
    shell: Shell, terminal: Start, invented: Path, runtime: Path, tmp_path: Path
) -> None:
    command = editor(tmp_path, "name.write_text(name.read_text().replace('Kept', 'In the editor: kept'))")
    window = start(terminal, shell, invented, runtime, command)
    assert len(list(runtime.glob("plantui-*/text.md"))) == 1
    window.type("\r")
    window.wait_for("In the editor: kept the log")
    assert not list(runtime.glob("plantui-*"))
    window.press("ctrl+j")
    window.wait_for("SIGN NOTE")
    window.type("dw\r")
    window.wait_for("Note of 10 Mar signed.")
    window.press("q", "y")
    assert window.wait_exit() == 0
    notes = json.loads(shell.check("export", "bundle", "C-014", "-o", "-"))["notes"]
    assert any("In the editor: kept the log" in note["text"] for note in notes)


def test_an_editor_that_is_killed_leaves_the_note(
    shell: Shell, terminal: Start, invented: Path, runtime: Path, tmp_path: Path
) -> None:
    window = start(terminal, shell, invented, runtime, editor(tmp_path, "os.kill(os.getpid(), 9)"))
    window.type("\r")
    window.wait_for("E401 The editor was ended by signal 9.")
    assert window.find("Kept the log #1.1+") is not None
    assert not list(runtime.glob("plantui-*"))
    window.type("daily")
    window.wait_for("Kept the log #1.1+ daily")


def test_a_hang_up_in_the_editor_keeps_the_draft(
    shell: Shell, terminal: Start, invented: Path, runtime: Path, tmp_path: Path
) -> None:
    window = start(terminal, shell, invented, runtime, editor(tmp_path, "pass"))
    window.hangup()
    assert window.wait_exit() == 128 + signal.SIGHUP
    assert not list(runtime.glob("plantui-*"))
    again = terminal(PLANTUI_NOW=NOW)
    again.wait_for("Enter goes on.")
    again.press("enter")
    again.wait_for("Kept the log #1.1+")


# killed while the editor is open


WRITES_FIRST = "name.write_text(name.read_text() + 'Written in the editor')\n"


def killed(terminal: Start, shell: Shell, invented: Path, runtime: Path, tmp_path: Path) -> Path:
    """The program is killed while its editor is open, which goes with the terminal; the folder that is left."""
    file = tmp_path / "writer.py"
    head = "import pathlib, sys\nname = pathlib.Path(sys.argv[-1])\n"
    file.write_text(f"{head}{WRITES_FIRST}print('EDITOR HERE', flush=True)\ninput()\n")
    window = start(terminal, shell, invented, runtime, f"{sys.executable} {file}")
    window.kill9()
    window.close()
    return forsaken(runtime)


def forsaken(runtime: Path) -> Path:
    """The folder of an editor, once the editor is gone too."""
    (folder,) = runtime.glob("plantui-*")
    with (folder / HELD).open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
    return folder


def test_a_kill_in_the_editor_loses_nothing_and_leaves_nothing(
    shell: Shell, terminal: Start, invented: Path, runtime: Path, tmp_path: Path
) -> None:
    folder = killed(terminal, shell, invented, runtime, tmp_path)
    assert "Written in the editor" in (folder / "text.md").read_text()
    again = terminal(PLANTUI_NOW=NOW, XDG_RUNTIME_DIR=str(runtime))
    again.wait_for("What the editor had (Reyes, M) is a draft now. Enter goes on.")
    assert not folder.exists()
    again.press("enter")
    again.wait_for("Written in the editor")
    assert again.find("Kept the log #1.1+") is not None
    again.press("ctrl+j")
    again.wait_for("SIGN NOTE")
    again.type("dw\r")
    again.wait_for("Note of 10 Mar signed.")
    again.press("q", "y")
    assert again.wait_exit() == 0
    assert not list((shell.store / "drafts").glob("*.draft"))


def test_verify_names_it_asks_and_removes_it(
    shell: Shell, terminal: Start, invented: Path, runtime: Path, tmp_path: Path
) -> None:
    folder = killed(terminal, shell, invented, runtime, tmp_path)
    more = {"PLANTUI_NOW": NOW, "XDG_RUNTIME_DIR": str(runtime)}
    outcome = shell.run("verify", **more)
    assert outcome.code == 1
    assert f"E401  An editor still had a text of C-014 when PlanTUI was killed ({folder})." in outcome.out
    assert folder.exists()
    window = terminal("verify", "--print", size=(200, 40), **more)
    window.wait_for(lambda lines: "y or n:" in "".join(lines))
    window.type("n\r")
    assert window.wait_exit() == 1
    assert folder.exists()
    window = terminal("verify", "--print", size=(200, 40), **more)
    window.wait_for(lambda lines: "y or n:" in "".join(lines))
    window.type("y\r")
    assert window.wait_exit() == 0
    assert not folder.exists()
    assert "Written in the editor" not in window.text
    again = terminal(**more)
    again.wait_for("Enter goes on.")
    again.press("enter")
    again.wait_for("Written in the editor")


def test_line_mode_takes_it_up_too(
    shell: Shell, terminal: Start, invented: Path, runtime: Path, tmp_path: Path
) -> None:
    folder = killed(terminal, shell, invented, runtime, tmp_path)
    window = terminal("line", PLANTUI_NOW=NOW, XDG_RUNTIME_DIR=str(runtime))
    window.wait_for("Draft of a note from")
    assert not folder.exists()


def test_a_note_by_command_that_is_killed_in_the_editor_comes_back(
    shell: Shell, terminal: Start, invented: Path, runtime: Path, tmp_path: Path
) -> None:
    shutil.copytree(invented, shell.store, copy_function=shutil.copy)
    file = tmp_path / "writer.py"
    head = "import pathlib, sys\nname = pathlib.Path(sys.argv[-1])\n"
    file.write_text(f"{head}{WRITES_FIRST}print('EDITOR HERE', flush=True)\ninput()\n")
    more = {"PLANTUI_NOW": NOW, "XDG_RUNTIME_DIR": str(runtime)}
    window = terminal("note", "C-014", PLANTUI_EDITOR=f"{sys.executable} {file}", **more)
    window.wait_for("EDITOR HERE")
    window.kill9()
    window.close()
    forsaken(runtime)
    again = terminal(**more)
    again.wait_for("What the editor had (Reyes, M) is a draft now. Enter goes on.")
    again.press("enter")
    again.wait_for("Written in the editor")
    assert not list(runtime.glob("plantui-*"))


def test_what_belongs_to_another_store_is_left_alone(
    shell: Shell, terminal: Start, invented: Path, runtime: Path, tmp_path: Path
) -> None:
    folder = killed(terminal, shell, invented, runtime, tmp_path)
    named = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
    other = str(tmp_path / "other")
    shell.check("init", "--no-encryption", "--store", other, *named)
    outcome = shell.run("verify", "--yes", "--store", other, XDG_RUNTIME_DIR=str(runtime))
    assert (outcome.code, "of another store" in outcome.out) == (0, True), outcome
    assert (folder / "text.md").exists()
