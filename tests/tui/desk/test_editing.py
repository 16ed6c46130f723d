"""Text through the editor: asked once, served after the key, safe when the editor is not."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest
from tests.tui.seat import Seat

from plantui.keys import body as bodies
from plantui.settings.paths import find_paths
from plantui.tui.desk.editing import serve
from plantui.tui.desk.editor_outline import OutlinePage
from plantui.tui.desk.note import NotePage


@pytest.fixture
def editor(demo: Seat, tmp_path: Path):
    """Sets an editor that is a Python script; `text` is what it was given, `say` what it writes."""
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    demo.desk.paths = msgspec.structs.replace(find_paths(None, {}), runtime=runtime)

    def make(lines: str) -> Seat:
        file = tmp_path / "editor.py"
        head = "import pathlib, sys\nname = pathlib.Path(sys.argv[-1])\ntext = name.read_text()\n"
        file.write_text(head + "def say(words):\n    name.write_text(words)\n" + lines + "\n")
        demo.desk.settings = msgspec.structs.replace(demo.desk.settings, editor_command=f"{sys.executable} {file}")
        return demo

    return make


def go(seat: Seat) -> None:
    """What the app does after the key."""
    errand = seat.desk.state.errand
    assert errand is not None
    seat.desk.state.errand = None
    serve(seat.desk, errand)
    seat.desk.sight.follow(seat.desk)


@pytest.fixture(autouse=True)
def no_other_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PLANTUI_EDITOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


def test_a_note_goes_out_and_comes_back(editor) -> None:
    seat = editor("say(text.replace('DATA\\n', 'DATA\\nFrom the editor #1.1+'))")
    seat.press("n f4")
    assert "The text leaves the store while the editor has it." in seat.screen()
    assert seat.desk.state.errand is None
    seat.press("y")
    go(seat)
    page = seat.desk.state.page
    assert isinstance(page, NotePage)
    assert page.body.text.startswith("DATA\nFrom the editor #1.1+")
    assert "g1.1  +1" in seat.screen()
    seat.press("ctrl+z")
    assert "From the editor" not in page.body.text


def test_it_is_said_once_in_a_run(editor) -> None:
    seat = editor("pass")
    seat.press("n f4 y")
    go(seat)
    seat.press("ctrl+o e")
    assert seat.desk.state.errand is not None
    go(seat)
    seat.press("esc E")
    assert seat.desk.state.errand is not None


def test_no_means_no(editor) -> None:
    seat = editor("pass")
    seat.press("n f4 n")
    assert seat.desk.state.errand is None
    assert isinstance(seat.desk.state.page, NotePage)


@pytest.mark.parametrize("lines", ["sys.exit(1)", "import os; os.kill(os.getpid(), 9)", "name.unlink()"])
def test_an_editor_that_fails_leaves_the_text(editor, lines: str) -> None:
    seat = editor(lines)
    seat.press("n").type("Kept the log").press("f4", "y")
    go(seat)
    assert "DATA\nKept the log" in seat.desk.state.page.body.text
    assert seat.said.startswith("E401 The editor")
    seat.type(" daily")
    assert "Kept the log daily" in seat.desk.state.page.body.text


def test_copies_left_behind_are_named(editor) -> None:
    seat = editor("(name.parent / '.text.md.swp').write_text('x')")
    seat.press("n f4 y")
    go(seat)
    assert ".text.md.swp" in seat.said


def test_without_an_editor_it_says_where_to_set_one(demo: Seat) -> None:
    demo.press("n f4")
    assert demo.said.startswith("E402 No editor is set")
    demo.desk.settings = msgspec.structs.replace(demo.desk.settings, editor_enabled=False, editor_command="vi")
    demo.press("f4")
    assert demo.said == "The editor is switched off: editor.enabled is false."


def test_a_line_goes_out_and_comes_back(editor) -> None:
    seat = editor("say('\\n' + text.strip() + '; -> 5\\nmore\\n')")
    seat.press("2 e f4 y")
    go(seat)
    assert seat.desk.state.line.field.text.endswith("; -> 5")
    seat.press("enter")
    assert "GAD-7 15 -> 5" in seat.screen()


def test_the_plan_goes_out_as_an_outline(editor) -> None:
    seat = editor("say(text.replace('15 -> 7', '15 -> 6'))")
    seat.press("2 E y")
    go(seat)
    assert "g1.1" in seat.said
    assert "GAD-7 15 -> 6" in seat.screen()
    assert "v4 draft" in seat.screen()
    seat.press("u")
    assert "v3 signed" in seat.screen()


def test_an_unchanged_plan_stays(editor) -> None:
    seat = editor("pass")
    before = seat.chart
    seat.press("2 E y")
    go(seat)
    assert (seat.chart, seat.said) == (before, "The plan is unchanged.")


def test_a_text_that_does_not_read_is_put_right_here(editor) -> None:
    seat = editor("say(text.replace('15 -> 7', '15 -> 70'))")
    before = seat.chart
    seat.press("2 E y")
    go(seat)
    assert isinstance(seat.desk.state.scene, OutlinePage)
    assert "O2 line" in seat.screen()
    assert seat.chart == before
    seat.press("ctrl+j")
    assert isinstance(seat.desk.state.scene, OutlinePage)
    page = seat.desk.state.scene
    at = page.body.text.index("-> 70") + len("-> 7")
    page.body = bodies.replace(page.body, at, at + 1, "")
    seat.press("ctrl+j")
    assert seat.desk.state.on_main
    assert seat.said == "The plan is unchanged"


def test_a_text_that_was_left_is_opened_again(editor) -> None:
    seat = editor("say(text.replace('15 -> 7', '15 -> 70'))")
    seat.press("2 E y")
    go(seat)
    seat.press("esc E")
    assert "15 -> 70" in seat.desk.state.errand.text
    assert "-> 70" not in repr(seat.desk.state.errand)


def test_a_field_of_a_panel_goes_out_too(editor) -> None:
    seat = editor("say('10 feb to 3 mar')")
    seat.press("x n f4 y")
    go(seat)
    assert "= 4 signed notes" in seat.screen()
    seat.press("esc n shift+tab", "f4")
    go(seat)
    assert seat.desk.state.page.line.text == "10 feb to 3 mar"
