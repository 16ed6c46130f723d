"""The editor's round trip: private while it lasts, gone afterwards, safe when the editor is not."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from plantui.settings.editor import Edited, edit_text

PYTHON = sys.executable


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    return folder


def script(tmp_path: Path, lines: str) -> str:
    """An editor that is a Python script; the file's path is `name`."""
    file = tmp_path / "an editor.py"
    file.write_text(f"import os, pathlib, sys\nname = pathlib.Path(sys.argv[-1])\n{lines}\n")
    return f"{PYTHON} '{file}'"


def edit(tmp_path: Path, runtime: Path, lines: str, text: str = "before", **options: bool) -> Edited:
    import os

    return edit_text(text, script(tmp_path, lines), runtime, os.environ, **options)


def test_what_the_editor_writes_comes_back(tmp_path: Path, runtime: Path) -> None:
    back = edit(tmp_path, runtime, "name.write_text(name.read_text() + ' and after\\r\\nmore', newline='')")
    assert back == Edited(text="before and after\nmore")
    assert not list(runtime.iterdir())


def test_the_file_is_private_and_its_name_says_nothing(tmp_path: Path, runtime: Path) -> None:
    seen: list[tuple[int, int, str, Path]] = []

    def look(command, environ):
        file = Path(command[-1])
        modes = (stat.S_IMODE(file.parent.stat().st_mode), stat.S_IMODE(file.stat().st_mode))
        seen.append((*modes, file.name, file.parent.parent))
        return 0

    edit_text("x", PYTHON, runtime, {"PATH": "/usr/bin"}, run=look)
    assert seen == [(0o700, 0o600, "text.md", runtime)]


def test_a_runtime_folder_that_others_can_read_is_not_used(runtime: Path) -> None:
    runtime.chmod(0o755)
    places: list[Path] = []

    def look(command, environ):
        places.append(Path(command[-1]).parent.parent)
        return 0

    edit_text("x", PYTHON, runtime, {"PATH": "/usr/bin"}, run=look)
    assert places
    assert places[0] != runtime


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("name.write_text('lost'); sys.exit(3)", "E401 The editor ended with 3."),
        ("os.kill(os.getpid(), 9)", "E401 The editor was ended by signal 9."),
        ("os.kill(os.getpid(), 1)", "E401 The editor was ended by signal 1."),
        ("name.unlink()", "E401 The editor left no file."),
        ("name.write_bytes(b'\\xff\\xfe\\x00')", "E401 What came back is not UTF-8."),
        ("name.write_bytes(b'x' * 1_000_001)", "E401 What came back is larger than 1 MB."),
    ],
)
def test_an_editor_that_fails_changes_nothing(tmp_path: Path, runtime: Path, lines: str, said: str) -> None:
    back = edit(tmp_path, runtime, lines)
    assert back.text == "before"
    assert back.said.startswith(said)
    assert "Your text is as it was before." in back.said
    assert not list(runtime.iterdir())


@pytest.mark.parametrize("command", ["no-such-editor-here --wait", "", "'unclosed"])
def test_an_editor_that_is_not_there(runtime: Path, command: str) -> None:
    back = edit_text("before", command, runtime, {"PATH": "/usr/bin"})
    assert (back.text, back.problem[:4]) == ("before", "E402")


def test_copies_are_named_and_removed(tmp_path: Path, runtime: Path) -> None:
    lines = "(name.parent / '.text.md.swp').write_text('x'); (name.parent / 'text.md~').write_text('x')"
    back = edit(tmp_path, runtime, lines)
    assert back.left == (".text.md.swp", "text.md~")
    assert back.said == "Copies it left were removed: .text.md.swp, text.md~. vim -n -i NONE keeps none."
    assert not list(runtime.iterdir())


def test_colours_stay_off_in_the_editor(tmp_path: Path, runtime: Path) -> None:
    lines = "name.write_text(os.environ.get('NO_COLOR', 'none'))"
    assert edit(tmp_path, runtime, lines, no_color=True).text == "1"
    assert edit(tmp_path, runtime, lines).text in ("none", "1")
