"""Notes by command line: text from a pipe or the editor, never from an argument; signed by a person at a terminal."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Practice
from tests.e2e.terminal import Terminal


def notes(practice: Practice) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(practice.check("export", "bundle", "mr", "-o", "-")).get("notes", [])
    return found


def test_a_note_comes_from_a_pipe(planned: Practice) -> None:
    out = planned.check("note", "C-001", "--draft", stdin="DATA\nKept the log. #1.1+1\nhw: log\n")
    assert out == "Draft saved: C-001, 10 Mar 2026, g1.1 +1.\n"
    (note,) = notes(planned)
    assert (note["start"], note["minutes"], note["format"], note["homework"]) == ("14:00", 50, "DAP", ["log"])


def test_the_header_and_the_day_can_be_said(planned: Practice) -> None:
    planned.check("note", "mr", "--date", "3 mar", "--header", "15:10-16:00 video SOAP", "--draft", stdin="x")
    (note,) = notes(planned)
    assert (note["date"], note["start"], note["minutes"]) == ("2026-03-03", "15:10", 50)
    assert (note["place"], note["format"]) == ("video", "SOAP")


def test_what_is_not_understood_is_said_beside_the_data(planned: Practice) -> None:
    outcome = planned.run("note", "mr", "--draft", stdin="#1.9+ @gad7=99 @phq9=1,1,2,2,1,2,1,1,1")
    assert outcome.out == "Draft saved: C-001, 10 Mar 2026.\n"
    assert "N1 There is no g1.9." in outcome.err
    assert "N4 GAD-7 goes from 0 to 21" in outcome.err
    assert "A risk: line is missing: PHQ-9 item 9 is open." in outcome.err


def test_a_missed_visit_needs_no_words(planned: Practice) -> None:
    planned.check("note", "mr", "--header", "missed", "--draft", stdin="")
    (note,) = notes(planned)
    assert (note["kind"], "text" in note, "minutes" in note) == ("missed", False, False)


def test_json_names_the_note(planned: Practice) -> None:
    out = json.loads(planned.check("note", "mr", "--format", "json", stdin="#1.1-"))
    (row,) = out["items"]
    assert (row["client"], row["date"], row["marks"], row["signed"]) == ("C-001", "2026-03-10", {"g1.1": -1}, False)
    assert row["note"] == notes(planned)[0]["id"]


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "said"),
    [
        (("note", "mr", "talked about work"), "", 8, "Text never goes in arguments"),
        (("note", "mr", "--draft"), "  \n", 2, "Nothing was written"),
        (("note", "nobody"), "x", 3, "No client fits"),
        (("note", "mr", "--header", "25:00"), "x", 2, "N5 Not a time: 25:00"),
        (("note", "mr", "--date", "2026-03-12"), "x", 2, "date"),
        (("note", "mr", "--sign"), "x", 9, "needs a person at a terminal"),
        (("note", "mr", "--sign", "--draft"), "x", 2, "two different ends"),
        (("export", "notes", "mr"), "", 3, "no signed note"),
        (("export", "plan", "mr", "--from", "3 mar"), "", 2, "has no range"),
    ],
)
def test_exit_codes_and_sentences(
    planned: Practice, arguments: tuple[str, ...], stdin: str, code: int, said: str
) -> None:
    outcome = planned.run(*arguments, stdin=stdin)
    assert outcome.code == code, outcome
    assert said in outcome.err
    assert outcome.out == ""
    assert not notes(planned)


def test_a_note_is_written_in_the_editor_and_signed(
    planned: Practice, terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import pathlib, sys\nname = pathlib.Path(sys.argv[-1])\n"
        "name.write_text(name.read_text().replace('DATA\\n', 'DATA\\nKept the log #1.1+\\n'))\n"
    )
    command = f"{sys.executable} {editor}"
    window = terminal("note", "mr", "--sign", size=(100, 30), PLANTUI_NOW=NOW, PLANTUI_EDITOR=command)
    window.wait_for("The text leaves the store")
    window.wait_for("Initials:")
    window.type("dw\r")
    window.wait_for("Note of 10 Mar signed.")
    assert window.wait_exit() == 0
    (note,) = notes(planned)
    assert note["signatures"][0]["initials"] == "DW"
    assert str(note["text"]).startswith("DATA\nKept the log #1.1+\n")


def test_an_editor_that_fails_keeps_no_note(planned: Practice, terminal: Callable[..., Terminal]) -> None:
    window = terminal("note", "mr", size=(100, 30), PLANTUI_NOW=NOW, PLANTUI_EDITOR="false")
    window.wait_for("E401 The editor ended with 1.")
    assert window.wait_exit() == 7
    assert not notes(planned)


def test_signed_notes_are_exported_by_range(demo, tmp_path: Path) -> None:
    target = tmp_path / "out"
    said = demo.check("export", "notes", "C-014", "--from", "2026-02-10", "--to", "3 mar", "-o", f"{target}/")
    file = Path(said.strip())
    assert file.name == "C-014_notes_2026-03-10.md"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text()
    assert text.count("\n## ") == 4
    assert "## Tuesday 10 February 2026" in text
    assert "14:00 to 14:50, 50 minutes" in text
    assert "- g1.2 Sleep 6 h+" in text
    assert "Signed by Dana Whitlock, LCSW, 3 March 2026" in text
    assert "Rehearsal: invented person" in text


def test_drafts_are_not_exported_and_that_is_said(demo) -> None:
    demo.check("note", "C-014", "--draft", stdin="not signed")
    text = demo.check("export", "notes", "C-014", "-o", "-")
    assert "- **Not included:** 1 draft that nobody has signed" in text
    assert "not signed\n" not in text.replace("nobody has signed", "")
