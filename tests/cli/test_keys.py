"""The keymap by command line: checked, printed as it holds, chosen among those that come with the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantui.keys.shipped import SHIPPED
from tests.cli.inside import Inside

EXAMPLE = """\
[keys]
"note.new"      = ["n", "f6"]
"edit.redo"     = ["U"]
"status.met"    = ["s m", "T"]

[unbind]
keys = ["Q"]

[user]
"b" = "when +12w"
"X" = "export plan; export glance"

[hints]
after = 300
"""
FAULTY = {
    "an unknown id": ('[keys]\n"note.nwe" = "f6"\n', "line 2: note.nwe is not an action. Did you mean note.new?"),
    "a key twice": ('[keys]\n"note.new" = "j"\n', "line 2: j is bound twice in NORMAL: nav.down and note.new."),
    "a prefix": ('[keys]\n"note.new" = "g"\n', "line 2: g cannot be a command (note.new) and begin"),
    "a reserved key": ('[unbind]\nkeys = ["Q"]\n[keys]\n"note.new" = "ctrl+s"\n', "line 4: ctrl+s is reserved."),
    "the last key": ('[keys]\n"app.lock" = []\n', "line 2: app.lock must keep at least one key."),
}


@pytest.fixture
def at(tmp_path: Path) -> Inside:
    return Inside(tmp_path)


def file(at: Inside) -> Path:
    path = Path(at.env["XDG_CONFIG_HOME"]) / "plantui" / "keymap.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_without_a_file_the_default_keys_hold(at: Inside) -> None:
    done = at.run("keys", "--check")
    assert (done.code, done.out) == (0, "")
    assert "`app.quit`" in normal(at.run("keys").out)
    assert "the default keys hold" in done.err


def test_the_documented_file_is_sound_and_printed_as_it_holds(at: Inside) -> None:
    file(at).write_text(EXAMPLE)
    assert (at.run("keys", "--check").code, at.run("keys", "--check").out) == (0, "")
    table = at.run("keys", "--md").out
    assert "| `n` or `f6` | `note.new` | New note for this client's visit |" in table
    assert "| `U` | `edit.redo` | Redo |" in table
    assert "| `s m` or `T` | `status.met` |" in table
    assert "`app.quit`" not in normal(table)
    assert "when +12w" in table


def normal(table: str) -> list[str]:
    """The actions of lists, trees and pages."""
    part = table.partition("### Lists, trees and pages (NORMAL)")[2].partition("\n###")[0]
    return [line.split(" | ")[1] for line in part.splitlines() if line.startswith("| `")]


@pytest.mark.parametrize("fault", FAULTY)
def test_a_faulty_file_is_ignored_whole_and_says_line_and_reason(at: Inside, fault: str) -> None:
    text, said = FAULTY[fault]
    file(at).write_text(f'{text}[user]\n"b" = "lint"\n')
    done = at.run("keys", "--check")
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert at.run("keys", "--md").out == Inside(at.folder / "other").run("keys", "--md").out


@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_keymap_can_be_used_and_is_sound(at: Inside, name: str) -> None:
    assert at.run("keys", "--use", name).code == 0
    assert "is sound" in at.run("keys", "--check").err
    table = at.run("keys", "--md").out
    down = {"default": "| `j` or `down` |", "arrows": "| `down` |", "colemak": "| `n` or `down` |"}[name]
    assert f"{down} `nav.down` | Next row |" in table


def test_what_cannot_be(at: Inside) -> None:
    assert at.run("keys", "--use", "dvorak").code == 2
    assert at.run("keys", "--test").code == 9
